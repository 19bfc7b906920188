# A shim for tools that look for a binding.gyp (prebuildify, node-gyp). CMakeLists.txt is the only build description.
# The output named here is never made, so the action always runs; set-up itself knows whether there is anything to do.
{
  "targets": [{
    "target_name": "torch_encoders",
    "type": "none",
    "actions": [{
      "action_name": "build_with_cmake",
      "inputs": [],
      "outputs": ["<(module_root_dir)/build/always"],
      "action": ["node", "scripts/setup.mjs", "--build-only"]
    }]
  }]
}
