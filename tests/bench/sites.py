#!/usr/bin/env python3
"""The whole program on a memory file system: the demo, and against its peers, in ratios, 36 and 10,000 pages.

Usage: sites.py VITRINE [--pages N] [--runs N]

The peers (generated sites, Hugo, cp -r, find) come from ../shared/bench/compare.py, where that folder is present and Hugo is
installed; says so and leaves them out where not. Figures are for reading: no run fails for being slow.
"""
import os, shutil, statistics, subprocess, sys, time

RUNS = 50  # of the demo
here = os.path.dirname(os.path.abspath(__file__))
shared = os.environ.get("VITRINE_SHARED", os.path.join(here, "../../../shared"))
compare = os.path.join(shared, "bench/compare.py")


def demo(vitrine, work):
    """A usual portfolio for two audiences: the whole process, into a fresh folder and into one that is up to date."""
    out = os.path.join(work, "demo")
    for name, fresh in (("fresh", True), ("nothing changed", False)):
        seen = []
        for _ in range(RUNS + 5):
            if fresh:
                shutil.rmtree(out, ignore_errors=True)
            start = time.monotonic()
            subprocess.run([vitrine, "build", os.path.join(here, "../.."), "--output", out, "--quiet"], check=True)
            seen.append((time.monotonic() - start) * 1000)
        seen = seen[5:]
        print(f"the demo, {name}: {statistics.median(seen):.1f} ms, at best {min(seen):.1f} ms", flush=True)


def peers(arguments, work):
    if not os.path.exists(compare):
        return "skipped: ../shared/bench is not here"
    if not shutil.which("hugo"):
        return "skipped: Hugo is not installed (Debian: hugo)"
    sizes = [[]] if "--pages" in arguments else [["--pages", "36", "--runs", "30"], []]
    return max(subprocess.run([sys.executable, compare, *arguments, *size, "--work", work]).returncode for size in sizes)


work = "/dev/shm/vitrine-bench" if os.path.isdir("/dev/shm") else "bench-work"
os.makedirs(work, exist_ok=True)
try:
    os.environ["XDG_CACHE_HOME"] = f"{work}/cache"  # where builds remember what they have seen
    demo(sys.argv[1], work)
    sys.exit(peers(sys.argv[1:], work))
finally:
    shutil.rmtree(work, ignore_errors=True)
