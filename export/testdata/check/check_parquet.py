"""Parquet: Apache Arrow reads the columns, lists and dates."""
import datetime
import pyarrow as pa, pyarrow.parquet as pq
from records import arguments, extent, leads, same, words

path, ledger = arguments()
file = pq.ParquetFile(path)
table = file.read()
same("rows", table.num_rows, len(ledger.statements))
same("names", table.column_names, (
    "id,doc_id,url,outlet,published,region,speaker,speaker_qid,role,cue,content,kind,act,addressee,when,when_basis,when_start,when_end,"
    "chain,about,start,end,cluster,permalink").split(","))
for name in "when_start", "when_end":
    same(name, table.schema.field(name).type, pa.date32())
for group in range(file.metadata.num_row_groups):
    for column in range(file.metadata.num_columns):
        same("compression", file.metadata.row_group(group).column(column).compression, "ZSTD")
days, ids = 0, {"", *(s["id"] for s in ledger.statements)}
for row, s in zip(table.to_pylist(), ledger.statements):
    start, end = extent(s)
    same(s["id"], (row["id"], row["doc_id"], row["start"], row["end"]), (s["id"], s["doc"]["id"], start, end))
    same(s["id"] + " content", row["content"], s["content"])
    same(s["id"] + " chain", row["chain"], s["chain"])
    same(s["id"] + " speaker", row["speaker"], (s["speaker"] or {}).get("name") or None)
    same(s["id"] + " cue", row["cue"] or "", words(s["cue"]))
    edtf = s["when"]["edtf"]
    if len(edtf) == 10 and "X" not in edtf:
        days += 1
        same(s["id"] + " day", (row["when_start"], row["when_end"]), (datetime.date.fromisoformat(edtf),) * 2)
    assert leads(row["permalink"] or "", s), (s["id"], row["permalink"])
    same(s["id"] + " when", row["when"] or "", edtf)
    assert (row["cluster"] or "") in ids, row["cluster"]  # the id of a cluster's first statement
print(table.num_rows, "rows,", days, "of a known day")
