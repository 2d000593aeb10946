#!/usr/bin/env python3
"""The chain of custody from outside: checkpoints, time stamps, the store of originals, bags.
test/cli/custody.py HEARSAY; prints each check; exit 1 at the first that fails."""
import hashlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import bagcheck  # noqa: E402

hearsay_path = sys.argv[1]


def check(what, ok, more=""):
    print(f"{'ok' if ok else 'FAILED'}: {what} {'' if ok else more}")
    if not ok:
        sys.exit(1)


def hearsay(*args, **more):
    return subprocess.run([hearsay_path, *map(str, args)], capture_output=True, text=True, **more)


def changed(case, tmp, sql):
    """A copy of the case in which somebody changed the log."""
    other = tmp / "changed.case"
    shutil.copy(case, other)
    db = sqlite3.connect(other)
    db.executescript("DROP TRIGGER log_stays; DROP TRIGGER log_is_final;" + sql)
    db.close()
    return other


def rechained(case, tmp, drop):
    """A copy of the case whose log lacks one entry, numbered and chained anew: sound by itself."""
    other = changed(case, tmp, "")
    db = sqlite3.connect(other)
    rows = [r[1:5] for r in db.execute("SELECT * FROM log ORDER BY seq") if r[0] != drop]
    db.execute("DELETE FROM log")
    before = bytes(32)
    for seq, fields in enumerate(rows, 1):
        text = before + f"{seq}\n".encode()
        for f in fields:
            text += f"{len(f.encode())}:".encode() + f.encode()
        before = hashlib.sha256(text).digest()
        db.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)", (seq, *fields, before))
    db.commit()
    db.close()
    return other


def checkpoints(tmp, case):
    key, paper = tmp / "signing.key", tmp / "checkpoint.txt"
    check("a key is made", hearsay("log", "--new-key", key).returncode == 0 and key.stat().st_mode & 0o777 == 0o600)
    done = hearsay("log", "--new-key", key)
    check("and never overwritten", done.returncode == 3 and "never overwritten" in done.stderr, done.stderr)
    done = hearsay("log", case, "--checkpoint", paper, "--key", tmp / "none.key")
    check("no key, no checkpoint", done.returncode == 3 and not paper.exists(), done.stderr)
    done = hearsay("log", case, "--checkpoint", paper, "--key", key, "--tsq", tmp / "stamp.tsq")
    lines = paper.read_text().splitlines()
    check("a checkpoint fits on paper", done.returncode == 0 and len(lines) <= 14 and max(map(len, lines)) <= 64,
          done.stderr + paper.read_text())
    check("the secret is not in the case", bytes.fromhex(key.read_text().split()[-1]) not in case.read_bytes() and
          key.read_text().split()[-1].encode() not in case.read_bytes())
    done = hearsay("verify", case, "--checkpoint", paper)
    check("verify holds the log against it", done.returncode == 0 and "were signed at" in done.stdout,
          done.stdout + done.stderr)
    entries = int(lines[1].split()[-1])
    later = tmp / "later.txt"
    later.write_text("Ilmar Deniz denied it.\n")
    hearsay("run", "-q", case, later)
    check("and still does when the log has grown", hearsay("verify", case, "--checkpoint", paper).returncode == 0)
    typed = tmp / "typed.txt"
    typed.write_text("\n\n" + paper.read_text().upper().replace("HEARSAY CHECKPOINT", "hearsay checkpoint")
                     .replace("LOG ENTRIES", "log entries").replace("LAST HASH", "last hash").replace("\n", "  \r\n"))
    typed.write_text("".join(x.lower() if i not in (4, 5) else x for i, x in
                             enumerate(paper.read_text().replace(" /", "   /").splitlines(True))))
    check("a copy typed from paper does", hearsay("verify", case, "--checkpoint", typed).returncode == 0)
    for at, line in enumerate(lines):
        for old, new in (("a", "b"), ("0", "1"), ("7", "f"), ("e", "3")):
            if old in line[13:]:
                typed.write_text("\n".join([*lines[:at], line[:13] + line[13:].replace(old, new, 1), *lines[at + 1:]]))
                done = hearsay("verify", case, "--checkpoint", typed)
                named = f"line {at + 1} of the checkpoint" in done.stderr or "signature does not hold" in done.stderr
                check(f"a mistyped line {at + 1} is found", done.returncode == 3 and named, done.stdout + done.stderr)
                break
    for at in range(len(lines)):
        typed.write_text("\n".join(lines[:at] + lines[at + 1:]))
        check(f"so is a missing line {at + 1}", hearsay("verify", case, "--checkpoint", typed).returncode == 3)

    def against(other, finding, what):
        done = hearsay("verify", other, "--checkpoint", paper)
        check(what, done.returncode == 3 and finding in done.stdout, done.stdout + done.stderr)

    against(changed(case, tmp, f"DELETE FROM log WHERE seq > {entries - 2}"), "the rest is cut off", "a truncated log is found")
    against(changed(case, tmp, f"DELETE FROM log WHERE seq = {entries}"), "is missing", "so is a missing last entry")
    against(changed(case, tmp, "DELETE FROM log WHERE seq = 2"), "entries 2 to 2 are missing", "so is a missing entry")
    against(changed(case, tmp, "UPDATE log SET seq = -1 WHERE seq = 3; UPDATE log SET seq = 3 WHERE seq = 4; "
                    "UPDATE log SET seq = 4 WHERE seq = -1"), "does not follow", "so is another order")
    forged = rechained(case, tmp, 2)
    check("a log that was chained anew looks sound by itself", "does not follow" not in hearsay("verify", forged).stdout)
    against(forged, "are not those that the checkpoint", "and not against the checkpoint")
    (tmp / "empty.case").unlink(missing_ok=True)
    against_other = tmp / "other.case"
    hearsay("run", "-q", against_other, later)
    done = hearsay("verify", against_other, "--checkpoint", paper)
    check("another case is not the one that was signed", done.returncode == 3, done.stdout)


