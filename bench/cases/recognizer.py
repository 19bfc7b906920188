"""The same as recognizer.mjs, in PyTorch."""
import torch
from torch import nn

from steps import steps_of


class Recognizer(nn.Module):
    def __init__(self):
        super().__init__()
        self.cnn = nn.Sequential(nn.Conv1d(80, 128, 5, stride=2, padding=2), nn.ReLU(), nn.Conv1d(128, 128, 5, stride=2, padding=2), nn.ReLU())
        self.lstm = nn.LSTM(128, 96, num_layers=3, bidirectional=True, batch_first=True)
        self.classifier = nn.Linear(192, 16)

    def forward(self, features):
        return self.classifier(self.lstm(self.cnn(features).transpose(1, 2))[0]).log_softmax(-1).transpose(0, 1)


def begin():
    model = Recognizer()
    features = torch.randn(32, 80, 100)
    targets = torch.randint(1, 16, (32, 5))
    frames, letters = [25] * 32, [5] * 32

    return model, lambda: nn.functional.ctc_loss(model(features), targets, frames, letters, zero_infinity=True)


measure = steps_of(begin, 5)
