#!/usr/bin/env python3
"""After any sequence of edits, what is served is what a clean build writes, or, where that fails, what was served before.
Usage: test_edits.py VITRINE [--rounds N] [--seed N]"""
import argparse
import os
import random
import shutil
import sys
import time

from clean_build import Built, differences
from server import Preview, Tap

arguments = argparse.ArgumentParser()
arguments.add_argument("vitrine")
arguments.add_argument("--rounds", type=int, default=5)
arguments.add_argument("--seed", type=int, default=int(os.environ.get("VITRINE_SEED", "1")))
given = arguments.parse_args()
tap = Tap()
chance = random.Random(given.seed)


def entries(preview):
    found = []
    for folder, _, names in os.walk(preview.content):
        found += [os.path.relpath(os.path.join(folder, name), preview.folder) for name in names if name.endswith(".md")]
    return sorted(path for path in found if not path.endswith("profile.md"))


def sections(preview):
    return sorted({os.path.dirname(path) for path in entries(preview)} - {"site-content"})


def add_words(preview):
    path = chance.choice(entries(preview))
    preview.write(path, preview.read(path) + f"\nWord {chance.random()}.\n")


def write_in_place(preview):
    path = chance.choice(entries(preview))
    with open(os.path.join(preview.folder, path), "a") as file:
        file.write(f"\nPlace {chance.random()}.\n")


def new_entry(preview):
    number = chance.randrange(10**6)
    preview.write(f"{chance.choice(sections(preview))}/new-{number}.md", f"---\ntitle: New {number}\n---\n\nText {number}.\n")


def new_bundle(preview):
    number = chance.randrange(10**6)
    folder = f"{chance.choice(sections(preview))}/bundle-{number}"
    preview.write(f"{folder}/picture.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="{number}" height="1"/>\n')
    preview.write(f"{folder}/index.md", f"---\ntitle: Bundle {number}\n---\n\n![A picture](picture.svg)\n")


def change_picture(preview):
    for folder, _, names in os.walk(preview.content):
        for name in sorted(names):
            if name == "picture.svg":
                path = os.path.relpath(os.path.join(folder, name), preview.folder)
                number = chance.randrange(10**6)
                preview.write(path, f'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="{number}"/>\n')
                return


def rename(preview):
    path = chance.choice(entries(preview))
    os.rename(os.path.join(preview.folder, path), os.path.join(preview.folder, f"{os.path.dirname(path)}/moved-{chance.randrange(10**6)}.md"))


def delete(preview):
    os.remove(os.path.join(preview.folder, chance.choice(entries(preview))))


def break_entry(preview):
    path = chance.choice(entries(preview))
    preview.write(path, "---\ntitel: Wrong\n---\n\n" + preview.read(path))


def restrict(preview):
    path = chance.choice(entries(preview))
    preview.write(path, f"---\ntitle: For {chance.random()}\naudience: {chance.choice(['recruiter', 'community', 'private'])}\n---\n\nText.\n")


def settings(preview):
    text = preview.read("site-content/site.yaml")
    lines = [line for line in text.splitlines() if not line.startswith("title:")]
    preview.write("site-content/site.yaml", f"title: Title {chance.randrange(100)}\n" + "\n".join(lines) + "\n")


def theme(preview):
    preview.write("themes/recruiter/assets/more.css", f"p {{ margin: {chance.randrange(100)}px }}\n")
    if not os.path.exists(os.path.join(preview.folder, "themes/recruiter/theme.yaml")):
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../themes/recruiter")
        shutil.copytree(source, os.path.join(preview.folder, "themes/recruiter"), dirs_exist_ok=True)


def move_section(preview):
    folder = os.path.join(preview.folder, chance.choice(sections(preview)))
    os.rename(folder, folder + "-away")
    time.sleep(chance.choice([0, 0.03]))
    os.rename(folder + "-away", folder)


EDITS = [add_words, add_words, write_in_place, new_entry, new_bundle, change_picture, rename, delete, break_entry, restrict,
         settings, theme, move_section]


def mend(preview, before):
    """Puts the content back as it was in `before`."""
    shutil.rmtree(preview.content)
    shutil.copytree(before, preview.content)


with Preview(given.vitrine) as served:
    kept = os.path.join(served.work, "kept")
    for number in range(given.rounds):
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(served.content, kept)
        done = [chance.choice(EDITS) for _ in range(chance.randrange(1, 6))]
        for edit in done:
            edit(served)
            time.sleep(chance.choice([0, 0, 0.005, 0.05]))
        names = ", ".join(edit.__name__ for edit in done)
        built = Built(served)
        if built.good:
            served.wait_for(lambda: not differences(served, built))
            tap.check(not differences(served, built), f"round {number}: {names}", "\n".join(differences(served, built)))
            continue
        served.wait_for(lambda: "error" in served.errors(), 5)
        time.sleep(0.5)
        mend(served, kept)
        built = Built(served)
        served.wait_for(lambda: not differences(served, built))
        tap.check(not differences(served, built), f"round {number}: {names}; does not build, mended", "\n".join(differences(served, built)))
    code, _ = served.stop()
    tap.check(code == 0 and "Sanitizer" not in served.errors() and "runtime error" not in served.errors(), "ends cleanly", served.errors()[-3000:])
sys.exit(tap.finish())
