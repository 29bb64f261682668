#!/usr/bin/env python3
"""Writes silver labels: the averaged probabilities of one or more teachers for every word of a collection, resumable.

  python train/label.py --shared ../shared --work .train --words 1500000 polnear-train articles-allsides
"""
import argparse
import glob
import os
import time

import numpy as np
import torch

import corpus
from encoder import FILES, Pieces, Teacher
from teacher import encode, probabilities

CHUNK = 128   # articles between two checkpoints


def load(path):
    c = torch.load(path, weights_only=True)
    files = FILES[c["encoder"]]()
    model = Teacher(c["encoder"], files)
    model.load_state_dict(c["model"])
    return model.to(torch.bfloat16), Pieces(files["vocab.txt"])


def articles_of(shared, name, limit):
    """id -> lines of the first articles of a collection that together have limit words."""
    if name == "polnear-train":
        return {k: a for k, (a, _) in corpus.polnear(shared, "train").items()}
    out, n = {}, 0
    for k, a in corpus.allsides(shared).items():
        if n < limit:
            out[k] = a
            n += sum(map(len, a))
    return out


def label(teachers, articles, done, save):
    """Adds to done, a key -> words x 7 array of bytes (0..255), what is missing, and saves it now and then."""
    todo = [k for k in articles if corpus.key(k) not in done]
    began, seen = time.time(), 0
    for at in range(0, len(todo), CHUNK):
        names = todo[at:at + CHUNK]
        sums = {k: 0 for k in names}
        for model, pieces in teachers:
            for k, p in zip(names, probabilities(model, [encode(articles[k], None, pieces) for k in names], pieces)):
                sums[k] = sums[k] + np.concatenate(p) if p else np.zeros((0, 7))
        for k in names:
            done[corpus.key(k)] = np.rint(sums[k] / len(teachers) * 255).astype(np.uint8)
            seen += len(sums[k])
        save()
        print(f"{at + len(names)}/{len(todo)} articles, {seen / (time.time() - began):.0f} words/s", flush=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--shared", default="../shared")
    p.add_argument("--work", default=".train", help="teachers are read from here, labels go to WORK/silver")
    p.add_argument("--words", type=int, default=1 << 40, help="no more words of unlabelled articles than this")
    p.add_argument("collections", nargs="+", choices=("polnear-train", "articles-allsides"))
    args = p.parse_args()
    paths = sorted(glob.glob(f"{args.work}/teacher-*.pt"))
    if not paths:
        raise SystemExit(f"label: no {args.work}/teacher-*.pt: run teacher.py first")
    teachers = [load(path) for path in paths]
    os.makedirs(f"{args.work}/silver", exist_ok=True)
    for name in args.collections:
        path = f"{args.work}/silver/{name}.npz.xz"
        articles = articles_of(args.shared, name, args.words)
        done = corpus.silver(path) if os.path.exists(path) else {}

        def save():
            corpus.write_silver(path + ".new", done)
            os.replace(path + ".new", path)

        label(teachers, articles, done, save)
        save()


if __name__ == "__main__":
    main()
