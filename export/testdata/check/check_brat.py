"""brat: bratly reads the files, and every text-bound annotation is in its text."""
import zipfile
from bratly.annotation_types import AttributeAnnotation, EntityAnnotation, EventAnnotation
from records import arguments, same

path, ledger = arguments()
texts = {d["text"]: d for d in ledger.documents if d["statements"]}
archive = zipfile.ZipFile(path)
assert archive.testzip() is None
names = archive.namelist()
same("files", len(names), 2 * len(texts))
events = references = relations = 0
for name in names:
    if name.endswith(".txt"):
        continue
    text = archive.read(name.removesuffix(".ann") + ".txt").decode()
    said = [s for s in ledger.said_in(texts.pop(text)) if s["content"] and not s["parent"]]
    contents = {s["content"][0]["start"] for s in said}
    known, found = {}, set()
    for line in archive.read(name).decode().splitlines():
        if line[0] == "T":
            known[line.split("\t")[0]] = a = EntityAnnotation.from_line(line)
            pieces = [text[f.start:f.end] for f in a.fragments]
            same(name, " ".join(" ".join(pieces).splitlines()), a.content)
        elif line[0] == "E":
            e = EventAnnotation.from_line(line, known)
            known[e.id] = e
            found.add(e.args["Content"].get_start())
            same(name, [e.args[r].label for r in e.args], list(e.args))
            events += 1
        elif line[0] == "A":
            a = AttributeAnnotation.from_line(line, known)
            assert a.label == "Kind" and a.values[0] in ("direct", "mixed", "indirect", "question", "nonverbal", "nonresponse"), line
        elif line[0] == "R":  # bratly wants entities at both ends, brat takes events too
            kind, one, two = line.split("\t")[1].split(" ")
            assert kind.isalpha() and one.startswith("Arg1:E") and two.startswith("Arg2:E") and one[5:] in known and two[5:] in known, line
            relations += 1
        else:  # N, where bratly wants letters only in an id
            kind, target, reference = line.split("\t")[1].split(" ")
            assert line[0] == "N" and kind == "Reference" and known[target].label == "Source" and reference.startswith("dixit:"), line
            references += 1
    same(name + " contents", found, contents)
assert not texts
print(len(names) // 2, "documents,", events, "attributions,", references, "references,", relations, "relations")
