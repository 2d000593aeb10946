#!/usr/bin/env python3
"""Files made to use up a reader: each is given to a run of its own, which must end by itself with a verdict for the file
and for all that came out of it. Prints seconds of wall clock and of processors and the most memory that a process of it took;
exit 1 where a run does not end by itself or without a verdict, where a process took more than its 1 GB, or where a run, storing
and linking with it, took more than 20 s of processors for each document.

    test/hostile/bombs.py [NAME…]"""
import gzip
import io
import os
import pathlib
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "fixtures")]
import make_msg
import make_msppt
import make_msxls
import make_pst
from casefile import HEARSAY
from compound import compound

SECONDS, MEGABYTES = 20, 1024
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
O = "urn:oasis:names:tc:opendocument:xmlns:"


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        for name, data in members:
            z.writestr(name, data)
    return out.getvalue()


def nested():
    data = b"\0" * (1 << 20)
    for depth in range(10):
        data = zipped([(f"{i}.zip", data) for i in range(8)])
    return data


def office(part, kind, body, *more):
    return zipped([("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
                    f'content-types"><Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.'
                    f'{kind}.main+xml"/></Types>'),
                   ("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    f'relationships/officeDocument" Target="{part}"/></Relationships>'), (part, body), *more])


def docx(body):
    return office("word/document.xml", "wordprocessingml.document", body)


LAUGHS = ('<!DOCTYPE a [<!ENTITY a0 "The dam broke. ">' +
          "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)) + "]>")


def sheet():
    """A million cells that show the same long string."""
    rows = "".join(f'<row r="{r}">' + f'<c r="A{r}" t="s"><v>0</v></c>' * 100 + "</row>" for r in range(1, 10001))
    return office("xl/workbook.xml", "spreadsheetml.sheet",
                  f'<workbook {S} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet '
                  'name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
                  ("xl/_rels/workbook.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                   'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                   'relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.'
                   'openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>'
                   "</Relationships>"),
                  ("xl/sharedStrings.xml", f'<sst {S}><si><t>{"word " * 6000}</t></si></sst>'),
                  ("xl/worksheets/sheet1.xml", f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>"))


def ods():
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>word</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return zipped([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                   ("content.xml", f'<office:document-content xmlns:office="{O}office:1.0" xmlns:text="{O}text:1.0" '
                    f'xmlns:table="{O}table:1.0"><office:body><office:spreadsheet><table:table table:name="a">{row * 100}'
                    "</table:table></office:spreadsheet></office:body></office:document-content>")])


def pdf(page, content, *objects, packed=None):
    """Objects 5 and on are the caller's; object 5 is the font F1."""
    stream = f"<</Length {len(content)}{packed or ''}>>stream\n".encode() + content + b"\nendstream"
    all_ = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>{page}>>".encode(), stream,
            *(objects or [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"])]
    out, at = b"%PDF-1.4\n", []
    for i, o in enumerate(all_, 1):
        at.append(len(out))
        out += b"%d 0 obj\n" % i + o + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % p for p in at)
    return (out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(at) + 1) + table +
            b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(at) + 1, len(out)))


BOX = "/MediaBox[0 0 595 842]"


def glyphs():
    """A letter that draws itself, twice."""
    glyph = b"1000 0 d0 BT /F1 1 Tf (aa) Tj ET"
    return pdf(BOX, b"BT /F1 11 Tf 60 780 Td (" + b"a" * 5000 + b") Tj ET",
               b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/Encoding<</Type"
               b"/Encoding/Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1]/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>stream\n" % len(glyph) + glyph + b"\nendstream")


def signs():
    """A font that calls each letter by a hundred others, over and over."""
    cmap = (b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
            b"100 beginbfrange\n" + b"<0000> <FFFF> <" + b"0061" * 100 + b">\n" * 1 + b"endbfrange\n") * 300 + b"endcmap end"
    return pdf(BOX, b"BT /F1 11 Tf 60 780 Td <" + b"0061" * 200000 + b"> Tj ET",
               b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 6 0 R>>",
               b"<</Length %d>>stream\n" % len(cmap) + cmap + b"\nendstream",
               b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>")


def endless():
    """A gigabyte of words behind three filters."""
    data = zlib.compress(b"BT /F1 11 Tf 60 780 Td (word ) Tj ET\n" * (30 << 20), 1)
    for _ in range(2):
        data = zlib.compress(data, 9)
    return pdf(BOX, data, packed="/Filter[/FlateDecode/FlateDecode/FlateDecode]")


def picture():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" * ((50000 // 8 + 1) * 50000), 1)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 50000, 50000, 1, 0, 0, 0, 0)) + chunk(b"IDAT", rows) +
            chunk(b"IEND", b""))


def message():
    """Every attachment has the same four megabytes: the entries of their streams are made to begin at one place."""
    big = ("__substg1.0_37010102", b"x" * (4 << 20))
    small = [make_msg.attachment(i, 1, ("__substg1.0_37010102", b"y" * 5000)) for i in range(1, 300)]
    data = bytearray(compound(make_msg.message(32, "Bombs", [make_msg.wide(0x1000, "The dam held.")], make_msg.MARA,
                                               make_msg.attachment(0, 1, big), *small)))
    name = "__substg1.0_37010102\0".encode("utf-16-le")
    places = []
    at = data.find(name)
    while at >= 0:
        places.append(at)
        at = data.find(name, at + 1)
    start, size = max((struct.unpack_from("<IQ", data, p + 116) for p in places), key=lambda x: x[1])
    for p in places:
        struct.pack_into("<IQ", data, p + 116, start, size)
    return bytes(data)


def mailbox():
    """A block that lists itself, a page of the directory that leads to itself."""
    m = make_pst.Mailbox(True, 0)
    loop = m.next | 2
    m.block(struct.pack("<BBHI", 1, 2, 900, 1) + m.ids(*[loop] * 900), True)
    m.nodes.append((0x200024, loop, 0, 0x122))
    data = bytearray(m.done())
    root, = struct.unpack_from("<Q", data, 240)
    leaf = bytes(data[root:root + 512])
    data += leaf
    page = b"".join(struct.pack("<QQQ", 0, 0, root if i else len(data) - 512) for i in range(20)).ljust(488, b"\0")
    data[root:root + 512] = (page + bytes([20, 20, 24, 1])).ljust(512, b"\0")
    return bytes(data)


def workbook():
    """One long string that 300,000 cells share, and sheets that all claim the same place."""
    m, words = make_msxls, "The dam held. " * 2000
    cells = b"".join(m.cell(0xFD, i >> 8, i & 255, 0, struct.pack("<I", 0)) for i in range(300000))
    strings = m.record(0xFC, struct.pack("<II", 1, 1) + m.text(words))
    same = m.record(0x85, struct.pack("<IBB", 28033, 0, 0) + m.text("Bill", "<B")) * 1900
    return m.workbook(strings + same, [(m.text("Bill", "<B"), 0, cells)])


def slides():
    """A list that names one slide 300,000 times, and containers in containers."""
    m = make_msppt
    deep = b""
    for _ in range(3000):
        deep = m.record(61453, deep, container=True)
    slide = m.record(1006, m.wide("The dam held. " * 200) + deep, container=True)
    listed = m.record(1011, struct.pack("<5I", 2, 0, 0, 256, 0)) * 150000
    show = m.record(1000, m.record(4080, listed, 0, True), container=True)
    places = m.record(6002, struct.pack("<III", 2 << 20 | 1, len(slide), 0))
    edit = m.record(4085, struct.pack("<IIIIIIHH", 256, 0, 0, len(slide + show), 1, 9, 0, 0))
    user = m.record(4086, struct.pack("<IIIHHBBH", 20, 0xE391C05F, len(slide + show + places), 0, 0x3F4, 3, 0, 0))
    return compound([("Current User", user), ("PowerPoint Document", slide + show + places + edit)])


BOMBS = {
    "nested.zip": nested,
    "zeros.gz": lambda: gzip.compress(b"\0" * (600 << 20), 1),
    "deep.html": lambda: b"<html><body>" + b"<div><b>" * (4 << 20) + b"The dam held.",
    "line.txt": lambda: b"word " * (12 << 20),
    "deep.docx": lambda: docx(f"<w:document {W}><w:body>" + "<w:p>" * 2000000),
    "wide.docx": lambda: docx(f"<w:document {W}><w:body>" + "<w:p><w:r><w:t>The dam held.</w:t></w:r></w:p>" * 1000000 +
                              "</w:body></w:document>"),
    "laughs.docx": lambda: docx(f"{LAUGHS}<w:document {W}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"),
    "laughs.xml": lambda: f"<?xml version='1.0'?>{LAUGHS}<a>&a11;</a>".encode(),
    "laughs.html": lambda: f"{LAUGHS}<html><body><svg><text>&a11;</text></svg></body></html>".encode(),
    "strings.xlsx": sheet,
    "repeated.ods": ods,
    "part.docx": lambda: docx(b"<a>" + b" " * (700 << 20)),
    "page.pdf": lambda: pdf("/MediaBox[0 0 14000000 14000000]", b"0 0 m 9 9 l S"),
    "tree.pdf": lambda: pdf(BOX, b"").replace(b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R 2 0 R]/Count 2000000000"),
    "glyphs.pdf": glyphs,
    "signs.pdf": signs,
    "endless.pdf": endless,
    "heap.pdf": lambda: pdf(BOX, b"BT /F1 11 Tf 60 780 Td " + b"(a) Tj -6 0 Td " * 300000 + b" ET"),
    "picture.png": picture,
    "groups.rtf": lambda: b"{\\rtf1 " + b"{\\b " * (8 << 20) + b"The dam held.",
    "deep.json": lambda: b'{"messages":' + b"[" * (16 << 20),
    "cells.csv": lambda: b"a,b,c,d\n" * (4 << 20),
    "cues.srt": lambda: "".join(f"{i}\n00:00:01,000 --> 00:00:02,000\nThe dam held.\n\n" for i in range(400000)).encode(),
    "brackets.md": lambda: b"# Title\n\n" + b"[](" * (8 << 20),
    "quotes.eml": lambda: b"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: 5 Mar 2021\n\n" + b">" * (16 << 20) + b"x\n",
    "shared.msg": message,
    "loops.pst": mailbox,
    "cells.xls": workbook,
    "slides.ppt": slides,
}


def run(path, case):
    """(status, seconds, seconds of processors, MB)."""
    start = time.monotonic()
    p = subprocess.Popen([HEARSAY, "run", "-q", "--workers", "1", case, path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, used = os.wait4(p.pid, 0)
    return os.waitstatus_to_exitcode(status), time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    if sys.argv[1:2] == ["--make"]:
        return pathlib.Path(sys.argv[3]).write_bytes(BOMBS[sys.argv[2]]())
    bad, most, slowest = [], 0, 0
    wanted = sys.argv[1:] or list(BOMBS)
    for name in wanted:
        with tempfile.TemporaryDirectory() as tmp:
            path, case = pathlib.Path(tmp) / name, pathlib.Path(tmp) / "x.case"
            subprocess.run([sys.executable, __file__, "--make", name, path], check=True)  # its memory is not the run's
            status, seconds, cpu, mb = run(path, case)
            db = sqlite3.connect(case)
            own = db.execute("SELECT coalesce(verdict, 2), coalesce(f.reason, p.reason) FROM file f LEFT JOIN pass_run p ON "
                             "p.doc = f.raw WHERE container IS NULL").fetchone()
            without, documents = db.execute("SELECT sum(f.reason IS NULL AND p.doc IS NULL), count(DISTINCT f.raw) FROM file f "
                                            "LEFT JOIN pass_run p ON p.doc = f.raw").fetchone()
            db.close()
        ok = status in (0, 1, 3) and own and not without and cpu < SECONDS * max(1, documents) and mb < MEGABYTES + 200
        word = ("read", "read in part", "not read")[own[0]] if own else "no verdict"
        print(f"bomb: {name:13} {seconds:6.1f} s, {cpu:5.1f} s of processors, {mb:5.0f} MB  {documents:4} documents  {word}: {(own and own[1]) or 'all of it'}"
              f"{'' if ok else '  FAILED, status %d' % status}", flush=True)
        bad += [] if ok else [name]
        most, slowest = max(most, mb), max(slowest, cpu / max(1, documents))
    print(f"bomb: {len(wanted)} bombs, at most {slowest:.1f} s of processors a document and {most:.0f} MB a process: "
          + (f"FAILED: {', '.join(bad)}" if bad else "each has a verdict"))
    sys.exit(bool(bad))


main()
