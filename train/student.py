#!/usr/bin/env python3
"""Trains the student on PolNeAR train and silver labels, resumable, then writes its weights.

  python train/student.py --shared ../shared --work .train            docs/MODEL.md has the times
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
from features import BORDER_ROW, LABELS, RESERVED, encode_line, lower_case
from model import Student
from spans import report

WINDOW, BATCH_WORDS, VOCABULARY = 384, 6144, 40000
GOLD_SHARE = 0.3


def vocabulary(collections_of_lines):
    n = collections.Counter()
    for articles in collections_of_lines:
        for article in articles:
            for line in article:
                n.update(lower_case(w) for w, _, _ in line)
    kept = sorted((w for w, k in n.items() if k >= 3), key=lambda w: (-n[w], w))[:VOCABULARY]
    return {w: RESERVED + i for i, w in enumerate(kept)}


def encode(article, labels, silver, vocab):
    """An article as a list of (rows, target distributions) a line; none if its silver labels are of another text."""
    out, at = [], 0
    if silver is not None and len(silver) != sum(map(len, article)):
        silver = None
        if labels is None:
            return out
    for k, line in enumerate(article):
        rows = np.array(encode_line([w for w, _, _ in line], vocab), dtype=np.int32)
        target = None if labels is None else labels[k]
        if silver is not None:
            p = silver[at:at + len(line)].astype(np.float32)
            p /= np.maximum(1, p.sum(1, keepdims=True))
            target = p if target is None else GOLD_SHARE * target + (1 - GOLD_SHARE) * p
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
    border = (np.array([BORDER_ROW], dtype=np.int32), np.zeros((1, len(LABELS)), dtype=np.float16))
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


def collate(batch):
    n = max(len(r) for r, _ in batch)
    rows = np.zeros((len(batch), n, 6), dtype=np.int64)
    target = np.zeros((len(batch), n, len(LABELS)), dtype=np.float32)
    mask = np.zeros((len(batch), n), dtype=np.float32)
    for i, (r, t) in enumerate(batch):
        rows[i, :len(r)], target[i, :len(r)], mask[i, :len(r)] = r, t, 1
    return torch.from_numpy(rows), torch.from_numpy(target), torch.from_numpy(mask)


def evaluate(model, dev):
    """Exact spans on gold labels, arg-max decoding."""
    model.eval()
    guess = []
    with torch.no_grad():
        for article in dev:
            rows = [x for r, _ in article for x in (r, np.array([BORDER_ROW]))][:-1]
            rows = torch.from_numpy(np.concatenate(rows).astype(np.int64))[None]
            scores, at = model(rows, torch.ones(rows.shape[:2]))[0].numpy(), 0
            guess.append([])
            for r, _ in article:
                guess[-1].append(scores[at:at + len(r)])
                at += len(r) + 1
    model.train()
    return report(dev, guess)


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
    silver = silver_of(args.silver, "polnear-train")
    articles = [encode(a, labels, silver.get(corpus.key(name)), vocab) for name, (a, labels) in train.items()]
    silver = silver_of(args.silver, "articles-allsides")
    articles += [encode(a, None, silver[corpus.key(name)], vocab) for name, a in sides.items() if corpus.key(name) in silver]
    return vocab, [a for a in articles if a], [encode(a, l, None, vocab) for a, l in dev.values()]


def start_vectors(model, vocab, path):
    """The word table starts from the teacher's averaged hidden states where there are any."""
    z = np.load(path)
    with torch.no_grad():
        for w, v in zip(z["words"], z["vectors"]):
            if str(w) in vocab:
                model.tables[0].weight[vocab[str(w)]] = torch.from_numpy(v.astype(np.float32))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--shared", default="../shared")
    p.add_argument("--work", default=".train", help="checkpoints go here")
    p.add_argument("--epochs", type=int, default=9)
    p.add_argument("--seed", type=int, default=2)
    p.add_argument("--lr", type=float, default=2.5e-3)
    p.add_argument("--width", type=int, default=192)
    p.add_argument("--start", help="begin with the weights of this student.pt")
    p.add_argument("--silver", nargs="+", default=["train/silver", "../shared/silver"], help="folders of silver labels, the best first")
    args = p.parse_args()
    os.makedirs(args.work, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(os.cpu_count())

    began = time.time()
    vocab, articles, dev = load(args)
    words = sum(len(r) for a in articles for r, _ in a)
    print(f"{len(articles)} articles, {words} words, vocabulary {len(vocab)}, {time.time() - began:.0f} s", flush=True)
    with open(f"{args.work}/vocabulary.json", "w", encoding="utf8") as f:
        json.dump(sorted(vocab, key=vocab.get), f, ensure_ascii=False)
    model = Student(len(vocab), args.width)
    print(f"{model.multiply_adds()} multiply-adds a word", flush=True)
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True)["model"])
    else:
        start_vectors(model, vocab, f"{args.shared}/silver/vectors.npz")
    opt = torch.optim.AdamW(model.parameters(), lr=args.lr, weight_decay=0.01)
    total = args.epochs * len(batches(articles, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1, s / (0.05 * total), max(0, (total - s) / (0.95 * total))))
    checkpoint, epoch, step = f"{args.work}/student.pt", 0, 0
    if os.path.exists(checkpoint):
        c = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(c["model"]), opt.load_state_dict(c["opt"]), schedule.load_state_dict(c["schedule"])
        epoch, step = c["epoch"], c["step"]
        print(f"resumed at epoch {epoch} step {step}", flush=True)

    def save(epoch, step):
        torch.save(dict(width=args.width, model=model.state_dict(), opt=opt.state_dict(), schedule=schedule.state_dict(), epoch=epoch, step=step),
                   checkpoint + ".new")
        os.replace(checkpoint + ".new", checkpoint)

    while epoch < args.epochs:
        if epoch == args.epochs - 1:
            print("full precision dev " + evaluate(model, dev), flush=True)
            model.quantise()
        todo = batches(articles, random.Random(args.seed * 1000 + epoch))
        began, seen, loss_sum = time.time(), 0, 0.0
        for i in range(step, len(todo)):
            rows, target, mask = collate(todo[i])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(rows, mask)
            loss = -(target * F.log_softmax(scores.float(), -1)).sum() / target.sum()
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            schedule.step()
            seen, loss_sum = seen + int(mask.sum()), loss_sum + loss.item()
            if (i + 1) % 50 == 0:
                print(f"epoch {epoch} step {i + 1}/{len(todo)} loss {loss_sum / (i + 1 - step):.4f} "
                      f"{seen / (time.time() - began):.0f} words/s", flush=True)
            if (i + 1) % 200 == 0:
                save(epoch, i + 1)
        epoch, step = epoch + 1, 0
        save(epoch, 0)
        print(f"epoch {epoch} dev {evaluate(model, dev)}", flush=True)


if __name__ == "__main__":
    main()
