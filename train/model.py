"""The student: words in, seven label scores a word and level out. neural/ is the same computation in Go, in eight-bit integers."""
import json

import torch
import torch.nn.functional as F
from torch import nn

from features import AFFIX_ROWS, LABELS, RESERVED, SHAPE_ROWS

LEVELS = 3           # the outermost attribution, what its content reports, and what that reports in turn
TAPS, DILATIONS = 9, (1, 1, 2, 4, 2, 1)
TABLES = (("word", 96), ("prefix", 24), ("suffix3", 24), ("suffix2", 16), ("shape", 16), ("place", 8))
WEIGHT_LEVELS, INPUT_LEVELS = 63, 127   # a weight is scale * -63..63, an input step * 0..127: four products fit 16 bits


def weight_scale(w):
    """One scale an output (row of w)."""
    return w.abs().amax(1, keepdim=True).clamp(min=1e-8) / WEIGHT_LEVELS


class Dense(nn.Linear):
    """A linear layer that, once quantised, computes with the weights and inputs that eight bits can say, and learns through
    the rounding as if it were not there (Jacob et al. 2018)."""
    quantised = False

    def forward(self, x):
        if not self.quantised:
            return super().forward(x)
        with torch.no_grad():
            scale = weight_scale(self.weight)
            w = torch.round(self.weight / scale) * scale - self.weight
            f = x.float()
            low, high = f.amin(-1, keepdim=True).clamp(max=0), f.amax(-1, keepdim=True).clamp(min=0)
            step = ((high - low) / INPUT_LEVELS).clamp(min=1e-8)
            zero = torch.round(-low / step)
            q = (torch.clamp(torch.round(f / step) + zero, 0, INPUT_LEVELS) - zero) * step - f
        return F.linear(x + q.to(x.dtype), self.weight + w, self.bias)


class Block(nn.Module):
    """Depth-wise convolution, layer norm, two dense layers with a hard swish between, added to what came in."""

    def __init__(self, width, dilation):
        super().__init__()
        self.dilation = dilation
        self.taps = nn.Parameter(torch.randn(TAPS, width) * (1 / TAPS) ** 0.5)
        self.norm = nn.LayerNorm(width)
        self.up = Dense(width, 2 * width)
        self.down = Dense(2 * width, width)

    def forward(self, x, mask):
        reach = self.dilation * (TAPS // 2)
        w = self.taps.t().unsqueeze(1)
        y = F.conv1d((x * mask).transpose(1, 2), w.to(x.dtype), padding=reach, dilation=self.dilation, groups=w.shape[0])
        y = self.norm(y.transpose(1, 2))
        return x + self.down(F.hardswish(self.up(y)))


class Student(nn.Module):
    def __init__(self, vocabulary_size, width=192, dropout=0.1):
        super().__init__()
        rows = dict(word=RESERVED + vocabulary_size, prefix=AFFIX_ROWS, suffix3=AFFIX_ROWS, suffix2=AFFIX_ROWS,
                    shape=SHAPE_ROWS, place=10)
        self.tables = nn.ModuleList(nn.Embedding(rows[name], columns) for name, columns in TABLES)
        for t in self.tables:
            nn.init.normal_(t.weight, std=0.3)
        self.inp = Dense(sum(w for _, w in TABLES), width)
        self.blocks = nn.ModuleList(Block(width, d) for d in DILATIONS)
        self.norm = nn.LayerNorm(width)
        self.out = Dense(width, LEVELS * len(LABELS))
        self.drop = nn.Dropout(dropout)

    def quantise(self):
        for m in self.modules():
            if isinstance(m, Dense):
                m.quantised = True

    def multiply_adds(self):
        """A word."""
        return sum(p.numel() for n, p in self.named_parameters() if p.dim() == 2 and not n.startswith("tables"))

    def forward(self, rows, mask):
        """rows: batch x words x 6 integers; mask: batch x words, 1 where there is a word. Returns batch x words x levels x 7
        scores."""
        mask = mask.unsqueeze(-1)
        x = torch.cat([t(rows[..., i]) for i, t in enumerate(self.tables)], dim=-1)
        x = self.inp(self.drop(x))
        for b in self.blocks:
            x = b(x, mask)
        return self.out(self.norm(x)).unflatten(-1, (LEVELS, len(LABELS)))


def load(folder):
    """A trained student and its vocabulary, word -> row."""
    with open(f"{folder}/vocabulary.json", encoding="utf8") as f:
        words = json.load(f)
    c = torch.load(f"{folder}/student.pt", weights_only=True)
    model = Student(len(words), c["width"])
    model.load_state_dict(c["model"])
    return model.eval(), {w: RESERVED + i for i, w in enumerate(words)}
