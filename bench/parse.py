#!/usr/bin/env python3
"""Everything that issue 3 asks of the language engine, on the dev parts of ../shared/data. `make bench-parse`

    bench/parse.py [--flat BYTES] [--docs]

Raw text is made as the CoNLL shared tasks make it: the sentences' texts, parted by blanks, a blank line at each newdoc
and newpar. --flat: the largest input of the flatness test (100 MB; without the network, and 1 % of it with). --docs: what is printed also replaces the figures of docs/engine.md."""
import datetime
import os
import pathlib
import platform
import re
import subprocess
import sys
import tarfile
import tempfile

import data

ROOT = pathlib.Path(__file__).resolve().parents[1]
HEARSAY, SPEED, MODEL = ROOT / "build/hearsay", ROOT / "build/test/parse_speed", ROOT / "models/en.model"
BY_ARTICLE = ROOT / "build/model-article/en.model"
HELD_OUT = {"jp", "ghana", "arg", "kr", "mauritius"}  # as in models/make.sh: papers that no training saw
KINDS = {"Person": "PER", "PER": "PER", "Organization": "ORG", "ORG": "ORG", "Location": "LOC", "LOC": "LOC",
         "Facility": "LOC"}


def option(name, default):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


SHARED = data.SHARED


def sh(*args, **more):
    return subprocess.run([str(a) for a in args], check=True, capture_output=True, **more).stdout.decode()


