"""A Parquet data set that is parted by day: what pyarrow and DuckDB read of its folders is what the one file holds, each row in the folder of its day."""

import sys
from pathlib import Path

import duckdb
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

folder, whole = Path(sys.argv[1]), sys.argv[2]
one = pq.read_table(whole)
parted = ds.dataset(folder, partitioning="hive").to_table()
assert parted.num_rows == one.num_rows > 100, (parted.num_rows, one.num_rows)
assert parted.drop_columns("day").sort_by("id").equals(one.sort_by("id"))

for day, published in zip(parted["day"].to_pylist(), parted["published"].to_pylist()):
    assert day is None and len(published or "") < 10 or str(day) == published[:10], (day, published)
assert len(set(parted["day"].to_pylist())) > 3

# Only the folders of the days that are asked for are read.
day = next(d for d in parted["day"].to_pylist() if d)
rows = pc.sum(pc.equal(parted["day"], day)).as_py()
assert duckdb.sql(f"SELECT count(*) FROM read_parquet('{folder}/*/*.parquet', hive_partitioning=true) WHERE day = '{day}'").fetchall()[0][0] == rows
print("ok", rows, "of", one.num_rows, "on", day)
