#!/usr/bin/env python3
"""Rulings from outside: each kind is stored, binds the ledger, survives a rebuild and can be taken back."""
import json
import pathlib
import re
import sqlite3
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


FOLDS = ("copies", "rewrites", "cites", "quotes", "both documents take from", "one publisher", "both have it from")


def all_folds(case):
    """claim → (two documents, two assertions, reason) of each fold"""
    db = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
    rows = db.execute(
        "SELECT c.id, d.id, e.id, m.assertion, n.assertion, f.why FROM fold f JOIN claim c ON c.item = f.claim"
        " JOIN member m ON m.claim = f.claim AND m.item = f.a JOIN member n ON n.claim = f.claim AND n.item = f.b"
        " JOIN document d ON d.doc = m.doc JOIN document e ON e.doc = n.doc ORDER BY 1, 2, 3, 4, 5").fetchall()
    db.close()
    return rows


def mention_of_voice(case, assertion):
    """A mention, in its document, of whoever says the assertion: of the entity, or the words of a voice that is none."""
    said = next(a for a in objects(case, "assertion") if a["id"] == assertion)
    doc, voice = assertion.split(".")[0], said["voice"]["entity"]
    source = next(a["source"] for a in objects(case, "attribution") if a["id"] == said["attribution"])
    here = [m for m in objects(case, "mention") if m["span"]["doc"] == doc]
    if voice:
        return next(m["id"] for m in here if m["entity"] == voice)
    return next(m["id"] for m in here if source["from"] <= m["span"]["from"] and m["span"]["to"] <= source["to"])


def folds(case):
    """Each kind of fold goes when a person rules its two ends different, and comes back when that is undone."""
    before = all_folds(case)
    for kind in FOLDS:
        found = [f for f in before if re.search(rf"\b{kind}\b", f[5]) and f[1] != f[2]]
        check(f"the example has a fold “{kind}”", found)
        claim, a, b, x, y, why = found[0]
        ends = (a, b)
        if kind == "both have it from" and "who may be one" not in why: # a name; who is not named is ruled on by documents
            ends = [mention_of_voice(case, f"{doc}.s{item}") for doc, item in ((a, x), (b, y))]
        decide(case, "different", *ends)
        left = [f for f in all_folds(case) if f[0] == claim and {f[1], f[2]} == {a, b} and f[5] == why]
        check(f"“{why}” is gone once its ends are ruled different", not left, left)
        decide(case, "undo", str(max(d["id"] for d in objects(case, "decision"))))
        check("and back when that is undone", all_folds(case) == before)


def undo_last(case, before=0):
    """Takes back the latest ruling, or the one that stands so many before it."""
    decide(case, "undo", str(sorted(d["id"] for d in objects(case, "decision"))[-1 - before]))


def mention(case, m):
    """The mention at the same place as m, and the voice of the attribution whose source it is."""
    now = next(x for x in objects(case, "mention") if x["span"] == m["span"] and x["form"] == m["form"])
    voices = [a["voice"] for a in objects(case, "attribution") if a["source"] == m["span"]]
    return now, voices[0] if voices else None


def within(case):
    """Whom a pronoun or a bare name stands for in its document: told apart, put elsewhere, undone."""
    before = hearsay("export", case, "--format", "jsonl").stdout
    sources = [a["source"] for a in objects(case, "attribution")]
    he = next(m for m in objects(case, "mention") if m["form"] == "pronoun" and m["entity"] and m["span"] in sources)
    check("hearsay show says why a pronoun is who", f"[{he['id'].split('.')[1]}, " in " ".join(hearsay("show", case, he["entity"]).stdout.split()))
    decide(case, "different", he["entity"], he["id"])
    now, voice = mention(case, he)
    check("a pronoun that is told apart is open", now["entity"] is None and "Ida Holm" in now["why"], now)
    check("and so is the voice", voice["entity"] is None, voice)
    hearsay("rebuild", "-q", case)
    check("a rebuild keeps that", mention(case, he) == (now, voice), mention(case, he))
    check("and the case is whole", hearsay("verify", case).returncode == 0)
    other = next(m for m in objects(case, "mention") if m["form"] == "name" and m["kind"] == "person"
                 and m["span"]["doc"] == he["span"]["doc"] and m["entity"] not in (None, he["entity"]))
    decide(case, "same", he["id"], other["id"])
    now, voice = mention(case, he)
    check("a pronoun that is put elsewhere speaks for that one", voice["entity"] == now["entity"] == other["entity"], now)
    undo_last(case)
    undo_last(case, 2)  # behind the ruling just taken back and that undo
    bare = next(m for m in objects(case, "mention") if "the only person here" in (m["why"] or ""))
    decide(case, "different", bare["id"], bare["entity"])
    now, _ = mention(case, bare)
    check("a bare name that is told apart is another", now["entity"] not in (None, bare["entity"]), now)
    undo_last(case)
    names = [m for m in objects(case, "mention") if m["form"] == "name" and m["kind"] == "person" and m["entity"]]
    one, two = next((a, b) for a in names for b in names if a["chain"] == b["chain"] and a["id"] != b["id"]
                    and a["span"]["text"] == b["span"]["text"] == next(e["name"] for e in objects(case, "entity")
                                                                       if e["id"] == a["entity"]))
    decide(case, "different", one["entity"], one["id"])
    check("two of one spelling can be told apart", mention(case, one)[0]["entity"] != mention(case, two)[0]["entity"])
    undo_last(case)
    same = lambda text: [l for l in text.splitlines() if '"type":"decision"' not in l]
    check("undone, all is as before", same(hearsay("export", case, "--format", "jsonl").stdout) == same(before))


def things(case):
    found = [t for t in objects(case, "thing") if t["spans"]]
    check("the example has a thing of several documents", found)
    first = found[0]["spans"][0]
    last = found[0]["spans"][-1]
    decide(case, "different", first["id"], last["id"])
    left = [s["doc"] for t in objects(case, "thing") for s in t["spans"] if t["id"] == found[0]["id"]]
    check("the words of a document that is told apart leave the thing", last["doc"] not in left, left)
    undo_last(case)
    check("until that is undone", objects(case, "thing") == found)


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
    for part in (within, things, folds, claims, people, documents, mistakes):
        part(example)
