#!/usr/bin/env python3
"""Builds under valgrind: no read of what was not written, no memory that nobody holds any more. Speaks TAP.

Usage: test_valgrind.py VITRINE SOURCE_ROOT [VALGRIND]
"""
import os, shutil, subprocess, sys, tempfile

import small_site

WRONG = 9
OPTIONS = ["-q", f"--error-exitcode={WRONG}", "--leak-check=full", "--errors-for-leak-kinds=definite", "--show-leak-kinds=definite"]


def main(vitrine, root, valgrind):
    with tempfile.TemporaryDirectory() as work:
        small_site.make(f"{work}/site")
        shutil.copytree(f"{work}/site", f"{work}/broken")
        small_site.put(f"{work}/broken", "site-content/projects/broken.md",
                       "---\ntitle: [1\nstrt: 2020\n---\n\n[a](b.md) ![c](d.png) <!-- audience: nobody -->\n")
        small_site.put(f"{work}/broken", "site-content/projects/dead.md", "---\ntitle: Dead\nstrt: 2020\n---\n\n[a](b.md#c) <p><b>\n")
        small_site.put(f"{work}/broken", "themes/recruiter/templates/404.mustache", "{{<layout}}{{$main}}{{titel}}{{/main}}")
        runs = (
            ("the demo is built", 0, ["build", root, "--output", f"{work}/demo"]),
            ("and again over that, with threads", 0, ["build", root, "--output", f"{work}/demo", "--jobs", "4", "--today", "2020-01-01"]),
            ("a site with a theme of its own is checked", 0, ["check", f"{work}/site"]),
            ("a site of which much is wrong is not built", 1, ["build", f"{work}/broken", "--output", f"{work}/out"]),
        )
        environment = os.environ | {"G_SLICE": "always-malloc", "G_DEBUG": "gc-friendly", "VITRINE_IMAGES": "off"}
        failures = 0
        for number, (name, status, arguments) in enumerate(runs, 1):
            result = subprocess.run([valgrind, *OPTIONS, vitrine, *arguments], env=environment, capture_output=True, text=True, errors="replace")
            failures += result.returncode != status
            print(f"{'ok' if result.returncode == status else 'not ok'} {number} {name}")
            for line in result.stderr.split("\n")[:200] if result.returncode != status else ():
                print("#", line)
        print(f"1..{len(runs)}")
        return failures != 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        print("1..0 # SKIP valgrind is not here, or this build has a sanitizer")
        sys.exit(0)
    sys.exit(main(*sys.argv[1:4]))
