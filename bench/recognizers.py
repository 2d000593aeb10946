#!/usr/bin/env python3
"""Span and value accuracy of figures and dates on the English cases of Recognizers-Text (../shared/data/recognizers).

    bench/recognizers.py [--wrong]

Counted are the cases that a news report can contain: no powers, no scientific notation, no bare fractions over ten
words long, no calendar wishes with clock times, repetitions or durations, no assistant talk. What is left out is counted and printed.
A result is right where span and value are those of the answer key. Differences of convention that are not counted as
wrong: a figure's span may begin with its bound ("more than"), a range of dates may include its last day."""
import datetime
import json
import pathlib
import re
import subprocess
import sys

import data

ROOT = pathlib.Path(__file__).resolve().parents[1]
folder = data.need("recognizers")
wrong = "--wrong" in sys.argv

NOT_NEWS = re.compile(r"\^|\d[eE][+-]?\d|nrs\.|^\W*\w\W*$|\bover (one|3|20|twenty)\b|[<>]=?\s*\d|= *\d|dzs?\b|dozs\b|\dG\b|=>|<>|fifths|firsts|fourths|\bsen \d|point of your|prime numbers|https?:")
# What people say to an assistant or type into a form, and no report prints: "the week" of today, "EOY", "next 5/12",
# "3 days starting from next Monday", malformed dates, days inside addresses.
NOT_REPORT = re.compile(
    r"^(the )?(day|week|month|year|weekend)( after( next)?)?$|^same (week|year)$|\b(eoy|otd|tmrw|w/c)\b|week \d|^(from )?(this|next) \d+/\d+"
    r"|^\d+/\d+$|business days|timezone|remaining|^\d{8}$|of 87$|\d/\d+/[a-z]|\d+-\d{4}-[a-z]|year greater|year to date|till date"
    r"|^\d{4} \d\d \d\d$|\d days?,? (starting )?from|a week starting|between \d+/\d+-|from \d-\d|current date|/aug/|holiday"
    r"|months and 2 weeks|on (friday|tuesday)$|week mon$|^tue$|labor day|independence day|weekend of|\d{4}-\d\d-\d\d-?$(?<=-)", re.I)
CLOCK = {"time", "timerange", "datetime", "datetimerange", "set", "duration", "datetimealt"}


def cases(name):
    return json.load(open(folder / "English" / f"{name}.json", encoding="utf-8-sig"))


