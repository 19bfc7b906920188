"""As batches.mjs, for the engines that are called with ids: tokenizing, batches of 32, mean pooling, normalisation."""
from pathlib import Path

import numpy
from tokenizers import Tokenizer


def tokenizer_of(job):
    tokenizer = Tokenizer.from_file(str(Path(job['model']) / 'tokenizer.json'))
    tokenizer.no_padding()
    tokenizer.enable_truncation(job['maxLength'])
    return tokenizer


def padded(rows):
    ids = numpy.zeros((len(rows), max(map(len, rows))), dtype=numpy.int64)
    mask = numpy.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, :len(row)] = row
        mask[i, :len(row)] = 1
    return ids, mask


def normalized_means(states, mask):
    """[B, L, H] and [B, L] → [B, H]."""
    means = numpy.einsum('blh,bl->bh', states, mask.astype(numpy.float32))
    return means / numpy.linalg.norm(means, axis=1, keepdims=True)


def in_batches(texts, is_sorted, encode, size=32):
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i])) if is_sorted else list(range(len(texts)))
    output = None
    for start in range(0, len(order), size):
        some = order[start:start + size]
        vectors = encode([texts[i] for i in some])
        if output is None:
            output = numpy.empty((len(texts), vectors.shape[1]), dtype=numpy.float32)
        output[some] = vectors
    return output
