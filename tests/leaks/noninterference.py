#!/usr/bin/env python3
"""What is hidden from a reader changes no byte of the reader's site: random portfolios, random changes. Speaks TAP.

Usage: noninterference.py [--trees N] [--first SEED] [--jobs N] [--without FEATURE,…] [--keep DIR] VITRINE

Each tree depends on its seed alone. It is built twice, in other folders and with other numbers of threads: as it was made,
and after everything hidden from the reader was changed, deleted or added to at random. A difference is made small and
reported with a command that repeats it; --keep DIR writes the small tree there, both sides of it.
"""
import argparse, multiprocessing, os, re, shutil, signal, subprocess, sys, tempfile

from random_portfolio import FEATURES, TODAY, File, Part, Portfolio, render, text

SECONDS = 60  # for one build
SHRINK_BUILDS = 600  # for one failure
LEAKING = 30  # trees that are built with drafts, to see that a leak is noticed
BLOCK = 50  # trees in one line of TAP, at least


# ---- Changing what is hidden -----------------------------------------------------------------------------------

def vary_part(part, random):
    if isinstance(part, str):
        return
    if part.hidden and part.other is None:
        choice = random.randrange(8)
        if choice < 3 and part.remake:
            part.other = part.remake()
            return
        if choice == 3 and part.may_go:
            part.other = []
            return
        if choice == 4:
            return
    if part.other is None:  # what a name's other side says is not to be cut
        for item in part.items:
            vary_part(item, random)


def vary_file(file, random):
    if isinstance(file.content, Part):
        vary_part(file.content, random)
    if not file.hidden or file.needed:
        return
    choice = random.randrange(6)
    if choice == 0:
        file.sides = {0}
    elif choice == 1:
        file.sides = {1}


def vary(portfolio):
    random = portfolio.random
    for file in list(portfolio.files):
        vary_file(file, random)
    for _ in range(random.randint(0, 2)):
        portfolio.hidden_extra()


# ---- Building ------------------------------------------------------------------------------------------------------

def write(folder, files):
    for path, data in files.items():
        whole = os.path.join(folder, "site-content", path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "wb") as file:
            file.write(data)


def read(folder):
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


THEMES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "themes")
# No cache: nothing is remembered of builds, of which there are many.
os.environ["XDG_CACHE_HOME"] = "/dev/null/none"
ENVIRONMENT = {"VITRINE_THEMES": THEMES, "VITRINE_IMAGES": "off"} | os.environ


def build(vitrine, folder, reader, jobs, *more, together=False):
    """(site, None), or (None, what was said). `together`: in one run with the sites of all other readers."""
    out = os.path.join(folder, "out")
    command = [vitrine, "build", folder, "--output", out, "--today", TODAY, "--jobs", str(jobs), "--quiet", "--color=never", *more]
    command += [] if together else ["--audience", reader]
    try:
        result = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SECONDS, env=ENVIRONMENT)
    except subprocess.TimeoutExpired:
        return None, "the build does not end"
    if result.returncode != 0:
        return None, f"exit status {result.returncode}\n{result.stderr}"
    return read(os.path.join(out, reader) if together else out), None


def difference(one, other):
    """The first difference of two sites; None: there is none."""
    for path in sorted(one.keys() | other.keys()):
        if path not in other:
            return f"only before the change: {path}"
        if path not in one:
            return f"only after the change: {path}"
        if one[path] != other[path]:
            a, b = one[path], other[path]
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            line = a[:at].count(b"\n") + 1
            start = max(0, at - 60)
            return f"{path}, line {line}:\n  before …{a[start:at + 100]!r}\n  after  …{b[start:at + 100]!r}"
    return None


class Verdict:
    """kind: "same", "differs", "refused" (only after the change), "broken" (the portfolio itself does not build)."""

    def __init__(self, kind, what=""):
        self.kind, self.what = kind, what

    def is_like(self, other):
        """The same kind, and a refusal for the same reason."""
        return self.kind == other.kind and (self.kind == "differs" or self.reason() == other.reason())

    def reason(self):
        return set(re.findall(r"error: .*\[([a-z-]+)\]", self.what))


