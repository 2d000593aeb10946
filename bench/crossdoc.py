#!/usr/bin/env python3
"""Entities and claims against the chains of ../shared/data/crossdoc (half of the topics of ECB+). Each topic's texts go
through `hearsay run` as they are, all of a topic together, and once more all topics together; `hearsay export` gives
mentions with their entities, things of a story, acts with their events, and assertions with their claims.

How spans are matched: a mention of ours stands for the gold mention with which it shares most bytes, where the last
word of the gold mention, or half of its bytes, are among them; an act (of an event; else the word of an assertion's
predicate, with its claim) stands for the gold event that it overlaps. Each gold mention is taken by one of ours at most. What of ours stands for no gold
mention is left out, since the set marks only some sentences and, in them, only who and what takes part in an event.

Three keys: «chained» holds the gold mentions that the set gives a chain; «all» counts each of the others as a chain of
its own, although the set leaves «Benjamin» and «she» of one text without a chain too, where the event is not followed; «followed»
does so in the sentences that hold a mention with a chain, which are those that the set follows: published tables count them.
Two counts: «found» leaves gold mentions that we have not found out of our chains (they cost recall alone); «given»
puts each of them in as a chain of its own, as in tables of systems that are given the gold mentions. Chains of one
mention count in both. «alone» is the floor under «given»: each gold mention a chain of its own, nothing found. Scores: bench/chains.py. Then the false merges: pairs of entities of people in the gold chains
of one text or of several that ours makes one.

    bench/crossdoc.py [TOPIC…] [--brief]      --brief: count the false merges without printing them"""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import chains
import data

HEARSAY = data.ROOT / "build/hearsay"
PARTS = ("HUMAN", "NON_HUMAN", "LOC", "TIME")


def gold_of(path):
    """Mentions of one text: (key, [(from, to)…], chain or None), entities and events apart."""
    parts, events = [], []
    for i, m in enumerate(json.loads(path.with_name(path.stem + ".gold.json").read_text())):
        at = sorted(map(tuple, m["spans"]))
        event = not m["type"].startswith(PARTS)
        (events if event else parts).append(((path.stem, i), at, m.get("chain"), m["type"]))
    return parts, events


def shared(a, b):
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def match(ours, gold, head_only):
    """{gold key: our cluster}; the likest pairs first, each side once."""
    options = []
    for i, (span, cluster) in enumerate(ours):
        for key, at, _, _ in gold:
            n = shared(span, at)
            whole = sum(b - a for a, b in at)
            if n and (head_only or n * 2 >= whole or shared(span, [at[-1]]) == at[-1][1] - at[-1][0]):
                extra = sum(b - a for a, b in span) - n
                options.append((-(n / (whole + extra)), i, key, cluster))
    found, used = {}, set()
    for _, i, key, cluster in sorted(options, key=lambda o: (o[0], o[1], o[2])):
        if i not in used and key not in found:
            used.add(i)
            found[key] = cluster
    return found


def place(span):
    return span["doc"], tuple(map(tuple, span["raw"]))


