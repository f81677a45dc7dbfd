#!/usr/bin/env python3
"""How hidden content got out of other generators, each way a named test over built sites. Speaks TAP.

Usage: named.py SOURCE_ROOT VITRINE

named/NN-NAME.case begins with what happened elsewhere. Then parts, in the order in which they are done:

  === file PATH                a file of the site's folder; its text follows
  === sample NAME PATH         a picture of tests/images/samples
  === remove PATH
  === build [OPTION…]          builds every audience's site into public/; must succeed
  === fails ID [OPTION…]       must fail with that id, and leave public/ as it was
  === hidden AUDIENCE WORD…    in no byte, no file's name, no encoding of it
  === shown AUDIENCE WORD…     is there, so that the test is one
  === no-file AUDIENCE PATH…   no such file was written
  === has-file AUDIENCE PATH…
  === clean AUDIENCE           no picture holds XMP, IPTC, comments or text, nor EXIF beyond which way is up

Words to be looked for are invented: "zq" and six letters or more, of which ten count.
"""
import os, re, shutil, subprocess, sys, tempfile

from canaries import found_in

METADATA = (b"http://ns.adobe.com/xap", b"<x:xmpmeta", b"Photoshop 3.0", b"tEXt", b"iTXt", b"zTXt", b"XMP ", b"<metadata")
# The length of what holds EXIF: of a JPEG's segment, a PNG's chunk, a WebP's chunk. One entry is some thirty bytes.
EXIF = ((rb"\xff\xe1(..)Exif\0\0", "big"), (rb"(....)eXIf", "big"), (rb"EXIF(....)", "little"))
MOST_EXIF = 40
PICTURES = (".jpg", ".png", ".webp", ".svg", ".gif")


def parts_of(path):
    head, parts = [], []
    for line in open(path, encoding="utf-8", newline=""):
        if line.startswith("=== "):
            verb, _, argument = line[4:].rstrip("\n").partition(" ")
            parts.append((verb, argument.split(), []))
        elif parts:
            parts[-1][2].append(line)
        else:
            head.append(line)
    return "".join(head).strip(), parts


def tree(folder):
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(where, name)
            with open(full, "rb") as file:
                found[os.path.relpath(full, folder)] = file.read()
    return found


class Case:
    def __init__(self, vitrine, samples, folder):
        self.vitrine, self.samples, self.folder = vitrine, samples, folder
        self.faults = []
        self.words = {}

    def site(self, audience):
        return tree(os.path.join(self.folder, "public", audience))

    def found(self, audience):
        if audience not in self.words:
            words = set()
            for path, data in self.site(audience).items():
                words |= found_in(path.encode(), 1) | found_in(data)
            self.words[audience] = words
        return self.words[audience]

    def place(self, path):
        full = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        return full

    def run(self, options):
        self.words = {}
        command = [self.vitrine, "build", self.folder, "--output", os.path.join(self.folder, "public"), "--today", "2026-03-31", *options]
        return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})

    def do_file(self, arguments, body):
        with open(self.place(arguments[0]), "w", encoding="utf-8") as file:
            file.write("".join(body))

    def do_sample(self, arguments, body):
        shutil.copyfile(os.path.join(self.samples, arguments[0]), self.place(arguments[1]))

    def do_remove(self, arguments, body):
        os.remove(os.path.join(self.folder, arguments[0]))

    def do_build(self, arguments, body):
        result = self.run(arguments)
        if result.returncode:
            self.faults += [f"the build ended with {result.returncode}", *(result.stdout + result.stderr).split("\n")]

    def do_fails(self, arguments, body):
        before = tree(os.path.join(self.folder, "public"))
        result = self.run(arguments[1:])
        if result.returncode != 1 or f"[{arguments[0]}]" not in result.stderr:
            self.faults += [f"expected a failure with {arguments[0]}, got {result.returncode}", *result.stderr.split("\n")]
        if tree(os.path.join(self.folder, "public")) != before:
            self.faults.append("the failed build changed public/")

    def do_hidden(self, arguments, body):
        for word in {w[:12] for w in arguments[1:]} & self.found(arguments[0]):
            self.faults.append(f"{word} is in the site for {arguments[0]}")

    def do_shown(self, arguments, body):
        for word in {w[:12] for w in arguments[1:]} - self.found(arguments[0]):
            self.faults.append(f"{word} is not in the site for {arguments[0]}")

    def do_no_file(self, arguments, body):
        for path in set(arguments[1:]) & self.site(arguments[0]).keys():
            self.faults.append(f"{path} is in the site for {arguments[0]}")

    def do_has_file(self, arguments, body):
        for path in set(arguments[1:]) - self.site(arguments[0]).keys():
            self.faults.append(f"{path} is not in the site for {arguments[0]}")

    def do_clean(self, arguments, body):
        pictures = {p: d for p, d in self.site(arguments[0]).items() if p.endswith(PICTURES) and not p.startswith("assets/")}
        if not pictures:
            self.faults.append("there is no picture")
        for path, data in pictures.items():
            self.faults += [f"{path} holds {mark!r}" for mark in METADATA if mark in data]
            for pattern, order in EXIF:
                for match in re.finditer(pattern, data, re.S):
                    if int.from_bytes(match.group(1), order) > MOST_EXIF:
                        self.faults.append(f"{path} holds more EXIF than which way is up")


def run_case(vitrine, root, path):
    head, parts = parts_of(path)
    with tempfile.TemporaryDirectory() as folder:
        case = Case(vitrine, os.path.join(root, "tests/images/samples"), folder)
        for verb, arguments, body in parts:
            getattr(case, "do_" + verb.replace("-", "_"))(arguments, body)
    return case.faults


def main():
    root, vitrine = sys.argv[1:]
    folder = os.path.join(root, "tests/leaks/named")
    names = sorted(n for n in os.listdir(folder) if n.endswith(".case"))
    failed = 0
    print(f"1..{len(names)}")
    for number, name in enumerate(names, 1):
        faults = run_case(vitrine, root, os.path.join(folder, name))
        failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {number} {re.sub('^[0-9]+-|[.]case$', '', name).replace('-', ' ')}")
        for line in faults:
            print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
