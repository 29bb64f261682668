"""CSV for spreadsheets: a byte order mark, no cell that begins like a formula, and nothing changed but for an apostrophe."""
import csv, sys, unicodedata
from records import arguments

path, ledger = arguments()
assert open(path, "rb").read(3) == b"\xef\xbb\xbf"
rows = list(csv.reader(open(path, encoding="utf-8-sig", newline=""), strict=True))
assert len(rows) == 1 + len(ledger.statements), len(rows)
guarded = 0
for row in rows:
    for cell in row:
        bare = unicodedata.normalize("NFKC", cell).lstrip(" \t\r\n\v\f\0\u200b\u200e\ufeff\"“”„«»")
        assert not cell[:1] in tuple("\t\r\n\0") or cell == "", cell
        assert bare[:1] not in tuple("=+-@") or bare == "", cell
        guarded += cell.startswith("'=")
assert guarded > 0, "the ledger has a cell that begins with ="
print(len(rows) - 1, "rows,", guarded, "cells guarded")