def compare(vitrine, portfolio, scratch, *more):
    sides = []
    for side, jobs in ((0, 1), (1, 3)):
        folder = os.path.join(scratch, f"side-{side}")
        shutil.rmtree(folder, ignore_errors=True)
        write(folder, render(portfolio, side))
        site = None
        if side == 0 and portfolio.seed % 4 == 0:  # what is wrong in another reader's site may refuse this
            site, said = build(vitrine, folder, portfolio.reader, jobs, *more, together=True)
        if site is None:
            site, said = build(vitrine, folder, portfolio.reader, jobs, *more)
        if site is None:
            return Verdict("refused" if side else "broken", said)
        sides.append(site)
    found = difference(*sides)
    return Verdict("differs", found) if found else Verdict("same")


# ---- Making a failure small ----------------------------------------------------------------------------------------

def parts_of(part):
    if isinstance(part, str):
        return
    yield part
    for item in [*part.items, *(part.other or [])]:
        yield from parts_of(item)


def simpler(portfolio):
    """(do, undo) of ways to make it simpler, the large ones first."""
    for file in list(portfolio.files):
        changed = [(p, p.other) for p in parts_of(file.content) if p.other is not None and not p.renamed] \
            if isinstance(file.content, Part) else []
        if changed:
            yield (lambda c=changed: [setattr(p, "other", None) for p, _ in c]), (lambda c=changed: [setattr(p, "other", o) for p, o in c])
    for file in list(portfolio.files):
        if text(file.path, 0) not in ("site.yaml", "profile.md"):
            yield (lambda f=file: portfolio.files.remove(f)), (lambda f=file: portfolio.files.append(f))
    for file in list(portfolio.files):
        if file.sides != {0, 1}:
            yield (lambda f=file: f.sides.update({0, 1})), (lambda f=file, s=set(file.sides): f.sides.intersection_update(s))
        if not isinstance(file.content, Part):
            if file.content[0] != file.content[1]:
                old = file.content
                yield (lambda f=file: setattr(f, "content", (f.content[0],) * 2)), (lambda f=file, o=old: setattr(f, "content", o))
            continue
        for part in list(parts_of(file.content)):
            if part.drop and (part.items or part.other):
                old = (part.items, part.other)
                yield (lambda p=part: (setattr(p, "items", []), setattr(p, "other", None))), \
                    (lambda p=part, o=old: (setattr(p, "items", o[0]), setattr(p, "other", o[1])))
            if part.other is not None and not part.renamed:
                yield (lambda p=part: setattr(p, "other", None)), (lambda p=part, o=part.other: setattr(p, "other", o))


def shrink(vitrine, portfolio, verdict, scratch):
    builds, again = 0, True
    while again:
        again = False
        for do, undo in simpler(portfolio):
            do()
            builds += 1
            if builds > SHRINK_BUILDS:
                undo()
                return verdict
            smaller = compare(vitrine, portfolio, scratch)
            if smaller.is_like(verdict):
                verdict, again = smaller, True
            else:
                undo()
    return verdict


# ---- Many trees ----------------------------------------------------------------------------------------------------

