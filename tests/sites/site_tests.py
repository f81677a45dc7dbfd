#!/usr/bin/env python3
"""Tests over whole built sites, speaking TAP.

Usage: site_tests.py golden|deterministic|rebuild|portfolios VITRINE SOURCE_ROOT
"""
import os, shutil, subprocess, sys, tempfile

TODAY = "2026-03-31"
AUDIENCES = ("recruiter", "community")
os.environ["XDG_CACHE_HOME"] = "/dev/null/none"  # there can be none: each build renders, and nobody's cache is filled


def build(vitrine, site, output, *options, env=None):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ", "SOURCE_DATE"))}
    environment |= env or {}
    command = [vitrine, "build", site, "--output", output, "--today", TODAY, *options]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def tree(folder):
    """path → bytes of every file, the manifest apart."""
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


def differences(wanted, seen):
    lines = [f"missing: {p}" for p in sorted(wanted.keys() - seen.keys())]
    lines += [f"not expected: {p}" for p in sorted(seen.keys() - wanted.keys())]
    for path in sorted(wanted.keys() & seen.keys()):
        if wanted[path] != seen[path]:
            a, b = wanted[path].split(b"\n"), seen[path].split(b"\n")
            line = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            lines.append(f"differs: {path}, line {line + 1}")
            lines += [f"  expected {a[line][:160]!r}"] if line < len(a) else []
            lines += [f"  seen     {b[line][:160]!r}"] if line < len(b) else []
    return lines


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def ok(self, good, name, lines=()):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} {name}")
        for line in lines if not good else ():
            print("#", line)
        return good

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} {name} # SKIP {why}")

    def end(self):
        print(f"1..{self.count}")
        return 1 if self.failed else 0


def golden(tap, vitrine, root):
    """The demo's sites, byte for byte as in tests/sites/golden; VITRINE_UPDATE=1 rewrites them."""
    wanted = os.path.join(root, "tests/sites/golden")
    with tempfile.TemporaryDirectory() as work:
        result = build(vitrine, root, f"{work}/out")
        if not tap.ok(result.returncode == 0, "the demo builds", (result.stdout + result.stderr).split("\n")):
            return
        if os.environ.get("VITRINE_UPDATE"):
            shutil.rmtree(wanted, ignore_errors=True)
            shutil.copytree(f"{work}/out", wanted)
        for audience in AUDIENCES:
            lines = differences(tree(f"{wanted}/{audience}"), tree(f"{work}/out/{audience}"))
            tap.ok(not lines, f"the demo's site for {audience} is the golden one", lines[:40])


def copy_reversed(source, target):
    """The same tree, its files made in the opposite order and under another name."""
    paths = sorted((p for p in tree(source)), reverse=True)
    for path in paths:
        os.makedirs(os.path.dirname(f"{target}/{path}"), exist_ok=True)
        shutil.copyfile(f"{source}/{path}", f"{target}/{path}")
        os.utime(f"{target}/{path}", (0, 0))


def make_locale(work, name):
    """Compiles a locale into the work folder, so that the test needs none installed."""
    os.makedirs(f"{work}/locales", exist_ok=True)
    command = ["localedef", "-i", name.split(".")[0], "-f", "UTF-8", f"{work}/locales/{name}"]
    return bool(shutil.which("localedef")) and subprocess.run(command, capture_output=True).returncode == 0


