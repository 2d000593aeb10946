#!/usr/bin/env python3
"""Run the nested chains of chains.txt: chains.py PATH/TO/hearsay [LEAST]

Prints each chain that is not found whole, then the counts. Exits 1 where fewer than LEAST percent are right.
"""
import json
import os
import re
import subprocess
import sys

WORD = re.compile(r"\w+(?:['’]\w+)?")


def read_chains(path):
    """[(text, [(depth, source, cue, [content], voice)])]"""
    chains, fresh = [], False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            fresh = False
            continue
        if line.startswith("> "):
            if fresh and not chains[-1][1]:
                chains[-1] = (chains[-1][0] + "\n\n" + line[2:], [])
            else:
                chains.append((line[2:], []))
            fresh = True
            continue
        depth = (len(line) - len(line.lstrip())) // 2
        body, _, voice = line.strip().partition(" = ")
        source, cue, content = body.split(" | ")
        chains[-1][1].append((depth, source, cue, content.split(" / "), voice))
    return chains


def words(text, span):
    data = text.encode()
    before = len(data[: span[0]].decode())
    inside = data[span[0] : span[1]].decode()
    return {before + m.start() for m in WORD.finditer(inside)}


def place(text, piece, near, outside=frozenset()):
    """word positions of the piece: of its occurrences, one outside those words where there is one, the nearest to
    `near`; «A … B» reaches from A to the next B"""
    first, _, last = piece.partition(" … ")
    at, best = text.find(first), None
    while at >= 0:
        rank = (at in outside, abs(at - near))
        if best is None or rank < (best in outside, abs(best - near)):
            best = at
        at = text.find(first, at + 1)
    end = -1 if best is None else text.find(last, best + len(first) if last else best)
    if end < 0:
        raise SystemExit(f"chains.txt: «{piece}» is not in «{text}»")
    end += len(last) if last else len(first)
    return {best + m.start() for m in WORD.finditer(text[best:end])}, best


def gold(text, lines):
    """content positions first, cue next to its content, source next to its cue"""
    out, open_at = [], []
    for depth, source, cue, content, voice in lines:
        inside = open_at[depth - 1] if depth else 0
        pieces, at = set(), None
        for piece in content:
            found, where = place(text, piece, at if at is not None else inside)
            pieces |= found
            at = where if at is None else at
        cue_words, cue_at = place(text, cue, at, pieces)
        source_words = place(text, source, cue_at)[0] if source != "-" else set()
        open_at[depth:] = [at]
        parent = next((k for k in range(len(out) - 1, -1, -1) if lines[k][0] == depth - 1), None) if depth else None
        out.append({"source": source_words, "cue": cue_words, "content": pieces, "parent": parent, "voice": voice})
    return out


def matches(g, s, text):
    spans = {k: set().union(*[words(text, x) for x in s[k]]) if s[k] else set() for k in ("source", "cue", "content")}
    if g["cue"] and not g["cue"] & spans["cue"] and spans["cue"]:
        return False
    if bool(g["source"]) != bool(spans["source"]) or (g["source"] and not g["source"] & spans["source"]):
        return False
    both = g["content"] | spans["content"]
    return bool(both) and len(g["content"] & spans["content"]) / len(both) >= 0.8


def right(text, lines, found):
    """None where the whole chain is there, else what is wrong"""
    wanted, at = gold(text, lines), []
    for k, g in enumerate(wanted):
        hit = next((i for i, s in enumerate(found) if i not in at and matches(g, s, text)), None)
        if hit is None:
            return "not found: " + " | ".join((lines[k][1], lines[k][2], " / ".join(lines[k][3])))
        at.append(hit)
    for k, g in enumerate(wanted):
        parent = found[at[k]]["parent"]
        if g["parent"] is not None and parent != at[g["parent"]]:
            return f"hangs on the wrong line: {lines[k][1]} | {lines[k][2]}"
        if g["voice"] and g["voice"] not in (found[at[k]]["voice"]["name"] or ""):
            return f"voice of «{lines[k][1]}»: {found[at[k]]['voice']['name']} instead of {g['voice']}"
    return None


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    chains = read_chains(os.path.join(here, "chains.txt"))
    rows = [json.dumps({"id": str(i), "text": t, "date": "2021-03-05"}) for i, (t, _) in enumerate(chains)]
    done = subprocess.run([sys.argv[1], "find", "-"], input="\n".join(rows) + "\n", capture_output=True, text=True, check=True)
    ok = 0
    for (text, lines), row in zip(chains, done.stdout.splitlines()):
        wrong = right(text, lines, json.loads(row)["attributions"])
        ok += wrong is None
        if wrong:
            print(f"{text}\n    {wrong}")
    share = 100 * ok / len(chains)
    print(f"chains: {ok} of {len(chains)} right, {share:.1f} %")
    sys.exit(share < float(sys.argv[2]) if len(sys.argv) > 2 else 0)


if __name__ == "__main__":
    main()
