"""python check_plover.py FILE NDJSON: the fields and values are PLOVER's, the records are the ledger's, and the text is at its place."""
import re
import sys

from ledger import Ledger, lines

# After the PLOVER manual: fields, verbal classes and their quad codes.
FIELDS = set("""id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode context
link text text_info cite_info coder coded_date coded_time comment""".split())
ENTITY = set("code sector entity_text identifier_id identifier_text religion ethnicity office gender age".split())
QUAD = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3}
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")


def main(path, records):
    ledger, events, seen = Ledger(records), 0, set()
    for r in lines(path):
        assert set(r) <= FIELDS and {"id", "date", "actor", "event"} <= set(r), r["id"]
        assert r["id"] not in seen
        seen.add(r["id"])
        s = ledger.statements[r["id"]]
        assert DAY.match(r["date"]) and (DAY.match(r.get("enddate", r["date"])))
        assert r["date"] <= r.get("enddate", r["date"])
        if re.match(r"^\d{4}-\d\d-\d\d$", s["when"]["edtf"]):
            assert r["date"] == s["when"]["edtf"], r["id"]
        elif not s["when"]["edtf"]:
            assert r["date"] == s["doc"]["published"][:10] and "date of publication" in r["comment"], r["id"]
        assert all(set(e) <= ENTITY for e in r["actor"] + r["recipient"])
        assert [e["entity_text"] for e in r["recipient"]] == [l["name"] for l in s["addressee"]]
        assert r["has_event"] == bool(r["event"]) and all(QUAD[e] == r["quad_code"] for e in r["event"])
        assert ("negation" in r.get("mode", [])) == s["negated"]
        assert f"dixit:{s['act']}" in r["comment"]
        info = r["text_info"]
        assert ledger.text(s)[info["start"]:info["end"]] == r["text"], r["id"]
        for span in s["content"] + s["cue"]:
            assert info["start"] <= span["start"] and span["end"] <= info["end"]
        events += r["has_event"]
    assert seen
    print(f"plover: {len(seen)} records of {len(ledger.statements)} statements, {events} with an event")


main(*sys.argv[1:])