def deterministic(tap, vitrine, root):
    """One job and eight, other locale, time zone, folder name, listing order, file times: the same bytes."""
    variants = {
        "one job": (["--jobs", "1"], {}),
        "eight jobs": (["--jobs", "8"], {}),
        "German locale": ([], {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}),
        "Turkish locale": ([], {"LC_ALL": "tr_TR.UTF-8"}),  # where "I" is no capital of "i"
        "another time zone": ([], {"TZ": "Pacific/Kiritimati"}),
        "C locale": ([], {"LC_ALL": "C"}),
    }
    with tempfile.TemporaryDirectory() as work:
        first = build(vitrine, root, f"{work}/first")
        wanted = tree(f"{work}/first")
        if not tap.ok(first.returncode == 0 and wanted, "the demo builds", first.stderr.split("\n")):
            return
        for name, (options, environment) in variants.items():
            locale = environment.get("LC_ALL", "C")
            if locale != "C" and not make_locale(work, locale):
                tap.skip(f"{name}: the same bytes", f"{locale} cannot be made here (Debian: locales)")
                continue
            output = f"{work}/{name.replace(' ', '-')}"
            result = build(vitrine, root, output, *options, env=environment | {"LOCPATH": f"{work}/locales"})
            lines = differences(wanted, tree(output)) + ([result.stderr] if result.returncode else [])
            tap.ok(not lines, f"{name}: the same bytes", lines[:20])
        copy_reversed(f"{root}/site-content", f"{work}/Anderer Ordner/site-content")
        result = build(vitrine, f"{work}/Anderer Ordner", f"{work}/copied")
        lines = differences(wanted, tree(f"{work}/copied")) + ([result.stderr] if result.returncode else [])
        tap.ok(not lines, "another folder and listing order: the same bytes", lines[:20])


def stamps(folder):
    return {os.path.join(w, n): (os.lstat(os.path.join(w, n)).st_ino, os.lstat(os.path.join(w, n)).st_mtime_ns)
            for w, _, names in os.walk(folder) for n in names}


def rebuild(tap, vitrine, root):
    """A second build changes nothing; an edit changes what it must; a removed entry leaves nothing behind."""
    with tempfile.TemporaryDirectory() as work:
        shutil.copytree(f"{root}/site-content", f"{work}/site/site-content")
        out = f"{work}/site/public"
        build(vitrine, f"{work}/site", out)
        before = stamps(out)
        result = build(vitrine, f"{work}/site", out)
        tap.ok(before and stamps(out) == before, "nothing changed: every inode and time stays", [result.stderr])
        tap.ok(" 0 files written" in result.stdout, "the summary says so", [result.stdout])
        page = sorted(n for n in os.listdir(f"{work}/site/site-content/projects") if n != "index.md")[0]
        with open(f"{work}/site/site-content/projects/{page}", "a") as file:
            file.write("\nOne more sentence, zzyzx.\n")
        with open(f"{out}/recruiter/author.txt", "w") as file:
            file.write("mine")
        build(vitrine, f"{work}/site", out)
        build(vitrine, f"{work}/site", f"{work}/clean")
        mine = tree(out)
        tap.ok(mine.pop("recruiter/author.txt", None) == b"mine", "the author's file stays")
        lines = differences(tree(f"{work}/clean"), mine)
        tap.ok(not lines, "after an edit, the folder equals a clean build", lines[:20])
        for name in os.listdir(f"{work}/site/site-content/awards"):
            os.remove(f"{work}/site/site-content/awards/{name}")
        result = build(vitrine, f"{work}/site", out)
        broken = "" if result.returncode == 0 else result.stderr
        shutil.rmtree(f"{work}/clean")
        build(vitrine, f"{work}/site", f"{work}/clean")
        mine = tree(out)
        mine.pop("recruiter/author.txt", None)
        lines = [broken] if broken else differences(tree(f"{work}/clean"), mine)
        tap.ok(not lines, "after removing the awards, nothing stale is left", lines[:20])


def portfolios(tap, vitrine, root):
    """The real trees in ../shared/portfolios build for both audiences without error."""
    shared = os.environ.get("VITRINE_SHARED", os.path.join(root, "../shared"))
    names = sorted(os.listdir(f"{shared}/portfolios")) if os.path.isdir(f"{shared}/portfolios") else []
    if not names:
        tap.skip("real portfolios", "../shared/portfolios is not here; only the demo was built")
    for name in names:
        with tempfile.TemporaryDirectory() as work:
            result = build(vitrine, f"{shared}/portfolios/{name}", f"{work}/out")
            good = result.returncode == 0 and all(os.path.exists(f"{work}/out/{a}/index.html") for a in AUDIENCES)
            tap.ok(good, f"{name}: both audiences' sites are built", (result.stdout + result.stderr).split("\n"))


if __name__ == "__main__":
    test, vitrine, root = sys.argv[1], os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
    tap = Tap()
    {"golden": golden, "deterministic": deterministic, "rebuild": rebuild, "portfolios": portfolios}[test](tap, vitrine, root)
    sys.exit(tap.end())
