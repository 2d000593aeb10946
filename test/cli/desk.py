#!/usr/bin/env python3
"""desk.py HEARSAY: the desk serves the pages to whoever has its key, and to nobody else.

Without the cookie, under another host name, or with a form from another origin or without the token nothing is answered
or ruled; with them, every section, a search and a ruling work, and the headers forbid scripts and frames."""

import http.client
import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import urllib.parse


class Desk:
    def __init__(self, hearsay, case):
        self.process = subprocess.Popen([hearsay, "desk", case, "--by", "Ida Holm"], stdout=subprocess.PIPE, text=True)
        address = self.process.stdout.readline().strip()
        self.host, self.token = re.fullmatch(r"http://(127\.0\.0\.1:\d+)/\?token=([0-9a-f]{32})", address).groups()
        self.cookie = {"Cookie": f"hearsay={self.token}"}

    def ask(self, path, method="GET", body=None, **headers):
        c = http.client.HTTPConnection(self.host, timeout=20)
        fields = {k.replace("_", "-"): v for k, v in headers.items()}
        c.request(method, path, body, fields)
        r = c.getresponse()
        text = r.read().decode()
        c.close()
        return r, text

    def form(self, origin=True, **fields):
        headers = {"Content_Type": "application/x-www-form-urlencoded", **self.cookie}
        if origin:
            headers["Origin"] = f"http://{self.host}" if origin is True else origin
        return self.ask("/decide", "POST", urllib.parse.urlencode(fields), **headers)

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


def expect(what, got, want):
    if got != want:
        sys.exit(f"{what}: {got}, not {want}")


def strangers(desk, claim):
    expect("no key", desk.ask("/index.html")[0].status, 403)
    expect("wrong key", desk.ask("/index.html", Cookie="hearsay=" + "0" * 32)[0].status, 403)
    expect("wrong key in the address", desk.ask("/?token=" + "0" * 32)[0].status, 403)
    expect("other host", desk.ask("/index.html", Host="evil.invalid", **desk.cookie)[0].status, 403)
    expect("other method", desk.ask("/index.html", "PUT", **desk.cookie)[0].status, 405)
    ruling = dict(token=desk.token, what="checked", id=claim, because="read it")
    expect("form from elsewhere", desk.form("http://evil.invalid", **ruling)[0].status, 403)
    expect("form of no origin", desk.form(False, **ruling)[0].status, 403)
    expect("form without token", desk.form(**{**ruling, "token": ""})[0].status, 403)
    expect("form too long", desk.form(**{**ruling, "because": "x" * 9000})[0].status, 413)
    expect("form without reason", desk.form(**{**ruling, "because": ""})[0].status, 400)
    for path in ("/../../etc/passwd", "/claims/../style.css", "/docs/%2e%2e.html", "/ledger-9999.html", "/claims/.html"):
        expect(path, desk.ask(path, **desk.cookie)[0].status, 404)


def owner(desk, claim):
    r, _ = desk.ask("/?token=" + desk.token)
    expect("first visit", (r.status, r.headers["Location"]), (303, "/index.html"))
    for word in ("HttpOnly", "SameSite=Strict"):
        assert word in r.headers["Set-Cookie"], word
    for page in ("", "index.html", "ledger.html", "documents.html", "who.html", "figures.html", "timeline.html",
                 "unread.html", "style.css", "search", f"claims/{claim}.html"):
        r, _ = desk.ask("/" + page, **desk.cookie)
        expect(page, r.status, 200)
        policy = r.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, policy
        assert r.headers["X-Content-Type-Options"] == "nosniff"
    _, text = desk.ask("/search?q=dam", **desk.cookie)
    assert "<mark>dam</mark>" in text, "search finds nothing"
    _, text = desk.ask("/search?q=" + urllib.parse.quote('"><script>alert(1)</script>'), **desk.cookie)
    assert "<script" not in text, "the query comes back as markup"
    r, _ = desk.form(token=desk.token, what="checked", id=claim, because="read it <b>twice</b>")
    expect("ruling", (r.status, r.headers["Location"]), (303, f"/claims/{claim}.html"))
    _, text = desk.ask(f"/claims/{claim}.html", **desk.cookie)
    assert "<b>checked</b> by Ida Holm" in text and "&lt;b&gt;twice" in text, "the ruling is not shown"


def main():
    hearsay = pathlib.Path(sys.argv[1]).resolve()
    docs = pathlib.Path(__file__).resolve().parents[2] / "examples" / "dam" / "docs"
    with tempfile.TemporaryDirectory() as tmp:
        case = pathlib.Path(tmp) / "dam.case"
        subprocess.run([hearsay, "run", case, docs, "-q"], check=True, stdout=subprocess.DEVNULL)
        claims = subprocess.run([hearsay, "claims", case, "--json"], check=True, capture_output=True).stdout.splitlines()
        claim = json.loads(claims[0])["id"]
        desk = Desk(hearsay, case)
        try:
            strangers(desk, claim)
            owner(desk, claim)
        finally:
            status = desk.end()
        expect("status", status, 0)
        log = subprocess.run([hearsay, "log", case], check=True, capture_output=True).stdout.decode()
        expect("rulings in the log", log.count("checked"), 1)
    print("the desk answers its owner alone")


if __name__ == "__main__":
    main()
