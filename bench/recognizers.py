#!/usr/bin/env python3
"""Figures and dates against the English cases of Recognizers-Text (../shared/data/recognizers): span and value right.

    bench/recognizers.py [--wrong] [--chrono FOLDER]

--wrong prints what is missed and what is found too much. --chrono names a folder in which `npm install chrono-node` was
run; the same dates are then given to it. Its answer is one day or two, so a day inside the right range is counted right.

Left out is what no report prints, by the rules in LEFT_OUT, each with its number; clock times, durations and repetitions,
which hearsay reads as no dates, and "the day" or "the same week", which no publication date resolves. Everything else
counts. Not counted as wrong: a span that begins with its bound, article, sign or preposition or leaves it off; "30 people" for the
bare "30"; the calendar month or year for "two months ago"; a range that includes its last day, month, quarter or year."""
import collections
import datetime
import json
import pathlib
import re
import subprocess
import sys

import data

ROOT = pathlib.Path(__file__).resolve().parents[1]
folder = data.need("recognizers") / "English"
wrong = "--wrong" in sys.argv
chrono = pathlib.Path(sys.argv[sys.argv.index("--chrono") + 1]) if "--chrono" in sys.argv else None

LEFT_OUT = {
    "number": [
        ("formulas and scientific notation", re.compile(r"\^|\d[eEx][+-]?\d|[<>=]")),
        ("fractions read out: over ten, improper, \"1 over 20\"", re.compile(
            r"^((?!and ).)*(fifths|hundred-?fifths|firsts|trillionths)$|^\w+ over [\w -]+$", re.I)),
        ("parts of a date", re.compile(r"\d/\d+/\d")),
        ("\"per cent of 22\", which a report would mean otherwise", re.compile(r"^per ?cent of", re.I)),
        ("units named without a number", None),
        ("ordinals without a noun, \"last\" and \"next\"", None),
    ],
    "date": [
        ("clock times, durations, repetitions", None),
        ("comparison signs", re.compile(r"[<>=]")),
        ("short forms of messages: EOY, tmrw, w/c, otd", re.compile(r"\b(eoy|otd|tmrw|w/c)\b", re.I)),
        ("the speaker's or another day's week, month, year", re.compile(
            r"^(the )?(day|week|month|year|weekend)( after)?$|^same \w+$|^(the )?week \d+$", re.I)),
        ("days without a year in digits", re.compile(r"^((from|this|next|between) )*\d+/\d+(( to next |-)[\d/]+)?$", re.I)),
        ("orders to a calendar: N days from a day on, business days", re.compile(
            r"^(for )?(a|\d+) (days?|week),? (starting )?(from|starting)|business days|^from \d+-\d+ in", re.I)),
        ("\"three weeks later\", counted from another day of the text", re.compile(r"^(a|\d+|\w+) (\w+) later$", re.I)),
        ("malformed or inside an address", re.compile(r"^\d{8}$|^\d{4} \d\d \d\d$|\d{4}/\d\d/[a-z]|^\d+-\d{4}-[a-z]", re.I)),
        ("not resolved by the answer key", None),
    ],
}
CLOCK = {"time", "timerange", "datetime", "datetimerange", "set", "duration", "datetimealt", "timezone", "?"}
left_out = collections.Counter()


def left(kind, text):
    for why, pattern in LEFT_OUT[kind]:
        if pattern and pattern.search(text.strip()):
            left_out[kind, why] += 1
            return True
    return False


