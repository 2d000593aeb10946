#!/usr/bin/env python3
"""Attributions against PolNeAR (../shared, never part of the project), and the golden chains: bench/attribution.py [SET]

SET is dev (default) or train. Prints the scores of ../shared/score/attribution.py with date and machine; the second
table leaves out nested attributions, which PolNeAR does not mark. Then how many are shown as sure, and how many of those
are right by the soft match.
"""
import datetime
import importlib.util
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

import data

ROOT = pathlib.Path(__file__).resolve().parents[1]
HEARSAY = ROOT / "build/hearsay"


def print_sure(gold, found, score):
    """of what is shown as sure, and of the rest, the share that is right"""
    spec = importlib.util.spec_from_file_location("score", score)
    lib = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lib)
    given, right = [0, 0], [0, 0]
    answers = {row["id"]: row["attributions"] for row in map(json.loads, found)}
    for row in map(json.loads, open(gold, encoding="utf-8")):
        toks = lib.tokens(row["text"])
        marked = [
            {r: lib.covered(a.get(r, []), toks) for r in lib.ROLES}
            for a in row["byte_spans"][sorted(row["byte_spans"])[0]]
        ]
        for a in answers.get(row["id"], []):
            if a["parent"] is not None:
                continue
            spans = {r: lib.covered(a.get(r, []), toks) for r in lib.ROLES}
            given[a["unsure"]] += 1
            right[a["unsure"]] += any(lib.agreement(g, spans) >= 0.8 for g in marked)
    for name, k in (("sure", False), ("unsure", True)):
        print(f"shown as {name:7s} {given[k]:5d}, right {100 * right[k] / max(1, given[k]):5.1f} %")


def main():
    part = sys.argv[1] if len(sys.argv) > 1 else "dev"
    print(f"attribution, {datetime.date.today()}, {platform.machine()}, {os.cpu_count()} cores")
    chains = subprocess.run([sys.executable, ROOT / "test/golden/chains.py", HEARSAY], capture_output=True, text=True)
    print(chains.stdout.splitlines()[-1])
    gold, score = data.need("attribution") / f"{part}.jsonl", data.SHARED / "score/attribution.py"
    start = time.monotonic()
    found = subprocess.run([HEARSAY, "find", gold], capture_output=True, text=True, check=True).stdout.splitlines()
    print(f"{len(found)} documents of {part} parsed and read in {time.monotonic() - start:.1f} s")
    for title, nested in (("all attributions", True), ("outermost attributions only", False)):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
            for line in found:
                row = json.loads(line)
                kept = [a for a in row["attributions"] if nested or a["parent"] is None]
                out.write(json.dumps({"id": row["id"], "attributions": kept}) + "\n")
            out.flush()
            print(title)
            sys.stdout.flush()
            subprocess.run([sys.executable, score, gold, out.name], check=True)
    print_sure(gold, found, score)


if __name__ == "__main__":
    main()
