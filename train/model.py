"""The student: words in, seven label scores a word out. neural/encoder.go is the same computation in Go."""
import torch
import torch.nn.functional as F
from torch import nn

from features import AFFIX_ROWS, LABELS, RESERVED, SHAPE_ROWS

WIDTH, TAPS, DILATIONS = 192, 9, (1, 1, 2, 4, 2, 1)
TABLES = (("word", 96), ("prefix", 24), ("suffix3", 24), ("suffix2", 16), ("shape", 16), ("place", 8))


class Block(nn.Module):
    """Depth-wise convolution, layer norm, two dense layers with GELU (tanh form), added to what came in."""

    def __init__(self, dilation, dropout):
        super().__init__()
        self.dilation = dilation
        self.taps = nn.Parameter(torch.randn(TAPS, WIDTH) * (1 / TAPS) ** 0.5)
        self.norm = nn.LayerNorm(WIDTH)
        self.up = nn.Linear(WIDTH, 2 * WIDTH)
        self.down = nn.Linear(2 * WIDTH, WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, mask):
        reach = self.dilation * (TAPS // 2)
        w = self.taps.t().unsqueeze(1)
        y = F.conv1d((x * mask).transpose(1, 2), w.to(x.dtype), padding=reach, dilation=self.dilation, groups=WIDTH)
        y = self.norm(y.transpose(1, 2))
        return x + self.drop(self.down(F.gelu(self.up(y), approximate="tanh")))


class Student(nn.Module):
    def __init__(self, vocabulary_size, dropout=0.05):
        super().__init__()
        rows = dict(word=RESERVED + vocabulary_size, prefix=AFFIX_ROWS, suffix3=AFFIX_ROWS, suffix2=AFFIX_ROWS,
                    shape=SHAPE_ROWS, place=10)
        self.tables = nn.ModuleList(nn.Embedding(rows[name], width) for name, width in TABLES)
        for t in self.tables:
            nn.init.normal_(t.weight, std=0.3)
        self.inp = nn.Linear(sum(w for _, w in TABLES), WIDTH)
        self.blocks = nn.ModuleList(Block(d, dropout) for d in DILATIONS)
        self.norm = nn.LayerNorm(WIDTH)
        self.out = nn.Linear(WIDTH, len(LABELS))
        self.drop = nn.Dropout(dropout)

    def forward(self, rows, mask):
        """rows: batch x words x 6 integers; mask: batch x words, 1 where there is a word. Returns batch x words x 7 scores."""
        mask = mask.unsqueeze(-1)
        x = torch.cat([t(rows[..., i]) for i, t in enumerate(self.tables)], dim=-1)
        x = self.inp(self.drop(x))
        for b in self.blocks:
            x = b(x, mask)
        return self.out(self.norm(x))
