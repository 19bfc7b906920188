from pathlib import Path

import numpy
from batches import in_batches, normalized_means, padded, tokenizer_of


def load(job):
    import openvino
    name = 'model_quantized.onnx' if job['driver']['precision'] == 'int8' else 'model.onnx'
    core = openvino.Core()
    settings = {'PERFORMANCE_HINT': 'LATENCY', 'INFERENCE_NUM_THREADS': job['threads'], 'INFERENCE_PRECISION_HINT': 'f32'}
    model = core.compile_model(core.read_model(str(Path(job['model']) / 'onnx' / name)), 'CPU', settings)
    request = model.create_infer_request()
    tokenizer = tokenizer_of(job)

    def encode(texts):
        ids, mask = padded([one.ids for one in tokenizer.encode_batch(texts)])
        given = {'input_ids': ids, 'attention_mask': mask, 'token_type_ids': numpy.zeros_like(ids)}
        states = request.infer({one.any_name: given[one.any_name] for one in model.inputs})[model.outputs[0]]
        return normalized_means(states, mask)

    return openvino.__version__.split('-')[0], lambda texts: in_batches(texts, True, encode)
