"""The same as steps.mjs, for PyTorch."""
import time

import torch


def training(begin, max_norm):
    torch.manual_seed(0)
    model, loss_of = begin()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, fused=True)

    def step():
        loss = loss_of()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        optimizer.step()
        return loss.item()

    return step


def steps_of(begin, max_norm, count=25):
    step = None

    def measure(job):
        nonlocal step
        if step is None:
            step = training(begin, max_norm)
            for _ in range(5):  # warm up
                step()
        best, loss = float('inf'), 0.0
        for _ in range(count):
            started = time.perf_counter()
            loss = step()
            best = min(best, time.perf_counter() - started)
        return {'seconds': best, 'loss': loss}

    return measure