def raw_text(conllu):
    out, here, space = [], "", True
    end = 0
    for line in open(conllu, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith(("# newdoc", "# newpar")) and not line.startswith("# newpar_"):
            if here:
                out.append(here)
            here = ""
        elif line.startswith("# text = "):
            here += (" " if here and space else "") + line[9:].strip()
            end = 0
        elif line and line[0] != "#":
            field = line.split("\t")
            if "-" in field[0]:
                end = int(field[0].split("-")[1])
            if "." not in field[0] and ("-" in field[0] or int(field[0]) > end):
                space = "SpaceAfter=No" not in field[9]
    return "\n\n".join(out + [here]) + "\n"


def scores(gold, system_text, folder):
    system = folder / "system.conllu"
    system.write_text(system_text, encoding="utf-8")
    out = sh(sys.executable, SHARED / "score/syntax.py", gold, system)
    return {k: float(v) for k, v in (line.split() for line in out.splitlines())}


MEMORY = {"segmenter": "  memory: the trained segmenter waits for its table {} % of its time",
          "network": "  memory: of its tables the network reads {} that memory would give"}
LINES = []


def say(line):
    print(line, flush=True)
    LINES.append(line)


def row(name, got, reach, aim):
    say(f"{name:58s} {got:>22s}   reach {reach:<18s} aim {aim}".rstrip() if reach != "-" else f"{name:58s} {got:>22s}")


def into_docs():
    """Puts what was said between the marks of docs/engine.md."""
    page = ROOT / "docs/engine.md"
    text = page.read_text(encoding="utf-8")
    block = "<!-- bench-parse -->\n```\n" + "\n".join(LINES) + "\n```\n<!-- end -->"
    page.write_text(re.sub(r"<!-- bench-parse -->.*?<!-- end -->", lambda _: block, text, flags=re.S), encoding="utf-8")


def rules_alone(folder):
    """What the segmenter's rules reach without training: a model without parts."""
    bare = folder / "en.model"
    sh(ROOT / "build/hearsay-train", "pack", bare, "none=/dev/null")
    for name in ("ewt", "gum"):
        out = sh(HEARSAY, "parse", folder / f"{name}.txt", env=dict(os.environ, HS_MODEL=str(bare)))
        s = scores(SHARED / f"data/syntax/{name}-dev.conllu", out, folder)
        row(f"{name.upper()} dev from raw text, rules alone: tokens / sentences", f"{s['Tokens']:.2f} / {s['Sentences']:.2f}",
            "-", "-")


def trees(folder):
    for name, wanted in (("ewt", True), ("gum", False)):
        gold = SHARED / f"data/syntax/{name}-dev.conllu"
        text = folder / f"{name}.txt"
        text.write_text(raw_text(gold), encoding="utf-8")
        s = scores(gold, sh(HEARSAY, "parse", text), folder)
        label = f"{name.upper()} dev from raw text: "
        row(label + "tokens / sentences F1", f"{s['Tokens']:.2f} / {s['Sentences']:.2f}",
            *(("99.2 / 87", "99.5 / 91") if wanted else ("-", "-")))
        row(label + "UPOS / UAS / LAS F1", f"{s['UPOS']:.2f} / {s['UAS']:.2f} / {s['LAS']:.2f}",
            *(("95.0 / 84.5 / 81.5", "96.0 / 88 / 85.5") if wanted else ("-", "-")))
        row(label + "lemmas F1", f"{s['Lemmas']:.2f}", "-", "-")
        s = scores(gold, sh(HEARSAY, "parse", gold), folder)
        row(f"{name.upper()} dev from gold tokens: UPOS / UAS / LAS", f"{s['UPOS']:.2f} / {s['UAS']:.2f} / {s['LAS']:.2f}",
            *(("-", "-") if wanted else ("96.3 / 86 / 83", "97 / 89 / 86.5")))


def labelled(folder, held_out):
    """The files that held_out(name, place in the folder) chooses, as CoNLL-U with NE labels of the three classes."""
    out, place = [], -1
    with tarfile.open(SHARED / "data/entities.tar.xz") as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            name = pathlib.PurePath(member.name).name
            place += name.endswith(".tsv")
            if not name.endswith(".tsv") or not held_out(name, place):
                continue
            rows = []
            for line in tar.extractfile(member).read().decode("utf-8", "replace").splitlines() + [""]:
                field = line.split("\t")
                if len(field) < 2 or not field[0].strip():
                    if rows:
                        out.append("\n".join(rows) + "\n\n")
                    rows = []
                    continue
                bio, _, kind = field[1].strip().partition("-")
                ne = f"NE={bio}-{KINDS[kind]}" if kind in KINDS else "_"
                form = re.sub(r"\s+", "", field[0])
                rows.append(f"{len(rows) + 1}\t{form}\t_\tX\t_\t_\t{0 if not rows else 1}\tdep\t_\t{ne}")
    gold = folder / "entities.conllu"
    gold.write_text("".join(out), encoding="utf-8")
    return gold


def entities(folder, title, held_out, model=MODEL):
    gold = labelled(folder, held_out)
    plain = folder / "entities.plain.conllu"
    plain.write_text(re.sub(r"NE=\S+", "_", gold.read_text(encoding="utf-8")), encoding="utf-8")
    system = re.sub(r"NE=.-MISC", "_", sh(HEARSAY, "parse", plain, env=dict(os.environ, HS_MODEL=str(model))))
    whole = scores(gold, system, folder)["Entities"]
    parts = []
    for kind in ("PER", "LOC", "ORG"):
        only = re.compile(rf"NE=.-(?!{kind})[A-Z]+")
        one = folder / "one.conllu"
        one.write_text(only.sub("_", gold.read_text(encoding="utf-8")), encoding="utf-8")
        parts.append(f"{kind} {scores(one, only.sub('_', system), folder)['Entities']:.1f}")
    row(f"entities, {title} held out, gold tokens: F1", f"{whole:.2f}", "82", "88")
    say(f"{'':58s} {', '.join(parts)}")


def peer(title, apart):
    """A linear model with rich features, learnt here on the same papers."""
    whole, *parts = sh(ROOT / "build/test/names_peer", data.need("entities"), apart).split()
    row(f"  a linear model with rich features, {title} held out", whole, "-", "-")
    say(f"{'':58s} {', '.join(f'{k} {v}' for k, v in zip(parts[::2], parts[1::2]))}")


def memory(text):
    """Peak resident MB of one run, the mapped model with it."""
    run = subprocess.Popen([HEARSAY, "parse", text], stdout=subprocess.DEVNULL)
    return os.wait4(run.pid, 0)[2].ru_maxrss / 1024


def main():
    data.need("syntax")
    cpu = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo").read())
    say(f"{datetime.date.today()}  {cpu.group(1) if cpu else platform.processor()}, {os.cpu_count()} cores, load "
          f"{os.getloadavg()[0]:.1f}; commit {sh('git', '-C', ROOT, 'rev-parse', '--short', 'HEAD').strip()}")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        trees(folder)
        rules_alone(folder)
        entities(folder, "five countries' papers", lambda name, _: name.split("_")[0] in HELD_OUT)
        peer("countries", ",".join(sorted(HELD_OUT)))
        if BY_ARTICLE.exists():
            entities(folder, "every tenth article", lambda _, place: place % 10 == 0, BY_ARTICLE)
        else:
            say("entities, every tenth article held out: not measured, SPLIT=article make model trains what it needs")
        peer("articles", "1/10")
        speed = sh(SPEED, folder / "gum.txt", 7)
        chain = re.search(r"chain words/s (\d+)", speed).group(1)
        row("whole chain, one core, words per second", f"{int(chain):,}", "50,000", "120,000")
        for stage, rate in re.findall(r"stage (\S+) words/s (\d+)", speed):
            say(f"{'  stage: ' + stage:58s} {int(rate):>22,}")
        for stage, share in re.findall(r"memory (\S+) (.*)", speed):
            say(MEMORY[stage].format(share))
        size = MODEL.stat().st_size / 1e6
        row("model on disk = mapped, shared by all workers, MB", f"{size:.2f}", "16 / 40", "8 / 16")
        row("peak memory of `hearsay parse` on GUM dev, model with it, MB", f"{memory(folder / 'gum.txt'):.1f}", "-", "-")
    most = int(float(option("--flat", "1e8")))
    some = max(most // 100, 1000)
    say(f"seconds per MB without the network, 1 KB to {most} bytes:\n{sh(SPEED, '--flat-split', most).rstrip()}")
    say(f"seconds per MB with the network, 1 KB to {some} bytes:\n{sh(SPEED, '--flat', some).rstrip()}")
    if "--docs" in sys.argv:
        into_docs()


main()
