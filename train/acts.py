#!/usr/bin/env python3
"""Trains the classifier of acts on what train/act has written, and exports it (the format is described in neural/classifier.go).

  go run ./train/act && python train/acts.py --work .train --out extract/acts.bin

Three stages, of which the first two are kept and not run again. The act that a telling cue has ("denied", "warned") is learned from the words around it, the cue itself hidden from
most statements; then the acts that a teacher gives to many statements, where there is one (train/acts_teacher.py), with the marks for
those that have them; then the marks alone.
"""
import argparse
import gzip
import hashlib
import json
import os
import random
import struct
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from export import Sections
from model import Block, Dense

ACTS = ("state announce report explain claim confirm deny admit ask decline demand propose promise threaten warn accuse criticise "
        "praise support reject agree apologise predict feel believe order congratulate").split()
FIRST, STANDS = len(ACTS), len(ACTS) + 1   # two more scores: of the first tier, and of being a statement at all
STATES, STATE_UNIT, FACTS, TABLE_FACTS = 192, 16, 41, 13
LOWEST = -4


class Acts(nn.Module):
    """States, rows and parts of the words of statements -> 29 scores."""

    def __init__(self, rows, width=128, columns=32, hidden=128, dilations=(1, 2), dropout=0.2):
        super().__init__()
        self.words, self.parts = nn.Embedding(rows, columns), nn.Embedding(3, width)
        for e in (self.words, self.parts):
            nn.init.normal_(e.weight, std=0.1)
        self.inp = Dense(STATES + columns, width)
        self.blocks = nn.ModuleList(Block(width, d) for d in dilations)
        self.hidden, self.out = Dense(5 * width + FACTS, hidden), Dense(hidden, len(ACTS) + 2)
        self.drop = nn.Dropout(dropout)

    def quantise(self):
        for m in self.modules():
            if isinstance(m, Dense):
                m.quantised = True

    def forward(self, states, words, parts, facts):
        """states: batch x words x 192; words, parts: batch x words, part 3 where there is no word; facts: batch x FACTS."""
        mask = (parts < 3).unsqueeze(-1).float()
        x = torch.cat([self.drop(states), self.drop(self.words(words))], -1)
        x = (self.inp(x) + self.parts(parts.clamp(max=2))) * mask
        for b in self.blocks:
            x = b(x, mask) * mask
        pools = []
        for p in range(3):
            own = (parts == p).unsqueeze(-1).float()
            pools.append((x * own).sum(1) / own.sum(1).clamp(min=1))
            if p:
                pools.append((x * own + (own - 1) * 1e4).amax(1).clamp(min=LOWEST))
        x = self.drop(torch.cat(pools + [facts], 1))
        return self.out(self.drop(F.hardswish(self.hidden(x))))


class Corpus:
    def __init__(self, folder):
        self.states = np.memmap(folder + "/states.i8", np.int8, "r").reshape(-1, STATES)
        self.words = np.fromfile(folder + "/words.i32", "<i4")
        self.rows = [json.loads(l) for l in open(folder + "/statements.jsonl", encoding="utf8")]
        counts = np.array([r["words"] for r in self.rows])
        self.first = np.concatenate([[0], np.cumsum(counts.sum(1))])
        self.counts = counts

    def batch(self, numbers):
        n = max(self.first[k + 1] - self.first[k] for k in numbers) or 1
        states = np.zeros((len(numbers), n, STATES), np.float32)
        words, parts = np.zeros((len(numbers), n), np.int64), np.full((len(numbers), n), 3, np.int64)
        facts = np.zeros((len(numbers), FACTS), np.float32)
        for i, k in enumerate(numbers):
            a, b = self.first[k], self.first[k + 1]
            states[i, :b - a], words[i, :b - a] = self.states[a:b], self.words[a:b]
            parts[i, :b - a] = np.repeat([0, 1, 2], self.counts[k])
            facts[i, self.rows[k]["facts"]] = 1
        return [torch.from_numpy(x) for x in (states / STATE_UNIT, words, parts, facts)]

    def batches(self, numbers, size, rng):
        """Statements of like length together, in random order."""
        numbers, out = list(numbers), []
        rng.shuffle(numbers)
        for i in range(0, len(numbers), 16 * size):
            some = sorted(numbers[i:i + 16 * size], key=lambda k: self.first[k + 1] - self.first[k])
            out += [some[j:j + size] for j in range(0, len(some), size)]
        rng.shuffle(out)
        return out


