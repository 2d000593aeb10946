#!/usr/bin/env python3
"""Seeds for fuzzing each reader by itself: `seeds.py DIR [FOLDER…]` writes DIR/READER/NAME from the made fixtures, from
corpus/reader, whose first lines name the reader, and from the files below FOLDERs of at most 64 KiB, by their endings. Office files are unpacked into their parts (parts.h)."""
import hashlib
import io
import pathlib
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "fixtures"))
import make  # noqa: E402

READERS = {
    "zip": "archive", "gz": "archive", "tar": "archive", "7z": "archive", "bz2": "archive", "rar": "archive", "wacz": "archive",
    "whatsapp": "chat", "iphone": "chat", "json": "chatjson", "csv": "csv phone", "xml": "data html", "c": "data plain",
    "docx": "docx", "html": "html", "htm": "html", "png": "image", "jpg": "image", "eml": "mail", "emlx": "mail",
    "mhtml": "mail", "mbox": "mbox", "md": "markdown", "doc": "msdoc", "msg": "msg", "odt": "odf", "ods": "odf", "odp": "odf",
    "pdf": "pdf", "txt": "plain transcript chat", "pptx": "pptx", "pst": "pst", "rtf": "rtf", "srt": "subtitle",
    "vtt": "subtitle", "warc": "warc", "ppt": "msppt", "xls": "msxls", "xlsx": "xlsx"}


def parts(content):
    try:
        z = zipfile.ZipFile(io.BytesIO(content))
        texts = [(i.filename, z.read(i)) for i in z.infolist() if i.filename.endswith((".xml", ".rels")) or i.filename == "mimetype"]
    except Exception:  # damaged on purpose: a seed as it is
        return content
    return b"\n".join(b"=== " + name.encode() + b"\n" + text for name, text in texts) or content


def write(reader, seed):
    folder = pathlib.Path(sys.argv[1]) / reader
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


def main():
    for p in sorted((HERE / "corpus/reader").iterdir()):
        reader, seed = p.read_bytes().split(b"\n", 1)
        write(reader.decode(), seed)
    files = list(make.files())
    for folder in sys.argv[2:]:
        files += [(p.name, p.read_bytes()) for p in sorted(pathlib.Path(folder).rglob("*")) if p.is_file() and p.stat().st_size <= 65536]
    for name, content in files:
        for reader in READERS.get(pathlib.Path(name).suffix.lower()[1:], "").split():
            seed = parts(content) if reader in ("docx", "xlsx", "pptx", "odf") else content
            if len(seed) <= 65536:
                write(reader, seed)


if __name__ == "__main__":
    main()
