#!/usr/bin/env python3
"""Main text of web pages: accuracy by the shared scorer, and pages per second on one core.

    bench/pages.py [PAGES-ARTICLE PAGES-MIXED-SPLIT]

The model
that ships was trained on these very pages, so their scores are not what it does on pages it has not seen: those stand
in models/pages.md, measured by leaving pages out."""
import datetime
import glob
import gzip
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


def folders():
    if len(sys.argv) > 2:
        return [pathlib.Path(p) for p in sys.argv[1:3]]
    return [data.need("pages-article"), data.need("pages-mixed-dev") / "dev"]


def read(folder, tmp):
    pages = tmp / "html"
    pages.mkdir(exist_ok=True)
    for path in glob.glob(f"{folder}/html/*.html.gz"):
        (pages / os.path.basename(path)[:-3]).write_bytes(gzip.open(path).read())
    names = sorted(p.name for p in pages.iterdir())
    start = time.monotonic()
    done = subprocess.run(["taskset", "-c", "0", HEARSAY, "text", "--json", *names], cwd=pages, capture_output=True)
    seconds = time.monotonic() - start
    with open(tmp / "system.jsonl", "w", encoding="utf-8") as out:
        for line in done.stdout.decode().splitlines():
            row = json.loads(line)
            out.write(json.dumps({"id": row["path"].split(".")[0], "text": row["text"], "title": row["title"],
                                  "author": row["author"], "published": row["published"]}) + "\n")
    for name in names:
        (pages / name).unlink()
    unread = done.stderr.decode().splitlines()
    print(f"{folder.name}: {len(names)} pages in {seconds:.2f} s, {len(names) / seconds:.0f} pages per second on one core, "
          f"{len(unread)} not read or read in part")


def main():
    print(f"{datetime.date.today()} {platform.node()} {platform.machine()} Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        tmp = pathlib.Path(name)
        for folder in folders():
            read(folder, tmp)
            scorer = data.SHARED / "score/pages.py"
            score = subprocess.run([sys.executable, scorer, folder, tmp / "system.jsonl"], capture_output=True, text=True)
            print(score.stdout, end="")


main()
