"""CSV: Python's own reader finds the cells that the records say."""
import csv
from records import arguments, extent, leads, same, words

path, ledger = arguments()
raw = open(path, "rb").read()
assert not raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\n")
with open(path, encoding="utf-8", newline="") as f:
    rows = list(csv.DictReader(f, strict=True))
same("rows", len(rows), len(ledger.statements))
for row, s in zip(rows, ledger.statements):
    doc, speaker = s["doc"], s["speaker"] or {}
    start, end = extent(s)
    want = {
        "id": s["id"], "doc_id": doc["id"], "url": doc.get("url", ""), "outlet": doc.get("outlet", ""), "published": doc.get("published", ""),
        "region": s["region"], "speaker": speaker.get("name", ""), "speaker_qid": "", "role": speaker.get("role", ""), "cue": words(s["cue"]),
        "content": words(s["content"]), "kind": s["kind"], "act": s["act"], "addressee": "; ".join(a["name"] for a in s["addressee"]),
        "when": s["when"]["edtf"], "when_basis": s["when"]["basis"], "chain": " > ".join(c["name"] for c in s["chain"]), "about": "; ".join(t["label"] for t in s["about"]),
        "start": str(start), "end": str(end), "cluster": row["cluster"], "permalink": row["permalink"],
    }
    assert row["cluster"] in {"", *(s["id"] for s in ledger.statements)}, row["cluster"]  # the first statement's of the cluster
    assert leads(row["permalink"], s), (s["id"], row["permalink"])
    same(s["id"], row, want)
    same("order", list(row), list(want))
print(len(rows), "rows")