def scratch_folder():
    return tempfile.mkdtemp(prefix="vitrine-leaks-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)


def make(seed, features):
    portfolio = Portfolio(seed, features)
    vary(portfolio)
    return portfolio


def count_hidden(portfolio):
    """How much differs between the sides: a property of trees where nothing does would hold for nothing."""
    one, other = render(portfolio, 0), render(portfolio, 1)
    return sum(one.get(path) != other.get(path) for path in one.keys() | other.keys())


def show(files, limit=80):
    lines = []
    for path in sorted(files):
        data = files[path]
        lines.append(f"@@ {path}")
        lines += data.decode().split("\n") if path.endswith((".md", ".yaml")) else [f"({len(data)} bytes)"]
    return lines[:limit] + (["…"] if len(lines) > limit else [])


def report(portfolio, verdict, command):
    lines = [f"{verdict.kind}: the portfolio of seed {portfolio.seed}, for {portfolio.reader}", *verdict.what.split("\n")[:30],
             f"again: {command}", "before:", *show(render(portfolio, 0))]
    before, after = render(portfolio, 0), render(portfolio, 1)
    changed = {path: data for path, data in after.items() if before.get(path) != data}
    gone = sorted(before.keys() - after.keys())
    return lines + ["after:", *show(changed)] + [f"gone: {path}" for path in gone]


class Run:
    """What a worker needs; handed to each of them once."""

    def __init__(self, options):
        self.vitrine, self.keep, self.without = os.path.abspath(options.vitrine), options.keep, options.without
        self.features = {name: False for name in options.without}

    def command(self, seed):
        without = f" --without {','.join(self.without)}" if self.without else ""
        return f"python3 tests/leaks/noninterference.py --trees 1 --first {seed} --keep DIR{without} {self.vitrine}"

    def leaks_with_drafts(self, seed):
        """Whether the comparison notices that drafts, which vary like all that is hidden, are let in."""
        scratch = scratch_folder()
        try:
            return compare(self.vitrine, make(seed, self.features), scratch, "--drafts").kind == "differs"
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def tree(self, seed):
        """(seed, verdict's kind, differing files, lines of a report)."""
        portfolio = make(seed, self.features)
        changed = count_hidden(portfolio)
        scratch = scratch_folder()
        try:
            verdict = compare(self.vitrine, portfolio, scratch)
            if verdict.kind == "same":
                return seed, "same", changed, []
            verdict = shrink(self.vitrine, portfolio, verdict, scratch)
            if self.keep:
                for side in (0, 1):
                    write(os.path.join(self.keep, f"{seed}-{'after' if side else 'before'}"), render(portfolio, side))
            return seed, verdict.kind, changed, report(portfolio, verdict, self.command(seed))
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


RUN = None


def start_worker(run):
    global RUN
    RUN = run
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_tree(seed):
    return RUN.tree(seed)


def run_leaking(seed):
    return RUN.leaks_with_drafts(seed)


def options_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("vitrine", metavar="VITRINE")
    parser.add_argument("--trees", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, metavar="SEED")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--most", type=int, default=5, help="failures after which to stop")
    parser.add_argument("--without", type=lambda s: s.split(","), default=[], metavar="FEATURE,…", help=", ".join(FEATURES))
    parser.add_argument("--keep", metavar="DIR")
    return parser.parse_args(arguments)


def main(arguments):
    options = options_of(arguments)
    seeds = range(options.first, options.first + options.trees)
    block = max(BLOCK, options.trees // 20)
    count = failures = changed = done = 0
    bad_in_block = []
    with multiprocessing.Pool(options.jobs, start_worker, (Run(options),)) as pool:
        caught = sum(pool.imap(run_leaking, range(LEAKING)))
        count += 1
        print(f"{'ok' if caught * 5 > LEAKING else 'not ok'} {count} where drafts are let in, {caught} of {LEAKING} trees tell")
        for seed, kind, differing, lines in pool.imap(run_tree, seeds, chunksize=1):
            done += 1
            changed += differing
            if kind != "same":
                failures += 1
                bad_in_block += lines
            if done % block == 0 or done == options.trees or failures >= options.most:
                count += 1
                print(f"{'not ok' if bad_in_block else 'ok'} {count} trees {seed - (done - 1) % block} to {seed}: what is hidden changes nothing")
                for line in bad_in_block:
                    print("#", line)
                sys.stdout.flush()
                bad_in_block = []
            if failures >= options.most:
                pool.terminate()
                break
    count += 1
    print(f"{'ok' if changed >= done else 'not ok'} {count} {done} trees, and {changed} of their files differ")
    print(f"1..{count}")
    return 1 if failures or changed < done else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