def run(texts, folder):
    """What the product finds in the texts: {stem: [(spans, cluster)…]} for entities and for events, names, and what it
    says of them. A phrase whose head is a thing of the story stands for that thing, with all that its document's chain has; so
    does a date that is a thing («Friday», where nothing dates the report)."""
    case = pathlib.Path(folder) / "case"
    subprocess.run([HEARSAY, "run", case, *texts, "-q"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    out = subprocess.run([HEARSAY, "export", case, "--format", "jsonl"], capture_output=True, check=True).stdout
    rows = collections.defaultdict(list)
    for line in out.splitlines():
        o = json.loads(line)
        rows[o["type"]].append(o)
    stem, entities, events, names, acts = {}, collections.defaultdict(list), collections.defaultdict(list), {}, {}
    said = {"mentions": collections.defaultdict(list), "entities": {}, "doc": {}}
    for o in rows["document"]:
        said["doc"].update({pathlib.Path(path).stem: o["id"] for path in [o["path"], *o.get("copies", [])]})
        stem[o["id"]] = [pathlib.Path(path).stem for path in [o["path"], *o.get("copies", [])]]
    for o in rows["entity"] + rows["thing"]:
        names[o["id"]] = (o.get("kind", "thing"), o["name"])
        said["entities"][o["id"]] = o
    things = {(a["doc"], a["to"]): (o["id"], a) for o in rows["thing"] for a in o["spans"]}
    heads = {(m["span"]["doc"], m["span"]["to"]): m["chain"] for m in rows["mention"] if m["form"] == "nominal"}
    told = {o["id"] for o in rows["thing"] if o["why"]}  # the others are one word each
    of_chain = {heads[at]: thing for at, (thing, _) in things.items() if at in heads and thing in told}
    for o in rows["mention"]:
        cluster = o["entity"] or of_chain.get(o["chain"]) or o["chain"] or o["id"]
        things.pop((o["span"]["doc"], o["span"]["to"]), None)
        for s in stem[o["span"]["doc"]]:
            entities[s].append(([tuple(r) for r in o["span"]["raw"]], cluster))
            said["mentions"][s].append(o)
    days = {(o["span"]["doc"], o["span"]["from"], o["span"]["to"]) for o in rows["date"]}
    of_day = {(a["doc"], a["from"], a["to"]): thing for thing, a in things.values() if (a["doc"], a["from"], a["to"]) in days}
    for thing, span in things.values():
        for s in stem[span["doc"]]:
            entities[s].append(([tuple(r) for r in span["raw"]], thing))
    for o in rows["date"]:
        for s in stem[o["span"]["doc"]]:
            entities[s].append(([tuple(r) for r in o["span"]["raw"]], of_day.get((o["span"]["doc"], o["span"]["from"], o["span"]["to"]), "t" + str(o.get("first") or o["id"]) + str(o.get("last")))))
    for o in rows["assertion"]:
        if o.get("act"):
            acts.setdefault(place(o["act"]), o["claim"] or o["id"])
    for o in rows["event"]:
        acts.update({place(a): o["id"] for a in o["acts"]})
    for (doc, raw), cluster in acts.items():
        for s in stem[doc]:
            events[s].append((list(raw), cluster))
    return entities, events, names, said


def clusters(of):
    groups = collections.defaultdict(set)
    for key, cluster in of.items():
        groups[cluster].add(key)
    return list(groups.values())


def key_chains(gold):
    return clusters({key: chain or key for key, _, chain, _ in gold})


def show(word, gold, found, followed):
    show_key(word + ", chained", [g for g in gold if g[2]], found)
    show_key(word + ", followed", [g for g in gold if sentence(g) in followed], found)
    show_key(word + ", all", gold, found)


def sentence(gold):
    """A text has one sentence a line."""
    stem = gold[0][0]
    return stem, WORDS[stem].read_bytes().count(b"\n", 0, gold[1][0][0])


def show_key(word, gold, found):
    keys = {g[0] for g in gold}
    found = {k: c for k, c in found.items() if k in keys}
    given = dict(found)
    for key, _, _, _ in gold:
        given.setdefault(key, key)
    key = key_chains(gold)
    alone = {k: k for k in keys}
    for count, of in (("found", found), ("given", given), ("alone", alone)):
        scores = chains.conll(key, clusters(of))
        line = "  ".join(f"{n} {100 * p:4.1f}/{100 * r:4.1f}/{100 * f:4.1f}" for n, (p, r, f) in scores.items())
        print(f"{word:<24}{count}: {line}")


def tells(said, stem, spans, cluster, other):
    """The line with which ours says why this mention is that person, and the ruling that takes it back."""
    if cluster.startswith("o"):
        thing = said["entities"][cluster]
        here, there = ([a["id"] for a in thing["spans"] if a["doc"] == d] for d in (said["doc"][stem], said["doc"][other]))
        return thing["why"], f"different {there[0]} {here[0]}"
    m = next((m for m in said["mentions"][stem] if m["entity"] == cluster and shared([tuple(r) for r in m["span"]["raw"]], spans)), None)
    if m is None:
        return "not ours", "nothing"
    alone = " " not in m["span"]["text"]  # a bare name is read in its own document
    if m["form"] == "name" and not alone and other != stem and said["entities"][cluster]["why"]:
        return "; ".join(said["entities"][cluster]["why"][:3]), f"different {cluster} {m['chain']}"
    return m["why"] or f"the name “{m['span']['text']}” of one document", f"different {cluster} {m['id']}"


def false_merges(gold, found, texts, said, verbose):
    """Entities and things of ours that hold people of several gold chains: the pairs of chains, and ours that do. Each is printed
    with what ours says about the join, and with the ruling that undoes it."""
    people = {key: (chain, at) for key, at, chain, kind in gold if kind == "HUMAN_PART_PER" and chain}
    held = collections.defaultdict(lambda: collections.defaultdict(list))
    for key, cluster in found.items():
        if key in people and str(cluster)[0] in "eo":
            held[cluster][people[key][0]].append(key)
    wrong = {c: h for c, h in held.items() if len(h) > 1}
    pairs = sum(len(h) * (len(h) - 1) // 2 for h in wrong.values())
    if verbose:
        for c, h in wrong.items():
            print(f"    {texts(c)}: " + " | ".join(f"{k[0]}: {w}" for ks in h.values() for k, w in [(ks[0], words(ks[0], people))]))
            most = max(h.values(), key=len)
            for ks in h.values():
                if ks is not most:
                    why, undo = tells(said, ks[0][0], people[ks[0]][1], c, most[0][0])
                    print(f"        it says: {why}\n        undo: hearsay decide CASE {undo} --because …")
    return len(wrong), pairs


WORDS = {}


def words(key, people):
    text = WORDS[key[0]].read_bytes()
    return " ".join(text[a:b].decode() for a, b in people[key][1])


def measure(word, texts, verbose):
    entities, events = [], []
    found_entities, found_events = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        ours, acts, names, said = run(texts, folder)
    for t in texts:
        WORDS[t.stem] = t
        parts, happenings = gold_of(t)
        entities += parts
        events += happenings
        found_entities.update(match(ours[t.stem], parts, False))
        found_events.update(match(acts[t.stem], happenings, True))
    merges = false_merges(entities, found_entities, lambda c: names.get(c, ("", c))[1], said, verbose)
    return entities, found_entities, events, found_events, merges


def main():
    root = data.need("crossdoc")
    verbose = "--brief" not in sys.argv
    wanted = [a for a in sys.argv[1:] if not a.startswith("-")]
    topics = sorted((t for t in root.iterdir() if t.is_dir() and (not wanted or t.name in wanted)), key=lambda t: int(t.name))
    entities, found_entities, events, found_events, merged, pairs = [], {}, [], {}, 0, 0
    for t in topics:
        e, fe, v, fv, (n, m) = measure(t.name, sorted(t.glob("*.txt")), verbose)
        entities += e
        events += v
        found_entities.update({k: (t.name, c) for k, c in fe.items()})
        found_events.update({k: (t.name, c) for k, c in fv.items()})
        merged, pairs = merged + n, pairs + m
    print(f"crossdoc, {len(topics)} topics, one case each; precision/recall/F1; mentions found: entities "
          f"{len(found_entities)} of {len(entities)}, events {len(found_events)} of {len(events)}")
    followed = {sentence(g) for g in entities + events if g[2]}
    show("entities", entities, found_entities, followed)
    show("events", events, found_events, followed)
    print(f"entities and things that hold people of several gold chains: {merged} ({pairs} pairs of chains)")
    if wanted:
        return
    e, fe, v, fv, (n, m) = measure("all", [x for t in topics for x in sorted(t.glob("*.txt"))], False)
    print("crossdoc, all topics in one case")
    show("entities", e, fe, followed)
    show("events", v, fv, followed)
    print(f"entities and things that hold people of several gold chains: {n} ({m} pairs of chains)")


if __name__ == "__main__":
    main()
