#!/usr/bin/env python3
"""From a saved file to the browser's event, and to the page that shows it. Usage: preview.py VITRINE [--pages N…] [--saves N]

Figures are for reading: no run fails for being slow. Wanted: 30 ms at 50 pages, 100 ms at 10,000, to the event."""
import argparse
import os
import statistics
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../preview"))
from server import Events, Preview  # noqa: E402

SITE = """title: Bench
url: https://bench.example/
default_audience: [recruiter, community]
audiences: {recruiter: {theme: recruiter}, community: {theme: community, url: "https://bench.example/community/"}}
"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def make_site(folder, pages):
    content = os.path.join(folder, "site-content")
    write(os.path.join(content, "site.yaml"), SITE)
    write(os.path.join(content, "profile.md"), "---\nname: Robin Sample\n---\n\nA profile.\n")
    for number in range(pages):
        words = f"Work on part {number}, with numbers and results. " * 30
        write(os.path.join(content, f"projects/part-{number}.md"),
              f"---\ntitle: Part {number}\nstart: 20{number % 20 + 10}\nstack: [C, Python]\n---\n\n## What\n\n{words}\n\n- one\n- two\n")


def measure(vitrine, pages, saves):
    with tempfile.TemporaryDirectory() as folder:
        make_site(folder, pages)
        with Preview(vitrine, "--audience", "recruiter", source=folder) as preview:
            events = Events(preview)
            events.wait(b"event: state")
            time.sleep(2 + pages / 2000)
            told, shown = [], []
            for number in range(saves):
                path = f"site-content/projects/part-{number % pages}.md"
                text = preview.read(path)
                time.sleep(0.4)
                start = time.monotonic()
                preview.write(path, text + f"\nSaved {number}.\n")
                told.append((events.wait(b"event: change") - start) * 1000)
                preview.get(f"projects/part-{number % pages}/")
                shown.append((time.monotonic() - start) * 1000)
                time.sleep(0.2 + pages / 5000)
            events.close()
            print(f"{pages:6} pages: event after {statistics.median(told):.1f} ms (least {min(told):.1f}, most {max(told):.1f}), "
                  f"page after {statistics.median(shown):.1f} ms (least {min(shown):.1f}, most {max(shown):.1f}), {preview.memory() // 1024} MB")


arguments = argparse.ArgumentParser()
arguments.add_argument("vitrine")
arguments.add_argument("--pages", type=int, nargs="+", default=[50, 10000])
arguments.add_argument("--saves", type=int, default=12)
given = arguments.parse_args()
for size in given.pages:
    measure(given.vitrine, size, given.saves)
