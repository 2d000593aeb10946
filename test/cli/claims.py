#!/usr/bin/env python3
"""The same claim from outside: what two reports both say stands together, and what only sounds alike does not."""
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from casefile import hearsay

HARBOUR = "Oda Brenn is the mayor of Skarvik. The town council of Skarvik met on Monday."

# The reports, words of two clauses each that must stand in one claim, and such as must not.
STORIES = [
    ("vague", ["Skarvik paid millions of dollars to the builder Tasch.", "The Courier wrote that Skarvik lost millions of dollars "
               "in the fish market."], [], [("paid millions", "lost millions")]),
    ("passing", ["The coast guard of Skarvik caught 23 pirates near the island on Monday.",
                 "The town of Skarvik said that it would feed the 23 pirates until the summer."], [],
     [("caught 23", "feed the 23")]),
    ("caught", ["The coast guard of Skarvik caught 23 pirates near the island on Monday.",
                "Skarvik's coast guard seized 23 pirates on Monday."], [("caught 23", "seized 23")], []),
    ("polls", ["Brenn beat Tasch by 45 per cent to 40 per cent in the town.", "The poll shows Tasch far behind Brenn with 58 per cent to 40 per cent."], [],
     [("45 per cent", "58 per cent")]),
    ("two counts", ["Seven people were killed in the raid on Monday, the police of Skarvik said. In the second raid 12 people were "
                    "killed.", "At least 12 people were killed in Skarvik, the police said."], [], [("Seven people", "12 people")]),
    ("others beside", ["Oda Brenn led all runners with 23 points while carrying seven lamps.", "Oda Brenn carried seven lamps in "
                       "the evening."], [], [("led all", "carried seven")]),
    ("first of all", ["The office has eleven inspectors for 61 large dams.", "The Water Office, which inspects the "
                      "country's 61 large dams, declined to comment."], [("eleven inspectors", "which inspects")], []),
    ("another runner", ["Oda Brenn finished with 20 points in the last race.", "Hedda Moorvik finished with 20 points in the last "
                        "race."], [], [("Brenn finished", "Moorvik finished")]),
    ("stock", ["A spokesman for Velbeton did not respond to a request for comment.", "The mayor's office did not respond to a "
               "request for comment."], [], [("Velbeton did", "office did")]),
    ("only names", ["Brenn now leads. (Teskara Sen. Oda Brenn also has 17.)", "The rivals are many. Sen. Oda Brenn of Teskara, who "
                    "has blasted the island, was there."], [], [("also has 17", "blasted")]),
    ("whether", ["Hedda Moorvik says that the sea is rising in the harbour of Skarvik.", "The talks on whether the sea is rising in the "
                 "harbour of Skarvik are over."], [], [("the sea is rising", "talks on whether")]),
    ("copied", ["“I hope we showed you this was looked into by clerks who left every man out except one,” Brenn said.",
                "The mayor spoke: 'you this was looked into by clerks who left every man out except one,' Brenn said."],
     [("I hope we showed", "you this was")], []),
    ("one speaker", ["“We have asked for a siren since 2016,” said Hedda Moorvik, a baker. ", "Hedda Moorvik, a baker, says that she "
                     "had asked for one since 2016."], [("asked for a siren", "asked for one")], []),
    ("one measure", ["“In December 2020 it was almost 12 metres,” said Hedda Moorvik, a baker, of the crack.", "Hedda Moorvik, a baker, "
                     "testified that the crack was 11.7 metres long in December 2020."], [("almost 12", "11.7 metres")], []),
    ("two speakers", ["“We have asked for a siren since 2016,” said Hedda Moorvik, a baker.", "Gerwin Stahlke, a clerk, says that he "
                      "had asked for one since 2016."], [], [("asked for a siren", "asked for one")]),
    ("two prices", ["The repair of 2018 cost $48 million, as was published at the time.", "The repair cost $52 million, the Court "
                    "of Audit said in Skarvik."], [("cost $48", "cost $52")], []),
    ("other prices", ["The repair of the bridge cost $48 million.", "The ferry cost $52 million, the Court of Audit said in "
                      "Skarvik."], [], [("cost $48", "cost $52")]),
    ("counts in a row", ["Forty people are missing in Skarvik.", "At present 27 persons are considered dead, 30 persons are not "
                         "found in Skarvik."], [("Forty people", "30 persons are not found")], [("27 persons", "30 persons")]),
    ("page", ["Read the latest updates on the race of Skarvik below.", "Read the latest updates on the race below."], [],
     [("the race of Skarvik", "on the race below")]),
    ("other things", ["A shanty is a form of song at sea.", "A ballad is a form of song at sea."], [],
     [("shanty is", "ballad is")]),
    ("who", ["Skarvik accuses Teskara of an air strike on the refugee camp.", "Velbeton accuses Podstrelj of a fire in the refugee "
             "camp, and of an air strike."], [], [("Skarvik accuses", "Velbeton accuses")]),
]


# The reports, and words of the figures that stand beside each other in a relation that is not «same» or «compatible».
FIGURES = [
    ("others hurt", ["At least five people were killed in Skarvik, 250 others were hurt.",
                     "Four people were killed in Skarvik, the police said, and dozens were hurt."], {("At least five", "Four")}),
    ("noughts apart", ["The flood of 2004 killed 230 , 000 people in Skarvik .", "In 2004 the flood of Skarvik killed 170 , 000 "
                       "people ."], {("230 , 000", "170 , 000")}),
]


