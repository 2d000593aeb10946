#!/usr/bin/env python3
"""Run the sentences of voices.txt: voices.py PATH/TO/hearsay [LEAST]

A thing said is right where an assertion has most of its words, its voice, and denies or not as told; wrong where
one has the words and none of these has the voice; else missing. Prints what is not right, then the counts. Exits 1 where fewer
than LEAST percent are right.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

MOST = 0.75  # of the words


def read(path):
    """[(text, [(voice, words, flags)])]"""
    texts = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("> "):
            texts.append((line[2:].replace("\\n", "\n\n"), []))
        elif line and not line.startswith("#"):
            part = [x.strip() for x in line.split("|")] + [""]
            texts[-1][1].append(tuple(part[:3]))
    return texts


def found(hearsay, texts):
    """per text, [(voice, words, flags)] of its assertions"""
    with tempfile.TemporaryDirectory() as tmp:
        folder, case = pathlib.Path(tmp, "in"), pathlib.Path(tmp, "case")
        folder.mkdir()
        for i, (text, _) in enumerate(texts):
            (folder / f"{i:04}.txt").write_text(text + "\n", encoding="utf-8")
        subprocess.run([hearsay, "run", "-q", case, folder], check=True, stdout=subprocess.DEVNULL)
        out = subprocess.run([hearsay, "export", case, "--format", "jsonl"], check=True, capture_output=True, text=True)
    rows = [json.loads(line) for line in out.stdout.splitlines()]
    docs = {r["id"]: int(pathlib.Path(r["path"]).stem) for r in rows if r["type"] == "document"}
    report = {r["id"]: r for r in rows if r["type"] == "attribution"}
    all_ = [[] for _ in texts]
    for r in rows:
        if r["type"] != "assertion":
            continue
        by, voice = report.get(r["attribution"], {}), r.get("voice") or {"kind": "author"}
        name = "@" if voice["kind"] == "author" else voice["name"] or "?"
        flags = "d" * (by.get("stance") == "denies") + "n" * r["negated"] + "N" * by.get("negated", False)
        all_[docs[r["id"].split(".")[0]]].append((name, " ".join(s["text"] for s in r["spans"]), flags))
    return all_


def words(text):
    return {w for w in re.findall(r"\w+", text.lower()) if w not in ("a", "an", "that", "the", "to")}


def bare(name):
    return re.sub("^(the|a|an) ", "", name.lower().replace("’", "'"))


def same_voice(wanted, given):
    return bare(wanted) == bare(given) or (wanted not in "@?" and bare(wanted) in bare(given))


def verdict(wanted, all_):
    voice, said, flags = wanted
    has = [x for x in all_ if len(words(said) & words(x[1])) >= MOST * len(words(said))]
    fits = [x for x in has if same_voice(voice, x[0]) and set(flags) <= set(x[2]) and ("d" in flags) == ("d" in x[2])]
    return "right" if fits else "wrong" if has else "missing"


def main():
    texts = read(pathlib.Path(__file__).with_name("voices.txt"))
    count = {"right": 0, "wrong": 0, "missing": 0}
    for (text, wanted), all_ in zip(texts, found(sys.argv[1], texts)):
        for want in wanted:
            what = verdict(want, all_)
            count[what] += 1
            if what != "right":
                print(text, f"\n    {what}: {' | '.join(want)}", *(f"\n    found: {' | '.join(x)}" for x in all_))
    all_ = sum(count.values())
    print(f"voices: {count['right']} of {all_} right, {count['wrong']} wrong, {count['missing']} missing")
    least = float(sys.argv[2]) if len(sys.argv) > 2 else 0
    sys.exit(100 * count["right"] < least * all_)


main()
