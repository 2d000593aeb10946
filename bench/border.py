#!/usr/bin/env python3
"""../shared/data/stories/border: two of its five reports tell the same three things, told by their figures (6 citizens,
19 people, 27 individuals). Printed: how many of the three are one claim, with one origin at least; what else is joined
across documents; how many of the named upstreams are found; and every person entity of several spellings, there and in
the example, to be read for false merges (the example's are counted by its key).

    bench/border.py"""
import json
import pathlib
import subprocess
import sys
import tempfile

import data

HEARSAY = data.ROOT / "build/hearsay"
FIGURES = ("6", "19", "27")
UPSTREAMS = {("000", "RT"), ("003", "RT"), ("001", "Cumhuriyet"), ("002", "Cumhuriyet"), ("002", "Today’s Zaman")}


def export(folder):
    with tempfile.TemporaryDirectory() as tmp:
        case = pathlib.Path(tmp) / "case"
        subprocess.run([HEARSAY, "run", case, folder, "-q"], check=True, stdout=subprocess.DEVNULL)
        out = subprocess.run([HEARSAY, "export", case, "--format", "jsonl"], capture_output=True, check=True).stdout
    rows = {}
    for line in out.splitlines():
        o = json.loads(line)
        rows.setdefault(o["type"], {})[o.get("id", len(rows.get(o["type"], {})))] = o
    return rows


def words(assertion):
    return " … ".join(s["text"] for s in assertion["spans"])[:100]


def people(rows, where):
    for e in rows["entity"].values():
        if e["kind"] == "person" and len(e["names"]) > 1:
            print(f"  {where}: {' = '.join(e['names'])}")


def claims(rows):
    assertions, figures = rows["assertion"], rows["figure"]
    joined, origins, others = set(), set(), []
    for c in rows["claim"].values():
        members = [assertions[a] for a in c["assertions"]]
        if len({m["spans"][0]["doc"] for m in members}) < 2:
            continue
        counted = {f for f in FIGURES for m in members for x in m["figures"] if f == str(figures[x]["low"])}
        joined |= counted
        if c["origins"]["least"] == 1:
            origins |= counted
        if not counted:
            others.append(words(members[0]))
    print(f"border: shared claims joined {len(joined)} of {len(FIGURES)}, one origin at least {len(origins)}; "
          f"other joins across documents {len(others)}")
    for o in others:
        print("  joined too:", o)


def upstreams(rows):
    paths = {d["id"]: pathlib.Path(d["path"]).name[:3] for d in rows["document"].values()}
    found = {(paths[d["from"]["doc"]], rows["entity"][d["to"]["entity"]]["name"]) for d in rows.get("derivation", {}).values()
             if d["to"].get("entity")}
    print(f"border: named upstreams found {len(found & UPSTREAMS)} of {len(UPSTREAMS)}; "
          f"others named: {', '.join(sorted(f'{a} {b}' for a, b in found - UPSTREAMS)) or 'none'}")


def main():
    folder = data.need("stories") / "border"
    rows = export(folder)
    claims(rows)
    upstreams(rows)
    print("people of several spellings:")
    people(rows, "border")
    people(export(data.ROOT / "examples/dam/docs"), "example")
    test = subprocess.run([sys.executable, data.ROOT / "test/golden/test_example.py", HEARSAY], capture_output=True, text=True)
    for line in test.stdout.splitlines():
        if line.startswith(("no false merge", "denials in place", "claims together")) and "|" not in line:
            print("example, right, wanted, percent, floor:", " ".join(line.split()))


main()
