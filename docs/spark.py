"""dixit extract under Spark: spark-submit spark.py DOCUMENTS OUT

DOCUMENTS is NDJSON (a file, a folder, or a pattern) with a document a line, OUT the folder that records are written to; the lines
that are no documents are named in OUT.err. The program dixit must be on the PATH of every executor (--files dixit does that).
"""

import subprocess
import sys
from pathlib import Path
from threading import Thread

from pyspark.sql import SparkSession


def extract(number, lines, errors):
    """Records of the lines of a partition, by one dixit that reads them as they come."""
    errors.mkdir(exist_ok=True)  # on a cluster: a folder that all executors see
    with open(errors / f"{number:05}", "wb") as err:
        dixit = subprocess.Popen(["dixit", "extract", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=err)

        def feed():
            for line in lines:
                dixit.stdin.write(line.encode() + b"\n")
            dixit.stdin.close()

        feeder = Thread(target=feed)
        feeder.start()
        for record in dixit.stdout:
            yield record.decode().rstrip("\n")
        feeder.join()
        if dixit.wait() not in (0, 3):  # 3: something could not be used, the rest is done
            raise RuntimeError(f"dixit extract: exits with {dixit.returncode}")


if __name__ == "__main__":
    spark = SparkSession.builder.appName("dixit").getOrCreate()
    documents = spark.sparkContext.textFile(sys.argv[1], minPartitions=4)
    out, errors = sys.argv[2], Path(sys.argv[2] + ".err").absolute()
    documents.mapPartitionsWithIndex(lambda number, lines: extract(number, lines, errors)).saveAsTextFile(out)
    spark.stop()
