#!/usr/bin/env python3
"""Kills hearsay with SIGKILL at random moments over a growing case, and looks what is left.

    test/crash/kill.py [--rounds N] [--seed N]

After every kill, each document that is stored must be stored whole: as an unkilled run stores it. Every few rounds the
run is completed: the case must then hold exactly what an unkilled run makes of the same files, and verify must find
nothing. Exit 1 at the first difference."""
import argparse
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from casefile import HEARSAY, dump, first_difference, hearsay, write_document

EACH = 10  # rounds to a case


def fail(message):
    print(f"kill: {message}")
    sys.exit(1)


def run_whole(case, folder):
    start = time.monotonic()
    done = hearsay("run", "-q", case, folder)
    if done.returncode != 0:
        fail(f"an unkilled run ended with {done.returncode}: {done.stderr}{done.stdout}")
    return time.monotonic() - start


def kill_one(rng, verb, case, folder, longest):
    """Starts the verb and kills it; True where it was still running."""
    args = [HEARSAY, verb, "-q", case] + ([folder] if verb == "run" else [])
    p = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(rng.random() * longest)
    p.send_signal(signal.SIGKILL)
    return p.wait() == -signal.SIGKILL


def check_parts(case, reference, where):
    """Whatever is stored of a document is all of it."""
    if not case.exists() or case.stat().st_size < 8192:
        return 0
    try:
        documents, _ = dump(case)
    except Exception as e:  # tables that are not there yet: the case was being made
        if "no such table" in str(e):
            return 0
        raise
    for name, found in documents.items():
        if found and found != reference[name]:
            fail(f"{where}: {name} is half stored: {first_difference(found, reference[name])}")
    return sum(1 for found in documents.values() if found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    killed = compared = seeds = 0
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        round_ = -1
        while killed < options.rounds:
            round_ += 1
            if round_ % EACH == 0:
                folder = tmp / f"in{round_}"
                folder.mkdir()
                case = tmp / f"{round_}.case"
            for _ in range(rng.randint(2, 12)):
                write_document(folder, seeds)
                seeds += 1
            whole = tmp / f"{round_}.whole.case"
            seconds = run_whole(whole, folder)
            reference, rest = dump(whole)
            verb = "rebuild" if case.exists() and rng.random() < 0.2 else "run"
            killed += kill_one(rng, verb, case, folder, seconds * 0.95)
            check_parts(case, reference, f"round {round_}, {verb}")
            if round_ % EACH == EACH - 1 or killed == options.rounds or rng.random() < 0.2:
                run_whole(case, folder)
                documents, other = dump(case)
                different = first_difference(sorted(documents.items()), sorted(reference.items()))
                different = different or first_difference(other, rest)
                if different:
                    fail(f"round {round_}: the completed case differs: {different}")
                done = hearsay("verify", case)
                if done.returncode != 0:
                    fail(f"round {round_}: {done.stdout}{done.stderr}")
                compared += 1
            for name in tmp.glob("*.whole.case*"):
                name.unlink()
    print(f"kill: {killed} runs killed while they ran (seed {options.seed}), {seeds} documents, {compared} times "
          f"completed and compared: nothing lost, doubled or half stored")


main()
