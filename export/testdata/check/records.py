"""What every check compares with: the documents and statements as dixit export --format ndjson wrote them."""
import hashlib, json, base64, sys


class Ledger:
    def __init__(self, path):
        self.documents, self.statements, self.quotes = [], [], []
        with open(path, encoding="utf-8", newline="\n") as f:
            for line in f:
                record = json.loads(line)
                {"document": self.documents, "statement": self.statements, "quote": self.quotes}[record["type"]].append(record)
        self.text = {d["sha256"]: d["text"] for d in self.documents}
        assert len(self.documents) > 20 and len(self.statements) > 400, "the ledger is smaller than the examples"

    def said_in(self, document):
        return [s for s in self.statements if s["doc"]["sha256"] == document["sha256"]]


def words(spans):
    return " … ".join(s["text"] for s in spans)


def extent(statement):
    """The first and the last code point of mention, cue and content."""
    spans = statement["cue"] + statement["content"] + ([statement["mention"]] if statement["mention"] else [])
    return min(s["start"] for s in spans), max(s["end"] for s in spans)


def same(what, got, want):
    if got != want:
        sys.exit(f"{what}: {got!r}, want {want!r}")


def source(document):
    """The bytes that a document was made of."""
    if "source_base64" in document:
        return base64.b64decode(document["source_base64"])
    return document.get("source", document["text"]).encode()


def arguments():
    """The file to check, and the ledger."""
    return sys.argv[1], Ledger(sys.argv[2])
