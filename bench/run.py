#!/usr/bin/env python3
"""Speed, memory and case size of `hearsay run` on real reports (JSON with url, date, title, text).

    bench/run.py [FOLDER] [--rounds N]

FOLDER defaults to ../shared/data/stories/wikinews. The reports are written as small pages with their metadata into a
temporary folder; each round makes a new case of them. Printed are the medians; memory is that of the largest process."""
import datetime
import html
import json
import os
import pathlib
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import data

ROOT = pathlib.Path(__file__).resolve().parents[1]
HEARSAY = ROOT / "build/hearsay"
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="Wikinews"><meta property="article:published_time" content="{date}">
</head><body><article><h1>{title}</h1>
{body}
</article></body></html>
"""


def arguments():
    rounds, args = 3, sys.argv[1:]
    if "--rounds" in args:
        at = args.index("--rounds")
        rounds = int(args[at + 1])
        del args[at:at + 2]
    return pathlib.Path(args[0]) if args else data.need("stories") / "wikinews", rounds


def write_pages(reports, folder):
    size = 0
    for path in reports:
        r = json.loads(path.read_text())
        body = "\n".join(f"<p>{html.escape(' '.join(p.split()))}</p>" for p in r["text"].split("\n\n") if p.strip())
        page = PAGE.format(title=html.escape(r["title"]), date=r["date"], body=body)
        (folder / (path.stem + ".html")).write_text(page)
        size += len(page.encode())
    return size


def cpu_name():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


def timed(arguments):
    start = time.monotonic()
    done = subprocess.run([HEARSAY, *arguments], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"bench: hearsay {' '.join(map(str, arguments))}: {done.stderr}")
    return time.monotonic() - start


def main():
    folder, rounds = arguments()
    reports = sorted(folder.glob("*.json"))
    if not reports:
        print(f"run: skipped, no reports in {folder}")
        return
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        pages = tmp / "pages"
        pages.mkdir()
        size = write_pages(reports, pages)
        whole, again, one = [], [], []
        for i in range(rounds):
            case = tmp / f"{i}.case"
            whole.append(timed(["run", "-q", case, pages]))
            again.append(timed(["run", "-q", case, pages]))
            one.append(timed(["run", "-q", "--workers", "1", tmp / f"{i}-one.case", pages]))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        subprocess.run(["sqlite3", case, "PRAGMA wal_checkpoint(TRUNCATE)"], capture_output=True)
        kept = case.stat().st_size
    n = len(reports)
    print(f"run: {datetime.date.today()}, {cpu_name()}, {os.cpu_count()} cores, {n} reports, {size / 1e6:.2f} MB")
    for name, times in (("all cores", whole), ("one worker", one), ("nothing new", again)):
        t = statistics.median(times)
        print(f"run: {name:12} {t:6.2f} s  {n / t:7.0f} documents/s  {size / 1e6 / t:6.2f} MB/s")
    print(f"run: peak memory {peak:.0f} MB, case {kept / 1e6:.2f} MB ({kept / size:.2f} bytes a byte)")


if __name__ == "__main__":
    main()