def openssl(*args, **more):
    return subprocess.run(["openssl", *map(str, args)], capture_output=True, text=True, **more)


def authority(tmp):
    """A time-stamping authority of our own."""
    conf = tmp / "tsa.cnf"
    conf.write_text(f"""
[req]
distinguished_name = dn
[dn]
[tsa_cert]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = config
[config]
serial = {tmp}/serial
signer_cert = {tmp}/tsa.pem
signer_key = {tmp}/tsa.key
certs = {tmp}/ca.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
""")
    steps = [("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", tmp / "ca.key", "-out", tmp / "ca.pem", "-days", "9",
              "-subj", "/O=Ilvar Notaries/CN=Root"),
             ("req", "-newkey", "rsa:2048", "-nodes", "-keyout", tmp / "tsa.key", "-out", tmp / "tsa.csr", "-subj",
              "/O=Ilvar Notaries/CN=Time Stamps"),
             ("x509", "-req", "-in", tmp / "tsa.csr", "-CA", tmp / "ca.pem", "-CAkey", tmp / "ca.key", "-CAcreateserial",
              "-days", "9", "-extfile", conf, "-extensions", "tsa_cert", "-out", tmp / "tsa.pem")]
    for step in steps:
        done = openssl(*step)
        check(f"openssl {step[0]}", done.returncode == 0, done.stderr)
    return conf


