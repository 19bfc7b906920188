"""PyTorch with Transformers, for the cases that are more than embedding texts."""
import torch


def load(job):
    torch.set_num_threads(job['threads'])
    return torch.__version__, None
