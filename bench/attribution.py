#!/usr/bin/env python3
"""Attributions against PolNeAR (../shared, never part of the project), and the golden chains: bench/attribution.py [SET]

SET is dev (default) or train. Prints the scores of ../shared/score/attribution.py with date and machine; the second
table leaves out nested attributions, which PolNeAR does not mark.
"""
import datetime
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


if __name__ == "__main__":
    main()
