#!/usr/bin/env python3
"""Trains a student on PolNeAR train and silver labels, resumable.

  python train/student.py --shared ../shared --work .train/first            docs/MODEL.md has the stages and their times

Without --inner it learns the outermost level only, and inner.py makes the labels of the others from it.
"""
import argparse
import collections
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import corpus
import sequences
from features import BORDER_ROW, LABELS, RESERVED, UNKNOWN, encode_line, lower_case
from model import LEVELS, Student
from spans import report

WINDOW, BATCH_WORDS, VOCABULARY = 384, 2048, 40000
GOLD_SHARE = 0.3
INNER_SHARE = 0.5   # what a word's label at an inner level counts against one at the outermost


def vocabulary(collections_of_lines):
    n = collections.Counter()
    for articles in collections_of_lines:
        for article in articles:
            for line in article:
                n.update(lower_case(w) for w, _, _ in line)
    kept = sorted((w for w, k in n.items() if k >= 3), key=lambda w: (-n[w], w))[:VOCABULARY]
    return {w: RESERVED + i for i, w in enumerate(kept)}


def encode(article, labels, silver, inner, vocab):
    """An article as a list of (rows, target distributions: words x levels x 7) a line; none if its silver labels are of another
    text. A level that a word does not have, or that nobody has labelled, is all zeros and counts for nothing."""
    out, at = [], 0
    if silver is not None and len(silver) != sum(map(len, article)):
        silver = None
        if labels is None:
            return out
    for k, line in enumerate(article):
        rows = np.array(encode_line([w for w, _, _ in line], vocab), dtype=np.int32)
        target = np.zeros((len(line), LEVELS, len(LABELS)), dtype=np.float32)
        if labels is not None:
            target[:, 0] = labels[k]
        if silver is not None:
            p = silver[at:at + len(line)].astype(np.float32)
            p /= np.maximum(1, p.sum(1, keepdims=True))
            target[:, 0] = p if labels is None else GOLD_SHARE * labels[k] + (1 - GOLD_SHARE) * p
        if inner is not None:
            p = inner[at:at + len(line)].astype(np.float32)
            target[:, 1:] = INNER_SHARE * p / np.maximum(1, p.sum(2, keepdims=True))
        out.append((rows, target.astype(np.float16)))
        at += len(line)
    return out


