"""NDJSON: hashes and spans are right, and every line is as the JSON Schemas in docs say, by a validator of another ecosystem."""
import hashlib, json, pathlib
from jsonschema import Draft202012Validator
from records import arguments, same, source

path, ledger = arguments()
docs = pathlib.Path(__file__).parents[3] / "docs"
record, document = (Draft202012Validator(json.loads((docs / f"{n}.schema.json").read_text())) for n in ("record", "document"))
for validator, lines in (document, ledger.documents + ledger.beside), (record, ledger.statements + ledger.quotes):
    Draft202012Validator.check_schema(validator.schema)
    for line in lines:
        validator.validate(line)
for d in ledger.documents:
    same(d["id"], hashlib.sha256(source(d)).hexdigest(), d["sha256"])
    same(d["id"] + " statements", len(ledger.said_in(d)), d["statements"])
    end = 0
    for b in d["blocks"]:
        assert end <= b["start"] <= b["end"] <= len(d["text"]), (d["id"], b)
        end = b["end"]
for s in ledger.statements:
    for span in s["cue"] + s["content"] + s["quotes"] + ([s["mention"]] if s["mention"] else []):
        same(s["id"], ledger.text[s["doc"]["sha256"]][span["start"]:span["end"]], span["text"])
same("kinds beside", {b["type"] for b in ledger.beside}, {"annotation", "search"})
print(len(ledger.documents), "documents,", len(ledger.statements), "statements,", len(ledger.quotes), "quotations")