def cases(name):
    cs = json.load(open(folder / f"{name}.json", encoding="utf-8-sig"))
    for c in cs:
        c["day"] = (c.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")[:10]
    return cs


def find(cs):
    lines = "\n".join(json.dumps({"id": i, "text": c["Input"], "date": c["day"]}) for i, c in enumerate(cs))
    out = subprocess.run([ROOT / "build/hearsay", "find"], input=lines.encode(), capture_output=True, check=True)
    for c, line in zip(cs, out.stdout.splitlines(), strict=True):
        o, raw = json.loads(line), c["Input"].encode()
        for x in o["figures"] + o["dates"]:
            x["from"], x["to"] = (len(raw[:b].decode(errors="replace")) for b in x["span"])
            x["text"] = c["Input"][x["from"]:x["to"]]
        c["figures"], c["dates"] = o["figures"], o["dates"]
    return cs


def where(text, r):
    if r.get("Start") is not None:
        return r["Start"], r["End"] + 1
    at = text.lower().find(r["Text"].strip().lower())
    return at, at + len(r["Text"].strip())


LEAD = {"more than", "at least", "up to", "fewer than", "less than", "over", "under", "the", "about", "around", "minus", "-", "$",
        "in excess of", "on", "in", "on the", "in the", "from", "since", "during"}
TAIL = re.compile(r"\s*(yuan|yen|dollars|euros|ml|%|years? old)$")


def same_span(text, x, r):
    s, e = where(text, r)
    a, b = x["from"], x["to"]
    if b == e and a < s and re.fullmatch(r"\w+ ?(-|to) ?", text[a:s]):
        return True
    lead = text[min(a, s):max(a, s)].strip().lower()
    return (b == e or b > e and bool(TAIL.fullmatch(text[e:b]))) and (a == s or lead in LEAD)


def number(v):
    try:
        return float(str(v).rstrip("%").replace(",", ""))
    except ValueError:
        return None


def same_number(v, f):
    if f["low"] is not None and f["high"] is not None and f["low"] < f["high"] and v == float(f["high"]):
        return True  # the key has the end alone of "eight to 10 feet"
    return any(abs(v - float(f[k])) <= 1e-9 * max(1.0, abs(v)) for k in ("low", "high") if f[k] is not None)


def report(name, right, gold, extra):
    print(f"{name}: {right} of {gold} right ({100 * right / max(gold, 1):.1f} %), {extra} found too many or wrong")


def tell(what, c, *more):
    if wrong:
        print("  " + what, repr(c["Input"][:160]), c["day"], *more)


UNITS = {"Year": "a", "Month": "mo", "Week": "wk", "Day": "d", "C": "Cel", "F": "degF", "Degree": "deg", "Pound": "lb", "Inch": "in",
         "Milliliter": "mL", "Mile": "mi", "Foot": "ft", "Ounce": "oz", "Gallon": "gal", "Cubic foot": "ft3", "Square meter": "m2",
         "Ton": "t", "Metric ton": "t", "Meter": "m", "Millimeter": "mm", "Decimeter": "dm", "Kilogram": "kg", "Microgram": "ug",
         "Megabyte": "MB", "Megabit": "Mb", "Radian": "rad", "Dram": "dram", "Meter per millisecond": "m",
         "Centimeter per millisecond": "cm", "Kilometer per millisecond": "km"}


def gold_of(kind, r):
    """Value and unit of an answer; a value None where it is left out."""
    res = r.get("Resolution") or {}
    value, unit = number(res.get("value")), None
    if kind == "currencies":
        unit = res.get("isoCurrency")
    elif kind == "percent":
        unit = "%"
    elif kind in ("units", "ages", "temperatures"):
        unit = UNITS.get(res.get("unit"), res.get("unit"))
    if value is None:
        left_out["number", LEFT_OUT["number"][5 if kind == "ordinals" else 4][0]] += 1
    return value, unit


def figures(name, kind, counts):
    """counts: is this figure of the kind, so that one without an answer is too many?"""
    kept = find([c for c in cases(name) if not left("number", c["Input"])])
    right = gold = extra = 0
    for c in kept:
        used = set()
        for r in c["Results"]:
            value, unit = gold_of(kind, r)
            if value is None:
                continue
            if kind == "ordinals" and c["Input"].strip().lower() == r["Text"].strip().lower():
                left_out["number", LEFT_OUT["number"][5][0]] += 1
                continue
            gold += 1
            hit = [i for i, f in enumerate(c["figures"]) if same_span(c["Input"], f, r) and same_number(value, f)
                   and (unit is None or f["unit"] == unit) and (kind == "ordinals") == f["ordinal"]]
            right += bool(hit)
            used.update(hit)
            if not hit:
                tell("missed", c, r["Text"], value, unit, [(f["text"], f["low"], f["high"], f["unit"]) for f in c["figures"]])
        many = [f for i, f in enumerate(c["figures"]) if i not in used and counts(f)]
        extra += len(many)
        if many:
            tell("too many", c, [(f["text"], f["low"], f["high"], f["unit"]) for f in many])
    report(kind, right, gold, extra)


RANGE = re.compile(r"^([\[(])([^\]),]*),([^\]),]*)([\])])$")


def ranges():
    right = gold = 0
    for c in find([c for c in cases("Number-NumberRangeModel") if not left("number", c["Input"])]):
        for r in c["Results"]:
            low, high = (float(x) if x else None for x in RANGE.match(r["Resolution"]["value"]).groups()[1:3])
            gold += 1
            hit = any(same_span(c["Input"], f, r) and (f["low"] if f["low"] is None else float(f["low"])) == low
                      and (f["high"] if f["high"] is None else float(f["high"])) == high for f in c["figures"])
            right += hit
            if not hit:
                tell("missed", c, r["Text"], low, high, [(f["text"], f["low"], f["high"]) for f in c["figures"]])
    print(f"ranges: {right} of {gold} right ({100 * right / max(gold, 1):.1f} %)")


def none_in(name, title):
    """Telephone numbers, addresses and identifiers are no figures, and no dates stand in them."""
    right = gold = 0
    for c in find(cases(name)):
        for r in c["Results"]:
            s, e = where(c["Input"], r)
            gold += 1
            bad = [x["text"] for x in c["figures"] + c["dates"] if x["from"] < e and x["to"] > s]
            right += not bad
            if bad:
                tell("a figure", c, r["Text"], bad)
    print(f"{title}: {right} of {gold} taken for no figure or date ({100 * right / max(gold, 1):.1f} %)")


def back(iso, period):
    """The first day of the period that ends before this day: where the answer's range stops, a part of it may go on."""
    y, m, d = map(int, iso.split("-"))
    if period == "day":
        return (datetime.date(y, m, d) - datetime.timedelta(days=1)).isoformat()
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    whole = d == 1 and (m - 1) % months == 0
    n = y * 12 + m - 1 + months
    return (datetime.date(n // 12, n % 12 + 1, 1) - datetime.timedelta(days=1)).isoformat() if whole else None


def same_days(values, d, text):
    first, last = d["first"], d["last"]
    far = re.search(r"\b(month|year)s? ago|^in .*\b(month|year)", text)
    for v in values:
        day, start, end = v.get("value"), v.get("start"), v.get("end")
        if day and day == first == last:
            return True
        if day and far and first and last and first <= day <= last and first[-2:] == "01" and \
           first[:7 if far.group(1) == "month" or "month" in far.group(0) else 4] == last[:7 if "month" in far.group(0) else 4]:
            return True
        if (start or end) and start == first:
            if end == last or end and last in {back(end, p) for p in ("day", "month", "quarter", "year")}:
                return True
    return False


def chrono_days(cs):
    script = """const c=require('chrono-node');const rl=require('fs').readFileSync(0,'utf8').trim().split('\\n').map(JSON.parse);
for(const x of rl){const r=c.parse(x.text,new Date(x.date+'T12:00:00'));
console.log(JSON.stringify(r.map(p=>({from:p.index,to:p.index+p.text.length,days:[p.start,p.end].filter(q=>q).map(q=>
[q.get('year'),q.get('month'),q.get('day')].map(n=>String(n).padStart(2,'0')).join('-'))}))))}"""
    lines = "\n".join(json.dumps({"text": c["Input"], "date": c["day"]}) for c in cs)
    out = subprocess.run(["node", "-e", script], cwd=chrono, input=lines.encode(), capture_output=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def within(values, days):
    for v in values:
        low, high = v.get("value") or v.get("start") or "0000", v.get("value") or v.get("end") or "9999"
        if all(low <= d <= high for d in days):
            return True
    return False


def dates():
    kept = find(cases("DateTime-DateTimeModel"))
    peer = chrono_days(kept) if chrono and (chrono / "node_modules/chrono-node").is_dir() else None
    right = gold = spans = extra = theirs = their_spans = 0
    for i, c in enumerate(kept):
        used = set()
        for r in c["Results"]:
            values = (r.get("Resolution") or {}).get("values") or []
            kind = r.get("TypeName", "?").split(".")[-1]
            s, e = where(c["Input"], r)
            used.update(k for k, d in enumerate(c["dates"]) if d["from"] < e and d["to"] > s and kind in CLOCK)
            if kind in CLOCK or not values or any(v.get("value") == "not resolved" for v in values):
                left_out["date", LEFT_OUT["date"][0 if kind in CLOCK else -1][0]] += 1
            elif left("date", r["Text"]):
                used.update(k for k, d in enumerate(c["dates"]) if d["from"] < e and d["to"] > s)
            else:
                gold += 1
                at = [k for k, d in enumerate(c["dates"]) if same_span(c["Input"], d, r)]
                hit = [k for k in at if same_days(values, c["dates"][k], r["Text"])]
                used.update(hit)
                spans += bool(at)
                right += bool(hit)
                if not hit:
                    tell("missed", c, repr(r["Text"]), [v.get("value") or (v.get("start"), v.get("end")) for v in values][-2:],
                         [(d["text"], d["first"], d["last"]) for d in c["dates"]])
                if peer:
                    got = [x for x in peer[i] if same_span(c["Input"], x, r)]
                    their_spans += bool(got)
                    theirs += any(within(values, x["days"]) for x in got)
        many = [d for k, d in enumerate(c["dates"]) if k not in used]
        extra += len(many)
        if many and not c["Results"]:
            tell("too many", c, [(d["text"], d["first"], d["last"]) for d in many])
    report("dates", right, gold, extra)
    print(f"dates, span alone: {spans} of {gold} ({100 * spans / max(gold, 1):.1f} %)")
    if peer:
        print(f"dates, chrono-node: {theirs} of {gold} right ({100 * theirs / max(gold, 1):.1f} %), span alone {their_spans}")
    elif chrono:
        print(f"dates, chrono-node: skipped, {chrono}/node_modules/chrono-node is not there")
    else:
        print("dates, chrono-node: skipped, no --chrono FOLDER given")


MONEY = re.compile(r"[A-Z]{3}|cent|dinar|dollar|peso|pound|rupee|rial|krone|lira|franc")
figures("Number-NumberModel", "numbers", lambda f: not f["ordinal"] and not f["unit"])
figures("Number-OrdinalModel", "ordinals", lambda f: f["ordinal"])
figures("Number-PercentModel", "percent", lambda f: f["unit"] == "%")
figures("NumberWithUnit-CurrencyModel", "currencies", lambda f: f["unit"] and MONEY.fullmatch(f["unit"]))
figures("NumberWithUnit-DimensionModel", "units", lambda f: f["unit"] in UNITS.values() and f["unit"] not in ("a", "mo", "d", "deg", "wk", "Cel"))
figures("NumberWithUnit-AgeModel", "ages", lambda f: f["counted"] == "age")
figures("NumberWithUnit-TemperatureModel", "temperatures", lambda f: f["unit"] in ("Cel", "degF"))
ranges()
dates()
none_in("Sequence-PhoneNumberModel", "telephone numbers")
for name, title in (("IpAddress", "IP addresses"), ("GUID", "GUIDs"), ("Email", "mail addresses"), ("URL", "URLs")):
    none_in(f"Sequence-{name}Model", title)
for (kind, why), n in left_out.items():
    print(f"left out ({kind}s): {n} {why}")
