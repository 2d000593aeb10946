#!/usr/bin/env python3
"""dossier.py HEARSAY: pages made of the example story and of files that attack whatever prints them.

Every page is sound HTML: known elements only, balanced, no script, no inline style, no event handler, ids unique; every
link leads to a file and a place that exist or to http(s); no document's markup survives as markup; each document's page
holds its whole text. The exports parse, and the same case gives the same bytes twice. What unrelated documents print
alike, a footer, stands behind all else and says so."""

import csv
import html.parser
import json
import pathlib
import subprocess
import sys
import tempfile
import xml.dom.minidom

HOSTILE = {
    "attack.txt": "<script>alert(1)</script>\n\nThe minister, </p><img src=x onerror=alert(2)> said \"' onmouseover='x\".\n\n"
                  "“Pay \x1b[31m=cmd|' /C calc'!A0 ]]> --> &lt;b&gt; </textarea>,” Ada Lovelorn told the Daily Test. "
                  "At least 12 people & 3 <b>dogs</b> died on 3 March 2021.\n",
    "bidi.txt": "Ada Lov\u202eelorn said that the dam \u2066broke\u2069. Аda Lovelorn denied it.\n",
    "attack.html": "<html><head><title>\"><svg onload=alert(3)></title><link rel=canonical href=\"javascript:alert(4)\">"
                   "</head><body><article><p>&lt;script&gt;alert(5)&lt;/script&gt; said the mayor, who denied that 5 "
                   "people died in the flood at the bridge on Monday.</p><p>A second paragraph says that the bridge was "
                   "closed by the mayor of the town, the police told the Daily Test on Tuesday.</p></article></body></html>",
}
VOID = {"meta", "link", "br", "path", "rect", "circle", "img"}
KNOWN = {"html", "head", "body", "meta", "title", "link", "header", "nav", "main", "footer", "a", "p", "h1", "h2", "h3",
         "section", "article", "div", "span", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td",
         "small", "em", "b", "i", "q", "mark", "blockquote", "aside", "details", "summary", "time", "figure", "figcaption", "svg", "circle", "defs",
         "marker", "path", "g", "rect", "text", "br"}
ATTRIBUTES = {"href", "class", "id", "lang", "charset", "http-equiv", "content", "name", "rel", "datetime", "colspan",
              "scope", "aria-current", "aria-hidden", "cx", "cy", "r", "viewbox", "width", "height", "role", "xmlns", "refx", "refy",
              "markerwidth", "markerheight", "markerunits", "orient", "d", "x", "y", "rx", "marker-end"}


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.open, self.ids, self.links, self.faults, self.words, self.in_text = path, [], set(), [], [], [], 0

    def handle_starttag(self, tag, attrs):
        self.check(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)
            if self.in_text:
                self.in_text += 1
            elif ("class", "text") in attrs and tag == "div":
                self.in_text = 1

    def handle_startendtag(self, tag, attrs):
        self.check(tag, attrs)

    def check(self, tag, attrs):
        if tag not in KNOWN:
            self.faults.append(f"unknown element {tag}")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.faults.append(f"attribute {name} of {tag}")
            if name == "id":
                if value in self.ids:
                    self.faults.append(f"id {value} twice")
                self.ids.add(value)
            if name == "href":
                self.links.append(value)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")
        if self.in_text:
            self.in_text -= 1

    def handle_data(self, data):
        if self.in_text and "aside" not in self.open:
            self.words.append(data)


