"""What a ledger holds, by its NDJSON export: what the checks compare the other forms with."""
import json


class Ledger:
    def __init__(self, path):
        self.documents, self.statements = {}, {}
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record["type"] == "document":
                    self.documents[record["sha256"]] = record
                elif record["type"] == "statement":
                    self.statements[record["id"]] = record
        assert self.documents and self.statements, "nothing to compare with"

    def text(self, statement):
        return self.documents[statement["doc"]["sha256"]]["text"]

    def said(self):
        """The statements that say that something was said."""
        return {
            id: s for id, s in self.statements.items()
            if s["content"] and not s["negated"] and s["kind"] not in ("nonresponse", "nonverbal")
        }


def content(statement):
    return " … ".join(span["text"] for span in statement["content"])


def lines(path):
    with open(path, encoding="utf-8", newline="\n") as f:
        return [json.loads(line) for line in f]


def last(iri):
    """The id of a statement, of its IRI."""
    return iri.partition("#")[0].rpartition("/")[2]
