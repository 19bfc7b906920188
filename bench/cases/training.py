"""The same step as training.mjs, in PyTorch with Transformers, padded."""
import time

import torch
from transformers import AutoModel, AutoTokenizer

step = None


def begin(job):
    encoder = AutoModel.from_pretrained(job['model'], add_pooling_layer=False, local_files_only=True).train()
    given = AutoTokenizer.from_pretrained(job['model'], local_files_only=True)(job['texts'], padding=True, truncation=True, max_length=job['maxLength'], return_tensors='pt')
    labels = torch.arange(len(job['texts'])) % 4
    head = torch.nn.Linear(encoder.config.hidden_size, 4)
    optimizer = torch.optim.AdamW([*encoder.parameters(), *head.parameters()], lr=1e-5, fused=True)
    mask = given['attention_mask'][:, :, None].float()

    def step():
        states = encoder(**given).last_hidden_state
        loss = torch.nn.functional.cross_entropy(head((states * mask).sum(1) / mask.sum(1)), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def measure(job):
    global step
    if step is None:
        step = begin(job)
        step()  # warms up
    started = time.perf_counter()
    loss = step()
    return {'seconds': time.perf_counter() - started, 'loss': loss}
