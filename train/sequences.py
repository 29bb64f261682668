"""Sequences of labels: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) whose sequences are those in
which nothing is inside that did not begin, all as likely but for the words' scores."""
import numpy as np
import torch

from features import LABELS

NEVER = -1e4


def follow():
    """[before, after]: 0 where a label may follow another, NEVER elsewhere. Before the first word stands an outside one."""
    out = torch.zeros(len(LABELS), len(LABELS))
    for inside in range(2, len(LABELS), 2):
        out[:, inside] = NEVER
        out[[inside - 1, inside], inside] = 0
    return out


def total(scores):
    """The logarithm of the sum over all sequences of a batch (batch x words x labels), by halves: what leads from the label before
    a stretch to its last one is a matrix, and two stretches side by side are their matrices' product. Scaled at each step."""
    logs = scores.amax(2)
    stretches = (follow() + scores[:, :, None, :] - logs[:, :, None, None]).exp()
    logs = logs.sum()
    while stretches.shape[1] > 1:
        n = stretches.shape[1] // 2 * 2
        joined = stretches[:, 0:n:2] @ stretches[:, 1:n:2]
        scale = joined.amax((2, 3), keepdim=True)
        logs = logs + scale.log().sum()
        stretches = torch.cat([joined / scale, stretches[:, n:]], 1)
    return logs + stretches[:, 0, 0].sum(1).log().sum()


def consistent(target):
    """The nearest thing to target that sequences can have: each label's probability over all of them, if the words' labels are
    drawn from target."""
    scores = target.clamp(min=1e-6).log().requires_grad_()
    return torch.autograd.grad(total(scores), scores)[0]


def loss(scores, target):
    """Cross-entropy of the field against sequences drawn from target, summed over the batch. A word without target, a border or
    padding, is outside."""
    there = target.sum(-1, keepdim=True) > 0
    outside = torch.zeros(len(LABELS))
    outside[0] = 1
    scores = torch.where(there, scores, NEVER * (1 - outside))
    target = consistent(torch.where(there, target, outside))
    return total(scores) - (target * scores * there).sum()


def best(scores):
    """The best sequence of a line, words x labels (Viterbi 1967)."""
    if not len(scores):
        return []
    pairs = follow().numpy()
    at, back = pairs[0] + scores[0], []
    for s in scores[1:]:
        paths = at[:, None] + pairs
        back.append(paths.argmax(0))
        at = paths.max(0) + s
    out = [int(at.argmax())]
    for b in reversed(back):
        out.append(int(b[out[-1]]))
    return out[::-1]
