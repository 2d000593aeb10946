#!/usr/bin/env python3
"""Gives hearsay a folder of files that broke other programs, and counts the verdicts.

    test/hostile/run.py [FOLDER]

FOLDER defaults to the set hostile of ../shared/data. Every file must have a verdict: read, read
in part, or not read, with its reason; the run must end by itself."""
import collections
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1]), str(pathlib.Path(__file__).resolve().parents[2] / "bench")]
import data
from casefile import ROOT, hearsay

folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else data.need("hostile")


def has_text(s):
    return any(c.isalnum() for c in s or "")


def pdfs(db):
    """How many of the PDFs give text here, and how many pdftotext gets some from."""
    here = there = n = 0
    for path, text in db.execute("SELECT f.path, d.text FROM file f LEFT JOIN document d ON d.doc = f.raw"):
        at = pathlib.Path(path)
        if not at.is_file() or b"%PDF-" not in at.open("rb").read(1024):
            continue
        n += 1
        here += has_text(text)
        try:
            got = subprocess.run(["pdftotext", at, "-"], capture_output=True, timeout=20).stdout
        except subprocess.TimeoutExpired:
            got = b""
        there += has_text(got.decode(errors="replace"))
    return n, here, there


files = [p for p in folder.rglob("*") if not p.is_dir() or p.is_symlink()]
with tempfile.TemporaryDirectory() as tmp:
    case = pathlib.Path(tmp) / "hostile.case"
    start = time.monotonic()
    done = hearsay("run", "-q", case, folder)
    seconds = time.monotonic() - start
    db = sqlite3.connect(case)
    verdicts, members = collections.Counter(), collections.Counter()
    for path, verdict, code, container in db.execute("SELECT path, coalesce(verdict, 2), coalesce(f.code, p.code), "
                                                     "container FROM file f LEFT JOIN pass_run p ON p.doc = f.raw"):
        count = verdicts if container is None else members
        count[("read", "read in part", f"not read: {code}")[min(verdict, 2)]] += 1
    without = db.execute("SELECT count(*) FROM file f LEFT JOIN pass_run p ON p.doc = f.raw "
                         "WHERE f.reason IS NULL AND p.doc IS NULL").fetchone()[0]
    compared = pdfs(db) if shutil.which("pdftotext") else None
    db.close()
print(f"hostile: {len(files)} files in {seconds:.0f} s, status {done.returncode}")
for verdict, n in verdicts.most_common():
    print(f"hostile: {n:6} {verdict}")
print(f"hostile: {sum(members.values())} members of archives and mails: "
      + ", ".join(f"{n} {verdict}" for verdict, n in members.most_common()))
if compared:
    print("hostile: of {} PDFs {} give text here and {} to pdftotext".format(*compared))
bad = done.returncode not in (0, 1) or without or sum(verdicts.values()) != len(files)
print("hostile: " + ("FAILED" if bad else "every file has a verdict"))
sys.exit(bool(bad))
