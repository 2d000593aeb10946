#!/usr/bin/env python3
"""Denials from outside: what is denied stands beside its denial, and what only sounds like one stands beside nothing."""
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from casefile import hearsay

# Text, and the pairs (words of the statement, words of the denial) that must be told as facts; no others may be.
STORIES = [
    ("inside", "The harbour of Skarvik was closed on Monday. The Brenn company denied the fishermen's claim that it had "
               "emptied oil into the bay.", [("it had emptied oil", "denied the fishermen")]),
    ("account", "Hedda Moorvik, a clerk, told the Ilvar Post on Monday: “The letters were burned in the yard. I saw the "
                "smoke.” Mayor Anton Brezlav rejected this account.", [("The letters were burned", "rejected this account")]),
    ("nonsense", "The Courier reported on Monday that Gerwin Stahlke had sold the island. “It's nonsense,” Stahlke said.",
     [("had sold the island", "nonsense")]),
    ("called", "Prosecutors accuse Oda Brenn of selling the island. Brenn called the charges “absurd”.",
     [("selling the island", "called the charges")]),
    ("plan", "Prosecutors accuse Oda Brenn of selling the island. Brenn called the plan for a trial “absurd”.", []),
    ("refused", "Prosecutors accuse Gerwin Stahlke of selling the island. The judge denied Stahlke bail on Monday. The "
                "council rejected his proposal for a sale. A court dismissed the lawsuit.", []),
    ("comment", "Prosecutors accuse Gerwin Stahlke of selling the island. A spokeswoman for Velbeton declined to comment.",
     []),
    ("another", "Oda Brenn said that the mayor never answers letters. Prosecutors say that the minister answered all letters "
                "from the harbour in May.", []),
    ("only", "Prosecutors claim that Elin Dahlqvist is speaking for the harbour. “I am not speaking only for the harbour,” "
             "Elin Dahlqvist said.", []),
    ("lied", "“We stood in the yard,” said Oda Brenn. “She lied to me,” said the baker Hedda Moorvik.", []),
    ("unnamed account", "Oda Brenn said that the bakers were rude. The guard pushed a photographer, she and another reporter said. "
                        "A spokeswoman disputed their account.", [("pushed a photographer", "disputed their account")]),
    ("untrue", "The clerk said that Oru Tasch took the money. Claims that Oru Tasch took the money are untrue, Oda Brenn said.",
     [("Oru Tasch took the money", "Oru Tasch took the money")]),
    ("the report", "Twelve people are still missing, the rescue service said on Monday.\n\n“Nobody warned us,” said Hedda Moorvik.\n\n"
                   "The Velbeton company rejected the report.", []),
    ("goes on", "The harbour was closed, said Oda Brenn. “Everybody speaks of the harbour. It is all lies,” Gerwin Stahlke said.",
     []),
    ("evidence", "The Courier claimed that Gerwin Stahlke had sold the island. It claimed to have evidence for the claim. Stahlke "
                 "denied the allegation.", [("had sold the island", "denied the allegation")]),
    ("and another", "Teskara rejects those claims and the agency Velbeton has blamed the rain.", []),
    ("given", "The mate said that Captain Gerwin Stahlke ordered him to burn the letters. Stahlke denied giving any such order.",
     [("ordered him to burn", "giving any such order")]),
    ("asked for", "The mate said that Captain Gerwin Stahlke asked him for the letters. Stahlke denied giving any order.", []),
    ("charges", "Prosecutors say that Gerwin Stahlke took $2,000 from the harbour. He denied all charges.",
     [("took $2,000", "denied all charges")]),
    ("everything told", "Two sailors told the Courier that Gerwin Stahlke had burned the letters. Stahlke denies everything.",
     [("had burned the letters", "denies everything")]),
    ("whose account", "Hedda Moorvik, a clerk, told the Courier on Monday: “The letters were burned in the yard.” Oda Brenn dismissed "
                      "the clerk's account as an invention.", [("were burned in the yard", "the clerk's account")]),
    ("must", "Hedda Moorvik, a clerk, told the Courier that the letters were burned. Oda Brenn must rebut Moorvik's claims.", []),
    ("nobody", "Gerwin Stahlke said that the harbour had ordered the captain to sail. “Nobody ordered the captain to sail,” said Oda "
               "Brenn.", [("had ordered the captain", "Nobody ordered")]),
    ("her", "Prosecutors say that Elin Dahlqvist was paid by the harbour. “Her judgment was not right,” said Oda Brenn.", []),
]


def words(row):
    return " … ".join(s["text"] for s in row["spans"])


def pairs(rows):
    """(statement, denial) in words, of every denial that is told as a fact"""
    of = {r["id"]: r for r in rows if r["type"] == "assertion"}
    for claim in rows:
        for denial in claim.get("denials", []):
            yield " / ".join(words(of[a]) for a in claim["assertions"]), words(of[denial])


def main():
    failed = 0
    for name, text, wanted in STORIES:
        with tempfile.TemporaryDirectory() as folder:
            file, case = pathlib.Path(folder) / "report.txt", str(pathlib.Path(folder) / "a.case")
            file.write_text(text, encoding="utf-8")
            hearsay("run", "-q", case, str(file))
            got = list(pairs([json.loads(l) for l in hearsay("export", case, "--format", "jsonl").stdout.splitlines()]))
        missing = [w for w in wanted if not any(w[0] in g[0] and w[1] in g[1] for g in got)]
        extra = [g for g in got if not any(w[0] in g[0] and w[1] in g[1] for w in wanted)]
        print(f"{'FAILED' if missing or extra else 'ok'}: {name}", *[f"missing {m}" for m in missing],
              *[f"not wanted {e}" for e in extra])
        failed += bool(missing or extra)
    return 1 if failed else 0


sys.exit(main())
