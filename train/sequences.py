"""Sequences of labels: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over the student's scores,
taught by a teacher's probabilities for single words."""
import numpy as np
import torch

from features import LABELS

NEVER = -1e4


def allowed():
    """A matrix [before, after] of 1 where a label may follow another: nothing is inside that did not begin. Before the first
    word of a line stands an outside one."""
    out = torch.ones(len(LABELS), len(LABELS))
    for inside in range(2, len(LABELS), 2):
        out[:, inside] = 0
        out[[inside - 1, inside], inside] = 1
    return out


def closed(pairs):
    """pairs with NEVER where they may not be."""
    ok = allowed()
    return pairs * ok + NEVER * (1 - ok)


def loss(scores, target, pairs):
    """Cross-entropy of the field against sequences whose labels are drawn word by word from target, summed over the batch.
    scores, target: batch x words x labels. A word without target, a border or padding, is outside."""
    there = target.sum(-1, keepdim=True) > 0
    outside = torch.zeros(len(LABELS))
    outside[0] = 1
    scores = torch.where(there, scores, NEVER * (1 - outside))
    target = torch.where(there, target, outside)
    follow = closed(pairs)
    at = follow[0] + scores[:, 0]
    for i in range(1, scores.shape[1]):
        at = torch.logsumexp(at[:, :, None] + follow, 1) + scores[:, i]
    known = pairs * allowed()
    path = (target * scores * there).sum() + (target[:, 0] @ known[0]).sum()
    path = path + torch.einsum("bia,ac,bic->", target[:, :-1], known, target[:, 1:])
    return torch.logsumexp(at, 1).sum() - path


def best(scores, pairs):
    """The best sequence of a line, words x labels (Viterbi 1967)."""
    if not len(scores):
        return []
    follow = closed(pairs).numpy()
    at, back = follow[0] + scores[0], []
    for s in scores[1:]:
        paths = at[:, None] + follow
        back.append(paths.argmax(0))
        at = paths.max(0) + s
    out = [int(at.argmax())]
    for b in reversed(back):
        out.append(int(b[out[-1]]))
    return out[::-1]
