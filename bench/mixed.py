#!/usr/bin/env python3
"""A folder of mixed documents read by hearsay and indexed by recollindex (Debian's recollcmd), one after the other on the
same two cores: documents and MB a second, seconds of processor and peak memory of all processes of each, and what of
hearsay's time reading, parsing and finding take. The documents are made here: invented reports as plain text, HTML, Markdown, RTF, DOCX, ODT, CSV, JSON, mail, mailboxes, subtitles, PDF and ZIP.

    bench/mixed.py [DOCUMENTS]      10,000 unless said otherwise"""
import email.message
import io
import json
import os
import pathlib
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "test"))
from casefile import HEARSAY, PEOPLE, document

CORES = {0, 1}


def report(seed):
    """Title and paragraphs."""
    for s in range(seed, seed + 1000):
        ending, text = document(s * 7919 + 13)
        if ending == ".txt":
            title, *paragraphs = [p for p in text.split("\n\n") if p.strip()]
            return title, [p.strip() for p in paragraphs]


def escaped(s):
    return s.replace("&", "&amp;").replace("<", "&lt;")


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in files:
            z.writestr(name, data)
    return out.getvalue()


def docx(title, ps):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{escaped(p)}</w:t></w:r></w:p>" for p in [title, *ps])
    return zipped([
        ("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
         'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main'
         '+xml"/></Types>'),
        ("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
         'Target="word/document.xml"/></Relationships>'),
        ("word/document.xml", f'<?xml version="1.0"?><w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>')])


def odt(title, ps):
    o = "urn:oasis:names:tc:opendocument:xmlns:"
    body = f"<text:h>{escaped(title)}</text:h>" + "".join(f"<text:p>{escaped(p)}</text:p>" for p in ps)
    return zipped([
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", f'<?xml version="1.0"?><office:document-content xmlns:office="{o}office:1.0" xmlns:text="{o}text:1.0">'
         f'<office:body><office:text>{body}</office:text></office:body></office:document-content>'),
        ("META-INF/manifest.xml", f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{o}manifest:1.0"><manifest:file-entry '
         'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>')])


def pdf(title, ps):
    lines = []
    for p in [title, *ps]:
        at = ""
        for word in re.sub(r"[^\x20-\x7e]", "'", p).split():
            if len(at) + len(word) > 80:
                lines.append(at)
                at = ""
            at += word + " "
        lines += [at, ""]
    text = "BT /F1 11 Tf 60 780 Td 14 TL " + " ".join(
        "(" + line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ") '" for line in lines[:50]) + " ET"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               f"<</Length {len(text)}>>stream\n{text}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, places = "%PDF-1.4\n", []
    for i, o in enumerate(objects, 1):
        places.append(len(out))
        out += f"{i} 0 obj\n{o}\nendobj\n"
    table = "".join(f"{p:010} 00000 n \n" for p in places)
    return (out + f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n").encode()


def mail(title, ps, r):
    m = email.message.EmailMessage()
    m["From"], m["To"] = (f"{p} <{p.split()[0].lower()}@ilvar.example>" for p in r.sample(PEOPLE, 2))
    m["Subject"], m["Date"] = title, "Fri, 5 Mar 2021 10:00:00 +0000"
    m["Message-ID"] = f"<{r.random()}@ilvar.example>"
    m.set_content("\n\n".join(ps))
    return m.as_bytes()


def subtitles(ps, first, stop):
    return first + "\n".join(f"{i}\n00:{i:02}:00{stop}000 --> 00:{i:02}:30{stop}000\n{p}\n" for i, p in enumerate(ps, 1))


def make(seed):
    """(ending, bytes) of one document."""
    r = random.Random(seed)
    title, ps = report(seed)
    text = "\n\n".join(ps)
    rows = [["who", "said"], *[[r.choice(PEOPLE), p] for p in ps]]
    kinds = [
        ("txt", lambda: f"{title}\n\n{text}\n"), ("txt", lambda: f"{title}\n\n{text}\n"),
        ("html", lambda: f"<html><head><title>{title}</title></head><body><h1>{title}</h1>" +
         "".join(f"<p>{escaped(p)}</p>" for p in ps) + "</body></html>"),
        ("md", lambda: f"# {title}\n\n{text}\n"),
        ("rtf", lambda: r"{\rtf1\ansi " + "".join(re.sub(r"[^\x20-\x7e]", "'", p) + r"\par " for p in [title, *ps]) + "}"),
        ("docx", lambda: docx(title, ps)), ("odt", lambda: odt(title, ps)),
        ("csv", lambda: "\r\n".join(",".join('"' + c.replace('"', '""') + '"' for c in row) for row in rows)),
        ("json", lambda: json.dumps([{"from": w, "date": "2021-03-05T10:00:00", "text": t} for w, t in rows[1:]])),
        ("eml", lambda: mail(title, ps, r)),
        ("mbox", lambda: b"".join(b"From x Fri Mar  5 10:00:00 2021\n" + mail(title, [p], r) + b"\n" for p in ps[:3])),
        ("srt", lambda: subtitles(ps, "", ",")), ("vtt", lambda: subtitles(ps, "WEBVTT\n\n", ".")),
        ("pdf", lambda: pdf(title, ps)), ("pdf", lambda: pdf(title, ps)),
        ("zip", lambda: zipped([("report.txt", text), ("notes/more.html", f"<p>{escaped(ps[-1])}</p>")]))]
    ending, maker = kinds[seed % len(kinds)]
    data = maker()
    return ending, data if isinstance(data, bytes) else data.encode()


def tree(pid):
    """Memory of a process and its children, shared pages counted once: bytes."""
    total = 0
    try:
        for line in open(f"/proc/{pid}/smaps_rollup"):
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
        for task in os.listdir(f"/proc/{pid}/task"):
            total += sum(tree(int(c)) for c in open(f"/proc/{pid}/task/{task}/children").read().split())
    except (OSError, ValueError):
        pass
    return total


def processor():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(args, **more):
    """(seconds, seconds of processor, peak bytes, status)."""
    peak, before = 0, processor()
    start = time.monotonic()
    p = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         preexec_fn=lambda: os.sched_setaffinity(0, CORES & os.sched_getaffinity(0)), **more)

    def watch():
        nonlocal peak
        while p.poll() is None:
            peak = max(peak, tree(p.pid))
            time.sleep(0.05)

    t = threading.Thread(target=watch)
    t.start()
    p.wait()
    t.join()
    return time.monotonic() - start, processor() - before, peak, p.returncode


