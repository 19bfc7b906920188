"""The same as classifier.mjs, in PyTorch."""
import torch
from torch import nn

from steps import steps_of


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(1000, 128)
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(128, 4, dim_feedforward=512, dropout=0.1, batch_first=True), 4)
        self.head = nn.Linear(128, 5)

    def forward(self, ids):
        return self.head(self.encoder(self.embedding(ids)).mean(1))


def begin():
    model = Classifier()
    ids = torch.randint(1000, (32, 64))
    labels = torch.randint(5, (32,))

    return model, lambda: nn.functional.cross_entropy(model(ids), labels)


measure = steps_of(begin, 1)
