"""What every check compares with: the documents and statements as dixit export --format ndjson wrote them."""
import hashlib, json, base64, sys
from datetime import date, datetime


class Ledger:
    """Documents and statements are in the order of a search, as the other forms have them."""

    def __init__(self, path):
        self.documents, self.statements, self.quotes, self.beside = [], [], [], []
        kinds = {"document": self.documents, "statement": self.statements, "quote": self.quotes}
        kinds |= {kind: self.beside for kind in ("redirect", "annotation", "search")}
        with open(path, encoding="utf-8", newline="\n") as f:
            for line in f:
                record = json.loads(line)
                kinds[record["type"]].append(record)
        self.documents.sort(key=place)
        at = {d["sha256"]: n for n, d in enumerate(self.documents)}
        self.statements.sort(key=lambda s: at[s["doc"]["sha256"]])
        self.text = {d["sha256"]: d["text"] for d in self.documents}
        assert len(self.documents) > 20 and len(self.statements) > 400, "the ledger is smaller than the examples"

    def said_in(self, document):
        return [s for s in self.statements if s["doc"]["sha256"] == document["sha256"]]


def place(document):
    """Where a document comes in a search: the newest day first, in it the newest instant, then those of a day alone, then by address."""
    published, second, day = document["published"], 0, 0
    try:
        day = date.fromisoformat(published[:10]).toordinal()
        second = datetime.fromisoformat(published).timestamp() if len(published) > 10 else 0
    except ValueError:
        pass
    return -day, not (day and len(published) > 10), -second, document["sha256"]


def leads(link, statement):
    """Whether link is what a table has for a permalink where dixit serves nothing: it leads into the article, if it is on the web."""
    url = statement["doc"].get("url", "")
    if not url.startswith(("http://", "https://")):
        return not link
    return link == url or link.startswith(url + ("" if "#" in url else "#") + ":~:text=")


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