def stamps(tmp, case):
    paper, request, response = tmp / "checkpoint.txt", tmp / "stamp.tsq", tmp / "stamp.tsr"
    text = openssl("ts", "-query", "-in", request, "-text").stdout
    check("the request is one that openssl reads", "Hash Algorithm: sha256" in text and "Certificate required: yes" in text, text)
    conf = authority(tmp)
    done = openssl("ts", "-reply", "-config", conf, "-queryfile", request, "-out", response)
    check("an authority answers it", done.returncode == 0, done.stderr)
    done = openssl("ts", "-verify", "-queryfile", request, "-in", response, "-CAfile", tmp / "ca.pem")
    check("openssl accepts the answer", done.returncode == 0, done.stderr)

    def verify(of=paper, tsr=response, tsa=tmp / "ca.pem"):
        return hearsay("verify", case, "--checkpoint", of, "--tsr", tsr, "--tsa", tsa)

    done = verify()
    check("so does verify", done.returncode == 0 and "says CN=Time Stamps,O=Ilvar Notaries" in done.stdout,
          done.stdout + done.stderr)
    other = tmp / "again.txt"
    other.write_text(paper.read_text() + "\n")
    done = verify(of=other)
    check("a stamp on other bytes does not hold", done.returncode == 3 and "does not hold" in done.stderr, done.stderr)
    broken = tmp / "broken.tsr"
    whole = response.read_bytes()
    broken.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    check("nor does one that was changed", verify(tsr=broken).returncode == 3)
    broken.write_bytes(whole[:50])
    check("nor a part of one", "no response" in verify(tsr=broken).stderr)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", tmp / "x.key", "-out", tmp / "x.pem", "-days", "9",
            "-subj", "/O=Somebody Else")
    check("nor one of an authority that is not trusted", "does not hold" in verify(tsa=tmp / "x.pem").stderr)
    check("nor one without a certificate to trust", "no certificates" in verify(tsa=paper).stderr)
    request.write_bytes(request.read_bytes().replace(bytes.fromhex("608648016503040201"), bytes.fromhex("608648016503040203")))
    openssl("ts", "-reply", "-config", conf, "-queryfile", request, "-out", broken)
    check("nor a refusal", "refused" in verify(tsr=broken).stderr, verify(tsr=broken).stderr)


def usage(tmp, case):
    for args in (("log", case, "--checkpoint", "x"), ("log", case, "--key"), ("log", case, "--tsq", "x"), ("log", case, case),
                 ("log", "--json"), ("verify", case, "--tsr", "x"), ("verify", "--checkpoint"), ("verify", case, case)):
        check(f"'{args[0]} {' '.join(map(str, args[1:]))[-30:]}' is wrong usage", hearsay(*args).returncode == 2)
    done = hearsay("verify", case, "--checkpoint", case)
    check("a file that is no checkpoint is said to be none", done.returncode == 3 and "no checkpoint" in done.stderr, done.stderr)
    done = hearsay("log", case, "--checkpoint", tmp / "x", "--key", case)
    check("nor one that is no key", done.returncode == 3, done.stderr)
    done = hearsay("log", case, "--checkpoint", "/nowhere/x", "--key", tmp / "signing.key")
    check("a checkpoint that cannot be written is an error", done.returncode == 3, done.stderr)
    done = hearsay("log", case, "--checkpoint", "-", "--key", tmp / "signing.key")
    check("- is standard output", done.stdout.startswith("hearsay checkpoint 1\n"))


def who_when_where(tmp, case, report):
    entry = next(e for e in map(json.loads, hearsay("log", "--json", case).stdout.splitlines()) if e["what"] == "added")
    sha = hashlib.sha256(report.read_bytes()).hexdigest()
    check("the log tells what was added, from where, by whom, when",
          sha in entry["detail"] and f" from {report.resolve()}" in entry["detail"] and "@" in entry["by"] and
          entry["at"].endswith("Z"), entry)
    moved = changed(case, tmp, "UPDATE file SET place = '/elsewhere'")
    done = hearsay("verify", moved)
    check("a changed place is found", done.returncode == 3 and "is not in the case" in done.stdout, done.stdout)


