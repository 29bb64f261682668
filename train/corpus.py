"""PolNeAR and silver labels as arrays of words. Reads ../shared (or --shared); nothing of it is written into the repository."""
import collections
import gzip
import hashlib
import json
import lzma
import os
import re

import numpy as np

from features import LABELS, WORD

ROLES = ("Content", "Source", "Cue")   # a later role wins a word that two roles claim
MAX_LINE = 600                         # words; longer lines are lists and tables, left out of training


def read(path):
    with open(path, encoding="utf8", newline="") as f:
        return f.read()


def lines(text):
    """(start, words, offsets) of every line that has words, offsets in code points of the text."""
    at = 0
    for line in text.split("\n"):
        found = [(m.group(), at + m.start(), at + m.end()) for m in WORD.finditer(line)]
        at += len(line) + 1
        if found and len(found) < MAX_LINE:
            yield found


def brat(path):
    """Role -> list of spans, of all attributions of a brat file. Only spans that an event names count."""
    spans, named = {}, collections.defaultdict(list)
    for l in open(path, encoding="utf8"):
        p = l.rstrip("\n").split("\t")
        if l.startswith("T") and len(p) > 1:
            spans[p[0]] = [tuple(map(int, s.split())) for s in p[1].split(" ", 1)[1].split(";")]
    for l in open(path, encoding="utf8"):
        p = l.rstrip("\n").split("\t")
        if l.startswith("E") and len(p) > 1:
            for arg in p[1].split():
                role, ref = arg.split(":")
                role = re.sub(r"\d+$", "", role)
                if role in ROLES and ref in spans:
                    named[role].append(spans[ref])
    return named


def gold_labels(article, named):
    """A label a word, for the lines of an article."""
    role_at = {}
    for role in ROLES:
        for pieces in named[role]:
            for b, e in pieces:
                role_at.setdefault(role, []).append((b, e))
    labels = []
    for line in article:
        row = [0] * len(line)
        for role in ROLES:
            begin = LABELS.index("B-" + role)
            for b, e in sorted(set(role_at.get(role, []))):
                inside = [i for i, (_, x, y) in enumerate(line) if x < e and y > b]
                for k, i in enumerate(inside):
                    row[i] = begin if k == 0 else begin + 1
        # an inside label whose beginning another role took over becomes the beginning
        for i, v in enumerate(row):
            if v and v % 2 == 0 and (i == 0 or row[i - 1] not in (v - 1, v)):
                row[i] = v - 1
        labels.append(row)
    return labels


def polnear(shared, part):
    """name -> (lines, label distributions): for each line an array of words x labels, the mean over the article's annotators."""
    root = os.path.join(shared, "corpora/polnear", part)
    versions = collections.defaultdict(list)
    for f in sorted(os.listdir(root + "/attributions")):
        name = f[:-4]
        if not os.path.exists(f"{root}/text/{name}.txt"):
            name = name.rsplit("_", 1)[0]
        versions[name].append(brat(f"{root}/attributions/{f}"))
    eye, out = np.eye(len(LABELS), dtype=np.float32), {}
    for name, marked in versions.items():
        article = list(lines(read(f"{root}/text/{name}.txt")))
        labels = [gold_labels(article, m) for m in marked]
        out[name] = (article, [np.mean([eye[v[k]] for v in labels], axis=0) for k in range(len(article))])
    return out


def allsides(shared):
    with gzip.open(shared + "/corpora/articles-allsides/allsides.jsonl.gz", "rt", encoding="utf8") as f:
        return {d["id"]: list(lines(d["text"])) for d in map(json.loads, f)}


def key(article):
    """Short for an article's id, which may be its headline."""
    return hashlib.sha256(article.encode("utf8")).hexdigest()[:16]


def silver(path):
    """key of an article -> array of words x 7 bytes (0..255), in the order of lines(). Reads what write_silver writes, the .npz
    files of ../shared/silver, and what inner.py writes: words x inner levels x 7."""
    z = np.load(lzma.open(path) if path.endswith(".xz") else path)
    keys = z["keys"] if "keys" in z else [key(str(i)) for i in z["ids"]]
    return {str(k): p for k, p in zip(keys, np.split(z["probs"], np.cumsum(z["words"])[:-1]))}


def write_silver(path, labels):
    """In 32 steps, which a student does not notice and which makes the file a third."""
    probs = np.rint(np.concatenate(list(labels.values())).astype(np.float32) * (31 / 255)) * (255 / 31)
    with lzma.open(path, "wb", preset=9) as f:
        np.savez(f, keys=np.array(list(labels)), words=np.array([len(p) for p in labels.values()], dtype=np.int32),
                 probs=np.rint(probs).astype(np.uint8))
