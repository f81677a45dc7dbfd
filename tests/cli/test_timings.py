#!/usr/bin/env python3
"""What `vitrine build --timings` says, against the site that it built; speaks TAP.   Usage: test_timings.py VITRINE SOURCE_ROOT"""
import os, re, subprocess, sys, tempfile

vitrine, root = sys.argv[1:3]
count = failed = 0


def ok(good, name, detail=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} {name}")
    if not good:
        print("\n".join(f"# {line}" for line in str(detail).split("\n")))


def rows(text):
    """The tables by their first heading: name → figures."""
    tables = {}
    for part in text.split("\n\n"):
        head, *lines = part.strip().split("\n")
        split = [re.fullmatch(r"(.*?)((?:\s+\d+\.\d\d)+)", line) for line in lines]
        tables[head.split("  ")[0]] = {m[1].strip(): [float(n) for n in m[2].split()] for m in split if m}
    return tables


with tempfile.TemporaryDirectory() as work:
    command = [vitrine, "build", root, "--output", work, "--today", "2026-03-31", "--quiet", "--timings"]
    result = subprocess.run(command, capture_output=True, text=True)
    tables = rows(result.stdout)
    stages, templates, slowest = tables["stage"], tables["template (all threads together)"], tables["slowest files"]
    written = {f"{audience}: {os.path.relpath(os.path.join(where, name), os.path.join(work, audience))}"
               for audience in os.listdir(work) for where, _, names in os.walk(os.path.join(work, audience)) for name in names}
    ok(result.returncode == 0, "the demo is built", result)
    parts = ["edition made", "theme loaded", "pages rendered and checked", "files put in place"]
    wanted = ["content read", *[f"{audience}: {part}" for audience in ("recruiter", "community") for part in parts]]
    ok(all(name in stages for name in wanted), "every stage of every audience is told", stages)
    told = sum(n[0] for name, n in stages.items() if name != "all")
    ok(0 < told <= stages["all"][0] + 0.1, "and the whole, which is no less than they are together", stages)
    pages = sum(int(name.split(" × ")[1]) for name in templates if not name.startswith("("))
    html = sum(name.endswith(".html") for audience in os.listdir(work)
               for _, _, names in os.walk(os.path.join(work, audience)) for name in names)
    ok(pages == html, "each page counts for its template", (pages, html, templates))
    ok(all(abs(n[0] - sum(n[1:])) < 0.05 for n in templates.values()), "a row is the sum of its tasks", templates)
    ok(len(slowest) == 10, "ten files are the slowest", slowest)
    ok(set(slowest) <= written, "and all of them are in the site", slowest)
    times = [n[0] for n in slowest.values()]
    ok(times == sorted(times, reverse=True), "the slowest first", slowest)
print(f"1..{count}")
sys.exit(1 if failed else 0)
