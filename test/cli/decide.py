#!/usr/bin/env python3
"""Rulings from outside: each kind is stored, binds the ledger, survives a rebuild and can be taken back."""
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from casefile import ROOT, hearsay


def check(what, ok, more=""):
    print(f"{'ok' if ok else 'FAILED'}: {what} {'' if ok else more}")
    if not ok:
        sys.exit(1)


def objects(case, kind):
    lines = hearsay("export", case, "--format", "jsonl").stdout.splitlines()
    return [o for o in map(json.loads, lines) if o["type"] == kind]


def state(case, claim):
    return next((c["state"] for c in objects(case, "claim") if c["id"] == claim), None)


def decide(case, *args):
    done = hearsay("decide", case, *args, "--because", "read it", "--by", "Ida Holm")
    check(f"decide {args[0]}", done.returncode in (0, 1), done.stderr)


def claims(case):
    first = objects(case, "claim")[0]["id"]
    for ruling in ("checked", "second", "cleared"):
        decide(case, ruling, first)
        check(f"the claim is {ruling}", state(case, first) == ruling, state(case, first))
    hearsay("rebuild", "-q", case)
    check("a rebuild keeps the ruling", state(case, first) == "cleared", state(case, first))
    number = max(d["id"] for d in objects(case, "decision"))
    decide(case, "undo", str(number))
    check("an undo takes back one ruling", state(case, first) != "cleared", state(case, first))
    check("and the ruling stays in the log", "cleared" in hearsay("log", case).stdout)


def people(case):
    people = [e for e in objects(case, "entity") if e["kind"] == "person"]
    proposed = [(e["id"], e["maybe"][0]["entity"]) for e in people if e["maybe"]]
    if not proposed:
        print("skipped: nobody is proposed to be another person in the example")
        return
    a, b = proposed[0]
    names = {e["id"]: set(e["names"]) for e in people}
    decide(case, "different", a, b)
    left = [m["entity"] for e in objects(case, "entity") if e["id"] == a for m in e["maybe"]]
    check("whom a person told apart is no longer proposed", b not in left, left)
    number = max(d["id"] for d in objects(case, "decision"))
    decide(case, "undo", str(number))
    decide(case, "same", a, b)
    joined = [e for e in objects(case, "entity") if names[a] | names[b] <= set(e["names"])]
    check("whom a person joined is one", len(joined) == 1, names[a] | names[b])
    hearsay("rebuild", "-q", case)
    joined = [e for e in objects(case, "entity") if names[a] | names[b] <= set(e["names"])]
    check("a rebuild keeps them one", len(joined) == 1 and any("Ida Holm" in w for w in joined[0]["why"]), joined)
    decide(case, "undo", str(max(d["id"] for d in objects(case, "decision"))))
    joined = [e for e in objects(case, "entity") if names[a] | names[b] <= set(e["names"])]
    check("an undo parts them again", not joined, joined)
    decide(case, "different", a, b)
    hearsay("rebuild", "-q", case)
    left = [m["entity"] for e in objects(case, "entity") if e["id"] == a for m in e["maybe"]]
    check("a rebuild keeps them apart", b not in left, left)


def documents(case):
    pair = lambda d: (d["from"].get("doc"), d["to"].get("doc"))
    copied = next(d for d in objects(case, "derivation") if d["kind"] in ("copies", "rewrites"))
    decide(case, "different", *pair(copied))
    check("documents told apart have nothing from each other", pair(copied) not in map(pair, objects(case, "derivation")))
    check("and hearsay show says who ruled it", "Ida Holm" in hearsay("show", case, pair(copied)[0]).stdout)
    decide(case, "undo", str(max(d["id"] for d in objects(case, "decision"))))
    check("until that is taken back", pair(copied) in map(pair, objects(case, "derivation")))


def mistakes(case):
    for args, why in ((("cleared", "czz"), "nothing"), (("undo", "999"), "no decision 999"), (("same", "e0", "e1"), "")):
        done = hearsay("decide", case, *args, "--because", "x")
        check(f"decide {' '.join(args)} is refused", done.returncode in (2, 3) and why in done.stderr, done.stderr)
    done = hearsay("decide", case, "cleared", objects(case, "claim")[0]["id"])
    check("a ruling needs its reason", done.returncode == 2 and "--because" in done.stderr, done.stderr)
    check("nothing of that was stored", hearsay("verify", case).returncode == 0)


with tempfile.TemporaryDirectory() as tmp:
    example = pathlib.Path(tmp) / "dam.case"
    hearsay("run", "-q", example, ROOT / "examples/dam/docs")
    for part in (claims, people, documents, mistakes):
        part(example)
