#!/usr/bin/env python3
"""Every id of the registry of diagnostics is shown somewhere in the tests' data, as a user reads it: "[id]".

Usage: test_every_id.py SOURCE_ROOT

An id that no input can bring about is listed below with the reason; a listed id that is shown after all is a mistake too.
"""
import os, re, sys

NOT_FROM_OUTSIDE = {
    "import-words": "a document that shows it is a bug, and becomes a test of the importer",
    "template-size": "a template of 2 GiB is more than a test may write",
    "format-invalid": "the XML writer fails only without memory, or by a mistake of ours",
    "output-space": "a full disk takes a file system of its own, which only root can mount",
}

# Data that tests compare with what the program says. Programs and their notes are no proof.
DATA = (".case", ".test", ".txt", ".expect", ".expected", ".json", ".md")


def ids(root):
    text = open(os.path.join(root, "include/vitrine/diagnostics.def"), encoding="utf-8").read()
    return re.findall(r'^VT_DIAGNOSTIC\(\w+,\s*"([a-z0-9-]+)"', text, re.M)


def shown(root):
    found = set()
    for folder, folders, files in os.walk(os.path.join(root, "tests")):
        folders[:] = sorted(f for f in folders if f not in ("node_modules", "golden"))
        for name in files:
            if name.endswith(DATA) or "." not in name:
                text = open(os.path.join(folder, name), encoding="utf-8", errors="replace").read()
                found.update(re.findall(r"\[([a-z0-9-]+)\]", text))
    return found


def main():
    root = sys.argv[1]
    seen = shown(root)
    names = ids(root)
    failed = 0
    print(f"1..{len(names)}")
    for number, name in enumerate(names, 1):
        reason = NOT_FROM_OUTSIDE.get(name)
        good = (name in seen) != (reason is not None)
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} {name}{' # ' + reason if reason else ''}")
        if not good and reason:
            print("# it is shown after all: take it off the list")
        elif not good:
            print("# no test shows it: add a case, or the reason why there can be none")
    for name in sorted(set(NOT_FROM_OUTSIDE) - set(names)):
        failed += 1
        print(f"# {name} is listed, but is no id")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
