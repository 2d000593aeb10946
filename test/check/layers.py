#!/usr/bin/env python3
"""Checks layers.txt: no file of src/ROOM includes a header of a room that ROOM may not include, only keep/ includes a
database header, and only show/ opens a listening socket. Prints each offence; exit 1 if there is one."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parents[2]
may = {}
for line in (root / "layers.txt").read_text().splitlines():
    if line.strip() and not line.startswith("#"):
        room, others = line.split(":")
        may[room] = {room, *others.split()}

ONLY = {"sqlite3.h": "keep", "libpq-fe.h": "keep", "microhttpd.h": "show"}
offences = []
for path in sorted((root / "src").rglob("*.[ch]")):
    room = path.relative_to(root / "src").parts[0]
    if room not in may:
        offences.append(f"{path}: the room {room} is not in layers.txt")
        continue
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*(["<])([^">]+)', line)
        where = f"{path.relative_to(root)}:{number}"
        if re.search(r"\b(listen|accept4?)\s*\(\s*\w*(sock|fd)", line) and room != "show":
            offences.append(f"{where}: only show/ opens a listening socket")
        if not found:
            continue
        name = found.group(2)
        if found.group(1) == '"':
            target = name.split("/")[0] if "/" in name else room
            if target not in may[room]:
                offences.append(f"{where}: {room} may not include {name} (layers.txt)")
        elif name in ONLY and room != ONLY[name]:
            offences.append(f"{where}: only {ONLY[name]}/ includes {name}")
print("\n".join(offences) or "layers: every include is allowed")
sys.exit(bool(offences))
