#!/usr/bin/env python3
"""hearsay run from outside: the same case whatever the order, the workers and the steps; hostile files each with a
verdict; exit statuses; one writer at a time. Prints each check; exit 1 at the first that fails."""
import os
import pathlib
import pty
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from casefile import HEARSAY, ROOT, columns, dump, first_difference, hearsay, write_document

DOCUMENTS = 24


def check(what, ok, more=""):
    print(f"{'ok' if ok else 'FAILED'}: {what} {'' if ok else more}")
    if not ok:
        sys.exit(1)


def same_case(what, a, b):
    (da, ra), (db, rb) = dump(a), dump(b)
    different = first_difference(sorted(da.items()), sorted(db.items())) or first_difference(ra, rb)
    check(what, not different, different)


def order_does_not_matter(tmp):
    folder = tmp / "reports"
    folder.mkdir()
    for seed in range(DOCUMENTS):
        write_document(folder, seed)
    shutil.copy(sorted(folder.iterdir())[3], folder / "a-copy.txt")
    whole = tmp / "whole.case"
    done = hearsay("run", whole, folder)
    check("a run that reads everything ends with 0", done.returncode == 0, done.stdout + done.stderr)
    documents, rest = dump(whole)
    check("every document is stored", len([d for d in documents.values() if d]) == DOCUMENTS)
    check("a copy is one document with two files", len([r for r in rest if r[0] == "file"]) == DOCUMENTS + 1)
    for workers in (1, 2, 5):
        case = tmp / f"{workers}.case"
        hearsay("run", "-q", "--workers", workers, case, folder)
        same_case(f"{workers} workers make the same case", case, whole)
    backwards = tmp / "backwards.case"
    hearsay("run", "-q", backwards, *sorted(folder.iterdir(), reverse=True))
    same_case("files named the other way round make the same case", backwards, whole)
    steps = tmp / "steps.case"
    files = sorted(folder.iterdir())
    for at in range(0, len(files), 7):
        hearsay("run", "-q", steps, *files[at:at + 7])
    same_case("files added in steps make the same case", steps, whole)
    before = whole.read_bytes()
    hearsay("run", "-q", whole, folder)
    os.chdir(folder)
    hearsay("run", "-q", whole, ".")
    os.chdir(tmp)
    same_case("running again changes nothing, from another folder neither", whole, steps)
    log = hearsay("log", "--json", whole).stdout.count('"what":"added"')
    check("the log has each addition once", log == DOCUMENTS, log)
    hearsay("rebuild", "-q", whole)
    same_case("a rebuilt case is the same", whole, steps)
    check("the case file did not grow by that", len(whole.read_bytes()) <= len(before) * 1.5)
    db = sqlite3.connect(whole)
    db.execute("UPDATE versions SET text = 'read 0'")
    db.commit()
    db.close()
    hearsay("run", "-q", whole)
    same_case("what older passes made is redone", whole, steps)
    db = sqlite3.connect(whole)
    db.execute("UPDATE ledger SET made_from = zeroblob(32)")
    db.execute("UPDATE member SET assertion = 99999")
    db.commit()
    db.close()
    check("a ledger of other documents is no hindrance", hearsay("run", "-q", whole).returncode == 0)
    found = hearsay("verify", whole)
    check("rows changed by another hand are found", found.returncode == 3, found)
    hearsay("rebuild", "-q", whole)
    same_case("and made anew by a rebuild", whole, steps)


