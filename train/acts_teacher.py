#!/usr/bin/env python3
"""Fine-tunes a published encoder on the marked acts, and lets it give acts to other statements, for train/acts.py to learn from.

  go run ./train/act && python train/acts_teacher.py --work .train --epochs 3 && python train/acts_teacher.py --work .train --label 50000 && python train/acts_teacher.py --work .train --words

Both resume: an epoch that is done is not done again, nor is a statement that has its acts.
"""
import argparse
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from acts import ACTS
from encoder import FILES, Pieces, Teacher
from features import RESERVED, WORD

BATCH_PIECES, SMOOTH = 1536, 0.05
SPEAKERS, KINDS, INNER = 6, 6, 12   # the facts that a teacher is told: kind of speaker, kind, and whether inside another statement


class Judge(nn.Module):
    """An encoder, and a score for each act from its first state and the mean of all."""

    def __init__(self, family, files):
        super().__init__()
        self.body = Teacher(family, files)
        self.head = nn.Linear(2 * self.body.word.embedding_dim, len(ACTS))

    def forward(self, pieces, marks, lengths):
        h = self.body.hidden(pieces, marks, lengths)
        mask = (torch.arange(h.shape[1])[None] < lengths[:, None]).to(h.dtype)[..., None]
        return self.head(self.body.drop(torch.cat([h[:, 0], (h * mask).sum(1) / mask.sum(1)], 1)))


def cut(text, pieces, most, last=0):
    ids = [p for w in WORD.findall(text) for p in pieces.of(w)[:8]]
    return ids if len(ids) <= most else ids[:most - last] + ids[len(ids) - last:]


def encode(row, pieces):
    """Source, cue and content, each with an end piece, and in place of the marks what else is known."""
    speaker = next((f for f in row["facts"] if f < SPEAKERS), 5)
    kind = next((f - SPEAKERS for f in row["facts"] if SPEAKERS <= f < SPEAKERS + KINDS), 2)
    parts = [(cut(row["source"], pieces, 16), (speaker, 1)), (cut(row["cue"], pieces, 10), (8 + kind, 2)),
             (cut(row["content"], pieces, 60, 18), (16 + (INNER in row["facts"]), 3))]
    ids, marks = [pieces.start], [(speaker, 0)]
    for part, mark in parts:
        ids += part + [pieces.end]
        marks += [mark] * (len(part) + 1)
    return ids, marks


def batches(encoded, numbers, size, rng=None):
    """Statements of like length together, at most size pieces with padding."""
    numbers = list(numbers)
    if rng:
        rng.shuffle(numbers)
    out = []
    for i in range(0, len(numbers), 2048):
        batch = []
        for k in sorted(numbers[i:i + 2048], key=lambda k: len(encoded[k][0])):
            if batch and (len(batch) + 1) * len(encoded[k][0]) > size:
                out.append(batch)
                batch = []
            batch.append(k)
        out.append(batch)
    if rng:
        rng.shuffle(out)
    return out


def collate(encoded, batch, pad):
    n = max(len(encoded[k][0]) for k in batch)
    ids, marks = torch.full((len(batch), n), pad), torch.zeros(len(batch), n, 2, dtype=torch.long)
    for i, k in enumerate(batch):
        m = len(encoded[k][0])
        ids[i, :m], marks[i, :m] = torch.tensor(encoded[k][0]), torch.tensor(encoded[k][1])
    return ids, marks, torch.tensor([len(encoded[k][0]) for k in batch])


def judge(model, encoded, numbers, pad, size=6 * BATCH_PIECES):
    """number -> probabilities, batch by batch."""
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch in batches(encoded, numbers, size):
            yield batch, torch.softmax(model(*collate(encoded, batch, pad)).float(), 1).numpy()
    model.train()


