#!/usr/bin/env python3
"""A build with nothing changed answers without rendering, and every change is noticed; speaks TAP.

Usage: stamp.py VITRINE SOURCE_ROOT [WALKS [SEED]]

Whether a build answered is told by --verbose. Whatever it did, the site must be that of a clean build, and its words those of one
that renders everything (--whole).
"""
import os, random, re, shutil, subprocess, sys, tempfile, time

from site_tests import Tap, differences, tree

ANSWERED = "nothing has changed since the last build"
WAY = re.compile(rf"^({ANSWERED}|everything is rendered).*\n", re.M)
STAGES = re.compile(r"^(?:\w+: )?(?:content read|edition made|theme loaded|pages rendered and checked|files put in place): N ms\n", re.M)
SETTLED = 0.05  # longer than a step of any clock of file times

SITE = {
    "site.yaml": "title: Robin Sample\ndescription: Mentor\nurl: https://robin.example/\nlanguage: en\naudiences:\n"
                 "  recruiter: {theme: recruiter}\n  community: {theme: community, url: \"https://robin.example/c/\"}\n"
                 "default_audience: [recruiter, community]\n",
    "profile.md": "---\nname: Robin Sample\n---\n\nRobin mentors.\n",
    "experience/one.md": "---\ntitle: Engineer\norganization: Example\nstart: 2020\nend: present\n---\n\nBuilt things.\n",
    "projects/alpha.md": "---\ntitle: Alpha\nstack: [C]\n---\n\nFirst words of alpha. See [beta](beta.md).\n",
    "projects/beta.md": "---\ntitle: Beta\naudience: recruiter\n---\n\nBeta, with a [link](https://robin.example/nowhere/).\n",
    "projects/later.md": "---\ntitle: Later\ndraft: true\n---\n\nNot yet.\n",
}


class Place:
    """A site, its sites' folder and a cache, all its own."""

    def __init__(self, vitrine, work):
        self.vitrine, self.work = vitrine, work
        self.site, self.out, self.clean = f"{work}/site", f"{work}/out", f"{work}/clean"
        self.content = f"{self.site}/site-content"
        self.options, self.today, self.variables = [], "2026-03-31", {}
        for path, text in SITE.items():
            write(f"{self.content}/{path}", text)

    def run(self, output, *options):
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "SOURCE_DATE"))}
        environment |= {"XDG_CACHE_HOME": f"{self.work}/cache", "HOME": f"{self.work}/home", "GIT_CONFIG_NOSYSTEM": "1",
                        "VITRINE_IMAGES": "off"} | self.variables
        command = [self.vitrine, "build", self.site, "--output", output, "--today", self.today, "-v", *self.options, *options]
        return subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace", cwd=self.work)

    def build(self, *options):
        return self.run(self.out, *options)

    def answers(self):
        return ANSWERED in self.build().stderr

    def settle(self):
        """Until a build has been remembered. The first one may still have seen files that are too young."""
        for _ in range(3):
            time.sleep(SETTLED)
            if self.answers():
                return True
        return False

    def faults(self, result):
        """What is wrong with the site that a build left, and with its words, beside those of builds that render."""
        shutil.rmtree(self.clean, ignore_errors=True)
        clean = self.run(self.clean, "--whole")
        if clean.returncode != result.returncode:
            return [f"ends with {result.returncode}, a clean build with {clean.returncode}", result.stderr, clean.stderr]
        if result.returncode != 0:
            return []
        mine = {path: data for path, data in tree(self.out).items() if "author" not in path}
        again = self.build("--whole")
        lines = differences(tree(self.clean), mine)
        if ANSWERED in result.stderr:
            lines += [f"said {a!r}, rendering says {b!r}" for a, b in zip(words(result), words(again)) if a != b]
        return lines


