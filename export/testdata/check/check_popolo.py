"""python check_popolo.py FILE NDJSON: the properties are those of Popolo's Speech, Person and Link with values of their types, and the
speeches are what is said in the ledger. Needs jsonschema."""
import sys

import jsonschema

from ledger import Ledger, content, lines

# Popolo 1.0 as its specification tells it; dates are ISO 8601 of whatever exactness, as in the rest of Popolo.
STRING = {"type": "string", "minLength": 1}
PERSON = {"type": "object", "properties": {"id": STRING, "name": STRING, "summary": STRING}, "required": ["name"], "additionalProperties": False}
SPEECH = {
    "type": "object",
    "properties": {
        **dict.fromkeys("id creator_id role attribution_text audience_id text title type event_id".split(), STRING),
        "creator": PERSON, "audience": PERSON,
        "date": {"type": "string", "pattern": r"^\d{4}(-\d\d){0,2}$"},
        "position": {"type": "integer", "minimum": 1},
        "event": {"type": "object", "properties": {"name": STRING}, "additionalProperties": False},
        "sources": {"type": "array", "items": {
            "type": "object", "properties": {"url": {"type": "string", "format": "uri"}, "note": STRING}, "required": ["url"],
            "additionalProperties": False,
        }},
    },
    "required": ["id", "text"],
    "additionalProperties": False,
}


def main(path, records):
    ledger, seen = Ledger(records), {}
    validator = jsonschema.Draft202012Validator(SPEECH)
    for speech in lines(path):
        validator.validate(speech)
        s = ledger.statements[speech["id"]]
        assert speech["text"] == content(s), s["id"]
        assert speech.get("creator", {}).get("name", "") == (s["speaker"] or {}).get("name", "")
        assert speech.get("date", s["when"]["edtf"]) == s["when"]["edtf"], s["id"]
        text = ledger.text(s)
        for words in speech.get("attribution_text", "").split(" … "):
            assert words in text, s["id"]
        seen[s["id"]] = speech
    assert set(seen) == set(ledger.said())
    print(f"popolo: {len(seen)} speeches")


main(*sys.argv[1:])
