"""The same as steps.mjs, for PyTorch."""
import time


def steps_of(begin, count=25):
    step = None

    def measure(job):
        nonlocal step
        if step is None:
            step = begin()
            for _ in range(5):  # warm up
                step()
        best, loss = float('inf'), 0.0
        for _ in range(count):
            started = time.perf_counter()
            loss = step()
            best = min(best, time.perf_counter() - started)
        return {'seconds': best, 'loss': loss}

    return measure