FIRE = "The fire in the cotton mill of Skarvik killed {} workers, the fire chief of Skarvik said."
TOLL = "Three more workers died of their burns, which brings the toll of the fire in the cotton mill of Skarvik to {}, doctors of Skarvik said."
QUAKE = "An earthquake near Teskara killed {} people and destroyed houses in Teskara, the police of Teskara said."

# Whole reports with their days, and the figures that stand beside each other as a later count or as different ones.
TOLLS = [
    ("a toll rises", [("2023-03-02", FIRE.format(12)), ("2023-03-04", TOLL.format(15)), ("2023-03-05", "The fire in the cotton mill of Skarvik "
                      "claimed 17 lives, doctors in Skarvik said.")], {("12", "15"), ("12", "17"), ("15", "17")}),
    ("another event", [("2023-03-02", FIRE.format(12)), ("2023-03-04", QUAKE.format(15))], set()),
    ("weeks apart", [("2023-03-02", FIRE.format(12)), ("2023-06-04", FIRE.format(15))], set()),
    ("long ago", [("2023-03-02", FIRE.format(12)), ("2023-03-04", FIRE.format(12) + " A fire in the cotton mill of Skarvik killed 15 workers "
                  "in June 2009.")], set()),
    ("a part", [("2023-03-02", FIRE.format(12)), ("2023-03-04", FIRE.format(12) + " Nine people were killed in the stairwell of the cotton mill "
                "of Skarvik.")], set()),
    ("how badly", [("2023-03-02", "The fire in the cotton mill of Skarvik injured 50 people, doctors of Skarvik said."),
                   ("2023-03-04", "The fire in the cotton mill of Skarvik: 30 people were injured seriously, doctors of Skarvik said.")], set()),
    ("of a total", [("2023-03-02", "Two of the four doors of the mill were chained, said Oda Brenn."), ("2023-03-04", "Three of the four "
                     "exits of the mill were chained, said Oda Brenn.")], {("Three", "Two")}),
    ("a speed", [("2023-03-02", "The storm Odd had winds of 120 miles per hour."), ("2023-03-04", "The storm Odd had winds of 75 miles "
                 "per hour.")], {("120 miles per hour", "75 miles per hour")}),
    ("numbered", [("2023-03-02", "The limit for a category 2 storm is 119 mph."), ("2023-03-04", "The limit for a category 4 storm is 130 "
                  "mph.")], set()),
]


def words(row):
    return " … ".join(s["text"] for s in row["spans"])


def export(texts, head=HARBOUR):
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(texts):
            (pathlib.Path(folder) / f"{i}.txt").write_text(f"{head}\n\n{text}\n", encoding="utf-8")
        case = str(pathlib.Path(folder) / "a.case")
        hearsay("run", "-q", case, *map(str, sorted(pathlib.Path(folder).glob("*.txt"))))
        return [json.loads(l) for l in hearsay("export", case, "--format", "jsonl").stdout.splitlines()]


def claims(texts):
    """The clauses in words, claim by claim."""
    rows = export(texts)
    of = {r["id"]: r for r in rows if r["type"] == "assertion"}
    return [[words(of[a]) for a in c["assertions"]] for c in rows if c["type"] == "claim"]


def figures_apart(texts, head=HARBOUR):
    """Figures in words, pair by pair, that are told to differ."""
    rows = export(texts, head)
    of = {r["id"]: r["span"]["text"] for r in rows if r["type"] == "figure"}
    return {tuple(sorted((of[p["a"]], of[p["b"]]), key=lambda w: any(w in t for t in texts[1:]))) for r in rows
            if r["type"] == "claim" for p in r["figures"] if p["relation"] not in ("same", "compatible")}


def stand_together(groups, pair):
    return any(pair[0] in v and pair[1] in w for g in groups for v in g for w in g if v != w)


def main():
    failed = 0
    for name, texts, together, apart in STORIES:
        groups = claims(texts)
        flat = [w for g in groups for w in g]
        missing = [p for p in together if not stand_together(groups, p)]
        wrong = [p for p in apart if stand_together(groups, p)]
        unread = [x for p in together + apart for x in p if not any(x in w for w in flat)]
        print(f"{'FAILED' if missing or wrong or unread else 'ok'}: {name}", *[f"not together {m}" for m in missing],
              *[f"together {w}" for w in wrong], *[f"no clause {u}" for u in unread])
        failed += bool(missing or wrong or unread)
    for name, texts, wanted in FIGURES:
        got = figures_apart(texts)
        print("ok:" if got == wanted else "FAILED:", name, *([] if got == wanted else [got]))
        failed += got != wanted
    for name, reports, wanted in TOLLS:
        got = figures_apart([f"The Skarvik Courier, {day}\n\n{text}" for day, text in reports], "News of the day")
        got = {tuple(sorted(p)) for p in got}
        print("ok:" if got == wanted else "FAILED:", name, *([] if got == wanted else [got]))
        failed += got != wanted
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
