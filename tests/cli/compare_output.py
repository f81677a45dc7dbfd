#!/usr/bin/env python3
"""compare_output.py FILE COMMAND…: does the command print what the file holds? VITRINE_UPDATE=1 rewrites the file."""
import difflib, os, subprocess, sys

path, command = sys.argv[1], sys.argv[2:]
seen = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
if os.environ.get("VITRINE_UPDATE"):
    open(path, "w", encoding="utf-8").write(seen)
wanted = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
for line in difflib.unified_diff(wanted.splitlines(), seen.splitlines(), path, "made now", lineterm=""):
    print(line)
sys.exit(wanted != seen)
