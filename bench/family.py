"""Families of reports with a known tree, made from real reports by seeded editing; families.py scores them.

A family has one root: a real report, here under an invented outlet. Every further report takes from one or two that
were there before it, in one of the ways of KINDS. Each sentence remembers the root that it came from, so that the
number of origins of whatever is said is known. Two decoys go across families: a footer that several outlets print,
and a public statement that many reports quote. Outlets, footers and the statement are made up."""
import dataclasses
import datetime
import html
import re
import unicodedata

KINDS = ("verbatim", "truncated", "lead", "paraphrase", "figures", "dropped", "credited", "merged", "names")
PLACES = ("Harbour Kalvik Teskara Ilvar Orvan Dolen Marrow Pelham Quill Sarn Tolva Umber Vellin Wexmoor Yarrow Zeld "
          "Brack Corvane Drumlin Esker").split()
PAPERS = "Tribune Courier Post Wire Herald Ledger Gazette Echo Observer Dispatch Chronicle Monitor".split()
FOOTERS = (
    "Readers who know more about this story can write to our news desk in confidence at any hour of the day or night.",
    "This page is brought to you free of charge by the members of our supporters' club, whose gifts pay our reporters.",
    "Sign up for the evening letter and get the six stories that matter in the region before supper every weekday.",
    "All rights in texts and pictures remain with the publisher and its partner agencies unless something else is said.",
    "Photographs by our own staff and by readers, who keep their rights and are paid for each picture that we print.",
)
STATEMENT = ("“We regret that so many people had to wait for so long in the cold, and we will open our books to the "
             "three auditors who were named this morning, because nobody in this house has anything to hide from them "
             "or from the public,” the Office for Inland Ferries said in a statement.")
LEADS = (  # one of each
    ("Our readers have been asking since the morning", "It is the story that everyone in town talks about,",
     "A turn of events that few had expected:", "Nobody in our newsroom had this on the list,"),
    ("and this much we can tell them by now,", "with more of it becoming known hour by hour,", "though a lot of it has yet to be sorted out,",
     "as the wires have been busy with it all day,"),
    ("here in one place for all who come late.", "so here is what is on the table.", "and these are the facts as we have them.",
     "and we keep this page up to date."),
)
# One word or phrase for another, whatever stands around it.
SYNONYMS = {
    "announced": "made known", "approximately": "about", "around": "roughly", "attempted": "tried", "attack": "assault",
    "began": "started", "big": "large", "bought": "purchased", "children": "youngsters", "close to": "near",
    "confirmed": "verified", "country": "nation", "currently": "at present", "died": "lost their lives",
    "due to": "because of", "during": "in the course of", "ended": "finished", "firm": "company", "following": "after",
    "fire": "blaze", "goal": "aim", "group": "band", "huge": "enormous", "however": "yet", "hurt": "injured",
    "important": "key", "injured": "wounded", "large": "sizeable", "led to": "brought about", "located": "situated",
    "man": "male", "many": "numerous", "nearly": "almost", "officials": "authorities", "permitted": "allowed",
    "persons": "people", "police": "officers", "president": "head of state", "previously": "earlier",
    "prior to": "before", "purchased": "bought", "received": "got", "remained": "stayed", "requested": "asked for",
    "residents": "inhabitants", "several": "a number of", "showed": "revealed", "small": "little", "soon": "shortly",
    "stated": "declared", "started": "began", "struck": "hit", "suspected": "presumed", "talks": "negotiations",
    "took place": "was held", "town": "municipality", "until": "up to the time when", "vehicle": "car",
    "victims": "casualties", "was found": "was discovered", "wounded": "hurt", "yesterday": "the day before",
    "United States": "US", "United Kingdom": "UK", "per cent": "percent", "according to": "as stated by",
    "also": "in addition", "among": "amid", "any": "whatever", "as well as": "and", "because": "since",
    "believed": "thought", "called for": "demanded", "caused": "brought", "claimed": "maintained",
    "claiming": "maintaining", "crash": "accident", "decided": "resolved", "described": "portrayed",
    "despite": "in spite of", "expected": "awaited", "first": "initial", "found guilty": "convicted",
    "government": "administration", "had been": "was", "help": "assist", "held": "kept", "in order to": "to",
    "included": "comprised", "including": "among them", "last": "past", "left": "departed", "made": "produced",
    "major": "serious", "meeting": "gathering", "more than": "over", "most of": "the bulk of", "must": "has to",
    "news": "word", "not": "by no means", "number": "tally", "often": "frequently", "only": "just", "over": "above",
    "part of": "a piece of", "people": "persons", "plans": "intends", "released": "put out", "reported": "noted",
    "said": "stated", "says": "states", "second": "next", "since": "from", "some": "certain", "such as": "like",
    "that": "which", "then": "afterwards", "told": "informed", "used": "employed", "was given": "received",
    "were given": "received", "while": "as", "who": "that", "will": "is going to", "won": "gained", "work": "labour",
    "would": "was to", "at least": "no fewer than", "after": "once",
}
PASSIVE = {"killed": "killed", "injured": "injured", "attacked": "attacked", "arrested": "arrested", "hit": "hit",
           "approved": "approved", "rejected": "rejected", "opened": "opened", "won": "won", "signed": "signed",
           "criticised": "criticised", "criticized": "criticized", "announced": "announced", "defeated": "defeated",
           "ordered": "ordered", "released": "released", "published": "published", "destroyed": "destroyed"}
