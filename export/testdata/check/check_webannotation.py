"""python check_webannotation.py FILE NDJSON: every annotation keeps the rules of the W3C Recommendation for the classes it uses, expands
as JSON-LD, and each selector leads to the statement's words in the text. Needs pyld."""
import re
import sys
from urllib.parse import urlparse

from pyld import jsonld

from ledger import Ledger, last, lines

UTC = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")


def main(path, records):
    ledger, seen, directives = Ledger(records), set(), 0
    for a in lines(path):
        assert a["@context"] == "http://www.w3.org/ns/anno.jsonld" and a["type"] == "Annotation"
        assert a["motivation"] == "identifying" and urlparse(a["id"]).scheme
        s = ledger.statements[last(a["id"])]
        text = ledger.text(s)
        assert s["id"] not in seen
        seen.add(s["id"])
        for body in a["body"]:
            assert body["type"] in ("TextualBody", "SpecificResource")
            assert ("value" in body) == (body["type"] == "TextualBody") != ("source" in body)
        assert s["act"] in [b.get("value") for b in a["body"] if b["purpose"] == "tagging"]
        spans = s["content"] or s["cue"]
        assert len(a["target"]) == len(spans) > 0
        for target, span in zip(a["target"], spans):
            assert urlparse(target["source"]).scheme
            state = target.get("state")
            if state:
                assert state["type"] == "TimeState"
                assert ("sourceDate" in state) != ("sourceDateStart" in state) == ("sourceDateEnd" in state)
                assert all(UTC.match(v) for k, v in state.items() if k != "type")
            quote, place, *more = target["selector"]
            assert quote["type"] == "TextQuoteSelector" and place["type"] == "TextPositionSelector"
            start, end = place["start"], place["end"]
            assert 0 <= start < end and (start, end) == (span["start"], span["end"])
            assert text[start:end] == quote["exact"] == span["text"]
            assert quote.get("prefix", "") == text[max(0, start - 32):start]
            assert quote.get("suffix", "") == text[end:end + 32]
            for selector in more:
                assert selector["type"] == "FragmentSelector" and selector["value"].startswith(":~:text=")
                directives += 1
        # What has no name in the context would be dropped: every key must be a term of the vocabulary.
        context = {"@vocab": "http://www.w3.org/ns/anno.jsonld#", "id": "@id", "type": "@type"}
        assert len(jsonld.expand({**a, "@context": context})) == 1
    assert seen == set(ledger.statements)
    print(f"webannotation: {len(seen)} annotations, {directives} text directives")


main(*sys.argv[1:])
