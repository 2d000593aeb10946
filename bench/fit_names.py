#!/usr/bin/env python3
"""Fits the weights by which names are judged alike (src/link/name_weights.c) to the judged pairs of
../shared/data/names/pairs.csv: logistic regression with a ridge, one for people and one for all else, on the measures
that `hearsay same --batch FILE --json` prints. bench/names.py prints how well it holds on pairs that were kept out.

    bench/fit_names.py [--dry]     --dry: print, write nothing"""
import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import data

ROOT = data.ROOT
RIDGE = 0.4


def judged():
    """(person?, same?, measures by name, the row) of each pair, or None where the data is not here."""
    folder = data.folder("names")
    if not folder:
        return None
    with open(folder / "pairs.csv", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as f:
        for r in rows:
            kind = "person" if r["schema"] == "Person" else "organisation"
            f.write(" ".join(r["name1"].split()) + "\t" + " ".join(r["name2"].split()) + "\t" + kind + "\n")
        f.flush()
        out = subprocess.run([ROOT / "build/hearsay", "same", "--json", "--batch", f.name], capture_output=True, check=True)
    answers = [json.loads(line) for line in out.stdout.splitlines()]
    return [(r["schema"] == "Person", r["is_match"] == "true", a["measures"], {**r, **a}) for r, a in zip(rows, answers)]


def solve(a, b):
    """Gauss elimination with pivots."""
    n = len(b)
    m = [row[:] + [y] for row, y in zip(a, b)]
    for i in range(n):
        p = max(range(i, n), key=lambda k: abs(m[k][i]))
        m[i], m[p] = m[p], m[i]
        for k in range(i + 1, n):
            f = m[k][i] / m[i][i]
            for j in range(i, n + 1):
                m[k][j] -= f * m[i][j]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][j] * x[j] for j in range(i + 1, n))) / m[i][i]
    return x


def chance(w, x):
    return 1 / (1 + math.exp(-max(-30, min(30, sum(a * b for a, b in zip(w, x))))))


def fit(examples, ridge=RIDGE):
    """Newton's method; examples are (measures, same?). The bias, first, is not held back."""
    n = len(examples[0][0])
    w = [0.0] * n
    for _ in range(12):
        gradient = [-ridge * v * (i > 0) for i, v in enumerate(w)]
        hessian = [[(ridge if i else 1e-6) * (i == j) for j in range(n)] for i in range(n)]
        for x, same in examples:
            p = chance(w, x)
            h = max(p * (1 - p), 1e-6)
            for i in range(n):
                if x[i]:
                    gradient[i] += (same - p) * x[i]
                    row, k = hessian[i], h * x[i]
                    for j in range(n):
                        row[j] += k * x[j]
        w = [a + b for a, b in zip(w, solve(hessian, gradient))]
    return w


def main():
    data = judged()
    if data is None:
        print("fit_names: skipped, ../shared/data/names/pairs.csv is not here")
        return
    names = list(data[0][2])
    tables = [fit([(list(m.values()), s) for person, s, m, _ in data if person == one]) for one in (True, False)]
    lines = "\n".join(f"    {names[i]:<10}{tables[0][i]:8.3f}{tables[1][i]:8.3f}" for i in range(len(names)))
    print(lines)
    if "--dry" in sys.argv:
        return
    rows = "\n".join("    {" + ", ".join(f"[HS_NAME_{n.upper()}] = {v:.3f}" for n, v in zip(names, t)) + "}," for t in tables)
    (ROOT / "src/link/name_weights.c").write_text(
        "/* Made by `python3 bench/fit_names.py` from ../shared/data/names/pairs.csv; not edited by hand. */\n"
        '#include "link/name_likeness.h"\n\n'
        "/* People, then all else. Positive speaks for one name. */\n"
        f"const double hs_name_weights[2][HS_NAME_MEASURES] = {{\n{rows}\n}};\n")
    subprocess.run(["clang-format", "-i", ROOT / "src/link/name_weights.c"], check=False)


if __name__ == "__main__":
    main()
