#!/usr/bin/env python3
"""Members of containers from outside: every member is a document with its parent and path; copies keep all their paths;
whatever order, workers, steps, kills and rebuilds, the same case; bombs end with a verdict. Prints each check; exit 1 at
the first that fails."""
import bz2
import gzip
import io
import json
import lzma
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from casefile import HEARSAY, dump, first_difference, hearsay


def check(what, ok, more=""):
    print(f"{'ok' if ok else 'FAILED'}: {what} {'' if ok else more}")
    if not ok:
        sys.exit(1)


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as z:
        for name, data in members:
            z.writestr(zipfile.ZipInfo(name), data, compression)
    return out.getvalue()


def tarred(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as t:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return out.getvalue()


def report(n):
    return f"At least {n} people left Dolenvar, Mara Voss told the Vest Wire.\n".encode()


def export(case):
    lines = [json.loads(x) for x in hearsay("export", case, "--format", "jsonl").stdout.splitlines()]
    return {d["path"]: d for d in lines if d["type"] == "document"}, [d for d in lines if d["type"] == "unread"]


def same_case(what, a, b):
    (da, ra), (db, rb) = dump(a), dump(b)
    different = first_difference(sorted(da.items()), sorted(db.items())) or first_difference(ra, rb)
    check(what, not different, different)


def story(folder):
    folder.mkdir()
    inner = zipped([("two.txt", report(2)), ("folder/three.txt", report(3))])
    (folder / "one.txt").write_bytes(report(1))
    (folder / "pile.zip").write_bytes(zipped([("inner.zip", inner), ("one.txt", report(1)), ("n\x1b[31m.txt", report(9))]))
    (folder / "pile-copy.zip").write_bytes((folder / "pile.zip").read_bytes())
    (folder / "pile.tar.gz").write_bytes(gzip.compress(tarred([("a/four.txt", report(4)), ("inner.zip", inner)])))
    (folder / "five.txt.gz").write_bytes(gzip.compress(report(5)))
    (folder / "six.xz").write_bytes(lzma.compress(report(6)))
    (folder / "seven.bz2").write_bytes(bz2.compress(report(7)))
    (folder / "broken.zip").write_bytes((folder / "pile.zip").read_bytes()[:250])
    (folder / "twice.tar").write_bytes(tarred([("x.txt", report(10)), ("x.txt", report(11))]))
    return folder


def members(tmp):
    folder, case = story(tmp / "story"), tmp / "whole.case"
    done = hearsay("run", "-q", case, folder)
    check("a folder with archives is read", done.returncode == 1, done.stdout + done.stderr)
    docs, unread = export(case)
    paths = {p for d in docs.values() for p in [d["path"], *(d["copies"] or [])]}
    for path in ("pile.zip!inner.zip!two.txt", "pile.zip!inner.zip!folder/three.txt", "pile.tar.gz!a/four.txt",
                 "pile.tar.gz!inner.zip!two.txt", "pile-copy.zip!inner.zip!two.txt", "five.txt.gz!content", "six.xz!content",
                 "seven.bz2!content", "twice.tar!x.txt", "twice.tar!x.txt#2", "pile.zip!n\\x1B[31m.txt"):
        check(f"{path} is a document", f"{folder}/{path}" in paths, sorted(paths))
    check("a member knows its parent", docs[f"{folder}/pile.tar.gz!a/four.txt"]["parent"] ==
          docs[f"{folder}/pile.tar.gz"]["id"])
    check("and has its own text", "At least 4 people" in docs[f"{folder}/pile.tar.gz!a/four.txt"]["text"])
    two = [d for d in docs.values() if "At least 2 people" in d["text"]]
    check("a member in three archives is one document", len(two) == 1 and len(two[0]["copies"]) >= 3, two)
    check("a file that is also a member has no parent", docs[f"{folder}/one.txt"]["parent"] is None)
    check("a broken archive is listed", any("broken.zip" in u["path"] for u in unread), unread)
    done = hearsay("verify", case)
    check("verify finds nothing", done.returncode == 0, done.stdout + done.stderr)
    for workers in (1, 2):
        other = tmp / f"{workers}.case"
        hearsay("run", "-q", "--workers", workers, other, folder)
        same_case(f"{workers} workers make the same case", other, case)
    steps = tmp / "steps.case"
    for path in sorted(folder.iterdir(), reverse=True):
        hearsay("run", "-q", steps, path)
    same_case("files added one by one, the other way round, make the same case", steps, case)
    log = hearsay("log", "--json", case).stdout
    hearsay("run", "-q", case, folder)
    check("running again adds nothing to the log", hearsay("log", "--json", case).stdout == log)
    hearsay("rebuild", "-q", case)
    same_case("a rebuilt case is the same", case, steps)
    check("verify finds nothing then", hearsay("verify", case).returncode == 0)
    db = sqlite3.connect(case)
    db.execute("UPDATE raw SET bytes = CAST(replace(CAST(bytes AS TEXT), '4', '5') AS BLOB) WHERE id = (SELECT raw FROM "
               "file WHERE path LIKE '%four.txt')")
    db.commit()
    db.close()
    done = hearsay("verify", case)
    check("a changed byte of a member is found", done.returncode == 3 and "four.txt" in done.stdout, done.stdout)


def kills(tmp):
    """Killed at any moment, the run goes on to the same case."""
    rng = random.Random(4)
    folder, whole = tmp / "killed", tmp / "killed-whole.case"
    folder.mkdir()
    for i in range(12):
        (folder / f"{i}.zip").write_bytes(zipped([(f"{j}.zip", zipped([(f"{k}.txt", report(i * 100 + j * 10 + k))
                                                                      for k in range(4)])) for j in range(4)]))
    start = time.monotonic()
    hearsay("run", "-q", whole, folder)
    took = time.monotonic() - start
    killed = 0
    for i in range(8):
        case = tmp / f"killed-{i}.case"
        for _ in range(3):
            p = subprocess.Popen([HEARSAY, "run", "-q", case, folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rng.random() * took)
            p.send_signal(signal.SIGKILL)
            killed += p.wait() == -signal.SIGKILL
        hearsay("run", "-q", case, folder)
        (da, ra), (db, rb) = dump(case), dump(whole)
        different = first_difference(sorted(da.items()), sorted(db.items())) or first_difference(ra, rb)
        if different:
            check("a killed run goes on to the same case", False, different)
    check(f"{killed} killed runs went on to the same case", killed > 5)
    check("verify finds nothing in them", hearsay("verify", tmp / "killed-7.case").returncode == 0)


def bombs(tmp):
    folder, case = tmp / "bombs", tmp / "bombs.case"
    folder.mkdir()
    deep = report(1)
    for i in range(40):
        deep = zipped([(f"{i}.zip", deep)])
    (folder / "deep.zip").write_bytes(deep)
    zeros = gzip.compress(b"zeros\n" + bytes(400 << 20), 1)
    (folder / "zeros.gz").write_bytes(zeros)
    (folder / "zeros.gz.gz.gz").write_bytes(gzip.compress(gzip.compress(zeros)))
    wide = zipped([("0.txt", bytes(30 << 20))])
    for level in range(5):
        wide = zipped([(f"{i}.zip", wide) for i in range(16)])
    (folder / "42.zip").write_bytes(wide)
    empty = tarfile.TarInfo("empty").tobuf()
    with gzip.open(folder / "million.tar.gz", "wb", 1) as f:
        for _ in range(100):
            f.write(empty * 10000)
    (folder / "line.txt.gz").write_bytes(gzip.compress(b"word " * (4 << 20), 1))
    mime = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(3000))
    (folder / "deep.eml").write_text("From: a@b.example\nTo: c@d.example\nSubject: deep\nDate: 5 Mar 2021\n" + mime)
    (folder / "parts.eml").write_text("From: a@b.example\nTo: c@d.example\nSubject: wide\nDate: 5 Mar 2021\n"
                                      "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 200000)
    forwarded = "The dam held.\n"
    for i in range(60):
        forwarded = (f"From: a@b.example\nTo: c@d.example\nSubject: {i}\nMIME-Version: 1.0\n"
                     f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\nContent-Type: message/rfc822\n\n{forwarded}\n--b{i}--\n")
    (folder / "forwarded.eml").write_text(forwarded)
    (folder / "deep.json").write_text('{"messages":' + "[" * 100000 + '"text" "from" "date"')
    (folder / "line.eml").write_text("From: a@b.example\nTo: c@d.example\nSubject: x\nDate: 5 Mar 2021\n"
                                     "Content-Transfer-Encoding: base64\n\n" + "VGhlIGRhbSBoZWxkLiA=" * 100000)
    start = time.monotonic()
    done = hearsay("run", "-q", case, folder, timeout=280)
    seconds = time.monotonic() - start
    check(f"bombs end with a verdict ({seconds:.0f} s)", done.returncode in (0, 1), done.stderr)
    _, unread = export(case)
    reasons = {u["path"][len(str(folder)) + 1:]: f"{u['part']} {u['reason']}" for u in unread}
    for path, why in (("zeros.gz!content", "larger than"), ("zeros.gz", "larger than"), ("million.tar.gz", "more members"),
                      ("deep.eml", "deeper"), ("parts.eml", "more parts")):
        check(f"{path} is listed", why in reasons.get(path, ""), {k: v for k, v in reasons.items() if "empty" not in k})
    check("archives too deep are listed", any("too deep" in r for r in reasons.values()))
    check("the case stays small", case.stat().st_size < 600 << 20, case.stat().st_size)


def outlook(tmp):
    """Mails out of Outlook's files: head, people, attachments, mails inside."""
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "fixtures"))
    import make_msg
    import make_pst

    for name, make in (("wide.pst", make_pst.FILES["wide.pst"]), ("narrow.pst", make_pst.FILES["narrow.pst"]),
                       ("bill.msg", make_msg.FILES["bill.msg"])):
        file, case = tmp / name, tmp / f"{name}.case"
        file.write_bytes(make())
        hearsay("run", "-q", case, file)
        texts = {path[len(str(file)):]: d["text"] for path, d in export(case)[0].items()}
        mail = "!In_box/2097188.eml" if name.endswith("pst") else ""
        check(f"{name}: the mail", all(words in texts.get(mail, "") for words in (
            "mara@ilvar.example", "To: Ilmar Deniz <ilmar@tribune.example>", "Cc: Ana Brel <ana@ilvar.example>",
            "Fri, 5 Mar 2021 14:30:00 +0000", "It cost 40,000 crowns")), texts)
        check(f"{name}: what is attached", any("Hull 31,500" in t for t in texts.values()) and
              "We counted nine of them." in texts.get(f"{mail}!The count.eml", ""), texts)


def main():
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        for part in (members, outlook, kills, bombs):
            part(tmp)


main()
