#!/usr/bin/env python3
"""Names against the Worldwide English Newswire (../shared/data/entities): persons, organisations and places, by exact
span and kind, and by overlap whatever the kind.

    bench/find_names.py [--most N] [--wrong]"""
import collections
import json
import pathlib
import subprocess
import sys

import data

ROOT = pathlib.Path(__file__).resolve().parents[1]
most = int(sys.argv[sys.argv.index("--most") + 1]) if "--most" in sys.argv else 200
folder = data.need("entities")
wrong = "--wrong" in sys.argv

KINDS = {"Person": "person", "Organization": "organisation", "Location": "place"}
NO_SPACE_BEFORE = set(",.;:!?)]}%") | {"'s", "’s", "n't", "”", "’"}
NO_SPACE_AFTER = set("([{$") | {"“", "‘"}


def article(path):
    """The text put together again from its tokens, and its spans: (from, to, kind) in bytes."""
    text, spans, open_span, after = "", [], None, ""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        parts = line.split("\t")
        token, label = parts[0], parts[1] if len(parts) > 1 else "O"
        if not token.strip():
            continue
        dash = token == "-" or after == "-"
        if text and not dash and token not in NO_SPACE_BEFORE and after not in NO_SPACE_AFTER:
            text += " "
        start = len(text.encode())
        text += token
        end = len(text.encode())
        after = token
        kind = KINDS.get(label[2:])
        if label.startswith("I-") and open_span and open_span[2] == label[2:]:
            open_span[1] = end
        else:
            open_span = [start, end, label[2:]] if label != "O" else None
            if open_span and (kind or label[2:]):
                spans.append(open_span)
        if label == "O":
            open_span = None
    return text, [(a, b, KINDS[k]) for a, b, k in spans if k in KINDS]


files = sorted(folder.glob("*.tsv"))
step = max(1, len(files) // most)
articles = [article(f) for f in files[::step][:most]]
lines = "\n".join(json.dumps({"id": i, "text": t}) for i, (t, _) in enumerate(articles))
out = subprocess.run([ROOT / "build/hearsay", "find"], input=lines.encode(), capture_output=True, check=True).stdout
right, gold, found, confused = collections.Counter(), collections.Counter(), collections.Counter(), collections.Counter()
missed, extra = collections.Counter(), collections.Counter()
for (text, spans), line in zip(articles, out.splitlines()):
    raw = text.encode()
    ours = {(m["span"][0], m["span"][1], m["kind"]) for m in json.loads(line)["mentions"] if m["form"] == "name" and m["kind"] != "other"}
    theirs = set(spans)
    for a, b, k in theirs:
        gold[k] += 1
        if (a, b, k) in ours:
            right[k] += 1
        else:
            other = next((x for x in ours if x[0] == a and x[1] == b), None)
            confused[(k, other[2] if other else "-")] += 1
            missed[(raw[a:b].decode(), k, other[2] if other else next((raw[x[0]:x[1]].decode() for x in ours if x[0] < b and a < x[1]), "-"))] += 1
    for a, b, k in ours:
        found[k] += 1
        if (a, b, k) not in theirs and not any(x < b and a < y for x, y, _ in theirs):
            extra[(raw[a:b].decode(), k)] += 1


def f1(r, g, f):
    return 200 * r / max(g + f, 1)


for k in KINDS.values():
    print(f"{k}: precision {100 * right[k] / max(found[k], 1):.1f}, recall {100 * right[k] / max(gold[k], 1):.1f}, F1 {f1(right[k], gold[k], found[k]):.1f} of {gold[k]}")
print(f"names: F1 {f1(sum(right.values()), sum(gold.values()), sum(found.values())):.1f} in {len(articles)} articles")
if wrong:
    print(confused.most_common())
    for what, n in missed.most_common(60):
        print("  missed", n, what)
    for what, n in extra.most_common(60):
        print("  extra", n, what)