def store(tmp):
    """Originals in a content-addressed store: found there by their hash, checked there by verify."""
    folder = tmp / "papers"
    (folder / "store").mkdir(parents=True)
    (folder / "a.txt").write_text("Nine boats were lost at Ilvar, Mara Voss said.\n")
    (folder / "b.txt").write_text("")
    shutil.copy(folder / "a.txt", folder / "a-again.txt")
    case, kept = tmp / "stored.case", folder / "store"
    done = hearsay("run", "-q", case, folder, "--store", kept)
    check("a run with a store", done.returncode == 1 and "the file is empty" in done.stdout, done.stderr + done.stdout)
    sha = hashlib.sha256((folder / "a.txt").read_bytes()).hexdigest()
    copy = kept / sha[:2] / sha[2:]
    files = [p for p in kept.rglob("*") if p.is_file()]
    check("each original stands once under its hash, read-only", len(files) == 2 and copy.stat().st_mode & 0o777 == 0o444 and
          copy.read_bytes() == (folder / "a.txt").read_bytes(), files)
    db = sqlite3.connect(case)
    check("and not in the case", db.execute("SELECT count(*) FROM raw WHERE bytes IS NULL AND place LIKE ?",
                                            (str(kept.resolve()) + "/%",)).fetchone()[0] == 2)
    check("the store's own files are no documents", db.execute("SELECT count(*) FROM file").fetchone()[0] == 3)
    db.close()
    check("the log records it", f'"detail":"{kept.resolve()}"' in hearsay("log", "--json", case).stdout)
    (folder / "a.txt").unlink()
    check("the case does without the files themselves", hearsay("verify", case).returncode == 0 and
          hearsay("rebuild", "-q", case).returncode == 1 and "boats" in hearsay("search", case, "boats").stdout)
    copy.chmod(0o644)
    copy.write_bytes(copy.read_bytes().replace(b"Nine", b"Five"))
    done = hearsay("verify", case)
    check("a changed original is found", done.returncode == 3 and "other bytes" in done.stdout, done.stdout)
    done = hearsay("export", case, "--format", "bagit", "-o", tmp / "bad-bag")
    check("and gets into no bag", done.returncode == 3 and not (tmp / "bad-bag/bagit.txt").exists(), done.stderr)
    copy.unlink()
    done = hearsay("verify", case)
    check("so is a missing one", done.returncode == 3 and "cannot open" in done.stdout, done.stdout)
    again = tmp / "again" / "a.txt"
    again.parent.mkdir()
    again.write_text("Nine boats were lost at Ilvar, Mara Voss said.\n")
    for n, what, before in ((0, "a missing copy is made anew", lambda: None), (1, "one that is there stays", lambda: None),
                            (2, "one with other bytes is replaced", lambda: copy.unlink() or copy.write_text("x" * 47)),
                            (3, "and one that is too short", lambda: copy.unlink() or copy.write_text("x"))):
        before()
        done = hearsay("run", "-q", tmp / f"again-{n}.case", again, "--store", kept)
        check(what, done.returncode == 0 and copy.read_bytes() == again.read_bytes(), done.stderr)
    copy.unlink()
    copy.mkdir()
    done = hearsay("run", "-q", tmp / "again-4.case", again, "--store", kept)
    check("a folder in its place ends the run", done.returncode == 3 and "cannot write" in done.stderr, done.stderr)
    copy.rmdir()
    shutil.rmtree(copy.parent)
    copy.parent.write_text("")
    done = hearsay("run", "-q", tmp / "again-5.case", again, "--store", kept)
    check("so does a file in the place of its folder", done.returncode == 3, done.stderr)
    done = hearsay("run", "-q", case, "--store", case)
    check("a store that is a file is refused", done.returncode == 3, done.stderr)


