#!/usr/bin/env python3
"""Writes the trained student as neural/model.bin (the format is described in neural/model.go), and neural/testdata/parity.*:
paragraphs of Wikinews (CC BY 2.5) with the scores that PyTorch computes from the very numbers in that file.

  python train/export.py --work .train --shared ../shared --out neural
"""
import argparse
import gzip
import json
import struct

import numpy as np
import torch

from features import BORDER_ROW, RESERVED, WORD, encode_line
from model import DILATIONS, TABLES, TAPS, WIDTH, Student


def padded(b):
    return b + b"\0" * (-len(b) % 4)


def eight_bits(table):
    """Scale a row and signed bytes; a row of zeros has scale 1. The module is set to the values that the file can say."""
    w = table.weight.detach().numpy()
    scale = np.abs(w).max(1, keepdims=True) / 127
    scale[scale == 0] = 1
    scale = scale.astype(np.float32)
    q = np.clip(np.rint(w / scale), -127, 127).astype(np.int8)
    table.weight.data = torch.from_numpy(scale * q.astype(np.float32))
    return scale.tobytes() + padded(q.tobytes())


def sixteen_bits(parameter, transpose=False):
    h = parameter.detach().numpy().astype(np.float16)
    parameter.data = torch.from_numpy(h.astype(np.float32))
    return padded((h.T if transpose else h).tobytes())


def model_bytes(model, vocab):
    out = [b"DIXITNN1", struct.pack("<4I", WIDTH, TAPS, len(DILATIONS), model.out.out_features),
           struct.pack(f"<{len(DILATIONS)}I", *DILATIONS)]
    for t, (_, columns) in zip(model.tables, TABLES):
        out.append(struct.pack("<2I", t.num_embeddings, columns))
    order = sorted(range(len(vocab)), key=lambda i: vocab[i].encode("utf8"))
    words = [vocab[i].encode("utf8") for i in order]
    offsets = np.concatenate([[0], np.cumsum([len(w) for w in words])]).astype("<u4")
    rows = np.array([i + RESERVED for i in order], dtype="<u4")
    out += [struct.pack("<I", len(words)), offsets.tobytes(), padded(b"".join(words)), rows.tobytes()]
    out += [eight_bits(t) for t in model.tables]
    dense = lambda l: sixteen_bits(l.weight, transpose=True) + sixteen_bits(l.bias)
    norm = lambda l: sixteen_bits(l.weight) + sixteen_bits(l.bias)
    out.append(dense(model.inp))
    for b in model.blocks:
        out.append(sixteen_bits(b.taps) + norm(b.norm) + dense(b.up) + dense(b.down))
    out.append(norm(model.norm) + dense(model.out))
    return b"".join(out)


def parity(model, vocab, shared, out):
    """1,000 paragraphs from as many articles as it takes. Scores are written in steps of 1e-5."""
    index = {w: i + RESERVED for i, w in enumerate(vocab)}
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
                rows += encode_line(WORD.findall(p), index)
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
    vocab = json.load(open(f"{args.work}/vocabulary.json", encoding="utf8"))
    model = Student(len(vocab))
    model.load_state_dict(torch.load(f"{args.work}/student.pt", weights_only=True)["model"])
    model.eval()
    data = model_bytes(model, vocab)
    with open(f"{args.out}/model.bin", "wb") as f:
        f.write(data)
    print(f"{len(data)} bytes")
    parity(model, vocab, args.shared, args.out)


if __name__ == "__main__":
    main()
