#!/usr/bin/env python3
"""Fine-tunes a published encoder on PolNeAR train, resumable.

  python train/teacher.py --encoder mpnet --shared ../shared --work .train
"""
import argparse
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import corpus
from encoder import FILES, Pieces, Teacher, encode_line
from features import LABELS
from spans import report

WINDOW, BATCH_PIECES = 256, 1536
RATE = {"mpnet": 8e-5, "minilm": 1.5e-4}


def encode(article, labels, pieces):
    """An article as lines of (piece ids, marks, first pieces, label distributions)."""
    return [encode_line([w for w, _, _ in line], pieces) + (None if labels is None else labels[k],) for k, line in enumerate(article)]


def windows(article, pieces, rng=None):
    """Whole lines packed into windows of WINDOW pieces, an end piece after each line. A line too long for one is cut.

    Each window is (ids, marks, [(line, word, position)]). rng, if given, sets a random first length."""
    out, ids, marks, at = [], [], [], []
    limit = rng.randint(WINDOW // 4, WINDOW) if rng else WINDOW

    def start():
        ids[:], marks[:], at[:] = [pieces.start], [(0, 9)], []

    start()
    for k, (line, mark, firsts, _) in enumerate(article):
        if at and len(ids) + len(line) + 1 > limit:
            out.append((list(ids), list(marks), list(at)))
            start()
            limit = WINDOW
        for w, first in enumerate(firsts):
            end = firsts[w + 1] if w + 1 < len(firsts) else len(line)
            end = min(end, first + 8)   # a "word" of hundreds of pieces is a web address
            if len(ids) + end - first + 1 > WINDOW:
                out.append((list(ids) + [pieces.end], list(marks) + [(0, 9)], list(at)))
                start()
            at.append((k, w, len(ids)))
            ids += line[first:end]
            marks += mark[first:end]
        ids.append(pieces.end)
        marks.append((0, 9))
    if at:
        out.append((list(ids), list(marks), list(at)))
    return out


def batches(all_, rng, size=BATCH_PIECES):
    """Windows of like length together, at most size pieces with padding, in random order. Items are (key, window)."""
    if rng:
        rng.shuffle(all_)
    out, pool = [], 1024
    for i in range(0, len(all_), pool):
        batch = []
        for w in sorted(all_[i:i + pool], key=lambda w: len(w[1][0])):
            if batch and (len(batch) + 1) * len(w[1][0]) > size:
                out.append(batch)
                batch = []
            batch.append(w)
        if batch:
            out.append(batch)
    if rng:
        rng.shuffle(out)
    return out


def collate(batch, pad):
    n = max(len(w[0]) for _, w in batch)
    ids, marks = np.full((len(batch), n), pad, dtype=np.int64), np.zeros((len(batch), n, 2), dtype=np.int64)
    lengths, firsts = np.zeros(len(batch), dtype=np.int64), []
    for i, (_, (piece, mark, at)) in enumerate(batch):
        ids[i, :len(piece)], marks[i, :len(piece)], lengths[i] = piece, mark, len(piece)
        firsts += [i * n + p for _, _, p in at]
    return tuple(map(torch.from_numpy, (ids, marks, lengths, np.array(firsts, dtype=np.int64))))


def probabilities(model, articles, pieces, on=None):
    """Label probabilities of every word of encoded articles: a list of arrays (words of a line x 7) an article."""
    out = [[np.zeros((len(line[2]), len(LABELS)), dtype=np.float32) for line in a] for a in articles]
    todo = batches([(i, w) for i, a in enumerate(articles) for w in windows(a, pieces)], None, 4096)
    model.eval()
    with torch.inference_mode():
        for n, batch in enumerate(todo):
            p = model(*collate(batch, pieces.pad)).float().softmax(-1).numpy()
            row = 0
            for i, (_, _, at) in batch:
                for k, w, _ in at:
                    out[i][k][w] = p[row]
                    row += 1
            if on:
                on(n + 1, len(todo))
    model.train()
    return out


class Half:
    """A bf16 model whose optimizer keeps float32 copies of what it moves (Micikevicius et al. 2018)."""

    def __init__(self, model, rate, total):
        frozen = {id(model.word.weight)} | ({id(model.relative.weight)} if model.relative is not None else set())
        model.to(torch.bfloat16)
        for p in model.parameters():
            p.requires_grad_(id(p) not in frozen)
        self.half = [p for p in model.parameters() if p.requires_grad]
        self.full = [p.detach().float().requires_grad_() for p in self.half]
        decay = [q for p, q in zip(self.half, self.full) if p.dim() > 1]
        plain = [q for p, q in zip(self.half, self.full) if p.dim() == 1]
        self.opt = torch.optim.AdamW([dict(params=decay, weight_decay=0.01), dict(params=plain, weight_decay=0.0)], lr=rate, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.opt, lambda s: min(1, (s + 1) / (0.06 * total), max(0, (total - s) / (0.94 * total))))

    def step(self):
        for h, f in zip(self.half, self.full):
            f.grad = h.grad.float()
            h.grad = None
        torch.nn.utils.clip_grad_norm_(self.full, 1.0)
        self.opt.step()
        self.schedule.step()
        with torch.no_grad():
            for h, f in zip(self.half, self.full):
                h.copy_(f)

    def state(self):
        return dict(full=self.full, opt=self.opt.state_dict(), schedule=self.schedule.state_dict())

    def load(self, state):
        with torch.no_grad():
            for h, f, s in zip(self.half, self.full, state["full"]):
                f.copy_(s), h.copy_(s)
        self.opt.load_state_dict(state["opt"]), self.schedule.load_state_dict(state["schedule"])


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--encoder", choices=sorted(FILES), default="mpnet")
    p.add_argument("--shared", default="../shared")
    p.add_argument("--work", default=".train", help="checkpoints go here")
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--seed", type=int, default=1)
    args = p.parse_args()
    os.makedirs(args.work, exist_ok=True)
    torch.manual_seed(args.seed)
    files = FILES[args.encoder]()
    pieces, model = Pieces(files["vocab.txt"]), Teacher(args.encoder, files)
    del files
    train = [encode(a, l, pieces) for a, l in corpus.polnear(args.shared, "train").values()]
    dev = [encode(a, l, pieces) for a, l in corpus.polnear(args.shared, "dev").values()]

    def epoch_of(e):
        rng = random.Random(args.seed * 1000 + e)
        return batches([(i, w) for i, a in enumerate(train) for w in windows(a, pieces, rng)], rng)

    half = Half(model, RATE[args.encoder], args.epochs * len(epoch_of(0)))
    checkpoint, epoch, step = f"{args.work}/{args.encoder}-{args.seed}.pt", 0, 0
    if os.path.exists(checkpoint):
        c = torch.load(checkpoint, weights_only=True)
        half.load(c["half"])
        epoch, step = c["epoch"], c["step"]
        print(f"resumed at epoch {epoch} step {step}", flush=True)

    def save(epoch, step):
        torch.save(dict(half=half.state(), epoch=epoch, step=step), checkpoint + ".new")
        os.replace(checkpoint + ".new", checkpoint)

    while epoch < args.epochs:
        todo, began, seen, loss_sum, first = epoch_of(epoch), time.time(), 0, 0.0, step
        torch.manual_seed(args.seed * 1000 + epoch * 10 + step)
        for i in range(step, len(todo)):
            x = collate(todo[i], pieces.pad)
            target = torch.from_numpy(np.stack([train[a][k][3][w] for a, (_, _, at) in todo[i] for k, w, _ in at]))
            loss = -(target * F.log_softmax(model(*x).float(), -1)).sum(-1).mean()
            loss.backward()
            half.step()
            seen, loss_sum = seen + len(target), loss_sum + loss.item()
            if (i + 1) % 20 == 0:
                print(f"epoch {epoch} step {i + 1}/{len(todo)} loss {loss_sum / (i + 1 - first):.4f} "
                      f"{seen / (time.time() - began):.0f} words/s", flush=True)
            if (i + 1) % 100 == 0:
                save(epoch, i + 1)
        epoch, step = epoch + 1, 0
        save(epoch, 0)
        guess = [[p.argmax(-1).tolist() for p in a] for a in probabilities(model, dev, pieces)]
        print(f"epoch {epoch} dev {report(dev, guess)}", flush=True)
    torch.save(dict(encoder=args.encoder, model=model.state_dict()), f"{args.work}/teacher-{args.encoder}-{args.seed}.pt")


if __name__ == "__main__":
    main()
