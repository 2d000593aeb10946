#!/usr/bin/env python3
"""Checks that nothing lies about unregistered: every .c file of src/ and test/unit/ is built, every verb's file is in
hs_verbs, every function that has the type of a registry's entry is in that registry. Prints each offence; exit 1 if one."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parents[2]
offences = []


def text(path):
    return (root / path).read_text()


built = {}
for listing in [root / "meson.build", *(root / "src").rglob("meson.build")]:
    for name in re.findall(r"'([\w/]+\.c)'", listing.read_text()):
        built[(listing.parent / name).resolve()] = listing
for path in sorted((root / "src").rglob("*.c")):
    if path not in built:
        offences.append(f"{path.relative_to(root)}: in no meson.build")

tests = text("test/meson.build")
for path in sorted((root / "test/unit").glob("test_*.c")):
    if f"'{path.stem[5:]}'" not in tests:
        offences.append(f"{path.relative_to(root)}: not in test/meson.build")

# registry: (room, pattern of the definition of an entry's function, file with the table)
REGISTRIES = [
    ("src/cli", r"^int (hs_verb_\w+)\(int argc, char \*\*argv\)$", "src/cli/verbs.c"),
    ("src/find", r"^void (hs_find_\w+)\(hs_doc \*d\)$", "src/find/find.c"),
    ("src/link", r"^bool (hs_link_\w+)\(hs_pile \*p, hs_err \*err\)$", "src/link/link.c"),
]
for room, pattern, table in REGISTRIES:
    listed = text(table)
    for path in sorted((root / room).glob("*.c")):
        for name in re.findall(pattern, path.read_text(), re.M):
            if f"{name}}}" not in listed:
                offences.append(f"{path.relative_to(root)}: {name} is not in the table of {table}")

for room, table in (("read", "readers.c"), ("show", "printers.c")):
    path = root / "src" / room / table
    if not path.exists():
        continue
    listed = path.read_text()
    for header in sorted(path.parent.glob("*.h")):
        for name in re.findall(rf"extern const hs_(?:reader|printer) (\w+);", header.read_text()):
            if not re.search(rf"\b{name}\b", listed):
                offences.append(f"{header.relative_to(root)}: {name} is not in the table of {table}")

print("\n".join(offences) or "registries: everything is in its table")
sys.exit(bool(offences))
