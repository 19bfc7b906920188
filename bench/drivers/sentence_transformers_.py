import torch


def load(job):
    import sentence_transformers
    torch.set_num_threads(job['threads'])
    model = sentence_transformers.SentenceTransformer(job['model'], device='cpu', local_files_only=True)
    return f'{sentence_transformers.__version__} (torch {torch.__version__})', lambda texts: model.encode(texts, show_progress_bar=False)
