#!/usr/bin/env python3
"""Name pairs (../shared/data/names/pairs.csv): precision, recall and F1 of `hearsay same` with «same» alone counted as
one name; the same in ten-fold cross-validation of the fitted weights, folds of whole groups (all pairs that share a
name lie in one fold).

    bench/names.py [--wrong]"""
import sys

import fit_names

FOLDS = 10


def score(pairs):
    right = sum(v and g for v, g in pairs)
    found, gold = sum(v for v, _ in pairs), sum(g for _, g in pairs)
    p, r = right / max(1, found), right / max(1, gold)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"


def folds(data):
    """A fold for each pair; pairs that share a spelling, directly or through others, are in one."""
    group = {}

    def find(x):
        while group.setdefault(x, x) != x:
            x = group[x]
        return x

    for _, _, _, r in data:
        group[find(r["name1"].lower())] = find(r["name2"].lower())
    order = {}
    for _, _, _, r in data:
        order.setdefault(find(r["name1"].lower()), len(order))
    return [order[find(r["name1"].lower())] % FOLDS for _, _, _, r in data]


def main():
    data = fit_names.judged()
    if data is None:
        print("names: skipped, ../shared/data/names/pairs.csv is not here")
        return
    said = [(r["verdict"] == "same", s) for _, s, _, r in data]
    print(f"names, {len(data)} pairs, same alone:    {score(said)}   (logic_v2 F1 .790)")
    for word, person in (("people", True), ("all else", False)):
        print(f"  {word:<32}{score([x for x, d in zip(said, data) if d[0] == person])}")
    fold, held = folds(data), [None] * len(data)
    for person in (True, False):
        for k in range(FOLDS):
            train = [(list(m.values()), s) for (p, s, m, _), f in zip(data, fold) if p == person and f != k]
            w = fit_names.fit(train)
            for i, (p, s, m, _) in enumerate(data):
                if p == person and fold[i] == k:
                    bare = p and m["single"] > 0  # as hs_judge_names has it
                    held[i] = (fit_names.chance(w, list(m.values())) >= 0.5 and not bare, s)
    print(f"names, weights fitted without the pair's group: {score(held)}")
    if "--wrong" in sys.argv:
        for (v, s), (_, _, _, r) in zip(held, data):
            if v != s:
                print("  said" if v else "  missed", r["schema"][:3], r["name1"], "|", r["name2"], "|", r["why"])


main()
