"""Where the benchmarks find their sets: ../shared/data, or the folder that SHARED names; it is not in the repository.
A packed set is unpacked once, into build/data/."""
import os
import pathlib
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
SHARED = pathlib.Path(os.environ.get("SHARED", ROOT / "../shared"))


def folder(name):
    """The folder of the set NAME ("names", "crossdoc", "pages-mixed-dev"); None where the data is not here."""
    data = SHARED / "data"
    if (data / name).is_dir():
        return data / name
    packed = data / (name + ".tar.xz")
    if not packed.is_file():
        return None
    at = ROOT / "build/data" / name
    if not at.is_dir():
        part = at.with_suffix(".part")
        part.mkdir(parents=True, exist_ok=True)
        with tarfile.open(packed) as tar:
            tar.extractall(part)
        part.rename(at)
    tops = list(at.iterdir())
    return tops[0] if len(tops) == 1 else at


def need(name):
    """As folder; ends the program with a printed reason where the data is not here."""
    at = folder(name)
    if at is None:
        sys.exit(print(f"skipped: the set {name} is not in {SHARED / 'data'}"))
    return at
