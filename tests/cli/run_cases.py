#!/usr/bin/env python3
"""Runs command-line cases written as data, and speaks TAP.

Usage: run_cases.py CASES_FOLDER NAME=PROGRAM…      (VITRINE_UPDATE=1 rewrites what is expected)

A case is one file, NAME.case. It begins with a comment that says what it shows. Then parts, each opened by a line
that begins with "=== ":

  === file PATH           a file of the case's folder; its text follows
  === tree FOLDER         copies a folder that lies beside the case
  === run COMMAND LINE    words as a shell splits them; the programs are those named on the command line, and a few of the
                          system's; "NAME=VALUE" words before it are its environment. `sh -c '…'` where it takes a shell
  === status N            what the last run must have ended with (0 when left out)
  === stdout              its exact standard output (empty when left out)
  === stderr              its exact standard error (empty when left out)

Before comparing, the case's folder becomes "CASE", "17 ms" becomes "N ms", and the fingerprint
in an asset's name "FINGERPRINT".
"""
import os, re, shlex, shutil, subprocess, sys, tempfile

SYSTEM_PROGRAMS = {"cat", "ls", "find", "grep", "sh", "touch", "rm", "mkdir", "chmod", "ln", "mv", "cp"}


def parse(text):
    parts, head = [], []
    for line in text.split("\n"):
        if line.startswith("=== "):
            verb, _, argument = line[4:].partition(" ")
            parts.append([verb, argument, []])
        elif parts:
            parts[-1][2].append(line)
        else:
            head.append(line)
    return "\n".join(head), parts


def body(part):
    text = "\n".join(part[2])
    return text[:-1] if text.endswith("\n\n") else text


def neutral(text, folder):
    text = re.sub(r"\.[0-9a-f]{10}(\.\w+)", r".FINGERPRINT\1", text)
    return re.sub(r"\b\d+ ms\b", "N ms", text.replace(folder, "CASE"))


def run(programs, words, folder):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("VITRINE", "SOURCE_DATE", "NO_COLOR"))}
    environment |= {"SOURCE_DATE_EPOCH": "1767225600", "LSAN_OPTIONS": "exitcode=0", "VITRINE_IMAGES": "off"}
    environment["PATH"] = os.pathsep.join([*map(os.path.dirname, programs.values()), environment.get("PATH", "")])
    environment["LC_ALL"] = "C"
    while words and re.match(r"[A-Z_]+=", words[0]):
        name, _, value = words.pop(0).partition("=")
        environment[name] = value
    if words[0] in programs:
        words[0] = programs[words[0]]
    elif words[0] not in SYSTEM_PROGRAMS:
        raise SystemExit(f"a case may not run {words[0]}")
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL)


def show(verb, argument, text):
    return f"=== {verb}{' ' + argument if argument else ''}\n{text}"


def check(programs, path):
    """Runs the case; returns its text as it should be, with what was really seen."""
    head, parts = parse(open(path, encoding="utf-8", newline="").read())
    seen = [head]
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        result = None
        for part in parts:
            verb, argument = part[0], part[1]
            if verb in ("status", "stdout", "stderr"):
                continue
            seen.append(show(verb, argument, body(part)))
            if verb == "file":
                target = os.path.join(folder, argument)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "w", encoding="utf-8", newline="") as file:
                    file.write(body(part))
            elif verb == "tree":
                shutil.copytree(os.path.join(os.path.dirname(path), argument), os.path.join(folder, argument))
            elif verb == "run":
                result = run(programs, shlex.split(argument), folder)
                if result.returncode:
                    seen.append(show("status", str(result.returncode), ""))
                for name, stream in (("stdout", result.stdout), ("stderr", result.stderr)):
                    text = neutral(stream.decode("utf-8", "replace"), folder)
                    if text:
                        seen.append(show(name, "", text))
            else:
                raise SystemExit(f"{path}: unknown part {verb}")
    return "\n".join(s.rstrip("\n") for s in seen) + "\n"


def main():
    cases = sys.argv[1]
    programs = {name: os.path.abspath(path) for name, path in (a.split("=", 1) for a in sys.argv[2:])}
    names = sorted(n for n in os.listdir(cases) if n.endswith(".case"))
    print(f"1..{len(names)}")
    failed = 0
    for number, name in enumerate(names, 1):
        path = os.path.join(cases, name)
        wanted = open(path, encoding="utf-8", newline="").read()
        seen = check(programs, path)
        if seen != wanted and os.environ.get("VITRINE_UPDATE"):
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(seen)
            wanted = seen
        print(f"{'ok' if seen == wanted else 'not ok'} {number} {name[:-5]}")
        if seen != wanted:
            failed += 1
            import difflib
            for line in difflib.unified_diff(wanted.splitlines(), seen.splitlines(), "expected", "seen", lineterm=""):
                print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
