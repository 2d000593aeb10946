#!/usr/bin/env python3
"""The clean text, blocks and places of every format's fixtures against test/golden/formats.

    test/golden/formats.py HEARSAY [--write]

Fixtures are made by test/fixtures/make.py. --write renews the expected files; read the difference before you commit."""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "fixtures"))
from make import files

hearsay = pathlib.Path(sys.argv[1]).resolve()
write = "--write" in sys.argv
expected = HERE / "formats"


def seen(path):
    done = subprocess.run([hearsay, "text", "--json", path.name], cwd=path.parent, capture_output=True, text=True)
    if done.returncode:
        return done.stderr.strip() + "\n"
    d = json.loads(done.stdout)
    raw = d["text"].encode()
    out = [f"{key}: {d[key]}" for key in ("media", "title", "author", "outlet", "published", "part", "reason") if d.get(key)]
    for b in d["blocks"]:
        places = [p for p in d["places"] if p[0] < b["to"] and p[1] > b["from"]]
        names = list(dict.fromkeys(p[2] for p in places))
        names += [f"said by {b['speaker']}"] if b.get("speaker") else []
        out.append(f"\n[{b['kind']}{': ' if names else ''}{'; '.join(names)}]\n" + raw[b["from"]:b["to"]].decode())
    out += ["\nmembers:"] if d["members"] else []
    out += [f"{m['name']}: {m.get('reason') or m['size']}" for m in d["members"]]
    file = path.read_bytes()
    for at, n, from_, m in d["map"]:
        if n == m and raw[at:at + n].split() != file[from_:from_ + m].split():
            out.append(f"\nwrongly mapped: {raw[at:at + n]!r} is not {file[from_:from_ + m]!r}")
    unsure = sum(0 < p[5] < 60 for p in d["places"])
    if unsure:
        out.append(f"\nunsure words: {unsure}")
    boxes = [p for p in d["places"] if p[4]]
    if boxes:
        p = boxes[0]
        out.append(f"\nfirst box: {raw[p[0]:p[1]].decode()!r} {p[2]} at {[round(v) for v in p[4]]}")
    return "\n".join(out) + "\n"


bad = skipped = 0
with tempfile.TemporaryDirectory() as tmp:
    for name, content in files():
        path = pathlib.Path(tmp) / name
        path.write_bytes(content)
        got, golden = seen(path), expected / (name + ".txt")
        if "without tesseract" in got or "install tesseract" in got:
            skipped += 1
        elif write:
            golden.write_text(got)
        elif not golden.exists() or golden.read_text() != got:
            bad += 1
            print(f"{name}: not as {golden.relative_to(HERE.parent.parent)} expects:\n{got}")
if skipped:
    print(f"formats: {skipped} fixtures skipped: there is no tesseract to recognise pictures with")
sys.exit(1 if bad else 0)
