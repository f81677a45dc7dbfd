#!/usr/bin/env python3
"""What is served is what would be built; GitHub Pages' rules; ranges and conditions. Usage: test_serving.py VITRINE"""
import os
import subprocess
import sys
import urllib.parse

from clean_build import Built, differences
from server import Preview, Tap

tap = Tap()


def pages_rules(preview):
    for audience, base in (("recruiter", "/"), ("community", "/community/")):
        def get(path, **headers):
            request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n".encode()
            for name, value in headers.items():
                request += f"{name.replace('_', '-')}: {value}\r\n".encode()
            answer = preview.raw(request + b"\r\n", urllib.parse.urlsplit(preview.addresses[audience]).port)
            head, _, body = answer.partition(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            return int(lines[0].split()[1]), {line.split(": ")[0]: line.split(": ", 1)[1] for line in lines[1:]}, body

        status, head, _ = get(base + "projects")
        tap.check(status == 301 and head["Location"] == base + "projects/", f"{audience}: /x leads to /x/", head)
        status, head, _ = get(base + "projects?a=b&c")
        tap.check(status == 301 and head["Location"] == base + "projects/?a=b&c", f"{audience}: with its query", head)
        status, head, body = get(base + "404")
        tap.check(status == 200 and body.startswith(b"<!DOCTYPE"), f"{audience}: /x serves x.html", head)
        status, head, body = get(base + "there/is/nothing")
        tap.check(status == 404 and body == preview.get("404.html", audience)[2], f"{audience}: 404.html with 404", head)
        status, _, body = get(base + "projects/index.html")
        tap.check(status == 200 and body == get(base + "projects/")[2], f"{audience}: index.html by its name")
        status, _, _ = get(base + "robots.txt/")
        tap.check(status == 404, f"{audience}: a file is no folder")
        status, head, body = get(base + "robots.txt")
        tag = head["ETag"]
        tap.check(get(base + "robots.txt", If_None_Match=tag)[0] == 304, f"{audience}: unchanged is 304")
        tap.check(get(base + "robots.txt", If_None_Match='"x", W/' + tag)[0] == 304, f"{audience}: among several tags")
        tap.check(get(base + "robots.txt", If_None_Match='"x"')[0] == 200, f"{audience}: changed is 200")
        for wanted, part in (("0-3", body[:4]), ("4-", body[4:]), ("-5", body[-5:]), ("0-999999", body), ("2-2", body[2:3])):
            status, head, got = get(base + "robots.txt", Range="bytes=" + wanted)
            tap.check(status == 206 and got == part, f"{audience}: range {wanted}", (status, head, got))
        status, head, _ = get(base + "robots.txt", Range="bytes=99999-")
        tap.check(status == 416 and head["Content-Range"] == f"bytes */{len(body)}", f"{audience}: range beyond the end", head)
        for wanted in ("bytes=3-1", "bytes=0-1,4-5", "bytes=a-b", "lines=0-3", "bytes=-"):
            status, _, got = get(base + "robots.txt", Range=wanted)
            tap.check(status == 200 and got == body, f"{audience}: {wanted} is no range")
        tap.check(get(base + "robots.txt", Range="bytes=0-3", If_Range='"x"')[0] == 200, f"{audience}: range of another version")
    status, _, body = preview.get("/", "community")
    tap.check(status == 404 and b'href="/community/"' in body, "outside of the base path is another site", body[:300])
    status, head, _ = preview.get("/community", "community")
    tap.check(status == 200, "the base path without its slash leads there", head)


def types(preview):
    for path, wanted in (("", "text/html; charset=utf-8"), ("robots.txt", "text/plain; charset=utf-8"),
                         ("sitemap.xml", "application/xml"), ("resume.json", "application/json"),
                         ("site.webmanifest", "application/manifest+json"), ("contact.vcf", "text/vcard; charset=utf-8"),
                         ("icon.svg", "image/svg+xml")):
        tap.check(preview.get(path)[1]["Content-Type"] == wanted, f"type of {path or 'a page'}", preview.get(path)[1])


def script(preview):
    plain = preview.get()[2]
    shown = preview.get(headers={"Sec-Fetch-Dest": "document"})[2]
    tap.check(b"bar.js" not in plain and b"/bar.js" in shown, "only a page that is shown gets the bar")
    start = shown.index(b'<script src="/-')
    end = shown.index(b"</script>", start) + len(b"</script>")
    tap.check(shown[:start] + shown[end:] == plain and shown[end:].startswith(b"</body>"), "and nothing else changes")
    for headers in ({"Sec-Fetch-Dest": "empty", "Accept": "text/html"}, {"Sec-Fetch-Dest": "iframe"}, {"Accept": "*/*"}, {}):
        tap.check(preview.get(headers=headers)[2] == plain, f"as built for {headers}")
    tap.check(preview.get("robots.txt", headers={"Sec-Fetch-Dest": "document"})[2] == preview.get("robots.txt")[2], "text has no bar")
    tap.check(not os.path.exists(os.path.join(preview.folder, "public")), "nothing is written to disk")


def private(vitrine):
    with Preview(vitrine, "--private", "--audience", "recruiter") as preview:
        preview.write("site-content/projects/hidden.md", "---\ntitle: Nobody sees this\naudience: private\n---\n\nHidden words.\n")
        found = preview.wait_for(lambda: b"Hidden words" in preview.get("projects/hidden/", "everything (private)")[2])
        tap.check(found, "--private shows private entries", preview.errors())
        tap.check(preview.get("projects/hidden/", "recruiter")[0] == 404, "the audience's site does not")
        tap.check(list(preview.addresses) == ["recruiter", "everything (private)"], "--audience chooses", preview.addresses)
    result = subprocess.run([vitrine, "serve", "--private", "--host", "0.0.0.0"], capture_output=True, text=True)
    tap.check(result.returncode == 2 and "--host" in result.stderr, "--private is not for other machines", result.stderr)


def usage(vitrine, folder):
    for options, wanted in ((["--audience", "recruter"], "recruiter"), (["--port", "99999"], "65535"), (["--host", "example.org"], "0.0.0.0")):
        result = subprocess.run([vitrine, "serve", *options], cwd=folder, capture_output=True, text=True, timeout=60)
        tap.check(result.returncode == 2 and wanted in result.stderr, f"wrong usage: {options}", result.stderr)


def busy(preview):
    result = subprocess.run([preview.vitrine, "serve", "--port", str(preview.port)], cwd=preview.folder, capture_output=True,
                            text=True, timeout=60)
    told = f"port {preview.port} is in use by vitrine-preview (process {preview.process.pid})" in result.stderr
    tap.check(result.returncode == 3 and told and "--port 0" in result.stderr, "a busy port is named with its owner", result.stderr)


def broken_start(vitrine):
    """A site that cannot be read yet is waited for."""
    with Preview(vitrine) as preview:
        preview.stop()
        preview.write("site-content/site.yaml", "title: [\n")
        preview.out.truncate(0)
        preview.start()
        status, _, body = preview.get(headers={"Accept": "text/html"})
        tap.check(status == 503 and b"bar.js" in body and "error" in preview.errors(), "broken settings are shown", body[:200])
        preview.write("site-content/site.yaml", "title: Robin\nurl: https://robin.example/\ndefault_audience: [recruiter]\naudiences: {recruiter: {theme: recruiter}, community: {theme: community}}\n")
        tap.check(preview.wait_for(lambda: preview.get()[0] == 200), "and mended without a new start", preview.errors())


with Preview(sys.argv[1]) as served:
    built = Built(served)
    tap.check(built.good, "the demo builds", built.errors)
    unlike = differences(served, built)
    tap.check(not unlike, "every file is served as it is built", "\n".join(unlike))
    pages_rules(served)
    types(served)
    script(served)
    busy(served)
    usage(sys.argv[1], served.folder)
    code, seconds = served.stop()
    tap.check(code == 0 and seconds < 2, f"Ctrl-C ends it at once: {code}, {seconds:.1f} s", served.errors())
    tap.check("\x1b" not in served.output() + served.errors(), "no colours in a pipe")
private(sys.argv[1])
broken_start(sys.argv[1])
sys.exit(tap.finish())
