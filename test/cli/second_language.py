#!/usr/bin/env python3
"""A second language costs data only: makes a small treebank of an invented grammar with the lexicon of no language,
trains all parts on it and parses unseen text of it. second_language.py HEARSAY HEARSAY-TRAIN"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile

hearsay, trainer = sys.argv[1:3]
rng = random.Random(7)


def word(n):
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(n))


NOUNS = [word(2) for _ in range(60)]
VERBS = [word(2) for _ in range(30)]
ADJECTIVES = [word(2) for _ in range(30)]
NAMES = [word(3).capitalize() for _ in range(30)]


def phrase(case):
    """-> rows of (form, lemma, upos, relation); the last word is the head and has no relation yet"""
    if rng.random() < 0.25:
        name = rng.choice(NAMES)
        return [(name + case, name, "PROPN", "")]
    rows = [("ila", "ila", "DET", "det")]
    if rng.random() < 0.4:
        adjective = rng.choice(ADJECTIVES)
        rows.append((adjective + "a", adjective + "a", "ADJ", "amod"))
    noun = rng.choice(NOUNS)
    rows.append((noun + "o" + case, noun + "o", "NOUN", ""))
    return rows


def sentence():
    """subject verb object, with an abbreviation that keeps its full stop now and then"""
    rows, verb = [], rng.choice(VERBS)
    parts = [("nsubj", phrase("")), (None, [(verb + "as", verb + "i", "VERB", "")]), ("obj", phrase("n"))]
    if rng.random() < 0.3:
        parts.insert(2, ("advmod", [("k.t.p.", "k.t.p.", "ADV", "")]))
    heads = {}
    for rel, part in parts:
        first = len(rows)
        head = first + len(part)
        for form, lemma, upos, r in part:
            rows.append([form, lemma, upos, head, r or rel])
        if rel is None:
            heads["root"] = head
        rows[head - 1][3] = None if rel else 0
    for row in rows:
        if row[3] is None:
            row[3] = heads["root"]
        if row[4] is None:
            row[4] = "root"
    mark = rng.choice("..?")
    rows.append([mark, mark, "PUNCT", heads["root"], "punct"])
    rows[0][0] = rows[0][0][0].upper() + rows[0][0][1:]
    return rows


def conllu(sentences, per_paragraph=5):
    out = []
    for k, rows in enumerate(sentences):
        if k % per_paragraph == 0:
            out.append("# newpar")
        for i, (form, lemma, upos, head, rel) in enumerate(rows, 1):
            misc = "SpaceAfter=No" if i == len(rows) - 1 else "_"
            out.append(f"{i}\t{form}\t{lemma}\t{upos}\t_\t_\t{head}\t{rel}\t_\t{misc}")
        out.append("")
    return "\n".join(out) + "\n"


def text_of(sentences, per_paragraph=5):
    lines = [" ".join(r[0] for r in rows[:-1]) + rows[-1][0] for rows in sentences]
    return "\n\n".join(" ".join(lines[i:i + per_paragraph]) for i in range(0, len(lines), per_paragraph)) + "\n"


def parse(text, env):
    out = subprocess.run([hearsay, "parse", "--lang", "eo", "-"], input=text.encode(), env=env, capture_output=True)
    assert out.returncode == 0, out.stderr.decode()
    sentences, rows = [], []
    for line in out.stdout.decode().splitlines():
        if line.startswith("#"):
            continue
        if line:
            f = line.split("\t")
            rows.append([f[1], f[2], f[3], int(f[6]) if f[6].isdigit() else -1, f[7]])
        else:
            sentences.append(rows)
            rows = []
    return sentences


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    train, dev = [sentence() for _ in range(700)], [sentence() for _ in range(100)]
    (folder / "train.conllu").write_text(conllu(train))
    env = dict(os.environ, HS_MODEL=str(folder), OPENBLAS_NUM_THREADS="1")
    before = subprocess.run([hearsay, "parse", "--lang", "eo", "-"], input=b"x", capture_output=True,
                            env=dict(env, HS_MODEL=""))
    assert before.returncode == 3 and b"no model" in before.stderr, before.stderr

    def trained(*args):
        done = subprocess.run([trainer, *map(str, args)], capture_output=True, env=env)
        assert done.returncode == 0, done.stderr.decode()

    trained("segmenter", "--lang", "eo", "--trees", folder / "train.conllu", "--out", folder / "split")
    trained("net", "--trees", folder / "train.conllu", "--out", folder / "net", "--epochs", 6, "--text-epochs", 0,
            "--hidden", 32, "--arc", 32, "--rel", 16, "--word-dim", 32, "--piece-dim", 32, "--pieces", 1024,
            "--batch", 400, "--rate", 0.01)
    trained("pack", folder / "eo.model", f"split={folder / 'split'}", f"net={folder / 'net'}")
    again = folder / "split.again"
    trained("segmenter", "--lang", "eo", "--trees", folder / "train.conllu", "--out", again)
    assert again.read_bytes() == (folder / "split").read_bytes(), "training the segmenter twice gives two results"

    got = parse(text_of(dev), env)
    gold_forms, forms = [[r[0] for r in s] for s in dev], [[r[0] for r in s] for s in got]
    whole = sum(f in forms for f in gold_forms)
    assert whole >= 97, f"only {whole} of 100 sentences are cut as they were made"
    pairs = [(a, b) for g, s in zip(dev, got) if [r[0] for r in g] == [r[0] for r in s] for a, b in zip(g, s)] \
        if len(dev) == len(got) else []
    assert pairs, "the sentences do not correspond"
    share = {n: sum(a[k] == b[k] for a, b in pairs) / len(pairs) for n, k in (("lemma", 1), ("upos", 2), ("head", 3))}
    assert share["upos"] > 0.97 and share["head"] > 0.95 and share["lemma"] > 0.9, share
    print(f"second language: {whole} of 100 sentences, " + ", ".join(f"{k} {100 * v:.1f} %" for k, v in share.items()))
