"""Writes beside a model's safetensors what the other engines read: onnx/model.onnx, onnx/model_quantized.onnx, ctranslate2/, ctranslate2-int8/. export.py FOLDER WHAT…"""
import os, sys
from pathlib import Path

folder, wanted = Path(sys.argv[1]), sys.argv[2:]


def onnx():
    import torch
    from transformers import AutoModel, AutoTokenizer
    model = AutoModel.from_pretrained(folder, attn_implementation='eager', dtype=torch.float32).eval()
    given = AutoTokenizer.from_pretrained(folder)(['one text', 'another text of more words'], padding=True, return_tensors='pt')
    names = ['input_ids', 'attention_mask', 'token_type_ids']

    class States(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask, token_type_ids):
            return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state

    axes = {name: {0: 'batch', 1: 'sequence'} for name in [*names, 'last_hidden_state']}
    (folder / 'onnx').mkdir(exist_ok=True)
    torch.onnx.export(States(), tuple(given[name] for name in names), str(folder / 'onnx/model.onnx'), input_names=names, output_names=['last_hidden_state'],
                      dynamic_axes=axes, opset_version=17, dynamo=False)


def onnx_int8():
    from onnxruntime.quantization import QuantType, quantize_dynamic
    # As Optimum's recipe for AVX-512 VNNI, or for AVX2, where products of 8-bit numbers would overflow: weights of 7 bits.
    vnni = 'vnni' in Path('/proc/cpuinfo').read_text()
    quantize_dynamic(str(folder / 'onnx/model.onnx'), str(folder / 'onnx/model_quantized.onnx'), weight_type=QuantType.QInt8, per_channel=True, reduce_range=not vnni,
                     op_types_to_quantize=['MatMul'], extra_options={'MatMulConstBOnly': True})


def ctranslate2(name, quantization):
    from ctranslate2.converters import TransformersConverter
    from transformers import BertConfig
    if not hasattr(BertConfig, 'position_embedding_type'):  # asked for; Transformers 5 has it no more unless the file names it
        BertConfig.position_embedding_type = 'absolute'
    TransformersConverter(str(folder)).convert(str(folder / name), quantization=quantization, force=True)


steps = {'onnx': onnx, 'onnx-int8': onnx_int8, 'ctranslate2': lambda: ctranslate2('ctranslate2', 'float32'), 'ctranslate2-int8': lambda: ctranslate2('ctranslate2-int8', 'int8')}
for name in wanted:
    steps[name]()
