from pathlib import Path

import numpy
from batches import in_batches, normalized_means, padded, tokenizer_of


def load(job):
    import ctranslate2
    is_int8 = job['driver']['precision'] == 'int8'
    folder = Path(job['model']) / ('ctranslate2-int8' if is_int8 else 'ctranslate2')
    encoder = ctranslate2.Encoder(str(folder), device='cpu', compute_type='int8' if is_int8 else 'float32', inter_threads=1, intra_threads=job['threads'])
    tokenizer = tokenizer_of(job)

    def encode(texts):
        rows = [one.ids for one in tokenizer.encode_batch(texts)]
        states = numpy.array(encoder.forward_batch(rows).last_hidden_state)
        return normalized_means(states, padded(rows)[1])

    return ctranslate2.__version__, lambda texts: in_batches(texts, True, encode)
