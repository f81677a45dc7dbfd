#!/usr/bin/env python3
"""The whole program against its peers, in ratios: 10,000 pages on a memory file system.

Usage: sites.py VITRINE [--pages N] [--runs N]

Runs ../shared/bench/compare.py (generated sites, Hugo, cp -r, find) where that folder is present and Hugo is installed; says so
and does nothing where not. Figures are for reading: no run fails for being slow.
"""
import os, shutil, subprocess, sys

here = os.path.dirname(os.path.abspath(__file__))
shared = os.environ.get("VITRINE_SHARED", os.path.join(here, "../../../shared"))
compare = os.path.join(shared, "bench/compare.py")
if not os.path.exists(compare):
    sys.exit("skipped: ../shared/bench is not here")
if not shutil.which("hugo"):
    sys.exit("skipped: Hugo is not installed (Debian: hugo)")
work = "/dev/shm/vitrine-bench" if os.path.isdir("/dev/shm") else "bench-work"
os.makedirs(work, exist_ok=True)
try:
    sys.exit(subprocess.run([sys.executable, compare, *sys.argv[1:], "--work", work]).returncode)
finally:
    shutil.rmtree(work, ignore_errors=True)
