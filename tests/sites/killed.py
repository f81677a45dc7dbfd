#!/usr/bin/env python3
"""kill -9 at random moments of a build over a site that is there, speaking TAP.

Usage: killed.py VITRINE SOURCE_ROOT [KILLS [SEED]]

Whatever the moment: every file is whole, the old one or the new one; what is not Vitrine's is untouched; the next build
makes the site right and leaves nothing beside it.
"""
import os, random, shutil, subprocess, sys, tempfile, time

from site_tests import AUDIENCES, TODAY, Tap, build, tree

KILLS, SEED = 200, 2026
MANIFEST = ".vitrine-manifest"


def site(folder):
    """path → bytes, but for the lists of what is Vitrine's own."""
    return {path: data for path, data in tree(folder).items() if os.path.basename(path) != MANIFEST}


def change(root, changed):
    """The demo with every text changed and a page more, which is gone again when the site becomes the demo's."""
    shutil.copytree(f"{root}/site-content", f"{changed}/site-content")
    for where, _, names in os.walk(changed):
        for name in (n for n in names if n.endswith(".md")):
            with open(os.path.join(where, name), "a") as file:
                file.write("\n\nOne more paragraph.\n")
    with open(f"{changed}/site-content/projects/added.md", "w") as file:
        file.write("---\ntitle: Added\n---\n\nNew.\n")


def must_build(vitrine, content, out):
    result = build(vitrine, content, out, "--quiet")
    if result.returncode != 0:
        sys.exit(f"Bail out! {result.stderr}")


def build_and_kill(vitrine, content, out, seconds):
    """Says whether it was killed before its end."""
    command = [vitrine, "build", content, "--output", out, "--today", TODAY, "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def torn_files(out, old, new):
    """Files that are neither the old nor the new one, and those of both sites that are gone."""
    found = {path: data for path, data in site(out).items() if not path.startswith(".")}  # what is being made lies there
    torn = [path for path, data in found.items() if data not in (old.get(path), new.get(path))]
    return torn + [path for path in old.keys() & new.keys() if path not in found]


def main(vitrine, root, kills, seed):
    rng, tap = random.Random(seed), Tap()
    with tempfile.TemporaryDirectory() as work:
        change(root, f"{work}/changed")
        sources = [root, f"{work}/changed"]
        wanted = []
        for number, source in enumerate(sources):
            start = time.monotonic()
            must_build(vitrine, source, f"{work}/wanted-{number}")
            length = time.monotonic() - start
            wanted.append(site(f"{work}/wanted-{number}") | {f"{audience}/mine.txt": b"the author's" for audience in AUDIENCES})
        folder = f"{work}/folder"
        out = f"{folder}/public"
        must_build(vitrine, sources[0], out)
        for audience in AUDIENCES:
            with open(f"{out}/{audience}/mine.txt", "w") as file:
                file.write("the author's")
        killed, torn, wrong = 0, [], []
        for number in range(kills):
            old, new = wanted[number % 2], wanted[(number + 1) % 2]
            source = sources[(number + 1) % 2]
            killed += build_and_kill(vitrine, source, out, rng.uniform(0, length * 1.1))
            torn += torn_files(out, old, new)
            must_build(vitrine, source, out)
            if site(out) != new or os.listdir(folder) != ["public"]:
                wrong.append((number, os.listdir(folder), sorted(site(out).keys() ^ new.keys())))
        tap.ok(killed * 4 > kills, f"{kills} builds, {killed} of them killed before their end", [str(length)])
        tap.ok(not torn, "every file is the old one or the new one, and whole", map(str, torn[:5]))
        tap.ok(not wrong, "the next build makes the site right, and leaves nothing beside it", map(str, wrong[:5]))
    tap.end()
    return tap.failed != 0


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[3:]]
    sys.exit(main(sys.argv[1], sys.argv[2], *(given + [KILLS, SEED][len(given):])))
