#!/usr/bin/env python3
"""What hearsay does where the kernel cannot confine a worker: it refuses, unless --unconfined is given, which the log
records. test/cli/sandbox.py HEARSAY UNSANDBOXED; prints each check; exit 1 at the first that fails."""
import pathlib
import subprocess
import sys
import tempfile

hearsay, unsandboxed = sys.argv[1:3]


def check(what, ok, more=""):
    print(f"{'ok' if ok else 'FAILED'}: {what} {'' if ok else more}")
    if not ok:
        sys.exit(1)


def run(*args, confined=True):
    before = [] if confined else [unsandboxed]
    return subprocess.run([*before, hearsay, *map(str, args)], capture_output=True, text=True)


with tempfile.TemporaryDirectory() as tmp:
    case, report = pathlib.Path(tmp) / "x.case", pathlib.Path(tmp) / "report.txt"
    report.write_text("At least 12 people were hurt in Ilvar, Mara Voss said on 5 March 2021.\n")
    done = run("run", "-q", case, report, confined=False)
    if "cannot confine" not in done.stderr and done.returncode == 0:
        print("sandbox: skipped, this build has no filter (sanitizers)")
        sys.exit(0)
    check("without seccomp, run refuses", done.returncode == 3 and "cannot confine" in done.stderr, done.stderr)
    check("and has read nothing", "Voss" not in run("search", case, "voss").stdout)
    done = run("run", "-q", "--unconfined", case, report, confined=False)
    check("told so, it reads", done.returncode == 0 and "report.txt" in run("docs", case).stdout, done.stderr)
    check("and the log records it", '"what":"unconfined"' in run("log", "--json", case).stdout)
    other = pathlib.Path(tmp) / "y.case"
    run("run", "-q", other, report)
    check("a confined run leaves no such entry", "unconfined" not in run("log", "--json", other).stdout)
