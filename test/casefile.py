"""What tests share about cases: made-up documents, and a dump of all that a case holds which does not depend on the
order in which its documents came."""
import json
import pathlib
import random
import sqlite3
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
HEARSAY = ROOT / "build/hearsay"

PEOPLE = ["Mara Voss", "Ilmar Deniz", "Tove Almgren", "Osk Harrow", "Petra Lund", "Jonas Quill", "Ayla Brandt"]
PLACES = ["Dolenvar", "Skarvik", "Teskara", "Ostermark", "Ilvar"]
OUTLETS = ["Harbour Tribune", "Vest Wire", "Ilvar Post", "Courier"]
EVENTS = ["injured when the ferry hit a rock", "detained after the march", "moved out of the lower town",
          "paid by the builder of the dam", "missing since the flood"]


def document(seed):
    """A report of a few paragraphs about invented people; some are HTML, some repeat another one's words."""
    r = random.Random(seed)
    day = f"2021-03-{r.randint(1, 28):02d}"
    out = []
    for _ in range(r.randint(2, 9)):
        who, other = r.sample(PEOPLE, 2)
        n = r.randint(2, 400)
        out.append(r.choice([
            f"At least {n} people were {r.choice(EVENTS)} in {r.choice(PLACES)}, {who} told the {r.choice(OUTLETS)}.",
            f"“We counted {n} of them,” said {who}. “Nobody warned us.”",
            f"{who} denied that {other} had paid ${n} million to officials in {r.choice(PLACES)}.",
            f"According to {other}, some {n} residents of {r.choice(PLACES)} may be {r.choice(EVENTS)}."]))
    title = f"{r.choice(PLACES)}: {r.choice(EVENTS)}"
    if r.random() < 0.4:
        body = "".join(f"<p>{p}</p>" for p in out)
        return ".html", (f"<html><head><title>{title}</title><meta property='og:site_name' content='{r.choice(OUTLETS)}'>"
                         f"<meta property='article:published_time' content='{day}'></head><body><h1>{title}</h1>{body}"
                         "</body></html>")
    return ".txt", f"{title}\n\n{day}\n\n" + "\n\n".join(out) + "\n"


def write_document(folder, seed):
    ending, text = document(seed)
    (pathlib.Path(folder) / f"report-{seed:05d}{ending}").write_text(text)


def hearsay(*args, **more):
    return subprocess.run([HEARSAY, *map(str, args)], capture_output=True, text=True, **more)


KEYED = {"map", "block", "chain", "mention", "quote", "figure", "date", "attribution", "assertion"}
LEDGER = {"entity", "maybe", "derivation", "claim", "member", "figure_pair", "fold"}


def rows(db, sql):
    return db.execute(sql).fetchall()


def columns(db, table):
    return [r[1] for r in rows(db, f"PRAGMA table_info({table})")]


def dump(case):
    """(documents, rest): what is stored of each document by its id, and the files and the ledger. Keys of documents are
    replaced by their ids and numbers of the ledger's rows by their places; times of addition are left out."""
    db = sqlite3.connect(f"file:{case}?mode=ro", uri=True)  # one that may write would put pages without checksums
    name = dict(rows(db, "SELECT id, 'd' || substr(lower(hex(sha256)), 1, 12) FROM raw"))
    documents = {n: [] for n in name.values()}
    for key, *row in rows(db, "SELECT doc, text, verdict, code, part, reason FROM pass_run JOIN versions v ON "
                              "v.id = versions"):
        documents[name[key]].append(("run", row))
    for key, *row in rows(db, "SELECT * FROM document"):
        documents[name[key]].append(("document", row))
    for table in sorted(KEYED):
        for key, *row in rows(db, f"SELECT * FROM {table} ORDER BY doc, item"):
            documents[name[key]].append((table, row))
    rest = [("file", r) for r in rows(db, "SELECT path, code, reason, sha256, size, bytes FROM file LEFT JOIN raw ON "
                                          "raw.id = raw ORDER BY path, sha256")]
    place = {t: {r[0]: i for i, r in enumerate(rows(db, f"SELECT item FROM {t} ORDER BY item"))} for t in ("entity", "claim")}
    for table in sorted(LEDGER):
        names = columns(db, table)
        numbers = {"maybe": {"a": "entity", "b": "entity"}, "derivation": {"from_entity": "entity"}}.get(table, {"claim": "claim"})
        keys = [i for i, c in enumerate(names) if c in ("doc", "taker", "from_doc", "a_doc", "b_doc")]
        for at, row in enumerate(rows(db, f"SELECT * FROM {table} ORDER BY 1, 2")):
            row = [name.get(v, v) if i in keys else v for i, v in enumerate(row)]
            row = [place[numbers[c]].get(v) if c in numbers else v for c, v in zip(names, row)]
            if names[0] == "item":
                row[0] = at
            if table == "entity":
                at = names.index("chains")
                row[at] = [(name[d], c) for d, c in json.loads(row[at])]
            rest.append((table, row))
    searched = rows(db, "SELECT rowid FROM search WHERE search MATCH 'people OR of OR the'")
    rest.append(("search", sorted(name[r[0]] for r in searched)))
    db.close()
    return documents, rest


def first_difference(a, b):
    for x, y in zip(a, b):
        if x != y:
            return f"{x}\n  is not\n{y}"
    return f"{len(a)} rows are not {len(b)}" if len(a) != len(b) else None