def target(row):
    """Distribution of acts, first tier, stands: NaN where nobody has said."""
    acts = [a for a in row["acts"] if a != "x"]
    t = np.full(len(ACTS) + 2, np.nan, np.float32)
    t[STANDS] = len(acts) / len(row["acts"])
    if acts:
        t[:len(ACTS)] = 0
        for a in acts:
            t[ACTS.index(a)] += 1 / len(acts)
        t[FIRST] = float(row["tier"] == 1)
    return t


def loss_of(scores, targets):
    known = ~torch.isnan(targets)
    t = torch.nan_to_num(targets)
    acts = -(t[:, :FIRST] * F.log_softmax(scores[:, :FIRST], 1)).sum(1)[known[:, 0]]
    rest = F.binary_cross_entropy_with_logits(scores[:, FIRST:], t[:, FIRST:], reduction="none")[known[:, FIRST:]]
    return acts.sum() / max(1, len(scores)) + 0.5 * rest.sum() / max(1, len(scores))


def learn(model, corpus, targets, epochs, rate, seed, hide=0.0, decay=0.02, quantise=False, size=128, show=lambda: ""):
    """targets: number of a statement -> target. hide: how many statements have their cue and what the table says of it hidden."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay)
    steps, n = epochs * -(-len(targets) // size), 0
    for epoch in range(epochs):
        began, total, many = time.time(), 0.0, 0
        for numbers in corpus.batches(targets, size, rng):
            if quantise and n == steps // 2:
                model.quantise()
            states, words, parts, facts = corpus.batch(numbers)
            if hide:
                hidden = torch.rand(len(numbers)) < hide
                parts = torch.where(hidden[:, None] & (parts == 1), 3, parts)
                facts[hidden, TABLE_FACTS:] = 0
            for g in optimiser.param_groups:
                g["lr"] = rate * min(1, (n + 1) / (0.05 * steps)) * (1 - n / steps)
            t = torch.from_numpy(np.stack([targets[k] for k in numbers]))
            loss = loss_of(model(states, words, parts, facts), t)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
            optimiser.step()
            n, total, many = n + 1, total + loss.item(), many + 1
        print(f"  epoch {epoch + 1}: loss {total / max(1, many):.3f} {show()} {time.time() - began:.0f} s", flush=True)


def scores(model, corpus, numbers):
    model.eval()
    with torch.no_grad():
        out = [model(*corpus.batch(numbers[i:i + 256])).numpy() for i in range(0, len(numbers), 256)]
    model.train()
    return np.concatenate(out)


def right(model, corpus, held):
    s = scores(model, corpus, held)
    rows = [corpus.rows[k] for k in held]
    acts = [ACTS[a] in r["acts"] for a, r in zip(s[:, :FIRST].argmax(1), rows) if r["acts"] != ["x"]]
    first = [ACTS[a] in r["acts"] for a, r in zip(s[:, :FIRST].argmax(1), rows) if r["acts"] != ["x"] and r["tier"] == 1]
    tier = [(v > 0) == (r["tier"] == 1) for v, r in zip(s[:, FIRST], rows) if r["acts"] != ["x"]]
    stands = [(v > 0) == (r["acts"] != ["x"]) for v, r in zip(s[:, STANDS], rows)]
    return "acts %.3f (first tier %.3f) tier %.3f stands %.3f" % tuple(map(np.mean, (acts, first, tier, stands)))


def export(model, path):
    head = struct.pack("<8I", model.inp.out_features, len(model.blocks), STATES, model.words.num_embeddings, model.words.embedding_dim,
                       FACTS, model.hidden.out_features, model.out.out_features)
    f = Sections(head + b"".join(struct.pack("<I", b.dilation) for b in model.blocks))
    f.table(model.words)
    f.floats(model.parts.weight)
    f.dense(model.inp)
    for b in model.blocks:
        f.floats(b.taps), f.norm(b.norm)
        f.dense(b.up), f.dense(b.down, 1 / 6)
    f.dense(model.hidden), f.dense(model.out, 1 / 6)
    with open(path, "wb") as out:
        out.write(b"DIXITCL1" + hashlib.sha256(f.data).digest()[:6] + b"\0\0" + f.data)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", default=".train")
    p.add_argument("--out", default="extract/acts.bin")
    p.add_argument("--parity", default="extract/testdata/acts.scores.gz", help="the scores of statements made of neural/testdata/parity.json")
    p.add_argument("--rows", type=int, default=29676, help="rows of the tagger's word table")
    p.add_argument("--held", type=float, default=0.08, help="share of the marked documents to measure on")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--again", type=int, default=7, help="epochs with the teacher's acts")
    p.add_argument("--width", type=int, default=96)
    p.add_argument("--columns", type=int, default=32)
    p.add_argument("--blocks", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    corpus = Corpus(a.work + "/acts")
    parity = [k for k, r in enumerate(corpus.rows) if r["doc"] == "parity"]
    marked = [k for k, r in enumerate(corpus.rows) if r.get("acts")]
    docs = sorted({corpus.rows[k]["doc"] for k in marked})
    random.Random(5).shuffle(docs)
    out = set(docs[:int(a.held * len(docs))])
    held = [k for k in marked if corpus.rows[k]["doc"] in out]
    model = Acts(a.rows, a.width, a.columns, dilations=(1, 2, 4)[:a.blocks])
    words = a.work + "/acts/words.npy"
    if os.path.exists(words):
        start = torch.from_numpy(np.load(words))[:, :a.columns]
        model.words.weight.data[:, :start.shape[1]] = 0.3 * start
    measure = lambda: right(model, corpus, held) if held else ""

    rng = random.Random(a.seed)
    telling = {}
    for k, r in enumerate(corpus.rows):
        if r["doc"] not in out and r["doc"] != "parity" and (r["table"] != "state" or rng.random() < 0.12):
            t = np.full(len(ACTS) + 2, np.nan, np.float32)
            t[:FIRST] = np.eye(FIRST, dtype=np.float32)[ACTS.index(r["table"])]
            telling[k] = t
    print(f"{len(corpus.rows)} statements, {len(marked)} marked, {len(held)} held out, {len(telling)} telling cues")
    def stage(name, run):
        """Runs a stage, or takes what it made before."""
        made = f"{a.work}/acts/{name}-{a.width}-{a.columns}-{a.blocks}-{a.seed}.pt"
        if os.path.exists(made):
            model.load_state_dict(torch.load(made, weights_only=True))
            return
        run()
        torch.save(model.state_dict(), made)

    stage("telling", lambda: learn(model, corpus, telling, 2, 2e-3, a.seed, hide=0.6, show=measure))

    targets = {k: target(corpus.rows[k]) for k in marked if corpus.rows[k]["doc"] not in out}
    taught = a.work + "/acts/teacher.npy"
    if os.path.exists(taught):
        teacher = np.load(taught)   # numbers of statements x 29 probabilities, NaN where it was not asked
        asked = {k: teacher[k] for k in np.flatnonzero(~np.isnan(teacher[:, 0])) if corpus.rows[k]["doc"] not in out}
        for k, t in targets.items():
            if k in asked:   # a person's word and the teacher's count the same; the teacher knows acts only, and of statements only
                acts = 0.5 * t[:FIRST] + 0.5 * asked[k][:FIRST]
                asked[k] = np.concatenate([acts, t[FIRST:]])
        print(f"{len(asked)} taught")
        stage("taught", lambda: learn(model, corpus, {**targets, **asked}, a.again, 2e-3, a.seed, quantise=True, show=measure))
    model.quantise()
    print("the marks alone")
    learn(model, corpus, targets, 1, 4e-4, a.seed, decay=0.05, show=measure)
    export(model, a.out)
    with gzip.GzipFile(a.parity, "wb", mtime=0) as f:   # after export the model computes with the very numbers of the file
        f.write(np.rint(scores(model, corpus, parity) * 1e5).astype("<i4").tobytes())


if __name__ == "__main__":
    main()
