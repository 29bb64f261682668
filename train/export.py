#!/usr/bin/env python3
"""Writes the trained student as neural/model.bin (the format is described in neural/model.go), and neural/testdata/parity.*:
paragraphs of Wikinews (CC BY 2.5) with the scores that PyTorch computes from the very numbers in that file.

  python train/export.py --work .train --shared ../shared --out neural
"""
import argparse
import gzip
import hashlib
import json
import struct

import numpy as np
import torch

from features import BORDER_ROW, WORD, encode_line
from model import load, weight_scale


def fnv(b):
    h = 2166136261
    for c in b:
        h = ((h ^ c) * 16777619) & 0xFFFFFFFF
    return h


class Sections:
    """The file after its 16 first bytes; every section begins at a multiple of 64 of the file."""

    def __init__(self, head):
        self.data = head

    def add(self, b):
        self.data += b"\0" * (-(len(self.data) + 16) % 64) + b

    def floats(self, parameter):
        self.add(parameter.detach().numpy().astype("<f4").tobytes())

    def norm(self, l):
        self.floats(l.weight), self.floats(l.bias)

    def table(self, t):
        """Scale a row and signed bytes; a row of zeros has scale 1. The module is set to the values that the file can say."""
        w = t.weight.detach().numpy()
        scale = np.abs(w).max(1, keepdims=True) / 127
        scale[scale == 0] = 1
        scale = scale.astype("<f4")
        q = np.clip(np.rint(w / scale), -127, 127).astype(np.int8)
        t.weight.data = torch.from_numpy(scale * q.astype(np.float32))
        self.add(scale.tobytes()), self.add(q.tobytes())

    def dense(self, l, factor=1):
        """Panels of 16 outputs: weights [in/4][16][4], then their sums, scales and biases. The module is set likewise."""
        w = l.weight.detach()
        scale = weight_scale(w)
        q = torch.round(w / scale)
        l.weight.data = q * scale
        l.quantised = False
        outputs, inputs = -(-w.shape[0] // 32) * 32, -(-w.shape[1] // 32) * 32
        weights, scales, bias = np.zeros((outputs, inputs), np.int8), np.zeros(outputs, "<f4"), np.zeros(outputs, "<f4")
        weights[:w.shape[0], :w.shape[1]] = q.numpy()
        scales[:w.shape[0]] = scale[:, 0].numpy() * factor
        bias[:w.shape[0]] = l.bias.detach().numpy()
        sums = weights.sum(1, dtype="<i4")
        out = b""
        for p in range(0, outputs, 16):
            of = slice(p, p + 16)
            out += weights[of].reshape(16, inputs // 4, 4).transpose(1, 0, 2).tobytes()
            out += sums[of].tobytes() + scales[of].tobytes() + bias[of].tobytes()
        self.add(out)

    def vocabulary(self, words, slots):
        table = np.zeros(slots, "<u4")
        for n, w in enumerate(words):
            h = fnv(w)
            i = (h ^ h >> 16) & (slots - 1)
            while table[i]:
                i = (i + 1) & (slots - 1)
            table[i] = n + 1
        self.add(table.tobytes())
        self.add(np.concatenate([[0], np.cumsum([len(w) for w in words])]).astype("<u4").tobytes())
        self.add(b"".join(words))


def model_bytes(model, vocab):
    words = [w.encode("utf8") for w in vocab]
    slots = 1 << (len(words) * 3 // 2).bit_length()
    head = struct.pack("<3I", model.out.in_features, len(model.blocks), model.out.out_features)
    head += b"".join(struct.pack("<I", b.dilation) for b in model.blocks)
    head += b"".join(struct.pack("<2I", t.num_embeddings, t.embedding_dim) for t in model.tables)
    f = Sections(head + struct.pack("<2I", len(words), slots))
    f.vocabulary(words, slots)
    for t in model.tables:
        f.table(t)
    f.dense(model.inp)
    for b in model.blocks:
        f.floats(b.taps), f.norm(b.norm)
        f.dense(b.up), f.dense(b.down, 1 / 6)
    f.norm(model.norm), f.dense(model.out)
    return b"DIXITNN3" + hashlib.sha256(f.data).digest()[:6] + b"\0\0" + f.data


def parity(model, vocab, shared, out):
    """1,000 paragraphs from as many articles as it takes. Scores are written in steps of 1e-5."""
    documents, scores, urls = [], [], []
    with gzip.open(shared + "/corpora/articles-wikinews/wikinews.jsonl.gz", "rt", encoding="utf8") as f:
        for d in map(json.loads, f):
            paragraphs = [p for p in d["text"].split("\n") if 4 <= len(WORD.findall(p)) <= 40]
            paragraphs = paragraphs[:1000 - sum(map(len, documents))]
            if paragraphs:
                documents.append(paragraphs)
                urls.append(d["url"])
    with torch.no_grad():
        for paragraphs in documents:
            rows = []
            for p in paragraphs:
                if rows:
                    rows.append(BORDER_ROW)
                rows += encode_line(WORD.findall(p), vocab)
            rows = torch.tensor([rows])
            scores.append(model(rows, torch.ones(rows.shape[:2]))[0].numpy())
    with open(f"{out}/testdata/parity.json", "w", encoding="utf8") as f:
        json.dump(dict(notice="Wikinews, CC BY 2.5", documents=[dict(url=u, paragraphs=p) for u, p in zip(urls, documents)]),
                  f, ensure_ascii=False, indent=0)
    with gzip.GzipFile(f"{out}/testdata/parity.scores.gz", "wb", mtime=0) as f:
        f.write(np.rint(np.concatenate(scores) * 1e5).astype("<i4").tobytes())


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--shared", default="../shared")
    p.add_argument("--work", default=".train")
    p.add_argument("--out", default="neural")
    args = p.parse_args()
    model, vocab = load(args.work)
    data = model_bytes(model, vocab)
    with open(f"{args.out}/model.bin", "wb") as f:
        f.write(data)
    print(f"{len(data)} bytes")
    parity(model, vocab, args.shared, args.out)


if __name__ == "__main__":
    main()