def words(result):
    plain = [re.sub(r"\b\d+ ms\b", "N ms", WAY.sub("", text)) for text in (result.stdout, result.stderr)]
    return [plain[0], STAGES.sub("", plain[1])]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def edit(path, old, new):
    """In place, so that the inode stays; size and time of change stay too where the words are as long."""
    with open(path, "r+") as file:
        text = file.read()
        status = os.stat(path)
        file.seek(0)
        file.write(text.replace(old, new, 1))
        file.truncate()
    if len(old) == len(new):
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def git(place, *words):
    environment = os.environ | {"HOME": f"{place.work}/home", "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "user.name=R", "-c", "user.email=r@robin.example", "-c", "init.defaultBranch=main", *words]
    subprocess.run(command, cwd=place.site, env=environment, check=True, capture_output=True)


def commit(place):
    git(place, "add", ".")
    git(place, "commit", "--quiet", "--date", "2025-05-05T12:00:00Z", "-m", "one")


def with_git(place):
    edit(f"{place.content}/site.yaml", "language: en\n", "language: en\ndates: git\n")
    git(place, "init", "--quiet")
    commit(place)


def commit_later(place):
    git(place, "commit", "--quiet", "--allow-empty", "--amend", "--date", "2025-06-06T12:00:00Z", "-m", "later")


def with_theme(place):
    write(f"{place.site}/themes/mine/theme.yaml", "name: mine\nextends: recruiter\ncontract: 1\n")
    shutil.copytree(f"{place.root}/themes/base/partials", f"{place.site}/themes/mine/partials")
    edit(f"{place.content}/site.yaml", "theme: recruiter", "theme: mine")


def with_linked_theme(place):
    with_theme(place)
    os.rename(f"{place.site}/themes/mine", f"{place.work}/elsewhere")
    os.symlink(f"{place.work}/elsewhere", f"{place.site}/themes/mine")


def with_program(place):
    """A copy of the program, to be replaced. It finds no themes beside it."""
    os.makedirs(f"{place.work}/bin")
    place.copy = shutil.copy(place.vitrine, f"{place.work}/bin/vitrine")
    place.vitrine = place.copy


def change_theme(place):
    name = sorted(os.listdir(f"{place.site}/themes/mine/partials"))[0]
    with open(f"{place.site}/themes/mine/partials/{name}", "a") as file:
        file.write("<!-- mine -->\n")


def replace_program(place):
    shutil.copy(place.copy, f"{place.copy}.new")
    os.replace(f"{place.copy}.new", place.copy)


def damage_stamps(place, change):
    folder = f"{place.work}/cache/vitrine/stamps"
    for name in os.listdir(folder):
        with open(f"{folder}/{name}", "r+b") as file:
            change(file, os.path.getsize(f"{folder}/{name}"))


def flip(file, size):
    file.seek(size // 2)
    byte = file.read(1)
    file.seek(size // 2)
    file.write(bytes([byte[0] ^ 1]))


def no_cache(place):
    shutil.rmtree(f"{place.work}/cache")
    write(f"{place.work}/cache", "in the way")


def to_link(place):
    path = f"{place.out}/recruiter/index.html"
    os.rename(path, f"{place.work}/moved.html")
    os.symlink(f"{place.work}/moved.html", path)


def to_linked_folder(place):
    path = f"{place.out}/recruiter/projects"
    os.rename(path, f"{place.work}/moved")
    os.symlink(f"{place.work}/moved", path)


def add_option(*options):
    return lambda place: place.options.extend(options)


def set_variable(name, value):
    return lambda place: place.variables.update({name: value})


def nothing(_place):
    pass


ALPHA, PAGE = "projects/alpha.md", "recruiter/index.html"

# What a build says to that is no matter here, but it must be what rendering says.
AS_RENDERING = "a folder of pages made a link", "the list of files removed", "no repository any more"

# name, what is there before, the change, and whether a build may still answer
CHANGES = [
    ("nothing", nothing, nothing, True),
    ("another number of threads", nothing, add_option("--jobs", "1"), True),
    ("a variable that has no say", nothing, set_variable("EDITOR", "ed"), True),
    ("a commit, where git has no say", lambda p: (git(p, "init", "-q"), commit(p)), commit_later, True),
    ("a text, its size and time kept", nothing, lambda p: edit(f"{p.content}/{ALPHA}", "First", "Third"), False),
    ("a text grows", nothing, lambda p: edit(f"{p.content}/{ALPHA}", "First", "The first"), False),
    ("a text that nobody sees", nothing, lambda p: edit(f"{p.content}/projects/later.md", "Not", "Nay"), False),
    ("a file more", nothing, lambda p: write(f"{p.content}/projects/gamma.md", "---\ntitle: Gamma\n---\n\nNew.\n"), False),
    ("a file less", nothing, lambda p: os.remove(f"{p.content}/projects/later.md"), False),
    ("a file that is linked less: an error", nothing, lambda p: os.remove(f"{p.content}/projects/beta.md"), False),
    ("another name", nothing, lambda p: os.rename(f"{p.content}/projects/later.md", f"{p.content}/projects/soon.md"), False),
    ("two names exchanged", nothing, lambda p: (os.rename(f"{p.content}/{ALPHA}", f"{p.work}/x"),
                                               os.rename(f"{p.content}/experience/one.md", f"{p.content}/{ALPHA}"),
                                               os.rename(f"{p.work}/x", f"{p.content}/experience/one.md")), False),
    ("an ignored file", nothing, lambda p: write(f"{p.content}/_note.md", "x"), False),
    ("a folder's permissions", nothing, lambda p: os.chmod(f"{p.content}/projects", 0o750), False),
    ("settings touched", nothing, lambda p: os.utime(f"{p.content}/site.yaml"), False),
    ("settings: another title", nothing, lambda p: edit(f"{p.content}/site.yaml", "Robin", "Jesse"), False),
    ("settings: an audience less", nothing, lambda p: edit(f"{p.content}/site.yaml", "community]", "recruiter]"), False),
    ("no settings: an error", nothing, lambda p: os.remove(f"{p.content}/site.yaml"), False),
    ("a linked file's target", lambda p: (write(f"{p.content}/_kept.md", "---\ntitle: Kept\n---\n\nOld.\n"),
                                          os.symlink("../_kept.md", f"{p.content}/projects/kept.md")),
     lambda p: edit(f"{p.content}/_kept.md", "Old", "New"), False),
    ("a theme's partial", with_theme, change_theme, False),
    ("a theme's partial behind a link", with_linked_theme, change_theme, False),
    ("themes of the site's own, where there were none", nothing, lambda p: (with_theme(p), os.rename(
        f"{p.site}/themes/mine", f"{p.site}/themes/recruiter")) and edit(f"{p.content}/site.yaml", "mine", "recruiter"), False),
    ("--drafts", nothing, add_option("--drafts"), False),
    ("--base-url", nothing, add_option("--base-url", "https://other.example/"), False),
    ("--relative", nothing, add_option("--relative"), False),
    ("--format", nothing, add_option("--format", "json"), False),
    ("--color", nothing, add_option("--color", "always"), False),
    ("--whole", nothing, add_option("--whole"), False),
    ("--timings", nothing, add_option("--timings"), False),
    ("another day", nothing, lambda p: setattr(p, "today", "2027-04-01"), False),
    ("another place for themes", nothing, lambda p: p.variables.update(VITRINE_THEMES=f"{p.root}/themes:{p.work}/none"), False),
    ("another place for programs", nothing, set_variable("VITRINE_PROGRAMS", "/nowhere"), False),
    ("another locale", nothing, set_variable("LC_ALL", "C.UTF-8"), False),
    ("a commit", with_git, commit_later, False),
    ("a change that is not committed", with_git, lambda p: edit(f"{p.content}/{ALPHA}", "First", "Third"), False),
    ("something staged", with_git, lambda p: (write(f"{p.site}/note", ""), git(p, "add", "note")), False),
    ("a new remote", with_git, lambda p: git(p, "remote", "add", "origin", "https://robin.example/r.git"), False),
    ("settings of git's user", with_git, lambda p: write(f"{p.work}/home/.gitconfig", "[core]\n\tfileMode = false\n"), False),
    ("no repository any more", with_git, lambda p: shutil.rmtree(f"{p.site}/.git"), False),
    ("a page edited, its size and time kept", nothing, lambda p: edit(f"{p.out}/{PAGE}", "Robin", "Jesse"), False),
    ("a page removed", nothing, lambda p: os.remove(f"{p.out}/{PAGE}"), False),
    ("a file of the author's added", nothing, lambda p: write(f"{p.out}/recruiter/author.txt", "mine"), True),
    ("a file of the author's changed", lambda p: write(f"{p.out}/recruiter/author.txt", "mine") if p.build() else 0,
     lambda p: edit(f"{p.out}/recruiter/author.txt", "mine", "ours"), True),
    ("a page made a link", nothing, to_link, False),
    ("a folder of pages made a link", nothing, to_linked_folder, False),
    ("a site removed", nothing, lambda p: shutil.rmtree(f"{p.out}/community"), False),
    ("permissions of a site", nothing, lambda p: os.chmod(f"{p.out}/recruiter", 0o700), False),
    ("the list of files removed", nothing, lambda p: os.remove(f"{p.out}/recruiter/.vitrine-manifest"), False),
    ("what a killed run leaves", nothing, lambda p: os.makedirs(f"{p.out}/.recruiter.vitrine/files"), False),
    ("a stamp cut short", nothing, lambda p: damage_stamps(p, lambda file, size: file.truncate(size // 2)), False),
    ("an empty stamp", nothing, lambda p: damage_stamps(p, lambda file, size: file.truncate(0)), False),
    ("a damaged stamp", nothing, lambda p: damage_stamps(p, flip), False),
    ("no cache, and none can be made", nothing, no_cache, False),
    ("the program replaced", with_program, replace_program, False),
]


def check_change(tap, vitrine, root, name, before, change, may_answer):
    with tempfile.TemporaryDirectory() as work:
        place = Place(vitrine, work)
        place.root = root
        before(place)
        if not place.settle():
            tap.ok(False, f"{name}: at first a build is answered", place.build().stderr.split("\n"))
            return
        change(place)
        result = place.build()
        lines = [] if (ANSWERED in result.stderr) == may_answer else [f"answered: {not may_answer}", result.stderr]
        if name in AS_RENDERING:
            second, whole = place.build(), place.build("--whole")
            lines += [f"said {x!r}, rendering says {y!r}" for x, y in zip(words(second), words(whole)) if x != y]
        else:
            lines += place.faults(result)
            unheard = place.options or "none can be made" in name or result.returncode != 0
            lines += [] if unheard or place.settle() else ["is never answered again"]
        tap.ok(not lines, f"{name}: {'still answered' if may_answer else 'noticed'}", lines[:20])


def check_words(tap, vitrine):
    """An answer says what rendering says, in every form, and touches nothing."""
    for options in ([], ["--quiet"], ["--format", "json"], ["--format", "sarif"], ["--color", "always"], ["--audience", "recruiter"]):
        with tempfile.TemporaryDirectory() as work:
            place = Place(vitrine, work)
            place.options = options
            good = place.settle()
            before = {path: os.lstat(f"{place.out}/{path}") for path in tree(place.out)}
            result = place.build()
            lines = [] if good and ANSWERED in result.stderr else ["not answered", result.stderr]
            lines += [path for path in tree(place.out) if os.lstat(f"{place.out}/{path}").st_ctime_ns != before[path].st_ctime_ns]
            lines += place.faults(result)
            tap.ok(not lines, f"an answer says what rendering says {' '.join(options)}", lines[:20])


def check_failure(tap, vitrine):
    """A build that fails fails again, and is not answered once by what was right before."""
    with tempfile.TemporaryDirectory() as work:
        place = Place(vitrine, work)
        good = place.settle()
        edit(f"{place.content}/{ALPHA}", "beta.md", "none.md")
        results = []
        for _ in range(3):
            time.sleep(SETTLED)
            results.append(place.build())
        same = all(r.returncode == 1 and words(r) == words(results[0]) for r in results)
        edit(f"{place.content}/{ALPHA}", "none.md", "beta.md")
        tap.ok(good and same, "what is wrong is said at every build", [r.stderr for r in results])
        tap.ok(place.settle(), "put right, it is answered again", [place.build().stderr])


# ---- Random walks

def files_below(folder):
    return sorted(os.path.join(where, name) for where, _, names in os.walk(folder) for name in names if not name.startswith("."))


def step(place, rng):
    """One edit; returns its name."""
    texts = [path for path in files_below(place.content) if path.endswith(".md") and "profile" not in path]
    pages = files_below(place.out)
    text, page = rng.choice(texts) if texts else None, rng.choice(pages) if pages else None
    kinds = ["none"] * 5 + ["new", "option", "day", "folder"] + ["grow", "swap", "touch", "rename", "delete"] * bool(text)
    kinds += ["page", "page gone", "foreign", "mode"] * bool(page)
    kind = rng.choice(kinds)
    if kind == "new":
        write(f"{place.content}/projects/n{rng.randrange(10)}.md", f"---\ntitle: N\n---\n\nWords {rng.random()}.\n")
    elif kind == "grow":
        with open(text, "a") as file:
            file.write(f"\nMore {rng.random()}.\n")
    elif kind == "swap":
        letter = rng.choice("abcdefghij")
        edit(text, ".\n", f"{letter}\n") if rng.random() < 0.5 else edit(text, "o", "a")
    elif kind == "touch":
        os.utime(text)
    elif kind == "rename":
        os.rename(text, f"{place.content}/projects/n{rng.randrange(10)}.md")
    elif kind == "delete":
        os.remove(text)
    elif kind == "option":
        place.options = rng.choice([[], [], ["--drafts"], ["--relative"], ["--base-url", "https://b.example/"]])
    elif kind == "day":
        place.today = f"202{rng.randrange(6, 9)}-03-31"
    elif kind == "folder":
        os.makedirs(f"{place.content}/writing", exist_ok=True)
        write(f"{place.content}/writing/p{rng.randrange(3)}.md", "---\ntitle: P\ndate: 2026-01-02\n---\n\nPost.\n")
    elif kind == "page":
        with open(page, "r+b") as file:
            byte = file.read(1)
            file.seek(0)
            file.write(bytes([(byte or b"x")[0] ^ 1]))
    elif kind == "page gone":
        os.remove(page)
    elif kind == "foreign":
        write(f"{place.out}/recruiter/author-{rng.randrange(3)}.txt", str(rng.random()))
    elif kind == "mode":
        os.chmod(page, rng.choice([0o600, 0o644]))
    return kind


def walk(vitrine, seed):
    """Random edits, builds at random moments after them; returns how many answered, and what was wrong first."""
    rng, done, answered = random.Random(seed), [], 0
    with tempfile.TemporaryDirectory() as work:
        place = Place(vitrine, work)
        for _ in range(rng.randrange(5, 20)):
            done.append(step(place, rng))
            time.sleep(rng.choice([0, 0, 0.005, SETTLED]))
            result = place.build()
            answered += ANSWERED in result.stderr
            shutil.rmtree(place.clean, ignore_errors=True)
            clean = place.run(place.clean, "--whole")
            lines = [f"{result.returncode}, not {clean.returncode}"] if result.returncode != clean.returncode else []
            if result.returncode == 0:
                lines += differences(tree(place.clean), {k: v for k, v in tree(place.out).items() if "author" not in k})
            if lines:
                return answered, [f"seed {seed}: {', '.join(done)}", *lines[:10]]
    return answered, []


def main(vitrine, root, walks, seed):
    tap = Tap()
    with tempfile.TemporaryDirectory() as work:
        if not Place(vitrine, work).settle():
            kind = subprocess.run(["stat", "-f", "-c", "%T", work], capture_output=True, text=True).stdout.strip()
            if kind not in ("ext2/ext3", "tmpfs", "xfs", "btrfs", "overlayfs"):
                tap.skip("a build that answers", f"{kind} keeps no times that can be trusted")
                return tap.end()
    check_words(tap, vitrine)
    check_failure(tap, vitrine)
    for change in CHANGES:
        check_change(tap, vitrine, root, *change)
    answered = 0
    for number in range(walks):
        count, lines = walk(vitrine, seed + number)
        answered += count
        tap.ok(not lines, f"random edits {seed + number}: always a clean build's site", lines)
    tap.ok(answered > 0 or walks < 4, "and some of the builds were answered", [str(answered)])
    return tap.end()


if __name__ == "__main__":
    numbers = [int(n) for n in sys.argv[3:5]]
    sys.exit(main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), *(numbers + [12, 1][len(numbers):])))