def run(*args, check=True):
    done = subprocess.run(args, capture_output=True)
    if check and done.returncode:
        sys.exit(f"{' '.join(map(str, args))}: status {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def visible(text):
    """The document's text as a page shows it: blanks apart, what would act made visible."""
    out = []
    for c in text:
        o = ord(c)
        if c.isspace():
            continue
        if o < 32:
            out.append(chr(0x2400 + o))
        elif 0x7F <= o <= 0x9F or o in (0x200B, 0x200E, 0x200F, 0x61C) or 0x202A <= o <= 0x202E or 0x2066 <= o <= 0x2069:
            out.append(f"⟨U+{o:04X}⟩")
        else:
            out.append(c)
    return "".join(out)


def check_pages(folder, documents):
    pages, faults = {}, []
    for path in sorted(folder.rglob("*.html")):
        page = Page(path)
        page.feed(path.read_text(encoding="utf-8"))
        page.close()
        pages[path.resolve()] = page
        faults += [f"{path.relative_to(folder)}: {f}" for f in page.faults]
        if page.open:
            faults.append(f"{path.relative_to(folder)}: {page.open} left open")
    for path, page in pages.items():
        for link in page.links:
            if link.startswith(("http://", "https://")):
                continue
            file, _, place = link.partition("#")
            to = (path.parent / file).resolve() if file else path
            if not to.exists():
                faults.append(f"{path.name}: {link} leads nowhere")
            elif place and to in pages and place not in pages[to].ids:
                faults.append(f"{path.name}: {link}: no such place")
    for d in documents:
        words = "".join("".join(pages[(folder / "docs" / (d["id"] + ".html")).resolve()].words).split())
        if words != "".join(visible(d["text"]).split()):
            faults.append(f"{d['path']}: the page does not hold the whole text")
    return len(pages), faults


NEWS = [
    ("Harbour Tribune", "Ilmar Deniz told the council that the northern quay would be closed until the autumn.\n\n"
     "Crane drivers had found cracks in three of its pillars, he said."),
    ("Vest Wire", "The potato harvest of Ostermark was the poorest in nine years, the growers' union said on Friday.\n\n"
     "Its head, Tove Almgren, asked for help with the price of seed."),
    ("Skarvik Post", "A choir of 212 pensioners sang in the rebuilt theatre of Skarvik.\n\n"
     "Petra Lund, who leads it, said that most of them had never stood on a stage."),
    ("Courier", "Two swimmers crossed the strait in under eleven hours, the lifeboat crew confirmed.\n\n"
     "Jonas Quill, aged 19, is the youngest who ever did it."),
    ("Ilvar Echo", "Thieves took the bronze hare from the fountain in Ilvar during the night.\n\n"
     "Police are looking for a van with a broken light, a spokesman said."),
]
NOTICE = "All rights in texts and pictures remain with the publisher and its partner agencies."


def check_notice(hearsay, tmp):
    (tmp / "news").mkdir()
    for i, (outlet, text) in enumerate(NEWS):
        (tmp / "news" / f"{i}.html").write_text(
            f"<html><head><title>{text[:30]}</title><meta property='og:site_name' content='{outlet}'></head><body><article>"
            + "".join(f"<p>{p}</p>" for p in text.split("\n\n") + [NOTICE]) + "</article></body></html>")
    run(hearsay, "run", tmp / "news.case", tmp / "news", "-q")
    lines = run(hearsay, "claims", tmp / "news.case").decode().splitlines()
    heads = [i for i, line in enumerate(lines) if "not checked · " in line]
    last = " ".join(lines[heads[-1]:])
    assert "5 reports in 5 documents" in last and "perhaps a notice" in last and NOTICE[:30] in last, last
    assert "perhaps a notice" not in " ".join(lines[:heads[-1]]), "news is called a notice"


def main():
    hearsay = pathlib.Path(sys.argv[1]).resolve()
    root = pathlib.Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        (tmp / "in").mkdir()
        for name, text in HOSTILE.items():
            (tmp / "in" / name).write_bytes(text.encode())
        case, pages = tmp / "x.case", tmp / "pages"
        run(hearsay, "run", case, tmp / "in", root / "examples" / "dam" / "docs", "-q", check=False)
        run(hearsay, "dossier", case, "-o", pages)
        first = run(hearsay, "export", case, "--format", "jsonl")
        assert first == run(hearsay, "export", case, "--format", "jsonl"), "two exports differ"
        lines = [json.loads(l) for l in first.splitlines()]
        for form in ("ftm", "webanno", "claimreview"):
            for line in run(hearsay, "export", case, "--format", form).splitlines():
                json.loads(line)
        xml.dom.minidom.parseString(run(hearsay, "export", case, "--format", "graphml"))
        rows = list(csv.reader(run(hearsay, "export", case, "--format", "csv").decode().splitlines()))
        assert len({len(r) for r in rows}) == 1, "CSV rows of several lengths"
        for verb in ("docs", "claims", "entities", "figures", "timeline", "origins"):
            table = run(hearsay, verb, case).decode()
            assert not any(ord(c) < 32 and c != "\n" or c in "\u202e\u2066\u2069" for c in table), f"{verb} lets a control through"
            assert not any(l != l.rstrip() for l in table.split("\n")), f"{verb} has blanks at line ends"
            for line in run(hearsay, verb, case, "--json").splitlines():
                json.loads(line)
        check_notice(hearsay, tmp)
        n, faults = check_pages(pages, [l for l in lines if l["type"] == "document"])
        for f in faults[:40]:
            print(f)
        print(f"{n} pages, {len(faults)} faults")
        return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
