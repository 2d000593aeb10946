#!/usr/bin/env python3
"""Fits the weights by which two acts of one story are judged one happening (src/link/act_weights.c) to the event chains of
../shared/data/crossdoc: logistic regression (AdaGrad, small ridge) on the signs that build/test/act_pairs prints, over pairs of
acts that stand for gold mentions in the sentences that the set follows; a pair weighs the less the more pairs its acts are in.
Before it writes them it prints how well weights fitted to three quarters of the topics tell the pairs of the other quarter.

    bench/fit_acts.py [--dry]     --dry: print, write nothing"""
import collections
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import data
from crossdoc import HEARSAY, WORDS, gold_of, match, sentence

ROOT = data.ROOT
EPOCHS, STEP, RIDGE, FOLDS = 8, 0.1, 1e-4, 4


def signs():
    """The names of the signs, in order."""
    header = (ROOT / "src/link/happening.h").read_text()
    return re.findall(r"^    (HS_ACT_\w+),", header[: header.index("HS_ACT_SIGNS\n")], re.M)


def pairs_of(texts):
    """[(signs, one chain?, weight)…] of one topic."""
    gold, followed = {}, set()
    with tempfile.TemporaryDirectory() as folder:
        case = pathlib.Path(folder) / "case"
        subprocess.run([HEARSAY, "run", case, *texts, "-q"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        out = subprocess.run([HEARSAY, "export", case, "--format", "jsonl"], capture_output=True, check=True).stdout
        printed = subprocess.run([ROOT / "build/test/act_pairs", case], capture_output=True, check=True, text=True).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    acts = collections.defaultdict(list)
    for o in rows:
        for a in o["acts"] if o["type"] == "event" else []:
            acts[a["doc"]].append(([tuple(r) for r in a["raw"]], (a["doc"], a["from"])))
    path = {o["id"]: pathlib.Path(o["path"]).stem for o in rows if o["type"] == "document"}
    for doc, stem in path.items():
        text = next(t for t in texts if t.stem == stem)
        WORDS[stem] = text
        parts, events = gold_of(text)
        followed |= {sentence(g) for g in parts + events if g[2]}
        of = {g[0]: g for g in events}
        gold.update({act: of[key] for key, act in match(acts[doc], events, True).items()})
    gold = {act: g[2] for act, g in gold.items() if sentence(g) in followed}
    found = []
    for line in printed.splitlines():
        d, a, e, b, *x = line.split()
        one, other = (d, int(a)), (e, int(b))
        if one in gold and other in gold:
            found.append((one, other, [float(v) for v in x], bool(gold[one]) and gold[one] == gold[other]))
    degree = collections.Counter(k for p in found for k in p[:2])
    return [(x, same, 2 / (degree[a] + degree[b])) for a, b, x, same in found]


def chance(w, x):
    return 1 / (1 + math.exp(-max(-30, min(30, sum(a * b for a, b in zip(w, x))))))


def fit(rows):
    rows, rnd = list(rows), random.Random(1)
    w, squares = [0.0] * len(rows[0][0]), [1e-6] * len(rows[0][0])
    mean, total, taken = sum(r[2] for r in rows) / len(rows), [0.0] * len(w), 0
    for epoch in range(EPOCHS):
        rnd.shuffle(rows)
        for x, same, weight in rows:
            d = (chance(w, x) - same) * weight / mean
            for i, v in enumerate(x):
                if v:
                    g = d * v + RIDGE * w[i]
                    squares[i] += g * g
                    w[i] -= STEP * g / math.sqrt(squares[i])
        if epoch >= EPOCHS // 2:
            taken += 1
            total = [a + b for a, b in zip(total, w)]
    return [t / taken for t in total]


def told(w, rows):
    """Share of the weight of the pairs that is told right."""
    return sum(r[2] for r in rows if (chance(w, r[0]) >= 0.5) == r[1]) / sum(r[2] for r in rows)


def main():
    root = data.folder("crossdoc")
    if not root:
        print("fit_acts: skipped, ../shared/data/crossdoc.tar.xz is not here")
        return
    topics = [pairs_of(sorted(t.glob("*.txt"))) for t in sorted(root.iterdir(), key=lambda t: int(t.name)) if t.is_dir()]
    everything = [r for t in topics for r in t]
    for f in range(FOLDS):
        kept = [r for i, t in enumerate(topics) if i % FOLDS == f for r in t]
        w = fit([r for i, t in enumerate(topics) if i % FOLDS != f for r in t])
        print(f"fold {f}: {len(kept)} pairs kept out, told right {100 * told(w, kept):.1f} %, none joined {100 * told([-1] + [0] * (len(w) - 1), kept):.1f} %")
    w = fit(everything)
    rows = "".join(f"    [{n}] = {v:.3f}F,\n" for n, v in zip(signs(), w))
    made = ("/* Made by `python3 bench/fit_acts.py` from ../shared/data/crossdoc; not edited by hand. */\n"
            '#include "link/happening.h"\n\n/* Positive speaks for one happening. */\nconst float hs_act_weights[HS_ACT_SIGNS] = {\n' + rows + "};\n")
    print(made)
    if "--dry" not in sys.argv:
        at = ROOT / "src/link/act_weights.c"
        at.write_text(made)
        subprocess.run(["clang-format", "-i", at], check=False)


if __name__ == "__main__":
    main()
