#!/usr/bin/env python3
"""embed.py FILE NAME: the file as a C string constant, on standard output."""
import sys

path, name = sys.argv[1:3]
print(f"/* Made from {path.rsplit('/', 1)[-1]} by embed.py. */\nextern const char {name}[];\nconst char {name}[] =")
for line in open(path, encoding="utf-8"):
    escaped = line.rstrip("\n").replace("\\", "\\\\").replace('"', '\\"')
    print(f'    "{escaped}\\n"')
print("    ;")
