#!/usr/bin/env python3
"""Documents that come one by one, in whatever order, make the same case as all at once: every export byte for byte.
Families of made-up reports that copy, shorten, rewrite and merge each other (bench/family.py) and single ones come one
at a time and in batches, with rulings and undone ones, documents that are read anew, and kills between; again and again
what was mended step by step is compared with what linking makes of the same case when nothing is kept."""
import datetime
import json
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from casefile import HEARSAY, ROOT, document, hearsay

sys.path.insert(0, str(ROOT / "bench"))
import family

FORMATS = ("jsonl", "csv", "ftm", "graphml", "webanno", "claimreview")


def check(what, ok, more=""):
    print(f"{'ok' if ok else 'FAILED'}: {what} {'' if ok else more}", flush=True)
    if not ok:
        sys.exit(1)


def roots():
    """Made-up reports that are long enough to be taken from."""
    for seed in range(600):
        text = "\n\n".join(document(100 * seed + i)[1].split("\n\n", 2)[-1] for i in range(5) if document(100 * seed + i)[0] == ".txt")
        yield datetime.date(2021, 3, 1 + seed % 20), f"Report {seed}", text


def exports(case, formats=FORMATS):
    return {f: hearsay("export", case, "--format", f).stdout for f in formats}


def objects(case, kind):
    return [o for o in map(json.loads, hearsay("export", case, "--format", "jsonl").stdout.splitlines()) if o["type"] == kind]


def add(case, *files):
    done = hearsay("run", "-q", case, *files)
    check(f"{len(files)} more", done.returncode == 0, done.stderr)


def from_scratch(case, copy):
    """The case as it is when it is linked without what was kept."""
    copy.unlink(missing_ok=True)
    source, target = sqlite3.connect(f"file:{case}?mode=ro", uri=True), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.execute("DELETE FROM kept")
    target.execute("UPDATE ledger SET made_from = zeroblob(32)")
    target.commit()
    target.close()
    add(copy)
    return exports(copy, ("jsonl",))["jsonl"]


def same_as_from_scratch(what, case):
    now = exports(case, ("jsonl",))["jsonl"]
    check(f"{what}: as from scratch", now == from_scratch(case, case.with_name("scratch.case")))
    return now


LEDGER = {"entity": 1, "maybe": 1, "derivation": 1, "claim": 1, "event": 1, "member": 2, "figure_pair": 2, "fold": 2}


def stored(case):
    """The ledger's rows, table by table, by their keys."""
    db = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
    rows = {(t, r[:n]): r for t, n in LEDGER.items() for r in db.execute(f"SELECT * FROM {t}")}
    db.close()
    return rows


def verified(case):
    done = hearsay("verify", case)
    check("verify", done.returncode == 0, done.stdout + done.stderr)


def rule(case, ruling, *targets):
    done = hearsay("decide", case, ruling, *targets, "--because", "read it", "--by", "Ida Holm")
    check(f"decide {ruling}", done.returncode in (0, 1), done.stderr)
    add(case)


def killed(case, files, after):
    """A run that is killed, and done again."""
    run = subprocess.Popen([HEARSAY, "run", "-q", case, *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    run.kill()
    run.wait()
    add(case, *files)


def people_to_rule_on(case):
    """Two people of different documents who are one, and two who are not."""
    people = [e for e in objects(case, "entity") if e["kind"] == "person"]
    chains = {}
    for m in objects(case, "mention"):
        chains.setdefault(m["entity"], []).append(m)
    one = next(e for e in people if len({m["span"]["doc"] for m in chains[e["id"]]}) > 3)
    docs = sorted({m["span"]["doc"] for m in chains[one["id"]]})
    first = [next(m["id"] for m in chains[one["id"]] if m["span"]["doc"] == d) for d in docs[:2]]
    other = next(e for e in people if e["id"] != one["id"] and chains.get(e["id"]))
    return first, [first[0], chains[other["id"]][0]["id"]]


with tempfile.TemporaryDirectory() as tmp:
    tmp = pathlib.Path(tmp)
    pages = tmp / "pages"
    pages.mkdir()
    rng = random.Random(7)
    for r in family.make(roots(), 9, 16, rng):
        (pages / f"{r.id}.html").write_text(family.page(r))
    for seed in range(9000, 9080):
        ending, text = document(seed)
        (pages / f"single-{seed}{ending}").write_text(text)
    files = sorted(pages.iterdir())
    rng.shuffle(files)
    whole, steps = tmp / "whole.case", tmp / "steps.case"

    def some(n):
        taken, files[:n] = files[:n], []
        return taken

    hearsay("run", "-q", whole, pages)
    all_at_once = exports(whole)
    takings = all_at_once["jsonl"].count('"type":"derivation"')
    check(f"{len(files)} documents, {takings} takings", len(files) > 200 and takings > 200)

    add(steps, *some(10))
    for n in (1, 1, 1, 3, 5, 1):
        add(steps, *some(n))
    same_as_from_scratch("a small case", steps)
    add(steps, *some(37))
    for _ in range(6):  # over the number where counts begin to go in steps
        add(steps, *some(1))
    same_as_from_scratch("one by one past 64", steps)
    for _ in range(4):
        add(steps, *some(20))
        same_as_from_scratch("twenty more", steps)
    for i in range(12):
        add(steps, *some(1))
        if i % 3 == 2:
            same_as_from_scratch("one more", steps)

    rows = stored(steps)
    add(steps, *some(1))
    after = stored(steps)
    stay = sum(after.get(key) == row for key, row in rows.items())
    verified(steps)
    check(f"one more: {stay} of {len(rows)} rows stay as they are", stay > 0.8 * len(rows))

    before = len(objects(steps, "decision"))
    same, different = people_to_rule_on(steps)
    rule(steps, "different", *same)
    same_as_from_scratch("a ruling that parts two", steps)
    add(steps, *some(1))
    same_as_from_scratch("one more beside a ruling", steps)
    rule(steps, "same", *different)
    same_as_from_scratch("a ruling that joins two", steps)
    line = next(d for d in objects(steps, "derivation") if "doc" in d["to"])
    rule(steps, "different", line["from"]["doc"], line["to"]["doc"])
    same_as_from_scratch("a ruling on two documents", steps)
    add(steps, *some(3))
    for d in sorted(o["id"] for o in objects(steps, "decision"))[before:]:
        rule(steps, "undo", str(d))
    same_as_from_scratch("all undone", steps)
    add(steps, *some(1))
    same_as_from_scratch("one more after that", steps)
    verified(steps)

    db = sqlite3.connect(steps)
    db.execute("INSERT INTO versions (text) VALUES ('of another time')")
    db.execute("UPDATE pass_run SET versions = (SELECT max(id) FROM versions) WHERE doc % 9 = 0")
    db.commit()
    db.close()
    add(steps, *some(1))
    same_as_from_scratch("a ninth read anew", steps)

    for after in (0.05, 0.2, 0.4, 0.7):
        killed(steps, some(4), after)
    same_as_from_scratch("killed and done again", steps)
    while files:
        add(steps, *some(17))
    rulings = {"decision"}
    def facts(text):
        return "".join(x for x in text.splitlines(True) if json.loads(x)["type"] not in rulings)
    check("all of them, out of order, in many steps: the same", facts(exports(steps)["jsonl"]) == facts(all_at_once["jsonl"]))
    for name in ("csv", "ftm", "graphml"):
        check(f"the same {name}", exports(steps, (name,))[name] == all_at_once[name])
    hearsay("rebuild", "-q", steps)
    check("made anew: the same", facts(exports(steps)["jsonl"]) == facts(all_at_once["jsonl"]))
