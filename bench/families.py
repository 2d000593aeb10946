#!/usr/bin/env python3
"""Who took from whom, and how many origins, against families of reports whose tree is known (family.py makes them).

    bench/families.py [--families N] [--size N] [--seed N] [--set wikinews|crossdoc] [--keep FOLDER] [--misses]

Printed: of all takings, by the way of taking, how often the parent is found and which way the line points (right, left
open, wrong); of the claims that stand in two reports or more, whether the true number of origins lies in the range
given; and the pairs of reports without any common root that were taken for copies. --misses lists what went wrong."""
import argparse
import collections
import datetime
import itertools
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import data
import family

TELLING = ("credited", "lead", "truncated", "merged")  # ways of taking that leave a trace of who took
HEARSAY = pathlib.Path(__file__).resolve().parents[1] / "build/hearsay"


# ---- the real reports ----

def wikinews():
    for path in sorted(data.need("stories").joinpath("wikinews").glob("*.json")):
        r = json.loads(path.read_text())
        if r["date"]:
            yield datetime.date.fromisoformat(r["date"]), r["title"], r["text"]


def crossdoc():
    """Tokenised texts; one a topic, so that two roots never report one event."""
    for topic in sorted(data.need("crossdoc").iterdir(), key=lambda p: p.name):
        texts = [p.read_text() for p in sorted(topic.glob("*.txt"))]
        best = max(texts, key=len, default="")
        lines = [re.sub(r" (?=[.,;:!?)’'])|(?<=[(“]) ", "", x) for x in best.split("\n") if not x.startswith("http")]
        if len(lines) > 2:
            yield datetime.date(2011, 3, 1), lines[0], "\n\n".join(lines[1:])


# ---- scoring ----

class Case:
    """what the product says about the reports, by the generator's ids"""

    def __init__(self, rows):
        self.rows = collections.defaultdict(list)
        for r in rows:
            self.rows[r["type"]].append(r)
        self.report = {r["id"]: pathlib.Path(r["path"]).stem for r in self.rows["document"]}
        self.text = {r["id"]: r["text"] for r in self.rows["document"]}
        self.lines = collections.defaultdict(list)
        for d in self.rows["derivation"]:
            taker, source = self.report.get(d["from"].get("doc")), self.report.get(d["to"].get("doc"))
            if taker and source:
                self.lines[taker, source].append(d)

    def direction(self, taker, source):
        """right, open, wrong or None where no line joins them"""
        here, back = self.lines[taker, source], self.lines[source, taker]
        if any(d.get("direction") != "unknown" for d in here):
            return "right"
        if any(d.get("direction") != "unknown" for d in back):
            return "wrong"
        return "open" if here or back else None


def roots_of(report):
    return {s.root for s in report.sentences()}


def score_takings(reports, case, misses):
    by_kind, by_date, by_trace = (collections.defaultdict(collections.Counter) for _ in range(3))
    of = {r.id: r for r in reports}
    for r in reports:
        for parent in r.parents:
            got = case.direction(r.id, parent)
            first = of[parent]
            known = "no" not in (r.dated, first.dated)
            when = "no date" if not known else "another day" if r.date.date() != first.date.date() else \
                "the same day, with times" if r.dated == first.dated == "time" else "the same day"
            by_kind[r.kind][got] += 1
            by_date[when][got] += 1
            tells = when in ("another day", "the same day, with times") or r.kind in TELLING or \
                any(f"told the {first.outlet}" in s.text for s in first.sentences()) and r.kind in ("dropped", "paraphrase")
            by_trace["date or edit tells" if tells else "nothing tells"][got] += 1
            if misses and got in (None, "wrong"):
                why = [d["why"] for d in case.lines[parent, r.id]]
                print(f"{got or 'not found'}: {r.kind} {r.id} from {parent}, {when} {why}")
    print(f"{'':26s} takings  found   of those: right    open   wrong")
    rows = sorted(by_kind.items()) + [("all", sum(by_kind.values(), collections.Counter()))] + sorted(by_date.items())
    rows += sorted(by_trace.items())
    for name, n in rows:
        found = n["right"] + n["open"] + n["wrong"]
        share = [100 * n[k] / max(1, found) for k in ("right", "open", "wrong")]
        print(f"{name:26s} {n.total():7d} {100 * found / max(1, n.total()):5.1f} %          {share[0]:5.1f} % {share[1]:5.1f} % {share[2]:5.1f} %")


