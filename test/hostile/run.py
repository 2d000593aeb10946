#!/usr/bin/env python3
"""Gives hearsay a folder of files that broke other programs, and counts the verdicts.

    test/hostile/run.py [FOLDER]

FOLDER defaults to the set hostile of ../shared/data. Every file must have a verdict: read, read
in part, or not read, with its reason; the run must end by itself."""
import collections
import pathlib
import sqlite3
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1]), str(pathlib.Path(__file__).resolve().parents[2] / "bench")]
import data
from casefile import ROOT, hearsay

folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else data.need("hostile")
files = [p for p in folder.rglob("*") if not p.is_dir() or p.is_symlink()]
with tempfile.TemporaryDirectory() as tmp:
    case = pathlib.Path(tmp) / "hostile.case"
    start = time.monotonic()
    done = hearsay("run", "-q", case, folder)
    seconds = time.monotonic() - start
    db = sqlite3.connect(case)
    verdicts = collections.Counter()
    for path, verdict, code in db.execute("SELECT path, coalesce(verdict, 2), coalesce(f.code, p.code) FROM file f "
                                          "LEFT JOIN pass_run p ON p.doc = f.raw"):
        verdicts[("read", "read in part", f"not read: {code}")[min(verdict, 2)]] += 1
    without = db.execute("SELECT count(*) FROM file f LEFT JOIN pass_run p ON p.doc = f.raw "
                         "WHERE f.reason IS NULL AND p.doc IS NULL").fetchone()[0]
    db.close()
print(f"hostile: {len(files)} files in {seconds:.0f} s, status {done.returncode}")
for verdict, n in verdicts.most_common():
    print(f"hostile: {n:6} {verdict}")
bad = done.returncode not in (0, 1) or without or sum(verdicts.values()) != len(files)
print("hostile: " + ("FAILED" if bad else "every file has a verdict"))
sys.exit(bool(bad))
