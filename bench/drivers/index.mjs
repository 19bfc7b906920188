/**
 * Who is measured. `file` has load(job) → { version, encode(texts) → Float32Array of [N, D] }, in JavaScript or in Python (`def load(job)` → version, encode).
 * `batches`: 'packed' (no padding), 'input' (32 in the order of the input, padded, as users call it) or 'sorted' (32 with the longest first).
 */
const ours = (name, dtype, label) => ({ name, label, file: 'ours.mjs', precision: dtype, dtype, batches: 'packed', ours: true });
const rival = (name, label, file, precision, batches) => ({ name, label, file, precision, batches, ours: false });

export const drivers = [
  ours('ours', 'float32', 'torch-encoders'),
  ours('ours-fp16', 'float16', 'torch-encoders, float16 weights'),
  ours('ours-int8', 'int8', 'torch-encoders, int8'),
  rival('ort', 'onnxruntime-node', 'onnxruntime.mjs', 'float32', 'input'),
  rival('ort-sorted', 'onnxruntime-node, sorted', 'onnxruntime.mjs', 'float32', 'sorted'),
  rival('ort-int8', 'onnxruntime-node, int8', 'onnxruntime.mjs', 'int8', 'input'),
  rival('ort-int8-sorted', 'onnxruntime-node, int8, sorted', 'onnxruntime.mjs', 'int8', 'sorted'),
  rival('tjs', 'transformers.js', 'transformersjs.mjs', 'float32', 'input'),
  rival('tjs-sorted', 'transformers.js, sorted', 'transformersjs.mjs', 'float32', 'sorted'),
  rival('tjs-int8', 'transformers.js, q8', 'transformersjs.mjs', 'int8', 'input'),
  rival('tjs-int8-sorted', 'transformers.js, q8, sorted', 'transformersjs.mjs', 'int8', 'sorted'),
  rival('st', 'sentence-transformers', 'sentence_transformers_.py', 'float32', 'sorted'),
  rival('ct2', 'CTranslate2', 'ctranslate2_.py', 'float32', 'sorted'),
  rival('ct2-int8', 'CTranslate2, int8', 'ctranslate2_.py', 'int8', 'sorted'),
  rival('openvino', 'OpenVINO', 'openvino_.py', 'float32', 'sorted'),
  rival('openvino-int8', 'OpenVINO, int8', 'openvino_.py', 'int8', 'sorted'),
];
