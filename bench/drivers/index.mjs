/**
 * Who is measured. `file` has `load(job)`, in JavaScript (→ { version, encode(texts) → Float32Array of [N, D] }) or in Python (→ version, encode).
 * `batches`: 'packed' (no padding), 'input' (32 in the order of the input, as users call it) or 'sorted' (32 at a time, the longest first). `reads`: what is exported for it.
 */
const ours = (name, dtype, label) => ({ name, label, file: 'ours.mjs', precision: dtype, dtype, batches: 'packed', ours: true, reads: [] });
const rival = (name, label, file, precision, batches, reads) => ({ name, label, file, precision, batches, ours: false, reads });
const onnx = ['onnx'];
const onnxInt8 = ['onnx', 'onnx-int8'];

export const drivers = [
  ours('ours', 'float32', 'torch-encoders'),
  ours('ours-fp16', 'float16', 'torch-encoders, float16 weights'),
  ours('ours-int8', 'int8', 'torch-encoders, int8'),
  rival('ort', 'onnxruntime-node', 'onnxruntime.mjs', 'float32', 'input', onnx),
  rival('ort-sorted', 'onnxruntime-node', 'onnxruntime.mjs', 'float32', 'sorted', onnx),
  rival('ort-int8', 'onnxruntime-node, int8', 'onnxruntime.mjs', 'int8', 'input', onnxInt8),
  rival('ort-int8-sorted', 'onnxruntime-node, int8', 'onnxruntime.mjs', 'int8', 'sorted', onnxInt8),
  rival('tjs', 'transformers.js', 'transformersjs.mjs', 'float32', 'input', onnx),
  rival('tjs-sorted', 'transformers.js', 'transformersjs.mjs', 'float32', 'sorted', onnx),
  rival('tjs-int8', 'transformers.js, q8', 'transformersjs.mjs', 'int8', 'input', onnxInt8),
  rival('tjs-int8-sorted', 'transformers.js, q8', 'transformersjs.mjs', 'int8', 'sorted', onnxInt8),
  rival('st', 'sentence-transformers', 'sentence_transformers_.py', 'float32', 'sorted', []),
  rival('ct2', 'CTranslate2', 'ctranslate2_.py', 'float32', 'sorted', ['ctranslate2']),
  rival('ct2-int8', 'CTranslate2, int8', 'ctranslate2_.py', 'int8', 'sorted', ['ctranslate2-int8']),
  rival('openvino', 'OpenVINO', 'openvino_.py', 'float32', 'sorted', onnx),
  rival('openvino-int8', 'OpenVINO, int8', 'openvino_.py', 'int8', 'sorted', onnxInt8),
  rival('pytorch', 'PyTorch, padded', 'pytorch.py', 'float32', 'input', []),
];
/** Those who embed texts; PyTorch alone is there for training. */
export const encoders = drivers.map(({ name }) => name).filter((name) => name !== 'pytorch');
export const quick = ['ours', 'ours-int8', 'ort', 'ort-sorted', 'ort-int8-sorted', 'tjs', 'st'];

/** Which packages a driver needs, and what is to be written for it once there is a model. */
export const needsOf = ({ ours, file, reads }) => ({ languages: ours ? [] : [...new Set([file.endsWith('.py') || reads.length > 0 ? 'python' : [], file.endsWith('.mjs') ? 'node' : []].flat())], reads });
