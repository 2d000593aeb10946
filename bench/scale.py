#!/usr/bin/env python3
"""Linking of many documents: from scratch, step by step, then with one document more.

    bench/scale.py [N …]        (1000 where none is given)

The documents are made by bench/scale.c from paragraphs of real, parsed reports: families of ten over recombined
paragraphs of 120 to 700 bytes. One document more is a file that goes through the whole chain by `hearsay run`; printed
beside it is what reading that file into a case of its own takes, in seconds of the clock and of a core, and then the
steps of linking once more, with what was kept."""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import data
import run

ROOT = pathlib.Path(__file__).resolve().parents[1]
HEARSAY, SCALE = ROOT / "build/hearsay", ROOT / "build/test/scale"
SEEDS = 40


def call(*args):
    done = subprocess.run([str(a) for a in args], capture_output=True, text=True)
    if done.returncode not in (0, 1) or (args[0] == SCALE and done.returncode):
        sys.exit(f"scale: {' '.join(map(str, args))}: {done.stderr}")
    return done.stdout


def timed(*args):
    """Seconds of the clock and of a core."""
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    call(*args)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    reports = sorted(data.need("stories").joinpath("wikinews").glob("*.json"))[:SEEDS]
    print(f"scale: {run.cpu_name()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        pages, seeds = tmp / "pages", tmp / "seeds.case"
        pages.mkdir()
        run.write_pages(reports, pages)
        call(HEARSAY, "run", "-q", seeds, pages)
        for n in [int(a) for a in sys.argv[1:]] or [1000]:
            case, more = tmp / f"{n}.case", tmp / "more.txt"
            call(SCALE, "make", seeds, case, n, 0)
            print(call(SCALE, "link", case), end="")
            more.write_text(call(SCALE, "text", seeds, n - 1).replace(".", " again.", 1))
            alone = timed(HEARSAY, "run", "-q", tmp / f"{n}-alone.case", more)
            call(HEARSAY, "run", "-q", case)  # makes the search index, which made documents come without
            beside = timed(HEARSAY, "run", "-q", case, more)
            print(f"scale: one more to {n}: {beside[0]:.2f} s, {beside[1]:.2f} s of a core; alone in a case: {alone[0]:.2f} s, {alone[1]:.2f} s")
            print(call(SCALE, "link", case), end="", flush=True)


if __name__ == "__main__":
    main()
