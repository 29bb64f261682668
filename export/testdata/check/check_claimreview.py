"""python check_claimreview.py FILE NDJSON: as check_schemaorg.py, and no verdict is given."""
import check_schemaorg  # noqa: F401, which reads the command line