SMALL = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}
# Habits of other romanisations, on names alone.
LETTERS = (("ph", "f"), ("kh", "h"), ("ck", "k"), ("ou", "u"), ("ee", "i"), ("oo", "u"), ("sh", "sch"), ("ch", "tch"),
           ("w", "v"), ("y", "i"), ("c", "k"), ("x", "ks"), ("j", "dj"), ("z", "s"))


@dataclasses.dataclass
class Sentence:
    text: str
    root: str  # id of the report that it was first in
    number: int  # in that report


@dataclasses.dataclass
class Report:
    id: str
    outlet: str
    date: datetime.datetime  # when it came out, known to the generator
    dated: str  # what its page says: "time", "day" or "no"
    title: str
    paragraphs: list
    kind: str = "root"
    parents: tuple = ()
    footer: str = ""

    def sentences(self):
        return [s for p in self.paragraphs for s in p]


# ---- reading ----

STOP = re.compile(r"(?<=[a-z0-9)”\"][.!?])\s+(?=[A-Z“\"])|(?<=[.!?][”\"])\s+(?=[A-Z“\"])")
ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|No|vs|Inc|Corp|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$")
DATELINE = re.compile(r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \w+ \d+, \d+\s*$")


def split(paragraph):
    out = []
    for piece in STOP.split(" ".join(paragraph.split())):
        if out and (ABBREVIATION.search(out[-1]) or open_quote(out[-1])):
            out[-1] += " " + piece
        else:
            out.append(piece)
    return out


def open_quote(text):
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def make_root(ident, outlet, date, title, text):
    """A real report under another outlet; None where it is too short to be taken from."""
    paragraphs, number = [], 0
    for block in re.split(r"\n\s*\n", text):
        if not block.strip() or DATELINE.match(block.strip()):
            continue
        sentences = []
        for s in split(block):
            sentences.append(Sentence(s, ident, number))
            number += 1
        paragraphs.append(sentences)
    words = sum(len(s.text.split()) for p in paragraphs for s in p)
    report = Report(ident, outlet, date, "time", title, paragraphs)
    return report if words >= 120 and number >= 6 else None


# ---- editing one sentence ----

def outside_quotes(text, edit):
    parts = re.split(r"(“[^”]*”|\"[^\"]*\")", text)
    return "".join(p if i % 2 else edit(p) for i, p in enumerate(parts))


def lower_first(text):
    word = text.split()[0] if text.split() else ""
    common = word.lower() in ("the", "a", "an", "in", "on", "at", "after", "he", "she", "it", "they", "this", "there", "police",
                              "officials", "according", "many", "several", "at", "some", "more", "one", "two")
    return text[:1].lower() + text[1:] if common else text


def reorder(text):
    """Moves a clause, turns a voice; the sentence as it is where no pattern fits."""
    rules = (
        (r"^((?:On|In|At|After|Before|During|Since|By) [^,“\"]{4,45}), ([^“\"]{20,})\.$",
         lambda m: f"{m[2][:1].upper()}{m[2][1:]} {lower_first(m[1])}."),
        (r"^According to ([^,“\"]{3,60}), ([^“\"]{15,})\.$", lambda m: f"{m[1][:1].upper()}{m[1][1:]} said that {lower_first(m[2])}."),
        (r"^([A-Z][^,“\"]{3,60}) (?:said|stated|reported|announced)(?: that)? ((?:the|a|he|she|it|they|there|no|at|some|this) [^“\"]{15,})\.$",
         lambda m: f"According to {lower_first(m[1])}, {m[2]}."),
        (r"^([A-Z][^,“\"]{10,}?) (on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)([^“\"]*)\.$", lambda m: f"{m[2][:1].upper()}{m[2][1:]}, {lower_first(m[1])}{m[3]}."),
        (r"^([A-Z][\w' -]{2,40}?) (was|were) (" + "|".join(PASSIVE) + r") by ((?:the |a |an )?[\w' -]{3,40})\.$",
         lambda m: f"{m[4][:1].upper()}{m[4][1:]} {m[3]} {lower_first(m[1])}."),
        (r"^([A-Z][\w' -]{2,40}?) (" + "|".join(PASSIVE) + r") ((?:the |a |an |two |three )[\w' -]{3,50})\.$",
         lambda m: f"{m[3][:1].upper()}{m[3][1:]} {'were' if m[3].endswith('s') else 'was'} {PASSIVE[m[2]]} by {lower_first(m[1])}."),
        (r"^([^“\"]{30,}?), (?:and|but) ([^“\"]{30,})\.$", lambda m: f"{m[1]}. {m[2][:1].upper()}{m[2][1:]}."),
    )
    for pattern, turn in rules:
        m = re.match(pattern, text)
        if m:
            return turn(m)
    return text


def paraphrase(text, rng, how_many=0.9):
    def words(part):
        for old, new in SYNONYMS.items():
            if rng.random() < how_many:
                part = re.sub(rf"\b{old}\b", "\0" + new.replace(" ", "\1") + "\0", part, flags=re.I if old.islower() else 0)
        for old, new in SMALL.items():
            part = re.sub(rf"\b{old}\b", new, part)
        part = re.sub(r" ?\([^()]*\)", "", part)
        part = re.sub(r"\b(a|the) ((?:[A-Z]\w+ )*\w+)['’]s (\w+)\b", r"the \3 of \1 \2", part)
        return part.replace("\0", "").replace("\1", " ")
    text = outside_quotes(reorder(text), words)
    return text[:1].upper() + text[1:]


def change_figures(text, rng):
    def other(m):
        n = int(m[0].replace(",", ""))
        if 1900 <= n <= 2100 or n == 0:
            return m[0]
        n = n + 1 + rng.randrange(max(1, n // 5) + 1)
        return f"{n:,}" if "," in m[0] else str(n)
    words = list(SMALL)
    text = re.sub(r"(?<![\d.,:])\d{1,3}(?:,\d{3})+(?![\d.:])|(?<![\d.,:-])\d+(?![\d.,:-]*\d)", other, text)
    return re.sub(r"\b(" + "|".join(words) + r")\b", lambda m: words[(words.index(m[0]) + 1 + rng.randrange(3)) % len(words)], text)


def respell(name):
    for old, new in LETTERS:
        name = re.sub(f"(?<=.){old}", new, name)
    return name


def names_of(report):
    """Capitalised words that begin no sentence, in runs of two and more: mostly names."""
    found = set()
    for s in report.sentences():
        for m in re.finditer(r"(?<=[a-z,] )([A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})+)", s.text):
            found.update(m[1].split())
    return {n for n in found if respell(n) != n}


def change_names(text, names):
    text = re.sub(r"\b[A-Z][a-z]+\b", lambda m: respell(m[0]) if m[0] in names else m[0], text)
    return unicodedata.normalize("NFC", text)


# ---- editing a report ----

def told(report, rng):
    """The root names itself as the one that was told; somebody who takes from it may drop that."""
    spots = [s for s in report.sentences() if re.search(r"\b(?:said|stated) that\b", s.text)] or \
            [s for s in report.sentences() if re.search(r"\bsaid\b[.,]", s.text)]
    for s in rng.sample(spots, min(2, len(spots))):
        s.text = re.sub(r"\b(?:said|stated) that\b|\bsaid(?=[.,])",
                        lambda m: f"told the {report.outlet}" + (" that" if m[0].endswith("that") else ""), s.text, count=1)


def drop_credit(text, outlet):
    return re.sub(rf"\btold the {outlet} that\b", "said that", re.sub(rf"\btold the {outlet}(?=[.,])", "said", text))


def edited(paragraphs, edit):
    return [[dataclasses.replace(s, text=edit(s.text)) for s in p] for p in paragraphs]


def thin(paragraphs, share, rng):
    out = [[s for i, s in enumerate(p) if (k, i) == (0, 0) or rng.random() < share] for k, p in enumerate(paragraphs)]
    return [p for p in out if p]


def truncated(paragraphs, rng):
    all_of = sum(len(p) for p in paragraphs)
    keep, out = max(3, int(all_of * rng.uniform(0.35, 0.7))), []
    for p in paragraphs:
        out.append(p[:keep])
        keep -= len(p)
        if keep <= 0:
            return out
    return out


def take(kind, parent, other, ident, rng):
    """The paragraphs of a report that takes from the parent, and from the other where it is merged."""
    paragraphs = edited(parent.paragraphs, lambda t: drop_credit(t, parent.outlet) if kind in ("dropped", "paraphrase") else t)
    own = lambda text: [Sentence(text, ident, 0)]
    if kind == "truncated":
        return truncated(paragraphs, rng)
    if kind == "lead":
        return [own(" ".join(rng.choice(part) for part in LEADS) + f" The headline elsewhere: {parent.title}.")] + paragraphs
    if kind == "paraphrase":
        return edited(thin(paragraphs, 0.9, rng), lambda t: paraphrase(t, rng))
    if kind == "figures":
        return edited(paragraphs, lambda t: change_figures(t, rng))
    if kind == "dropped":
        return edited(thin(paragraphs, 0.8, rng), lambda t: paraphrase(t, rng, 0.3) if rng.random() < 0.4 else t)
    if kind == "credited":
        kept = edited(thin(paragraphs, 0.5, rng)[:6], lambda t: paraphrase(t, rng))
        first = kept[0][0]
        first.text = re.sub(r"[.!?]$", "", first.text) + f", the {parent.outlet} reported."
        return kept
    if kind == "merged":
        light = lambda t: paraphrase(t, rng, 0.4) if rng.random() < 0.4 else t
        mine, theirs = (edited(thin(r.paragraphs, 0.6, rng), light) for r in (parent, other))
        return mine[:max(2, len(mine) * 2 // 3)] + theirs[:max(2, len(theirs) * 2 // 3)]
    if kind == "names":
        names = names_of(parent)
        return edited(paragraphs, lambda t: change_names(t, names))
    return paragraphs


def grow(root, others, outlets, size, rng):
    """A family: the root, then reports that each take from one that was there before."""
    told(root, rng)
    others = [o for o in others if o is not root]
    family, kinds = [root], [k for k in KINDS if k != "merged" or others]
    rng.shuffle(kinds)
    for i in range(size - 1):
        kind = kinds[i % len(kinds)]
        whole = [r for r in family if len(r.sentences()) >= 6]
        parent = root if rng.random() < 0.6 else rng.choice(whole)
        other = rng.choice(others or [root])
        ident = f"{root.id}-{i + 1}"
        paragraphs = take(kind, parent, other, ident, rng)
        late, dated = rng.choices(((1, "day"), (2, "time"), (0, "time"), (0, "day"), (1, "no")), (40, 25, 15, 10, 10))[0]
        begun = max(parent.date, other.date) if kind == "merged" else parent.date
        date = begun + datetime.timedelta(days=late, minutes=rng.randrange(30, 200))
        if not late:
            date = min(date, begun.replace(hour=23, minute=59))
        parents = (parent.id, other.id) if kind == "merged" else (parent.id,)
        family.append(Report(ident, outlets.pop(), date, dated, parent.title, paragraphs, kind, parents))
    return family


def make(sources, families, size, rng):
    """All reports of so many families. sources: (date, title, text) each; they give the roots."""
    outlets = [f"{a} {b}" for a in PLACES for b in PAPERS]
    outlets = [f"{o}{n}" for n in ("", " Weekly", " Online", " Today", " Evening", " Sunday", " Review", " Plus") for o in outlets]
    rng.shuffle(outlets)
    sources = list(sources)
    rng.shuffle(sources)
    roots, known = [], set()
    for date, title, text in sources:
        start = datetime.datetime.combine(date, datetime.time(6 + rng.randrange(8), rng.randrange(60)))
        root = make_root(f"r{len(roots):03d}", outlets[-1], start, title, text)
        runs = root and runs_of(text)
        if root and len(roots) < families and not runs & known:
            outlets.pop()
            roots.append(root)
            known |= runs
    reports = []
    for root in roots:
        reports += grow(root, roots, outlets, size, rng)
    for r in reports:
        r.footer = FOOTERS[hash_of(r.outlet) % len(FOOTERS)] if hash_of(r.outlet) % 3 else ""
    for root in rng.sample(roots, min(len(roots), max(6, len(roots) // 5))):
        root.paragraphs.insert(1, [Sentence(STATEMENT, "statement", 0)])
    return reports


def runs_of(text):
    """All runs of eleven words: two real reports that share one are no unrelated ones, and give one root only."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i:i + 11]) for i in range(len(words) - 10)}


def hash_of(text):
    return sum(ord(c) * (i + 1) for i, c in enumerate(text))


# ---- pages ----

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="{outlet}">{date}
</head><body><article><h1>{title}</h1>
{body}
</article></body></html>
"""


def page(r):
    stamp = {"time": r.date.strftime("%Y-%m-%dT%H:%M:00Z"), "day": r.date.strftime("%Y-%m-%d"), "no": ""}[r.dated]
    date = f'\n<meta property="article:published_time" content="{stamp}">' if stamp else ""
    body = [" ".join(s.text for s in p) for p in r.paragraphs] + ([r.footer] if r.footer else [])
    return PAGE.format(title=html.escape(r.title), outlet=html.escape(r.outlet), date=date,
                       body="\n".join(f"<p>{html.escape(b)}</p>" for b in body))