def windows(article, rng):
    """Whole lines packed into windows of up to WINDOW words, a border word between lines; the first cut falls at random."""
    out, rows, targets, limit = [], [], [], rng.randint(WINDOW // 4, WINDOW)

    def flush():
        nonlocal limit
        if rows:
            out.append((np.concatenate(rows), np.concatenate(targets)))
            rows.clear(), targets.clear()
        limit = WINDOW

    size = 0
    border = (np.array([BORDER_ROW], dtype=np.int32), np.zeros((1, LEVELS, len(LABELS)), dtype=np.float16))
    for r, t in article:
        if size and size + 1 + len(r) > limit:
            flush()
            size = 0
        for at in range(0, len(r), WINDOW):
            if size:
                rows.append(border[0]), targets.append(border[1])
                size += 1
            rows.append(r[at:at + WINDOW]), targets.append(t[at:at + WINDOW])
            size += len(rows[-1])
            if size >= WINDOW:
                flush()
                size = 0
    flush()
    return out


def batches(articles, rng):
    """Batches of windows of like length, at most BATCH_WORDS words with padding, in random order."""
    all_ = [w for a in articles for w in windows(a, rng)]
    rng.shuffle(all_)
    pool = 4096
    out = []
    for at in range(0, len(all_), pool):
        chunk = sorted(all_[at:at + pool], key=lambda w: len(w[0]))
        batch = []
        for w in chunk:
            if batch and (len(batch) + 1) * len(w[0]) > BATCH_WORDS:
                out.append(batch)
                batch = []
            batch.append(w)
        if batch:
            out.append(batch)
    rng.shuffle(out)
    return out


def collate(batch, forget):
    """forget draws a word in fifty that is taken for one that is not in the vocabulary: the student must do with its letters."""
    n = max(len(r) for r, _ in batch)
    rows = np.zeros((len(batch), n, 6), dtype=np.int64)
    target = np.zeros((len(batch), n, LEVELS, len(LABELS)), dtype=np.float32)
    mask = np.zeros((len(batch), n), dtype=np.float32)
    for i, (r, t) in enumerate(batch):
        rows[i, :len(r)], target[i, :len(r)], mask[i, :len(r)] = r, t, 1
    rows[..., 0][(rows[..., 0] >= RESERVED) & (forget.random(rows.shape[:2]) < 0.02)] = UNKNOWN
    return torch.from_numpy(rows), torch.from_numpy(target), torch.from_numpy(mask)


def evaluate(model, dev):
    """Exact spans of the outermost level on gold labels."""
    model.eval()
    guess = []
    with torch.no_grad():
        for article in dev:
            rows = [x for r, _ in article for x in (r, np.array([BORDER_ROW]))][:-1]
            rows = torch.from_numpy(np.concatenate(rows).astype(np.int64))[None]
            scores, at = model(rows, torch.ones(rows.shape[:2]))[0, :, 0].numpy(), 0
            guess.append([])
            for r, _ in article:
                guess[-1].append(sequences.best(scores[at:at + len(r)]))
                at += len(r) + 1
    model.train()
    return report([[(r, t[:, 0]) for r, t in a] for a in dev], guess)


def silver_of(folders, name):
    """key of an article -> probabilities, of the first folder that has the article."""
    out = {}
    for path in (f"{f}/{name}.npz{end}" for f in folders for end in ("", ".xz")):
        if os.path.exists(path):
            out = corpus.silver(path) | out
    return out


def load(args):
    train, dev = corpus.polnear(args.shared, "train"), corpus.polnear(args.shared, "dev")
    sides = corpus.allsides(args.shared)
    vocab = vocabulary([[a for a, _ in train.values()], sides.values()])
    articles = []
    for name, all_ in (("polnear-train", train), ("articles-allsides", {k: (a, None) for k, a in sides.items()})):
        silver, inner = silver_of(args.silver, name), corpus.silver(f"{args.inner}/{name}.npz") if args.inner else {}
        for k, (a, labels) in all_.items():
            k = corpus.key(k)
            if labels is not None or k in silver:
                articles.append(encode(a, labels, silver.get(k), inner.get(k), vocab))
    return vocab, [a for a in articles if a], [encode(a, l, None, None, vocab) for a, l in dev.values()]


def start_vectors(model, vocab, path):
    """The word table starts from the teacher's averaged hidden states where there are any."""
    z = np.load(path)
    with torch.no_grad():
        for w, v in zip(z["words"], z["vectors"]):
            if str(w) in vocab:
                model.tables[0].weight[vocab[str(w)]] = torch.from_numpy(v.astype(np.float32))


class Optimizers:
    """Muon (Jordan et al. 2024) for the matrices inside the blocks, AdamW for everything else."""

    def __init__(self, model, rate, total):
        inside = {n: p for n, p in model.named_parameters() if n.startswith("blocks") and p.dim() == 2 and "taps" not in n}
        rest = [p for n, p in model.named_parameters() if n not in inside]
        self.model = model
        self.all = [torch.optim.AdamW(rest, lr=2.5e-3 * rate, weight_decay=0.01, fused=True),
                    torch.optim.Muon(list(inside.values()), lr=0.02 * rate, weight_decay=0.0, momentum=0.95)]
        self.schedules = [torch.optim.lr_scheduler.LambdaLR(o, lambda s: min(1, s / (0.05 * total), max(0, (total - s) / (0.95 * total))))
                          for o in self.all]

    def step(self):
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for o, s in zip(self.all, self.schedules):
            o.step()
            s.step()
            o.zero_grad(set_to_none=True)

    def state(self):
        return [x.state_dict() for x in self.all + self.schedules]

    def load(self, state):
        for x, s in zip(self.all + self.schedules, state):
            x.load_state_dict(s)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--shared", default="../shared")
    p.add_argument("--work", default=".train", help="checkpoints go here")
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--seed", type=int, default=2)
    p.add_argument("--rate", type=float, default=1.0, help="times the learning rates; less after --start")
    p.add_argument("--width", type=int, default=192)
    p.add_argument("--threads", type=int, default=os.cpu_count())
    p.add_argument("--sequences", action="store_true", help="learn the outermost level as sequences, not word by word")
    p.add_argument("--start", help="begin with the weights of the student in this folder")
    p.add_argument("--silver", nargs="+", default=["train/silver", "../shared/silver"], help="folders of silver labels, the best first")
    p.add_argument("--inner", help="folder of labels inside contents, made by inner.py")
    args = p.parse_args()
    os.makedirs(args.work, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)

    began = time.time()
    vocab, articles, dev = load(args)
    words = sum(len(r) for a in articles for r, _ in a)
    print(f"{len(articles)} articles, {words} words, vocabulary {len(vocab)}, {time.time() - began:.0f} s", flush=True)
    with open(f"{args.work}/vocabulary.json", "w", encoding="utf8") as f:
        json.dump(sorted(vocab, key=vocab.get), f, ensure_ascii=False)
    model = Student(len(vocab), args.width)
    print(f"{model.multiply_adds()} multiply-adds a word", flush=True)
    if args.start:
        model.load_state_dict(torch.load(f"{args.start}/student.pt", weights_only=True)["model"])
    else:
        start_vectors(model, vocab, f"{args.shared}/silver/vectors.npz")
    learn = Optimizers(model, args.rate, args.epochs * len(batches(articles, random.Random(0))))
    checkpoint, epoch, step = f"{args.work}/student.pt", 0, 0
    if os.path.exists(checkpoint):
        c = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(c["model"]), learn.load(c["learn"])
        epoch, step = c["epoch"], c["step"]
        print(f"resumed at epoch {epoch} step {step}", flush=True)

    def save(epoch, step):
        torch.save(dict(width=args.width, model=model.state_dict(), learn=learn.state(), epoch=epoch, step=step), checkpoint + ".new")
        os.replace(checkpoint + ".new", checkpoint)

    words_from = 1 if args.sequences else 0   # the first level that is learned word by word
    while epoch < args.epochs:
        todo = batches(articles, random.Random(args.seed * 1000 + epoch))
        forget, began, seen, loss_sum = np.random.default_rng(args.seed * 1000 + epoch), time.time(), 0, 0.0
        for i in range(step, len(todo)):
            if epoch == args.epochs - 1 and i == max(step, len(todo) // 2):   # the last half epoch, in eight bits
                print("full precision dev " + evaluate(model, dev), flush=True)
                model.quantise()
            rows, target, mask = collate(todo[i], forget)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(rows, mask)
            scores, n = scores.float(), target[:, :, 0].sum()
            loss = -(target * F.log_softmax(scores, -1))[:, :, words_from:].sum() / n
            if args.sequences:
                loss = loss + sequences.loss(scores[:, :, 0], target[:, :, 0]) / n
            loss.backward()
            learn.step()
            seen, loss_sum = seen + int(mask.sum()), loss_sum + loss.item()
            if (i + 1) % 100 == 0:
                print(f"epoch {epoch} step {i + 1}/{len(todo)} loss {loss_sum / (i + 1 - step):.4f} "
                      f"{seen / (time.time() - began):.0f} words/s", flush=True)
            if (i + 1) % 500 == 0:
                save(epoch, i + 1)
        epoch, step = epoch + 1, 0
        save(epoch, 0)
        print(f"epoch {epoch} dev {evaluate(model, dev)}", flush=True)


if __name__ == "__main__":
    main()
