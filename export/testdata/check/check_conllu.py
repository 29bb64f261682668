"""CoNLL-U: the conllu package reads the sentences; their text is that of the words, and the words of a statement are its words."""
import collections, re
import conllu
from records import arguments, same

path, ledger = arguments()
by_id = {s["id"]: s for s in ledger.statements}
documents = iter([d for d in ledger.documents if d["statements"]])
document, sentences, ids = None, 0, set()
spans = collections.defaultdict(list)
for sentence in conllu.parse_incr(open(path, encoding="utf-8")):
    if "newdoc id" in sentence.metadata:
        document = next(documents)
        same("newdoc", sentence.metadata["newdoc id"], document["id"])
    assert sentence.metadata["sent_id"] not in ids
    ids.add(sentence.metadata["sent_id"])
    sentences += 1
    text = ""
    for i, word in enumerate(sentence, 1):
        misc = word["misc"]
        same("number", word["id"], i)
        start, end = int(misc["Start"]), int(misc["End"])
        same("word", document["text"][start:end], word["form"])
        text += word["form"] + ("" if misc.get("SpaceAfter") == "No" else " ")
        for part in misc.get("Attr", "").split(","):
            if part:
                spans[tuple(part.split(":"))].append((start, end))
    same("text", text.rstrip(" "), sentence.metadata["text"])
assert next(documents, None) is None
parts = 0
squeezed = lambda s: re.sub(r"\s+", "", s)
for s in ledger.statements:
    for role, fragments in ("Source", [s["mention"]] if s["mention"] else []), ("Cue", s["cue"]), ("Content", s["content"]):
        found = spans.pop((s["id"], role), [])
        text = ledger.text[s["doc"]["sha256"]]
        covered = "".join(text[a:b] for a, b in found)
        # A word is whole, a span may begin or end within it.
        for f in fragments:
            parts += 1
            assert squeezed(f["text"]) in squeezed(covered), (s["id"], role, f["text"], covered)
assert not spans, list(spans)[:3]
print(sentences, "sentences,", parts, "mentions, cues and contents")