def bags(tmp, case):
    odd = tmp / "odd %0a\n=x;\u202e.txt"
    odd.write_text("Tove Almgren said that 4 boats came back.\n")
    hearsay("run", "-q", case, odd, "/dev/zero")
    bag = tmp / "bags" / "dam"
    done = hearsay("export", case, "--format", "bagit", "-o", bag)
    check("a bag is made", done.returncode == 0, done.stderr)
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        done = subprocess.run(["sha256sum", "-c", "--strict", "--quiet", manifest], cwd=bag, capture_output=True, text=True)
        check(f"sha256sum accepts {manifest}", done.returncode == 0, done.stdout + done.stderr)
    listed = {line.split("  ", 1)[1] for line in (bag / "manifest-sha256.txt").read_text().splitlines()}
    there = {str(p.relative_to(bag)) for p in (bag / "data").rglob("*") if p.is_file()}
    check("the manifest lists all files and no others", listed == there, listed ^ there)
    info = dict(line.split(": ", 1) for line in (bag / "bag-info.txt").read_text().splitlines())
    size = sum((bag / name).stat().st_size for name in there)
    check("and the counts are right", info["Payload-Oxum"] == f"{size}.{len(there)}", info)
    declaration = (bag / "bagit.txt").read_text()
    check("the declaration is that of RFC 8493",
          declaration == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", declaration)
    originals = {p.read_bytes() for p in (bag / "data/originals").rglob("*") if p.is_file()}
    check("every original is in it, byte by byte", {p.read_bytes() for p in (odd, tmp / "report.txt", tmp / "second.txt",
                                                                             tmp / "later.txt")} == originals)
    check("no name of it surprises anybody", all(c.isalnum() or c in "/._-+=" for name in there for c in name), there)
    log = [json.loads(line) for line in (bag / "data/log.jsonl").read_text().splitlines()]
    check("its log is whole", [e["seq"] for e in log] == list(range(1, len(log) + 1)))
    done = hearsay("export", case, "--format", "bagit", "-o", bag)
    check("a bag never gets into a folder that holds something", done.returncode == 2, done.stderr)
    check("and needs a folder", hearsay("export", case, "--format", "bagit").returncode == 2)
    check("it keeps every rule of RFC 8493", bagcheck.problems(bag) == [], bagcheck.problems(bag))
    for what, name, change in [
            ("a changed byte", "data/log.jsonl", lambda raw: raw.replace(b"1", b"2", 1)),
            ("a file too many", "data/more.txt", lambda raw: b"more"),
            ("a file too few", "data/case.jsonl", lambda raw: None),
            ("a changed tag file", "bag-info.txt", lambda raw: raw + b"Contact-Name: Nobody\n"),
            ("another version", "bagit.txt", lambda raw: raw.replace(b"1.0", b"9.9")),
            ("a way out", "manifest-sha256.txt", lambda raw: raw + b"0" * 64 + b"  ../../etc/passwd\n")]:
        broken = tmp / "broken-bag"
        shutil.copytree(bag, broken)
        raw = change((broken / name).read_bytes() if (broken / name).exists() else b"")
        (broken / name).unlink(missing_ok=True)
        if raw is not None:
            (broken / name).write_bytes(raw)
        check(f"and {what} would be found", bagcheck.problems(broken) != [])
        shutil.rmtree(broken)
    try:
        import bagit
        check("the bagit tool of the Library of Congress accepts it", bagit.Bag(str(bag)).is_valid())
    except ImportError:
        print("skipped: the python package bagit is not installed; test/bagcheck.py stands in for it")


with tempfile.TemporaryDirectory() as tmp:
    tmp = pathlib.Path(tmp)
    case, report = tmp / "dam.case", tmp / "report.txt"
    report.write_text("At least 12 people were hurt in Ilvar, Mara Voss said on 5 March 2021.\n")
    (tmp / "second.txt").write_text("Nobody was hurt, the ministry said.\n")
    check("a case", hearsay("run", "-q", case, report, tmp / "second.txt").returncode == 0)
    who_when_where(tmp, case, report)
    checkpoints(tmp, case)
    stamps(tmp, case)
    usage(tmp, case)
    store(tmp)
    bags(tmp, case)