def line(name, n, size, seconds, used, peak, more):
    print(f"mixed: {name}: {n} documents ({size / 1e6:.1f} MB) in {seconds:.1f} s: {n / seconds:.0f} documents and "
          f"{size / 1e6 / seconds:.2f} MB a second; {used:.1f} s of processor, {peak / 1e6:.0f} MB at the peak{more}", flush=True)


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        folder, size = tmp / "papers", 0
        for seed in range(n):
            ending, data = make(seed)
            size += len(data)
            at = folder / f"{seed // 500:03}"
            at.mkdir(parents=True, exist_ok=True)
            (at / f"report-{seed:05}.{ending}").write_bytes(data)
        case = tmp / "mixed.case"
        seconds, used, peak, status = measured([HEARSAY, "run", "-q", "--workers", "2", case, folder])
        db = sqlite3.connect(case)
        whole, files = db.execute("SELECT sum(p.verdict = 0), count(*) FROM file f LEFT JOIN pass_run p ON p.doc = f.raw").fetchone()
        line("hearsay, read, parsed and linked", n, size, seconds, used, peak, f"; {whole} of {files} files and members read whole, "
             f"status {status}")
        for verdict, code, reason, k in db.execute(
                "SELECT p.verdict, coalesce(f.code, p.code), coalesce(f.reason, p.reason), count(*) FROM file f LEFT JOIN pass_run "
                "p ON p.doc = f.raw WHERE coalesce(p.verdict, 2) <> 0 GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT 3"):
            print(f"mixed:     {k} not read whole: {code or ''} {reason}")
        db.close()
        subprocess.run([pathlib.Path(HEARSAY).parent / "test/stages", folder], check=True)
        if not shutil.which("recollindex"):
            print("mixed: recollindex skipped: it is not installed (apt-get install recollcmd)")
            return
        conf = tmp / "recoll"
        conf.mkdir()
        (conf / "recoll.conf").write_text(f"topdirs = {folder}\nthrQSizes = 2 2 2\nthrTCounts = 2 2 1\n")
        seconds, used, peak, status = measured(["recollindex", "-c", str(conf), "-z"])
        line("recollindex, indexed", n, size, seconds, used, peak, f", status {status}")


main()
