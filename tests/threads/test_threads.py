#!/usr/bin/env python3
"""Builds with eight threads, under ThreadSanitizer; speaks TAP.   Usage: test_threads.py VITRINE SOURCE_ROOT [TREES]

There is no list of suppressions. GLib itself is not instrumented, so what threads share is guarded by what the sanitizer sees: pthread's
mutexes, C's atomics, and the start and the end of threads; and G_SLICE has GLib take its memory from malloc.
"""
import os, subprocess, sys, tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "leaks"))
from noninterference import write
from random_portfolio import Portfolio, render

TREES = 40


def main(vitrine, root, trees):
    shared = os.environ.get("VITRINE_SHARED", os.path.join(root, "../shared"))
    folder = f"{shared}/portfolios"
    real = [f"{folder}/{name}" for name in sorted(os.listdir(folder))[:2]] if os.path.isdir(folder) else []
    environment = os.environ | {"G_SLICE": "always-malloc", "TSAN_OPTIONS": "exitcode=66", "VITRINE_IMAGES": "off"}
    count = failures = 0
    with tempfile.TemporaryDirectory() as work:
        def run(command, site, output):
            words = [vitrine, command, site, "--jobs", "8", "--today", "2026-03-31"]
            return subprocess.run(words + (["--output", output] if output else []), env=environment, capture_output=True, text=True, errors="replace")

        def tell(name, results):
            nonlocal count, failures
            wrong = [result for result in results if result.returncode == 66 or result.returncode < 0 or "ThreadSanitizer" in result.stderr]
            count += 1
            failures += bool(wrong)
            print(f"{'not ok' if wrong else 'ok'} {count} {name}", flush=True)
            for result in wrong[:2]:
                print("#", result.stderr[:6000].replace("\n", "\n# "))

        tell("the demo: a first build, a later one, and a check",
             [run("build", root, f"{work}/demo"), run("build", root, f"{work}/demo"), run("check", root, None)])
        for site in real:
            tell(os.path.basename(site), [run("build", site, f"{work}/{os.path.basename(site)}")])
        if not real:
            count += 1
            print(f"ok {count} real portfolios # SKIP ../shared/portfolios is not here")
        results = []
        for seed in range(trees):
            write(f"{work}/tree-{seed}", render(Portfolio(seed, {}), 0))
            results.append(run("build", f"{work}/tree-{seed}", f"{work}/tree-{seed}-out"))
        built = sum(result.returncode == 0 for result in results)
        tell(f"{trees} random trees, {built} of which are built", results)
        failures += built * 2 < trees
    print(f"1..{count}")
    return failures != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else TREES))
