"""What the tagger sees of a word. neural/features.go computes the same numbers; testdata/parity.json holds the two together.

A document is read line by line. A word is a match of WORD; between two lines stands a border word. Every word becomes six
numbers: WORD_ID (its lower-cased form, 0 if rare, 1 for the border), three hashed affixes, its hashed shape, and its place.
"""
import re

WORD = re.compile(r"\w+(?:[’'\-.]\w+)*|[^\w\s]", re.U)
UNKNOWN, BORDER = 0, 1
RESERVED = 2                      # rows of the word table before the vocabulary
AFFIX_ROWS, SHAPE_ROWS = 8192, 256
OUTSIDE, INSIDE, MARK = 0, 1, 2   # of quotation marks
BORDER_PLACE = 9                  # places 0..8 are quotation state * 3 + (0 middle, 1 first, 2 last word of its line)
LABELS = ["O", "B-Source", "I-Source", "B-Cue", "I-Cue", "B-Content", "I-Content"]


def fnv(s: str, rows: int) -> int:
    """FNV-1a, 32 bits, over the UTF-8 bytes, folded into rows (a power of two)."""
    h = 2166136261
    for b in s.encode("utf8"):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return (h ^ (h >> 16)) & (rows - 1)


def lower_case(word: str) -> str:
    """Letter by letter, so that a word keeps its length; a letter whose lower case is two code points stays."""
    return "".join(l if len(l := c.lower()) == 1 else c for c in word)


def shape(word: str) -> str:
    """Upper-case letters to X, lower-case to x, other letters to a, digits to 9, the rest as it is; runs over two are cut to two."""
    out = []
    for c in word:
        if c.isupper():
            k = "X"
        elif c.islower():
            k = "x"
        elif c.isalpha():
            k = "a"
        elif c.isnumeric() or c.isdigit():
            k = "9"
        else:
            k = c
        if len(out) < 2 or out[-1] != k or out[-2] != k:
            out.append(k)
    return "".join(out)


def quotation_states(words):
    """OUTSIDE, INSIDE or MARK for each word of one line. Only double marks and guillemets count: single ones are mostly
    apostrophes. An opening curly mark right after a word, while one is open, closes it (“win“ is a common slip)."""
    states, open_ = [], False
    for i, w in enumerate(words):
        if w == '"':
            open_ = not open_
            states.append(MARK)
        elif w in "“„«":
            before = i > 0 and words[i - 1][-1].isalnum()
            open_ = not (open_ and before)
            states.append(MARK)
        elif w in "”»":
            open_ = False
            states.append(MARK)
        else:
            states.append(INSIDE if open_ else OUTSIDE)
    return states


def encode_line(words, vocabulary):
    """Six numbers a word: word row, first three, last three, last two letters, shape, place."""
    rows = []
    for i, (w, q) in enumerate(zip(words, quotation_states(words))):
        lower = lower_case(w)
        end = 2 if i == len(words) - 1 else 1 if i == 0 else 0
        rows.append((vocabulary.get(lower, UNKNOWN),
                     fnv("^" + lower[:3], AFFIX_ROWS),
                     fnv(lower[-3:] + "$", AFFIX_ROWS),
                     fnv(lower[-2:] + "$", AFFIX_ROWS),
                     fnv(shape(w), SHAPE_ROWS),
                     q * 3 + end))
    return rows


BORDER_ROW = (BORDER, 0, 0, 0, 0, BORDER_PLACE)
