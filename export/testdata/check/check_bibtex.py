"""python check_bibtex.py FILE NDJSON: pybtex and bibtexparser read every entry, and what TeX makes of its fields is the ledger's words.
Needs pybtex, bibtexparser and pylatexenc."""
import sys

import bibtexparser
from pybtex.database import parse_file
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from ledger import Ledger, content

# Commands of LaTeX that pylatexenc does not know by itself.
COMMANDS = {
    "textless": "<", "textgreater": ">", "textbar": "|", "textquotedbl": '"', "textbraceleft": "{", "textbraceright": "}",
    "textasciicircum": "^",
}


def decoder():
    known = get_default_latex_context_db()
    known.add_context_category("more", macros=[MacroTextSpec(k, v) for k, v in COMMANDS.items()], prepend=True)
    return LatexNodes2Text(latex_context=known, math_mode="verbatim", keep_comments=True, strict_latex_spaces=True)


DECODER = decoder()


def plain(tex):
    text = DECODER.latex_to_text(tex).replace("\u00a0", " ")
    return "".join(text.split())


def expected(text):
    """Marks that TeX makes others of are compared as one."""
    text = "".join("\ufffd" if ord(c) < 32 and c not in "\t\n\r" or 127 <= ord(c) < 160 else c for c in text)
    return same("".join(text.split()))


def same(text):
    for of, to in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("`", "'"), ("''", '"'), ("–", "-"), ("—", "-"), ("--", "-"), ("--", "-")):
        text = text.replace(of, to)
    return text


def main(path, records):
    ledger = Ledger(records)
    entries = parse_file(path, "bibtex").entries
    other = bibtexparser.parse_file(path)
    assert not other.failed_blocks, other.failed_blocks
    assert {e.key for e in other.entries} == set(entries) and all(e.entry_type == "online" for e in other.entries)
    by_document = {}
    for id, s in ledger.said().items():
        by_document.setdefault(s["doc"]["sha256"], []).append(s)
    for sha, statements in by_document.items():
        entry, document = entries["dixit-" + sha[:16]], ledger.documents[sha]
        note = same(plain(entry.fields["note"]))
        for s in statements:
            assert f"[{s['id']}]" in note, s["id"]
            if s["kind"] not in ("direct", "mixed"):
                assert expected(content(s)) in note, (s["id"], expected(content(s)), note)
            for q in s["quotes"] if s["kind"] in ("direct", "mixed") else ():
                words = q["text"].removeprefix(q["open"]).removesuffix(q["close"])
                assert expected(words) in note, (s["id"], words)
        if document["title"]:
            assert same(plain(entry.fields["title"])) == expected(document["title"])
        if document["published"]:
            assert document["published"].startswith(entry.fields["date"])
    print(f"bibtex: {len(entries)} entries")


main(*sys.argv[1:])
