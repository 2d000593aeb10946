#!/usr/bin/env python3
"""Exports as their readers want them: FollowTheMoney entities that refer to each other, Web Annotations whose selectors
find their words in the document, GraphML whose edges join nodes that are there."""
import json
import pathlib
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from casefile import ROOT, hearsay

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
# Of the FollowTheMoney model, what is used: schema → properties, those of its parents with them.
DOCUMENT = "title fileName contentHash mimeType author publisher publishedAt language bodyText sourceUrl date parent"
THING = "name alias summary country sourceUrl"
MODEL = {
    "HyperText": DOCUMENT, "PlainText": DOCUMENT, "Pages": DOCUMENT, "Document": DOCUMENT, "Email": DOCUMENT,
    "Person": THING + " position", "Organization": THING, "LegalEntity": THING, "Address": THING + " full", "Thing": THING,
    "Mention": "document resolved name detectedSchema", "UnknownLink": "subject object role summary date",
}
REFERS = {"subject", "object", "document", "resolved", "parent"}


def check(what, ok, more=""):
    print(f"{'ok' if ok else 'FAILED'}: {what} {'' if ok else more}")
    if not ok:
        sys.exit(1)


def lines(case, form):
    return [json.loads(x) for x in hearsay("export", case, "--format", form).stdout.split("\n") if x]


def ftm(case):
    rows = lines(case, "ftm")
    ids = {r["id"] for r in rows}
    check("FollowTheMoney ids are unique", len(ids) == len(rows))
    for r in rows:
        known = set(MODEL.get(r["schema"], "").split())
        strange = {k for k in r["properties"] if k not in known}
        check_quietly(set(r) == {"id", "schema", "properties"} and not strange, f"{r['schema']}: {strange or set(r)}")
        for k, values in r["properties"].items():
            check_quietly(isinstance(values, list) and all(isinstance(v, str) and v for v in values), f"{r['schema']}.{k}: {values}")
            check_quietly(k not in REFERS or all(v in ids for v in values), f"{r['schema']}.{k} refers to nothing: {values}")
    check(f"{len(rows)} FollowTheMoney entities: schemata, properties and references", True)


def check_quietly(ok, more):
    if not ok:
        check("exports", False, more)


def webanno(case):
    text = {d["sha256"]: d["text"] for d in lines(case, "jsonl") if d["type"] == "document"}
    rows = lines(case, "webanno")
    for r in rows:
        check_quietly(r["@context"] == "http://www.w3.org/ns/anno.jsonld" and r["type"] == "Annotation" and ":" in r["id"], r)
        target = r["target"]
        for t in target if isinstance(target, list) else [target]:
            whole = text[t["source"].rsplit(":", 1)[1]]
            by = {s["type"]: s for s in t["selector"]}
            at, quote = by["TextPositionSelector"], by["TextQuoteSelector"]
            check_quietly(whole[at["start"]:at["end"]] == quote["exact"], r)
            check_quietly(whole[:at["start"]].endswith(quote["prefix"]) and whole[at["end"]:].startswith(quote["suffix"]), r)
    check(f"{len(rows)} Web Annotations: position and quotation agree with the text", len(rows) > 0)


def graphml(case):
    tree = ET.fromstring(hearsay("export", case, "--format", "graphml").stdout)
    nodes = [n.get("id") for n in tree.iter(GRAPHML + "node")]
    edges = [(e.get("source"), e.get("target")) for e in tree.iter(GRAPHML + "edge")]
    keys = {k.get("id") for k in tree.iter(GRAPHML + "key")}
    check("GraphML nodes are unique", len(nodes) == len(set(nodes)))
    check(f"{len(edges)} GraphML edges join nodes that are there", edges and all(n in set(nodes) for e in edges for n in e))
    check("GraphML data have keys", {d.get("key") for d in tree.iter(GRAPHML + "data")} <= keys)


def events(case):
    for sort, words in (("event", "acts"), ("thing", "spans")):
        rows = [o for o in lines(case, "jsonl") if o["type"] == sort]
        acts = [(a["doc"], a["from"]) for o in rows for a in o[words]]
        check(f"{len(acts)} {words}: each stands in one {sort}", len(acts) == len(set(acts)))
        check("what several documents tell of says why, one alone has nothing to say", all((o["why"] is None) == (len(o[words]) == 1) for o in rows))
        check("both sorts are there", len({len(o[words]) == 1 for o in rows}) == 2)


with tempfile.TemporaryDirectory() as tmp:
    example = pathlib.Path(tmp) / "dam.case"
    hearsay("run", "-q", example, ROOT / "examples/dam/docs")
    for part in (ftm, webanno, graphml, events):
        part(example)
