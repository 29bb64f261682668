#!/usr/bin/env python3
"""Writes what students read inside contents: for each level after the first, the label probabilities of the words that stand
in a content of the level before, when that content is read as a text of its own. The next student learns from them to read all
levels in one pass. Several students are averaged.

  python train/inner.py --shared ../shared --work .train --students .train/first
"""
import argparse
import os
import time

import numpy as np
import torch

import corpus
import student
from features import LABELS
from model import LEVELS, load

FRONT, END = {"that", ",", ".", ":", ";"}, {",", ".", ":", ";"}
MARKS = {"“": "”", '"': '"', "«": "»"}
BEGIN = LABELS.index("B-Content")
BATCH_WORDS = 8192


def contents(labels):
    """(first, end) of every content of a line's labels."""
    out = []
    for i, v in enumerate(labels):
        if v == BEGIN or v == BEGIN + 1 and not (out and out[-1][1] == i):
            out.append([i, i + 1])
        elif v == BEGIN + 1:
            out[-1][1] = i + 1
    return out


def trimmed(words, first, end):
    """What extract leaves of a content when it is read again: no "that", no stop at its ends, no marks around it."""
    while first < end and words[first].lower() in FRONT:
        first += 1
    while first < end and words[end - 1] in END:
        end -= 1
    if end - first > 1 and MARKS.get(words[first]) in words[first + 1:end]:
        first += 1
        end -= words[end - 1] in MARKS.values()
    return first, end


def read(models, texts):
    """The mean of the models' probabilities for each text, a list of words."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = [None] * len(texts)
    at = 0
    while at < len(order):
        batch = []
        while at < len(order) and (not batch or (len(batch) + 1) * len(texts[order[at]]) <= BATCH_WORDS):
            batch.append(order[at])
            at += 1
        n, p = len(texts[batch[-1]]), 0
        lengths = torch.tensor([len(texts[i]) for i in batch])
        mask = (torch.arange(n)[None] < lengths[:, None]).float()
        for model, vocab in models:
            rows = np.zeros((len(batch), n, 6), dtype=np.int64)
            for k, i in enumerate(batch):
                rows[k, :len(texts[i])] = student.encode_line(texts[i], vocab)
            with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
                p = p + model(torch.from_numpy(rows), mask)[:, :, 0].float().softmax(-1).numpy()
        for k, i in enumerate(batch):
            out[i] = p[k, :len(texts[i])] / len(models)
    return out


def inner(models, articles):
    """articles: lists of (words, level-0 probabilities) a line. Returns an array words x (LEVELS - 1) x 7 of bytes an article; all
    zeros where a word stands in no content of the level before."""
    out = [[np.zeros((len(words), LEVELS - 1, len(LABELS)), dtype=np.uint8) for words, _ in a] for a in articles]
    level = [(a, k, 0, p.argmax(-1)) for a, article in enumerate(articles) for k, (_, p) in enumerate(article)]
    for depth in range(LEVELS - 1):
        inside = []
        for a, k, at, labels in level:
            words = articles[a][k][0]
            for first, end in contents(labels):
                out[a][k][at + first:at + end, depth, 0] = 255   # what is trimmed off is outside
                first, end = trimmed(words, at + first, at + end)
                if first < end:
                    inside.append((a, k, first, end))
        probs = read(models, [articles[a][k][0][first:end] for a, k, first, end in inside])
        for (a, k, first, end), p in zip(inside, probs):
            out[a][k][first:end, depth] = np.rint(p * 255)
        level = [(a, k, first, p.argmax(-1)) for (a, k, first, _), p in zip(inside, probs)]
    return [np.concatenate(a) for a in out]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--shared", default="../shared")
    p.add_argument("--work", default=".train", help="labels go to WORK/inner")
    p.add_argument("--students", nargs="+", required=True, help="folders of trained students")
    p.add_argument("--silver", nargs="+", default=["train/silver", "../shared/silver"], help="folders of silver labels, the best first")
    args = p.parse_args()
    torch.set_num_threads(os.cpu_count())
    models = [load(folder) for folder in args.students]
    os.makedirs(f"{args.work}/inner", exist_ok=True)
    for name, articles in (("polnear-train", {k: a for k, (a, _) in corpus.polnear(args.shared, "train").items()}),
                           ("articles-allsides", corpus.allsides(args.shared))):
        began, silver = time.time(), student.silver_of(args.silver, name)
        keys, todo = [], []
        for k, a in articles.items():
            labels = silver.get(corpus.key(k))
            if a and labels is not None and len(labels) == sum(map(len, a)):
                lines = np.split(labels, np.cumsum([len(line) for line in a])[:-1])
                keys.append(corpus.key(k))
                todo.append([([w for w, _, _ in line], p) for line, p in zip(a, lines)])
        np.savez_compressed(f"{args.work}/inner/{name}.npz", keys=np.array(keys), words=np.array([sum(len(w) for w, _ in a) for a in todo]),
                            probs=np.concatenate(inner(models, todo)))
        print(f"{name}: {len(keys)} articles, {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