def score_nearest(reports, case):
    """The line that the tree of the story draws, of the many that join a family: whether it leads to a parent."""
    n = collections.Counter()
    for r in reports:
        near = [source for (taker, source), ds in case.lines.items() if taker == r.id for d in ds if d.get("nearest")]
        for source in near if r.parents else ():
            n["right" if source in r.parents else "in the family" if source.split("-")[0] == r.id.split("-")[0] else "else"] += 1
    print(f"\nlines drawn in the tree: {n.total()}, to a parent {100 * n['right'] / max(1, n.total()):.1f} %, "
          f"to another of the family {100 * n['in the family'] / max(1, n.total()):.1f} %, else {n['else']}")


def origin_of(case, of, assertion):
    """The root of the sentence that an assertion stands in."""
    span = assertion["spans"][0]
    report = of.get(case.report.get(span["doc"]))
    if not report:
        return None
    words = lambda t: set(re.findall(r"\w+", t.lower()))
    best = max(report.sentences(), key=lambda s: len(words(s.text) & words(span["text"])) / (10 + len(words(s.text))), default=None)
    if best is None or len(words(best.text) & words(span["text"])) * 2 < len(words(span["text"])):
        return None
    return best.root


def score_origins(reports, case, misses):
    of = {r.id: r for r in reports}
    assertions = {a["id"]: a for a in case.rows["assertion"]}
    n = collections.Counter()
    for c in case.rows["claim"]:
        members = [assertions[a] for a in c["assertions"] if a in assertions]
        if len({m["spans"][0]["doc"] for m in members}) < 2:
            continue
        roots = {origin_of(case, of, m) for m in members}
        leads = {r for r in roots if r and "-" in r}  # house leads are made from a few parts: two can be alike
        if None in roots or len(leads) > 1:
            n["skipped"] += 1
            continue
        least, most = c["origins"]["least"], c["origins"]["most"]
        verdict = "inside" if least <= len(roots) <= most else "too high" if least > len(roots) else "too low"
        n[verdict] += 1
        n["one root"] += len(roots) == 1
        if misses and verdict != "inside":
            print(f"origins {least} to {most}, truly {len(roots)}: {sorted({case.report[m['spans'][0]['doc']] for m in members})} {c['wording']!r}")
    all_of = n["inside"] + n["too high"] + n["too low"]
    print(f"\norigins within the range: {n['inside']} of {all_of} claims of two reports and more, {100 * n['inside'] / max(1, all_of):.1f} % "
          f"(too high {n['too high']}, too low {n['too low']}; of one root {n['one root']}; neither way: {n['skipped']} in footers, titles and like leads)")


def score_unrelated(reports, case, misses):
    roots = {r.id: roots_of(r) - {"statement"} for r in reports}
    unrelated = wrong = 0
    for a, b in itertools.combinations(sorted(roots), 2):
        if roots[a] & roots[b]:
            continue
        unrelated += 1
        kinds = {d["kind"] for d in case.lines[a, b] + case.lines[b, a]} if (a, b) in case.lines or (b, a) in case.lines else set()
        if kinds & {"copies", "rewrites", "quotes"}:
            wrong += 1
            if misses:
                print(f"taken for a copy: {a} {b} {sorted(kinds)} {[d.get('why') for d in case.lines[a, b] + case.lines[b, a]]}")
    print(f"\nunrelated reports taken for copies: {wrong} of {unrelated} pairs, {1000 * wrong / max(1, unrelated):.2f} in 1,000")


# ---- the run ----

def hearsay(*args):
    done = subprocess.run([HEARSAY, *map(str, args)], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"families: hearsay {args[0]}: {done.stderr}")
    return done.stdout


def run(reports, folder):
    pages = folder / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    for r in reports:
        (pages / f"{r.id}.html").write_text(family.page(r))
    hearsay("run", "-q", folder / "families.case", pages)
    return Case(json.loads(x) for x in hearsay("export", folder / "families.case", "--format", "jsonl").split("\n") if x)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--families", type=int, default=40)
    ap.add_argument("--size", type=int, default=10)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--set", choices=("wikinews", "crossdoc"), default="wikinews")
    ap.add_argument("--keep", type=pathlib.Path)
    ap.add_argument("--misses", action="store_true")
    o = ap.parse_args()
    reports = family.make({"wikinews": wikinews, "crossdoc": crossdoc}[o.set](), o.families, o.size, random.Random(o.seed))
    with tempfile.TemporaryDirectory() as tmp:
        case = run(reports, o.keep or pathlib.Path(tmp))
    roots = sum(r.kind == "root" for r in reports)
    print(f"families: {o.set}, seed {o.seed}, {roots} roots, {len(reports)} reports\n")
    score_takings(reports, case, o.misses)
    score_nearest(reports, case)
    score_origins(reports, case, o.misses)
    score_unrelated(reports, case, o.misses)


if __name__ == "__main__":
    main()
