#!/usr/bin/env python3
"""Documents that come one by one, in whatever order, make the same case as all at once: every export byte for byte. The
documents are families of made-up reports that copy, shorten, rewrite and merge each other (bench/family.py)."""
import datetime
import pathlib
import random
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from casefile import ROOT, document, hearsay

sys.path.insert(0, str(ROOT / "bench"))
import family

FORMATS = ("jsonl", "csv", "ftm", "graphml", "webanno", "claimreview")


def check(what, ok, more=""):
    print(f"{'ok' if ok else 'FAILED'}: {what} {'' if ok else more}")
    if not ok:
        sys.exit(1)


def roots():
    """Made-up reports that are long enough to be taken from."""
    for seed in range(100):
        text = "\n\n".join(document(100 * seed + i)[1].split("\n\n", 2)[-1] for i in range(5) if document(100 * seed + i)[0] == ".txt")
        yield datetime.date(2021, 3, 1 + seed % 20), f"Report {seed}", text


def exports(case):
    return {f: hearsay("export", case, "--format", f).stdout for f in FORMATS}


with tempfile.TemporaryDirectory() as tmp:
    tmp = pathlib.Path(tmp)
    pages = tmp / "pages"
    pages.mkdir()
    rng = random.Random(7)
    for r in family.make(roots(), 3, 7, rng):
        (pages / f"{r.id}.html").write_text(family.page(r))
    files = sorted(pages.iterdir())
    whole = tmp / "whole.case"
    hearsay("run", "-q", whole, pages)
    all_at_once = exports(whole)
    takings = all_at_once["jsonl"].count('"type":"derivation"')
    check(f"{len(files)} documents, {takings} takings", len(files) == 21 and takings > 20)
    rng.shuffle(files)
    steps = tmp / "steps.case"
    for f in files:
        check("a document more", hearsay("run", "-q", steps, f).returncode == 0)
    for name, text in exports(steps).items():
        check(f"one by one, out of order: the same {name}", text == all_at_once[name])
    hearsay("rebuild", "-q", steps)
    for name, text in exports(steps).items():
        check(f"made anew: the same {name}", text == all_at_once[name])
