#!/usr/bin/env python3
"""Runs the commands that README.md shows and compares what they print with what it says they print.

    readme.py BUILD_FOLDER ROOT [--write]

A block that starts with ```console holds lines "$ command", each followed by its output. The commands run one after
another in one folder that holds nothing but a link to examples/. --write puts the present output into the README.
"""
import os
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)


def run(command, folder, env):
    """what the command prints, without blanks at line ends and at the end"""
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, stdout=subprocess.PIPE, text=True)
    return "".join(line.rstrip() + "\n" for line in done.stdout.rstrip().splitlines())


def played(block, folder, env):
    """the block with the output that its commands print now"""
    out = ""
    for line in block.splitlines():
        if line.startswith("$ "):
            out += line + "\n" + run(line[2:], folder, env)
    return out


def main():
    build, root = (os.path.abspath(a) for a in sys.argv[1:3])
    path = os.path.join(root, "README.md")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    env = dict(os.environ, PATH=build + ":" + os.environ["PATH"], COLUMNS="100", LC_ALL="C.UTF-8", TZ="UTC")
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.join(root, "examples"), os.path.join(folder, "examples"))
        now = BLOCK.sub(lambda m: played(m.group(), folder, env), text)
    if now == text:
        return
    if "--write" in sys.argv:
        with open(path, "w", encoding="utf-8") as f:
            f.write(now)
        return
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".md") as f:
        f.write(now)
        f.flush()
        subprocess.run(["diff", "-u", path, f.name])
    sys.exit("README.md shows output that is not printed any more; test/golden/readme.py build . --write renews it")


if __name__ == "__main__":
    main()