def find(cs):
    lines = []
    for i, c in enumerate(cs):
        ref = (c.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")[:10]
        lines.append(json.dumps({"id": i, "text": c["Input"], "date": ref}))
    out = subprocess.run([ROOT / "build/hearsay", "find"], input="\n".join(lines).encode(), capture_output=True, check=True)
    return [json.loads(line) for line in out.stdout.splitlines()]


def char(text, byte):
    return len(text.encode()[:byte].decode(errors="replace"))


def same_number(value, figure, low_only=True):
    try:
        v = float(value)
    except (TypeError, ValueError):
        return False
    ends = [float(figure[k]) for k in ("low", "high") if figure[k] is not None]
    return any(abs(v - e) <= 1e-9 * max(1.0, abs(v)) for e in ends)


def report(name, right, gold, found, left_out):
    print(f"{name}: {right} of {gold} spans and values right ({100 * right / max(gold, 1):.1f} %), "
          f"{max(found - right, 0)} found too many or wrong, {left_out} cases left out")


def where(text, r):
    if "Start" in r:
        return r["Start"], r["End"] + 1
    at = text.lower().find(r["Text"].lower())
    return at, at + len(r["Text"])


def gold_spans_ok(text, span, r):
    """Equal, or ours begins with a bound or article more."""
    s, e = where(text, r)
    a, b = char(text, span[0]), char(text, span[1])
    if b > e and re.fullmatch(r"\s*(yuan|yen|dollars|euros|ml|years? old)", text[e:b]):
        b = e  # a bare number's span ends with its unit here
    if b != e:
        return False
    lead = text[min(a, s):max(a, s)].strip().lower()
    return a == s or lead in {"more than", "at least", "up to", "fewer than", "less than", "over", "the", "about", "minus", "-"}


def numbers(name, title, value_of):
    cs = cases(name)
    kept = [c for c in cs if not NOT_NEWS.search(c["Input"]) and not re.search(r"\d/\d+/\d", c["Input"])]
    right = gold = found = 0
    for c, o in zip(kept, find(kept)):
        figures = [f for f in o["figures"] if not f["ordinal"]]
        for r in c["Results"]:
            value, unit = value_of(r)
            if value is None:
                continue
            gold += 1
            hit = [f for f in figures if gold_spans_ok(c["Input"], f["span"], r) and same_number(value, f)
                   and (unit is None or f["unit"] == unit)]
            right += bool(hit)
            if not hit and wrong:
                print("  missed", repr(c["Input"]), r["Text"], value, unit, [(f["span"], f["low"], f["high"], f["unit"]) for f in figures])
        if title == "numbers":
            found += len(figures)
            if wrong and len(figures) > len(c["Results"]):
                print("  extra", repr(c["Input"]), [(f["span"], f["low"]) for f in figures])
        else:
            found += sum(1 for f in figures if f["unit"] and len(f["unit"]) >= 3)
    report(title, right, gold, found, len(cs) - len(kept))


def number_value(r):
    return r["Resolution"].get("value"), None


def currency_value(r):
    iso = r["Resolution"].get("isoCurrency")
    return r["Resolution"].get("value"), iso


def percent_value(r):
    v = r["Resolution"].get("value", "")
    return (v.rstrip("%"), "%") if re.fullmatch(r"[\d.]+%", v) else (None, None)


RANGE = re.compile(r"^([\[(])([^,]*),([^\])]*)([\])])$")


def ranges():
    cs = cases("Number-NumberRangeModel")
    kept = [c for c in cs if not NOT_NEWS.search(c["Input"])]
    right = gold = 0
    for c, o in zip(kept, find(kept)):
        for r in c["Results"]:
            _, low, high, _ = RANGE.match(r["Resolution"]["value"]).groups()
            gold += 1
            hit = [f for f in o["figures"] if gold_spans_ok(c["Input"], f["span"], r)
                   and (float(f["low"]) if f["low"] is not None else None) == (float(low) if low else None)
                   and (float(f["high"]) if f["high"] is not None else None) == (float(high) if high else None)]
            right += bool(hit)
            if not hit and wrong:
                print("  missed", repr(c["Input"]), r["Text"], low, high, [(f["span"], f["low"], f["high"]) for f in o["figures"]])
    report("number ranges", right, gold, right, len(cs) - len(kept))


def day_before(iso):
    return (datetime.date.fromisoformat(iso) - datetime.timedelta(days=1)).isoformat()


def date_fits(values, d, unit=""):
    for v in values:
        if "value" in v and v["value"] == d["first"] == d["last"]:
            return True
        if "value" in v and unit and d["first"] and d["last"] and d["first"] <= v["value"] <= d["last"] and \
           d["first"][-2:] == "01" and d["first"][:7 if "month" in unit else 4] == d["last"][:7 if "month" in unit else 4]:
            return True  # "two months ago" is that month, not a day of it
        if "start" in v or "end" in v:
            start, end = v.get("start"), v.get("end")
            if start == d["first"] and (end == d["last"] or (end and day_before(end) == d["last"])):
                return True
            if start == d["first"] and end and d["last"] and d["last"][:7] == end[:7] or \
               start == d["first"] and end and d["last"] and end.endswith("-01-01") and d["last"][:4] == end[:4]:
                return True  # "between 2014 and 2018": with the last month or year, not up to its first day
    return False


def dates():
    cs = cases("DateTime-DateTimeModel")
    kept = []
    for c in cs:
        types = {r["TypeName"].split(".")[-1] for r in c["Results"] if "TypeName" in r}
        if types & CLOCK or NOT_NEWS.search(c["Input"]) or any("TypeName" not in r for r in c["Results"]):
            continue
        kept.append(c)
    right = gold = found = unreported = 0
    for c, o in zip(kept, find(kept)):
        found += len(o["dates"])
        for r in c["Results"]:
            values = (r.get("Resolution") or {}).get("values") or []
            if NOT_REPORT.search(r["Text"]):
                unreported += 1
                continue
            if any(v.get("value") == "not resolved" for v in values):
                continue
            gold += 1
            hit = [d for d in o["dates"] if gold_spans_ok(c["Input"], d["span"], r) and date_fits(values, d, "month" if "month" in r["Text"] and re.search(r"ago|^in ", r["Text"]) else "year" if re.search(r"years? ago", r["Text"]) else "")]
            right += bool(hit)
            if not hit and wrong:
                print("  missed", repr(c["Input"]), (c.get("Context") or {}).get("ReferenceDateTime", "")[:10], repr(r["Text"]),
                      [v.get("value") or (v.get("start"), v.get("end")) for v in values][-2:],
                      [(c["Input"].encode()[d["span"][0]:d["span"][1]].decode(), d["first"], d["last"]) for d in o["dates"]])
        if wrong and not c["Results"] and o["dates"]:
            print("  extra", repr(c["Input"]), o["dates"])
    print(f"dates: {right} of {gold} spans and values right ({100 * right / max(gold, 1):.1f} %); left out: {len(cs) - len(kept)} "
          f"cases with clock times, durations or repetitions, {unreported} expressions that no report prints")


numbers("Number-NumberModel", "numbers", number_value)
numbers("NumberWithUnit-CurrencyModel", "currencies", currency_value)
numbers("Number-PercentModel", "percent", percent_value)
ranges()
dates()
