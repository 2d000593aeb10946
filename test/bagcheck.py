"""A bag held against RFC 8493 (BagIt 1.0), rule by rule: `problems(folder)` gives what breaks one, each with its section.

No tool for bags is packaged for Debian 12; this does what they do, and more strictly."""
import hashlib
import pathlib
import re
import unicodedata

ALGORITHMS = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}


def lines_of(path, found):
    """A tag file's lines; RFC 8493, 2.2.4: UTF-8 without a byte order mark, lines ended by LF, CR or CRLF."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        found.append(f"2.2.4: {path.name} is not UTF-8")
        return []
    if text.startswith("\ufeff"):
        found.append(f"2.1.1: {path.name} begins with a byte order mark")
    if text and text[-1] not in "\r\n":
        found.append(f"2.1.3: the last line of {path.name} is not ended")
    return re.split(r"\r\n|\n|\r", text)[:-1]


def declaration(bag, found):
    want = [r"BagIt-Version: 1\.0", r"Tag-File-Character-Encoding: UTF-8"]
    lines = lines_of(bag / "bagit.txt", found) if (bag / "bagit.txt").is_file() else []
    if len(lines) != 2 or not all(re.fullmatch(w, line) for w, line in zip(want, lines)):
        found.append(f"2.1.1: bagit.txt is {lines}")


def path_of(written, where, found):
    """2.1.3: %0A, %0D and %25 stand for a line feed, a carriage return and a percent sign; nothing leads outside."""
    if re.search(r"%(?!0[AaDd]|25)", written):
        found.append(f"2.1.3: {where}: a percent sign that is not encoded: {written}")
    name = re.sub(r"%(0[AaDd]|25)", lambda m: chr(int(m[1], 16)), written)
    if name.startswith(("/", "~", "\\")) or re.match("[A-Za-z]:", name) or ".." in name.split("/") or "" in name.split("/"):
        found.append(f"2.1.3, 5.1: {where}: leads outside of the bag: {name}")
        return None
    return name


def manifest(bag, path, found):
    """{path: checksum} of a manifest; each is checked."""
    algorithm = re.fullmatch(r"(?:tag)?manifest-([a-z0-9]+)\.txt", path.name)[1]
    listed = {}
    if algorithm not in ALGORITHMS:
        found.append(f"2.4: {path.name}: no algorithm of that name")
        return listed
    for line in lines_of(path, found):
        m = re.fullmatch(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)", line)
        name = path_of(m[2], path.name, found) if m else None
        if not name:
            found.append(f"2.1.3: {path.name}: no line of a manifest: {line!r}")
        elif name in listed:
            found.append(f"2.1.3: {path.name}: listed twice: {name}")
        else:
            listed[name] = m[1]
            if not (bag / name).is_file() or (bag / name).is_symlink():
                found.append(f"3: {path.name}: not there: {name}")
            elif hashlib.new(algorithm, (bag / name).read_bytes()).hexdigest() != m[1].lower():
                found.append(f"3: {path.name}: changed: {name}")
    return listed


def bag_info(bag, payload, found):
    values, label = {}, None
    for line in lines_of(bag / "bag-info.txt", found):
        m = re.fullmatch(r"([^\s:][^:]*?)[ \t]*:[ \t]*(.*)", line)
        if line[:1] in (" ", "\t") and label:
            values[label][-1] += " " + line.strip()
        elif m:
            label = m[1].lower()
            values.setdefault(label, []).append(m[2])
        else:
            found.append(f"2.2.2: bag-info.txt: no element: {line!r}")
    oxum = f"{sum((bag / name).stat().st_size for name in payload)}.{len(payload)}"
    if values.get("payload-oxum", [oxum]) != [oxum]:
        found.append(f"2.2.2: Payload-Oxum is {values['payload-oxum']}, the payload's is {oxum}")
    for date in values.get("bagging-date", []):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
            found.append(f"2.2.2: Bagging-Date is {date}")
    for once in ("payload-oxum", "bagging-date", "bag-group-identifier", "bag-size"):
        if len(values.get(once, [])) > 1:
            found.append(f"2.2.2: {once} comes back")


def problems(folder):
    bag, found = pathlib.Path(folder), []
    files = {str(p.relative_to(bag)) for p in bag.rglob("*") if p.is_file() or p.is_symlink()}
    payload = {name for name in files if name.startswith("data/")}
    declaration(bag, found)
    if not (bag / "data").is_dir():
        found.append("2.1.2: no payload")
    manifests = sorted(bag.glob("manifest-*.txt"))
    if not manifests:
        found.append("2.1.3: no manifest")
    for path in manifests:
        listed = set(manifest(bag, path, found))
        found += [f"2.1.3: {path.name} lists what is no payload: {name}" for name in sorted(listed - payload)]
        found += [f"3: {path.name} leaves out {name}" for name in sorted(payload - listed)]
    for path in sorted(bag.glob("tagmanifest-*.txt")):
        listed = set(manifest(bag, path, found))
        tags = {name for name in files - payload if not re.fullmatch(r"tagmanifest-[a-z0-9]+\.txt", name)}
        found += [f"2.2.1: {path.name} lists what is no tag file: {name}" for name in sorted(listed - tags)]
        found += [f"2.2.1: {path.name} leaves out {name}" for name in sorted(tags - listed)]
    if (bag / "bag-info.txt").is_file():
        bag_info(bag, payload, found)
    if (bag / "fetch.txt").exists():
        found.append("2.2.3: it is not whole: there is a fetch.txt")
    folded = [unicodedata.normalize("NFC", name).casefold() for name in files]
    if len(set(folded)) < len(folded):
        found.append("6.1: names that differ in case or normal form alone")
    return found