def hostile_folder(tmp):
    """Files of which each must be read or listed; returns those that must be listed, with words of the reason."""
    folder = tmp / "hostile"
    folder.mkdir()
    (folder / "good.txt").write_text("The dam held, Mara Voss said.\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 400)
    (folder / "invalid.txt").write_bytes(b"The dam held, \xff\xfe\xc3 Mara Voss said on Monday.\n" * 3)
    (folder / "utf16.txt").write_bytes("The dam held, Mara Voss said on Monday.\n".encode("utf-16"))
    (folder / "nul.txt").write_bytes(b"The dam held.\0\0 Mara Voss said so.\n")
    (folder / "nested.html").write_text("<div>" * 10000 + "The dam held, she said." + "</div>" * 10000)
    (folder / "page.html").write_bytes(b"<html><body>" + b"<p>The dam held, Mara Voss said on Monday.</p>\n" * 20000)
    (folder / "one-line.txt").write_bytes(b"said " * 200000)
    (folder / "quotes.txt").write_text("“" * 20000 + "said Voss" + "”" * 20000)
    (folder / "brackets.txt").write_text("(" * 50000 + ")" * 50000)
    (folder / "name\nwith\x1b[31m.txt").write_text("The dam held, Ilmar Deniz said.\n")
    (folder / os.fsdecode(b"bad-\xff.txt")).write_text("The dam held, Osk Harrow said.\n")
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to("loop")
    (folder / "up").symlink_to(".")
    (folder / "dangling").symlink_to("nothing")
    (folder / "passwd").symlink_to("/etc/passwd")
    listed = {"empty.txt": "empty", "pipe": "named pipe", "loop": "loop", "up": "link to a folder",
              "dangling": "link to nothing", "passwd": "leads out of the folder"}
    return folder, listed


def unreadable_file(tmp):
    """Root may read everything: there the run is made by nobody, where that user can run the program at all."""
    folder = tmp / "nobody"
    folder.mkdir()
    (folder / "secret.txt").write_text("The dam held, Mara Voss said.")
    (folder / "secret.txt").chmod(0)
    (folder / "closed").mkdir(0)
    as_nobody = {}
    if os.geteuid() == 0:
        as_nobody = {"user": 65534, "group": 65534, "extra_groups": []}
        tmp.chmod(0o711)
        folder.chmod(0o777)
        try:
            hearsay("help", **as_nobody)
        except PermissionError:
            print("skipped: a file without read permission (root may read all, and nobody may not run hearsay here)")
            return
    kept = tmp / "kept"
    kept.mkdir()
    shutil.copy(tmp / "whole.case", kept / "a %23?.case")
    kept.chmod(0o555)
    done = hearsay("docs", kept / "a %23?.case", **as_nobody)
    check("a case in a folder that is read-only can be read", done.returncode == 0, done.stderr)
    done = hearsay("rebuild", kept / "a %23?.case", **as_nobody)
    check("and not written", done.returncode == 3 and "cannot write" in done.stderr, done.stderr)
    kept.chmod(0o755)
    done = hearsay("run", "-q", folder / "x.case", folder, **as_nobody)
    for name in ("secret.txt", "closed"):
        check(f"{name} without permission is listed", f"{name}: Permission denied" in done.stdout, done.stdout + done.stderr)


def hostile_files(tmp):
    folder, listed = hostile_folder(tmp)
    case = tmp / "hostile.case"
    start = time.monotonic()
    done = hearsay("run", "-q", case, folder, "/dev/zero", tmp / "absent", timeout=240)
    seconds = time.monotonic() - start
    check("a run with files that cannot be read ends with 1", done.returncode == 1, done.stderr)
    listed["/dev/zero"] = "a device"
    listed["absent"] = "No such file"
    for name, why in listed.items():
        line = next((x for x in done.stdout.splitlines() if f"{name}:" in x), "")
        check(f"{name} is listed with its reason", why in line, done.stdout)
    check("no control character reaches the terminal", "\x1b" not in done.stdout)
    _, rest = dump(case)
    files = {r[1][0] for r in rest if r[0] == "file"}
    expected = sum(1 for _ in os.scandir(folder)) + 2
    check("every file is in the case, read or not", len(files) == expected, sorted(files))
    check(f"hostile files cost seconds, not minutes ({seconds:.0f} s)", seconds < 180)
    check("and running again is quick", hearsay("run", "-q", case, timeout=20).returncode == 1)
    check("what was read is found", "good.txt" in hearsay("search", case, "voss").stdout)


def large_text(tmp):
    big = tmp / "big.txt"
    with big.open("wb") as f:
        for i in range(1000):
            f.write((f"On Monday {i} people left Dolenvar, Mara Voss said. " * 2000)[:104000].encode() + b"\n\n")
    case = tmp / "big.case"
    done = hearsay("run", "-q", case, big, timeout=300)
    check("a text of 100 MB is read or listed", done.returncode in (0, 1) and ("big.txt" in done.stdout or
          done.returncode == 0), done.stderr)
    print("   ", next((x.strip() for x in done.stdout.splitlines() if "big.txt:" in x), "read whole"))
    check("its bytes stay where they are", case.stat().st_size < 2.5 * big.stat().st_size)
    with big.open("r+b") as f:
        f.write(b"X")
    done = hearsay("verify", case)
    check("verify sees that they changed", done.returncode == 3 and "other bytes" in done.stdout, done.stdout)


def progress(tmp):
    """On a terminal: the file in hand, rate, failures, time left."""
    folder = tmp / "many"
    folder.mkdir()
    for seed in range(40):
        write_document(folder, 5000 + seed)
    (folder / "report-empty.txt").write_text("")
    (folder / "report-slow.txt").write_text("On Monday 12 people left Dolenvar, Mara Voss said. " * 30000)
    try:
        ours, theirs = pty.openpty()
    except OSError as e:
        print(f"skipped: progress on a terminal: {e}")
        return
    p = subprocess.Popen([HEARSAY, "run", tmp / "many.case", folder, "--workers", "1"], stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # the other end is closed
        pass
    p.wait()
    shown = shown.decode()
    lines = re.findall(r"(\d+) of 42 documents read, (\d+) a second(, 1 not)?(?:, \d+ s left)?, at (\S+)", shown)
    check("progress names the file in hand, rate and failures", any("report-" in x[3] for x in lines) and
          any(x[2] for x in lines), shown[-2000:])
    check("and the time left", " s left" in shown, shown[-2000:])
    os.close(ours)


def full_disk(tmp):
    """A disk that is full, played by a limit on the size of files: the run says so, and the next one goes on."""
    case, whole = tmp / "full.case", tmp / "whole.case"
    for kilobytes in (1, 9, 60, 150, 400):
        limit = (kilobytes * 1024, resource.RLIM_INFINITY)
        done = subprocess.run([HEARSAY, "run", "-q", case, tmp / "reports"], capture_output=True, text=True,
                              restore_signals=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
        check(f"a run on a disk with {kilobytes} kB left fails with a message",
              done.returncode == 3 and "hearsay run: " in done.stderr, f"{done.returncode} {done.stderr}")
    hearsay("run", "-q", case, tmp / "reports")
    same_case("and the next one makes the same case", case, whole)


def documented(tmp):
    """Every table has its section in docs/case-format.md, every column its line there."""
    text = (ROOT / "docs/case-format.md").read_text()
    sections = {s.split("\n", 1)[0].strip(): s for s in text.split("\n### ")[1:]}
    db = sqlite3.connect(tmp / "whole.case")
    for table, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%' OR name "
                             "= 'search_made'"):
        check(f"docs/case-format.md has the table {table}", table in sections)
        if table == "search":
            continue
        first_cells = [c.strip() for line in sections[table].splitlines() if line.startswith("| ")
                       for c in line.split("|")[1].split(",")]
        missing = [c for c in columns(db, table) if c not in first_cells]
        check(f"and its columns ({table})", not missing, missing)
    db.close()


def statuses(tmp):
    usage = [("run",), ("run", "--workers"), ("run", "--workers", "many", "x"), ("verify",), ("log", "--nonsense", "x"),
             ("decide", "x"), ("search", "x"), ("nonsense",)]
    for args in usage:
        done = hearsay(*args)
        check(f"'{' '.join(args)}' is wrong usage", done.returncode == 2 and done.stderr, done.returncode)
    for verb in ("verify", "log", "rebuild"):
        done = hearsay(verb, tmp / "none.case")
        check(f"{verb} of no case ends with 3", done.returncode == 3 and "no case here" in done.stderr, done.stderr)
    garbage = tmp / "garbage.case"
    garbage.write_bytes(b"garbage " * 1000)
    done = hearsay("run", "-q", garbage, tmp / "reports")
    check("a file that is no case is refused", done.returncode == 3 and garbage.read_bytes() == b"garbage " * 1000)
    done = hearsay("search", tmp / "whole.case", "(dam")
    check("a broken query says where", done.returncode == 2 and "byte 0" in done.stderr, done.stderr)
    nothing = tmp / "nothing.case"
    check("a run that could read nothing ends with 3", hearsay("run", "-q", nothing, tmp / "absent").returncode == 3)


def one_writer(tmp):
    case = tmp / "whole.case"
    holder = subprocess.Popen([sys.executable, "-c", "import fcntl, os, struct, sys, time\n"
                               f"fd = os.open({str(case) + '-lock'!r}, os.O_RDWR | os.O_CREAT)\n"
                               "fcntl.lockf(fd, fcntl.LOCK_EX)\nprint('held', flush=True)\n"
                               "time.sleep(60)"], stdout=subprocess.PIPE)
    holder.stdout.readline()
    done = hearsay("log", case)
    check("a case that is written to can be read", done.returncode == 0, done.stderr)
    done = hearsay("run", "-q", case)
    check("a second writer is told who writes", done.returncode == 3 and f"process {holder.pid}" in done.stderr,
          done.stderr)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    check("and may write when that one is gone", hearsay("run", "-q", case).returncode == 0)
    check("nothing is left beside the case", not list(tmp.glob("whole.case-*")), list(tmp.glob("whole.case-*")))


def main():
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        for part in (order_does_not_matter, hostile_files, unreadable_file, progress, full_disk, documented, statuses, one_writer, large_text):
            part(tmp)


main()
