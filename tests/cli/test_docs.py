#!/usr/bin/env python3
"""Does what a page of docs/ tells a newcomer to do, in an empty folder, and speaks TAP.

Usage: test_docs.py PAGE VITRINE      (VITRINE_UPDATE=1 rewrites the outputs that the page shows)

In the page, a line that is a path in backquotes and a colon makes the next code block that file. Blocks of "console" are
commands, behind "$ ", each followed by what it prints. Milliseconds and fingerprints may differ.
"""
import os, re, subprocess, sys, tempfile

BLOCK = re.compile(r"(?:^`([^`\n]+)`:\n\n)?^```(\w*)\n(.*?)^```$", re.M | re.S)


def neutral(text):
    return re.sub(r"\.[0-9a-f]{10}\.", ".FINGERPRINT.", re.sub(r"\b\d+ ms\b", "N ms", text))


def run_block(text, folder, environment):
    """The block with what the commands really print."""
    seen = []
    for command in re.findall(r"^\$ (.*)$", text, re.M):
        result = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        seen.append(f"$ {command}\n" + result.stdout.decode("utf-8", "replace"))
    return "".join(seen)


def main():
    page, program = sys.argv[1], os.path.abspath(sys.argv[2])
    text = open(page, encoding="utf-8").read()
    environment = {k: v for k, v in os.environ.items() if k != "VITRINE_UPDATE" and not k.startswith("SOURCE_DATE")}
    environment |= {"PATH": os.path.dirname(program) + os.pathsep + environment["PATH"], "LC_ALL": "C.UTF-8",
                    "SOURCE_DATE_EPOCH": "1767225600"}
    environment.pop("VITRINE_THEMES", None)
    results, pieces, at = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        for match in BLOCK.finditer(text):
            path, kind, body = match.groups()
            if path:
                target = os.path.join(folder, path)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                open(target, "w", encoding="utf-8").write(body)
            if kind != "console":
                continue
            seen = run_block(body, folder, environment)
            line = text.count("\n", 0, match.start(3)) + 1
            results.append((line, body, seen))
            pieces += [text[at:match.start(3)], body if neutral(seen) == neutral(body) else seen]
            at = match.end(3)
    if os.environ.get("VITRINE_UPDATE"):
        open(page, "w", encoding="utf-8").write("".join(pieces) + text[at:])
        results = [(line, seen, seen) for line, _, seen in results]
    print(f"1..{len(results)}")
    failed = 0
    for number, (line, body, seen) in enumerate(results, 1):
        good = neutral(seen) == neutral(body)
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} line {line}")
        if not good:
            print("# the page says:\n" + re.sub(r"^", "#   ", body, flags=re.M))
            print("# this was printed:\n" + re.sub(r"^", "#   ", seen, flags=re.M))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