def train(model, rows, encoded, pad, args):
    marked = [k for k, r in enumerate(rows) if set(r.get("acts", ["x"])) != {"x"}]
    docs = sorted({rows[k]["doc"] for k in marked})
    random.Random(5).shuffle(docs)
    out = set(docs[:int(args.held * len(docs))])
    learned, held = [k for k in marked if rows[k]["doc"] not in out], [k for k in marked if rows[k]["doc"] in out]
    targets = torch.full((len(rows), len(ACTS)), SMOOTH / len(ACTS))
    for k in learned:
        acts = [a for a in rows[k]["acts"] if a != "x"]
        for a in acts:
            targets[k, ACTS.index(a)] += (1 - SMOOTH) / len(acts)
    wide = [p for p in model.parameters() if p.dim() > 1]
    flat = [p for p in model.parameters() if p.dim() < 2]
    optimiser = torch.optim.AdamW([dict(params=wide, weight_decay=0.01), dict(params=flat, weight_decay=0)], lr=args.rate)
    steps = args.epochs * len(batches(encoded, learned, BATCH_PIECES, random.Random(0)))
    step, first = 0, 0
    state = f"{args.work}/acts/judge.resume"
    if os.path.exists(state):
        s = torch.load(state, weights_only=True)
        model.load_state_dict(s["model"]), optimiser.load_state_dict(s["optimiser"])
        step, first = s["step"], s["epoch"]
    for epoch in range(first, args.epochs):
        rng, began = random.Random(100 * args.seed + epoch), time.time()
        for batch in batches(encoded, learned, BATCH_PIECES, rng):
            for g in optimiser.param_groups:
                g["lr"] = args.rate * min(1, step / (0.1 * steps)) * max(0, 1 - step / steps)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(*collate(encoded, batch, pad))
            loss = -(targets[batch] * F.log_softmax(scores.float(), 1)).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
            optimiser.step()
            step += 1
        right = [ACTS[p] in rows[k]["acts"] for b, ps in judge(model, encoded, held, pad) for k, p in zip(b, ps.argmax(1))]
        print(f"epoch {epoch + 1}: held out {np.mean(right) if right else 0:.3f}, {time.time() - began:.0f} s", flush=True)
        torch.save(dict(model=model.state_dict(), optimiser=optimiser.state_dict(), step=step, epoch=epoch + 1), state)
        torch.save(model.state_dict(), f"{args.work}/acts/judge.pt")


def label(model, rows, encoded, pad, args):
    """Gives acts to as many statements, at random but for those of documents held out, and saves now and then."""
    model.load_state_dict(torch.load(f"{args.work}/acts/judge.pt", weights_only=True))
    path = f"{args.work}/acts/teacher.npy"
    out = np.load(path) if os.path.exists(path) else np.full((len(rows), len(ACTS) + 2), np.nan, np.float32)
    numbers = [k for k, r in enumerate(rows) if r["doc"] != "parity"]
    random.Random(7).shuffle(numbers)
    numbers.sort(key=lambda k: "acts" not in rows[k])   # the marked ones first
    left = [k for k in numbers[:args.label] if np.isnan(out[k, 0])]
    began, done = time.time(), 0
    for i in range(0, len(left), 4096):
        for batch, p in judge(model, encoded, left[i:i + 4096], pad):
            out[batch, :len(ACTS)] = p
        np.save(path, out)
        done += len(left[i:i + 4096])
        print(f"{done} of {len(left)}, {time.time() - began:.0f} s", flush=True)


def words(model, pieces, args):
    """What the judge makes of each word of the tagger's table, said by itself: where train/acts.py begins to learn words from."""
    model.load_state_dict(torch.load(f"{args.work}/acts/judge.pt", weights_only=True))
    with open(f"{args.student}/vocabulary.json", encoding="utf8") as f:
        table = [None] * RESERVED + json.load(f)
    encoded = {k: encode(dict(source="he", cue="said", content=w, facts=[0, SPEAKERS + 2]), pieces) for k, w in enumerate(table) if w}
    out = np.zeros((len(table), len(ACTS)), np.float32)
    for batch, p in judge(model, encoded, list(encoded), pieces.pad):
        out[batch] = np.log(p)
    out[RESERVED:] -= out[RESERVED:].mean(0)
    np.save(f"{args.work}/acts/words.npy", out / out.std())


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", default=".train")
    p.add_argument("--encoder", default="mpnet", choices=sorted(FILES))
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--rate", type=float, default=8e-5)
    p.add_argument("--held", type=float, default=0.08, help="share of the marked documents to measure on")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--words", action="store_true", help="judge the words of the tagger's table instead of training")
    p.add_argument("--student", default=".train/last", help="the folder of the tagger, whose vocabulary.json lists the words")
    p.add_argument("--label", type=int, default=0, help="give acts to so many statements instead of training")
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    files = FILES[args.encoder]()
    pieces = Pieces(files["vocab.txt"])
    model = Judge(args.encoder, files)
    if args.words:
        words(model, pieces, args)
        return
    rows = [json.loads(l) for l in open(args.work + "/acts/statements.jsonl", encoding="utf8")]
    encoded = {k: encode(r, pieces) for k, r in enumerate(rows) if r["doc"] != "parity" and (args.label or "acts" in r)}
    (label if args.label else train)(model, rows, encoded, pieces.pad, args)


if __name__ == "__main__":
    main()
