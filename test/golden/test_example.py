#!/usr/bin/env python3
"""Compare what hearsay makes of examples/dam with the answer key.

    test_example.py HEARSAY [EXAMPLE_FOLDER]

Every miss is printed with its file and words, then a table: right, wanted, percent, floor. The exit status is 1 where
a category is under its floor. Floors only ever go up: raise one in the commit that makes the program reach it.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

# Percent of the answers in the key that must be right.
FLOORS = {
    "metadata": 100,
    "no furniture": 99,
    "text kept": 100,
    "direct found": 92,
    "direct voice named": 80,
    "direct no wrong voice": 100,
    "no false quotation": 100,
    "indirect found": 85,
    "indirect voice": 85,
    "indirect stance": 95,
    "chains": 100,
    "hedged": 85,
    "negated": 85,
    "asked": 0,
    "names found": 90,
    "names one entity": 90,
    "no false merge": 100,
    "proposals": 100,
    "figures": 95,
    "no false figure": 100,
    "dates": 95,
    "derivations": 100,
    "no false derivation": 100,
    "claims together": 82,
    "claims unmixed": 95,
    "claims apart": 100,
    "origins": 80,
    "figure relations": 82,
    "denials kept": 85,
    "denials in place": 70,
}

HERE = os.path.dirname(os.path.abspath(__file__))


def fold(name):
    """lower case without accents, marks at the edges and a leading article or honorific"""
    name = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("İ", "I"))
    name = "".join(c for c in name if not unicodedata.combining(c)).casefold()
    return re.sub(r"^(the|mr|ms|mrs|dr|judge|professor) ", "", " ".join(name.split()).strip(" .,\"'“”‘’"))


class Document:
    """a clean text in which words are found whatever the white space between them"""

    def __init__(self, row):
        self.id, self.row = row["id"], row
        self.flat, self.at, offset, space = [], [], 0, True
        for ch in row["text"]:
            blank = ch.isspace()
            if not (blank and space):
                self.flat.append(" " if blank else ch)
                self.at.append(offset)
            space = blank
            offset += len(ch.encode())
        self.at.append(offset)
        self.flat = "".join(self.flat)

    def places(self, words):
        """byte ranges of all places where words stand as whole words"""
        edge = [r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else ""]
        found = re.finditer(edge[0] + re.escape(words) + edge[1], self.flat)
        return [(self.at[m.start()], self.at[m.end()]) for m in found]

    def place(self, entry):
        """the byte range an entry of the key means, or None; "in" names words around an ambiguous place"""
        around = self.places(entry["in"]) if "in" in entry else [(0, self.at[-1])]
        for a, b in around:
            for c, d in self.places(entry["words"]):
                if a <= c and d <= b:
                    return c, d
        return None


class Export:
    """the lines of an export by type, and where each thing stands"""

    def __init__(self, lines, files):
        self.rows = collections.defaultdict(list)
        for line in lines:
            row = json.loads(line)
            self.rows[row["type"]].append(row)
        self.docs = {os.path.basename(r["path"]): Document(r) for r in self.rows["document"]}
        self.files = {d.id: f for f, d in self.docs.items()}
        self.missing = [f for f in files if f not in self.docs]
        self.entities = {r["id"]: r for r in self.rows["entity"]}
        self.figures = {r["id"]: r for r in self.rows["figure"]}
        self.attributions = {r["id"]: r for r in self.rows["attribution"]}
        self.assertions = {r["id"]: r for r in self.rows["assertion"]}
        self.claims = {r["id"]: r for r in self.rows["claim"]}
        self.in_file = collections.defaultdict(lambda: collections.defaultdict(list))
        for kind in ("mention", "figure", "date"):
            for r in self.rows[kind]:
                self.in_file[kind][self.files.get(r["span"]["doc"])].append(r)
        for r in self.rows["attribution"]:
            self.in_file["attribution"][self.files.get(r["doc"])].append(r)
        for r in self.rows["assertion"]:
            self.in_file["assertion"][self.files.get(r["spans"][0]["doc"]) if r["spans"] else None].append(r)

    def place(self, entry):
        doc = self.docs.get(entry["file"])
        return doc.place(entry) if doc else None


def ranges(spans):
    return [(s["from"], s["to"]) for s in spans or []]


def shared(spans, place):
    """how many bytes of place the spans cover"""
    return sum(max(0, min(b, place[1]) - max(a, place[0])) for a, b in spans)


def covers(spans, place):
    return shared(spans, place) * 2 >= place[1] - place[0]


def likeness(spans, place):
    """shared bytes over all bytes of both"""
    both = shared(spans, place)
    return both / max(1, sum(b - a for a, b in spans) + place[1] - place[0] - both)


class Score:
    def __init__(self):
        self.right, self.wanted = collections.Counter(), collections.Counter()

    def add(self, category, ok, *said):
        self.wanted[category] += 1
        self.right[category] += bool(ok)
        if not ok:
            print(f"{category}: " + " | ".join(str(s) for s in said))

    def report(self):
        failed = 0
        print(f"\n{'':22s} right wanted percent floor")
        for category, floor in FLOORS.items():
            n, of = self.right[category], self.wanted[category]
            percent = 100 * n / of if of else 0
            failed += percent < floor
            print(f"{category:22s} {n:5d} {of:6d} {percent:7.1f} {floor:5d}{'  UNDER THE FLOOR' if percent < floor else ''}")
        return failed


def check_documents(key, ex, score):
    for want in key["documents"]:
        doc = ex.docs.get(want["file"])
        for field in ("title", "author", "outlet", "published"):
            got = doc.row.get(field) if doc else None
            value = (got or "")[:10] if field == "published" else (got or "")
            score.add("metadata", fold(value) == fold(want[field] or ""), want["file"], field, got, "not " + str(want[field]))
        flat = doc.flat if doc else ""
        for words in want["furniture"]:
            score.add("no furniture", doc and words not in flat, want["file"], words)
        for words in want["keep"]:
            score.add("text kept", words in flat, want["file"], words)


def names_of(key, voice):
    """all folded spellings of a voice of the key"""
    spellings = [s for e in key["entities"] if e["name"] == voice for names in e["spellings"].values() for s in names]
    return {fold(name) for name in spellings + [voice]}


def voice_ok(key, ex, want, row):
    """whether the voice of an attribution is the one in the key, or one that it accepts"""
    voice = row["voice"]
    said = {fold(voice["name"] or "")}
    if voice.get("entity") in ex.entities:
        said |= {fold(n) for n in ex.entities[voice["entity"]]["names"] + [ex.entities[voice["entity"]]["name"]]}
    if row["source"] and voice["kind"] in ("unnamed", "document"):
        said.add(fold(row["source"]["text"]))
    accepted = want.get("accept", [])
    if voice["kind"] in accepted or (want["kind"] == "unnamed" and voice["kind"] == "unnamed" and not voice.get("entity")):
        return True
    for name in [want["voice"]] + accepted:
        names = names_of(key, name)
        if said & names or (want["kind"] in ("document", "organisation") and any(a and (a in b or b in a) for a in said for b in names)):
            return True
    doc = ex.docs[want["file"]].row
    return voice["kind"] == "author" and fold(doc.get("outlet") or "") == fold(want["voice"])


def check_direct(key, ex, score):
    for want in key["direct"]:
        place = ex.place(want)
        rows = [r for r in ex.in_file["attribution"][want["file"]] if r["mode"] != "indirect"] if place else []
        best = max(rows, key=lambda r: shared(ranges(r["content"]), place) + likeness(ranges(r["content"]), place), default=None)
        found = best is not None and covers(ranges(best["content"]), place)
        score.add("direct found", found, want["file"], want["words"], want["voice"])
        if found:
            right = voice_ok(key, ex, want, best)
            said = (want["file"], want["words"], best["voice"]["name"], "not " + want["voice"])
            score.add("direct voice named", right, *said)
            score.add("direct no wrong voice", right or best["voice"]["kind"] in ("unnamed", "document"), *said)
    for want in key["not_direct"]:
        place = ex.place(want)
        wrong = place and any(likeness(ranges(r["content"]), place) > 0.6 for r in ex.in_file["attribution"][want["file"]])
        score.add("no false quotation", place and not wrong, want["file"], want["words"])


def best_indirect(ex, want):
    place = ex.place({"file": want["file"], "words": want["content"]})
    if not place:
        return None
    sources = ex.docs[want["file"]].places(want["source"])
    rows = [r for r in ex.in_file["attribution"][want["file"]]
            if r["source"] and any(shared(ranges([r["source"]]), s) for s in sources)]
    best = max(rows, key=lambda r: likeness(ranges(r["content"]), place), default=None)
    return best if best and likeness(ranges(best["content"]), place) >= 0.4 else None


def check_indirect(key, ex, score):
    for want in key["indirect"]:
        said = (want["file"], want["source"], want["cue"], want["content"])
        row = best_indirect(ex, want)
        score.add("indirect found", row, *said)
        if not row:
            continue
        score.add("indirect voice", voice_ok(key, ex, want, row), *said, "voice: " + str(row["voice"]["name"]))
        stances = [want["stance"]] + want.get("accept_stance", [])
        score.add("indirect stance", row["stance"] in stances, *said, row["stance"], "not " + want["stance"])
        if "parent" in want:
            parent = ex.attributions.get(row["parent"])
            place = ex.place({"file": want["file"], "words": want["parent"]})
            score.add("chains", parent and place and covers(ranges(parent["content"]), place), *said, "inside: " + want["parent"])


def check_marks(key, ex, score):
    for mark in ("hedged", "negated", "asked"):
        for want in key[mark]:
            place = ex.place(want)
            rows = [r for r in ex.in_file["assertion"][want["file"]] if place and shared(ranges(r["spans"]), place)]
            rows += [ex.attributions[r["attribution"]] for r in rows if r["attribution"]]
            score.add(mark, any(r[mark] for r in rows), want["file"], want["words"], f"{len(rows)} found there")


def entity_ids(ex, file, name):
    """entities of the mentions that are exactly this name in this file"""
    plain = lambda text: " ".join(text.split()).removesuffix("'s").removesuffix("’s")
    return {r["entity"] for r in ex.in_file["mention"][file]
            if r["entity"] is not None and (plain(r["span"]["text"]) == name or fold(r["span"]["text"]) == fold(name))}


def check_entities(key, ex, score):
    owners = collections.defaultdict(set)
    for want in key["entities"]:
        counts = collections.Counter()
        spellings = [(f, s) for f, names in want["spellings"].items() for s in names]
        ids = {fs: entity_ids(ex, *fs) for fs in spellings}
        for fs in spellings:
            score.add("names found", ids[fs], *fs, want["name"])
            counts.update(ids[fs])
            for one in ids[fs]:
                owners[one].add(want["name"])
        main = counts.most_common(1)[0][0] if counts else None
        for fs in spellings:
            if ids[fs]:
                score.add("names one entity", main in ids[fs], *fs, want["name"])
    for one, names in owners.items():
        score.add("no false merge", len(names) == 1, "one entity", *sorted(names))
    for pair in key["never_merged"] + key["proposals_only"]:
        a, b = (entity_ids(ex, pair[s]["file"], pair[s]["name"]) for s in "ab")
        said = (pair["a"]["file"], pair["a"]["name"], pair["b"]["file"], pair["b"]["name"], pair["why"])
        if not pair.get("may_merge"):
            score.add("no false merge", not a & b, *said)
        if pair in key["proposals_only"]:
            maybe = {(x, m["entity"]) for x in a | b if x in ex.entities for m in ex.entities[x].get("maybe", [])}
            score.add("proposals", a & b and pair.get("may_merge") or any((x, y) in maybe or (y, x) in maybe for x in a for y in b), *said)


def number(value):
    return None if value is None else float(value)


def best_at(ex, kind, want):
    place = ex.place(want)
    rows = [r for r in ex.in_file[kind][want["file"]] if place and shared(ranges([r["span"]]), place)]
    return max(rows, key=lambda r: likeness(ranges([r["span"]]), place), default=None)


def check_figures(key, ex, score):
    for want in key["figures"]:
        row = best_at(ex, "figure", want)
        ok = row and number(row["low"]) == number(want["low"]) and number(row["high"]) == number(want["high"])
        ok = ok and bool(row["approximate"]) == want["approximate"]
        ok = ok and (want["unit"] != "USD" or (row["unit"] or "").upper() in ("USD", "$"))
        ok = ok and (want["unit"] or not want["counted"] or want["counted"] in (row["counted"] or ""))
        got = row and [row[k] for k in ("low", "high", "approximate", "unit", "counted")]
        score.add("figures", ok, want["file"], want["words"], got)
    for want in key["not_figures"]:
        score.add("no false figure", not best_at(ex, "figure", want), want["file"], want["words"])
    for want in key["dates"]:
        row = best_at(ex, "date", want)
        got = row and (row["first"], row["last"])
        score.add("dates", got == (want["first"], want["last"]), want["file"], want["words"], got,
                  f"not {want['first']} {want['last']}")


def derivation_pairs(key, ex):
    """(taker, upstream, kind, direction known) by file; an entity counts as the documents of the outlet of its name"""
    outlets = collections.defaultdict(list)
    for d in key["documents"]:
        outlets[fold(d["outlet"])].append(d["file"])

    def ends(end):
        if "doc" in end:
            return [ex.files.get(end["doc"])]
        names = ex.entities.get(end["entity"], {"names": []})["names"]
        return [f for n in names for f in outlets.get(fold(n), [])]

    for row in ex.rows["derivation"]:
        for a in ends(row["from"]):
            for b in ends(row["to"]):
                yield a, b, row["kind"], row.get("direction") != "unknown", "doc" in row["to"]


def check_derivations(key, ex, score):
    pairs = set(derivation_pairs(key, ex))
    for want in key["derivations"]:
        ok = any(k in want["kind"] and ((a, b) == (want["from"], want["to"]) or (not known and (b, a) == (want["from"], want["to"])))
                 for a, b, k, known, _ in pairs)
        score.add("derivations", ok, want["from"], want["to"], *want["kind"])
    for want in key["not_derived"]:
        wrong = [k for a, b, k, _, to_doc in pairs if to_doc and {a, b} == {want["a"], want["b"]}]
        score.add("no false derivation", not wrong, want["a"], want["b"], want["why"], *wrong)


def assertions_at(ex, entry):
    """ids of the assertions that hold these words, and of those held by them"""
    place = ex.place(entry)
    rows = ex.in_file["assertion"][entry["file"]] if place else []
    return {r["id"] for r in rows if covers(ranges(r["spans"]), place)
            or any(a >= place[0] and b <= place[1] for a, b in ranges(r["spans"]))}


def claims_at(ex, entry):
    ids = assertions_at(ex, entry)
    return {r["claim"] for r in ex.in_file["assertion"][entry["file"]] if r["id"] in ids and r["claim"] is not None}


def says_no(ex, assertion):
    """whether an assertion stands in the ledger as a denial, be it beside a claim or not"""
    row = ex.assertions[assertion]
    attribution = ex.attributions.get(row["attribution"])
    return row["negated"] or (attribution and attribution["stance"] == "denies" and not attribution["negated"])


def check_claims(key, ex, score):
    denials = collections.defaultdict(set)
    for c in ex.claims.values():
        for a in c["denials"]:
            denials[a].add(c["id"])
    for want in key["claims"]:
        at = [claims_at(ex, e) for e in want["assertions"]]
        counts = collections.Counter(c for ids in at for c in ids)
        main = counts.most_common(1)[0][0] if counts else None
        if len(at) > 1:
            for entry, ids in zip(want["assertions"], at):
                score.add("claims together", counts[main] > 1 and main in ids, want["id"], entry["file"], entry["words"])
        origins = ex.claims.get(main, {}).get("origins", {})
        if len(at) > 1 and counts[main] > 1:
            for end in ("least", "most"):
                if want["origins"][end] is not None:
                    score.add("origins", origins.get(end) == want["origins"][end], want["id"], end, origins.get(end),
                              f"not {want['origins'][end]}")
        for entry in want["denials"]:
            ids = assertions_at(ex, entry)
            score.add("denials kept", any(i in denials or says_no(ex, i) for i in ids), want["id"], entry["file"], entry["words"])
            score.add("denials in place", any(denials[i] & set(counts) for i in ids if i in denials), want["id"], entry["file"],
                      entry["words"])
        check_relations(ex, score, want)
    check_mixed(key, ex, score)
    for pair in key["not_same_claim"]:
        score.add("claims apart", not claims_at(ex, pair["a"]) & claims_at(ex, pair["b"]), pair["a"]["words"], pair["b"]["words"])


def check_mixed(key, ex, score):
    """no claim of the export joins assertions of two claims of the key; one clause may belong to several"""
    of_assertion = collections.defaultdict(set)
    for want in key["claims"]:
        for entry in want["assertions"]:
            for one in assertions_at(ex, entry):
                of_assertion[one].add(want["id"])
    for claim in ex.claims.values():
        members = [of_assertion[a] for a in claim["assertions"] if a in of_assertion]
        if len(members) > 1:
            shared_by_all = set.intersection(*members)
            near = any(set().union(*members) <= set(group) for group in key["near"])
            score.add("claims unmixed", shared_by_all or near, claim["wording"], *sorted(set().union(*members)))


def check_relations(ex, score, want):
    relations = collections.defaultdict(set)
    for claim in ex.claims.values():
        for f in claim["figures"]:
            relations[frozenset((f["a"], f["b"]))].add(f["relation"])
    for pair in want["figures"]:
        a, b = (best_at(ex, "figure", pair[s]) for s in "ab")
        got = relations[frozenset((a["id"], b["id"]))] if a and b else set()
        score.add("figure relations", got & set(pair["relation"]), want["id"], pair["a"]["words"], pair["b"]["words"],
                  "/".join(sorted(got)) or "none", "not " + "/".join(pair["relation"]))


def export(hearsay, docs):
    with tempfile.TemporaryDirectory() as folder:
        case = os.path.join(folder, "dam.case")
        run = subprocess.run([hearsay, "run", "-q", case, docs], stdout=subprocess.DEVNULL)
        if run.returncode != 0:
            sys.exit(f"hearsay run: exit status {run.returncode}")
        out = subprocess.run([hearsay, "export", case, "--format", "jsonl"], stdout=subprocess.PIPE, check=True)
    return [line for line in out.stdout.decode().split("\n") if line]


def main():
    hearsay = os.path.abspath(sys.argv[1])
    story = sys.argv[2] if len(sys.argv) > 2 else os.path.join(HERE, "..", "..", "examples", "dam")
    with open(os.path.join(story, "key.json"), encoding="utf-8") as f:
        key = json.load(f)
    ex = Export(export(hearsay, os.path.join(story, "docs")), [d["file"] for d in key["documents"]])
    score = Score()
    for file in ex.missing:
        print(f"not in the export: {file}")
    for check in (check_documents, check_direct, check_indirect, check_marks, check_entities, check_figures,
                  check_derivations, check_claims):
        check(key, ex, score)
    sys.exit(1 if score.report() or ex.missing else 0)


if __name__ == "__main__":
    main()
