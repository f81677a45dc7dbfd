#!/usr/bin/env python3
"""Every call of the system that a build makes fails in turn, speaking TAP.   Usage: test_failing_calls.py VITRINE CALLS_LIBRARY

Whatever fails: no crash and no endless wait; either an error is said, or the site is right; each audience's site is the old one or the
new one, whole (or says that the next run completes it); the author's files are as they were; the next build makes the site right.
All calls that change something are tried, all that read the author's files, and some of those over a theme's many and the old site's.
"""
import concurrent.futures, errno, os, shutil, subprocess, sys, tempfile

import small_site

AUDIENCES = ("recruiter", "community")
ERRORS = {
    "open": (errno.EACCES, errno.EMFILE, errno.EIO), "openat": (errno.EACCES, errno.ENFILE, errno.ENOSPC),
    "read": (errno.EIO, errno.EINTR), "write": (errno.ENOSPC, errno.EINTR, errno.EIO), "fsync": (errno.EIO, errno.ENOSPC),
    "mkdir": (errno.EACCES, errno.ENOSPC), "mkdirat": (errno.ENOSPC, errno.EACCES), "renameat": (errno.EIO, errno.ENOSPC),
    "opendir": (errno.EACCES, errno.EMFILE), "fdopendir": (errno.ENOMEM,), "realpath": (errno.EACCES, errno.EIO),
    "stat64": (errno.EACCES, errno.EIO), "lstat64": (errno.EACCES, errno.EIO), "fstatat64": (errno.EACCES, errno.EIO),
    "unlinkat": (errno.EACCES, errno.EIO), "flock": (errno.ENOLCK, errno.EINTR), "pthread_create": (errno.EAGAIN,),
}
CHANGING = {"write", "mkdir", "mkdirat", "rename", "renameat", "unlink", "unlinkat", "rmdir", "fsync", "flock", "pthread_create"}
SOME = 5  # of the calls of one name that are not tried one by one
HINDERED = {"fstatat64", "openat", "fstat64", "read", "renameat", "readdir64", "fdopendir"}


def public(folder):
    return f"{folder}/public"


def hinder(output):
    """An author's file where a page belongs, and a link where a folder does."""
    os.remove(f"{output}/recruiter/{small_site.MANIFEST}")
    small_site.put(output, f"recruiter/{small_site.MANIFEST}", "vitrine-manifest 1\nindex.html\n")
    shutil.rmtree(f"{output}/community/projects")
    small_site.put(output, "elsewhere/it/index.html", "the author's")
    os.symlink("../elsewhere", f"{output}/community/projects")


class Tries:
    """What faults are tried on, and what must come of them. `start` is the folder that each try begins with."""

    def __init__(self, vitrine, library, work):
        self.vitrine, self.library, self.work = vitrine, library, work
        self.site = f"{work}/site"
        small_site.make(self.site)
        small_site.make(f"{work}/before", old=True)
        self.author = small_site.tree(self.site)
        os.mkdir(f"{work}/nothing")
        self.must_build(f"{work}/before", public(f"{work}/old"))
        self.must_build(self.site, public(f"{work}/fresh"))
        self.keep_authors(public(f"{work}/old"))
        shutil.copytree(f"{work}/fresh", f"{work}/new")
        self.keep_authors(public(f"{work}/new"))
        shutil.copytree(f"{work}/old", f"{work}/hindered")
        hinder(public(f"{work}/hindered"))
        self.interrupt(f"{work}/interrupted")

    def keep_authors(self, output):
        for audience in AUDIENCES:
            small_site.put(output, f"{audience}/mine.txt", "the author's")

    def must_build(self, site, output, **environment):
        result = small_site.build(self.vitrine, site, output, **environment)
        if result.returncode != 0:
            sys.exit(f"Bail out! {result.stderr}")

    def interrupt(self, folder):
        """A site of which a part is new, with the journal that completes it."""
        renames = [number for number, name, _, _ in self.calls(f"{self.work}/old", 1) if name == "renameat"]
        shutil.copytree(f"{self.work}/old", folder)
        self.build_failing(folder, renames[len(renames) // 4], errno.EIO)
        if sorted(os.listdir(public(folder))) != [".recruiter.vitrine", *sorted(AUDIENCES)]:
            sys.exit(f"Bail out! no build was interrupted: {os.listdir(public(folder))}")

    def sites(self, folder):
        return [small_site.tree(f"{public(folder)}/{audience}") for audience in AUDIENCES]

    def build_failing(self, folder, number, error, jobs=1):
        fault = {"LD_PRELOAD": self.library, "FAIL_AT": str(number), "FAIL_WITH": str(error)}
        return small_site.build(self.vitrine, self.site, public(folder), jobs, **fault)

    def calls(self, start, jobs):
        """The calls of a build in which nothing fails: (number, name, area, path)."""
        folder = tempfile.mkdtemp(dir=self.work)
        shutil.copytree(start, folder, dirs_exist_ok=True, symlinks=True)
        small_site.build(self.vitrine, self.site, public(folder), jobs, LD_PRELOAD=self.library, CALLS_TO=f"{folder}/calls")
        found, place = [], ""
        with open(f"{folder}/calls", errors="replace") as file:
            for line in file:
                number, name, path = line.rstrip("\n").split(" ", 2)
                place = path if path.startswith("/") else place
                area = "theirs" if "/themes/base" in place else "output" if public(folder) in place else "author's"
                found.append((int(number), name, area, path))
        shutil.rmtree(folder)
        return found

    def fault(self, number, name, error, kind):
        """What is wrong after a build whose call failed; None: nothing."""
        folder = tempfile.mkdtemp(dir=self.work)
        try:
            shutil.copytree(f"{self.work}/{kind.start}", folder, dirs_exist_ok=True, symlinks=True, copy_function=os.link)
            try:
                result = self.build_failing(folder, number, error, kind.jobs)
            except subprocess.TimeoutExpired:
                return "it hangs"
            wrong = self.judge(result, folder, kind)
            if error == errno.EINTR and name in ("read", "write") and (result.returncode != 0) != kind.hindered:
                wrong = wrong or f"an interrupted call was not repeated: {result.stderr}"
            if wrong or kind.hindered or small_site.tree(folder, all=True) == small_site.tree(f"{self.work}/{kind.start}", all=True):
                return wrong
            again = small_site.build(self.vitrine, self.site, public(folder))
            if again.returncode != 0 or self.sites(folder) != self.sites(f"{self.work}/{kind.right}"):
                return f"the next build is not right: {again.stderr}"
            left = sorted(os.listdir(public(folder)))
            return None if left == sorted(AUDIENCES) else f"the next build leaves {left}"
        finally:
            shutil.rmtree(folder)

    def judge(self, result, folder, kind):
        start, right, seen = (self.sites(where) for where in (f"{self.work}/{kind.start}", f"{self.work}/{kind.right}", folder))
        if result.returncode not in (0, 1, 3):
            return f"it ended with {result.returncode}: {result.stderr}"
        if small_site.tree(self.site) != self.author:
            return "the author's files changed"
        if kind.hindered:
            seen, before = ({path: data for path, data in small_site.tree(public(where)).items() if not path.startswith(".")}
                            for where in (folder, f"{self.work}/{kind.start}"))
            same = seen == before
            return None if same and result.returncode != 0 else f"what is the author's was in the way, and is changed: {result.stderr}"
        if result.returncode == 0:
            return None if seen == right else "no error, and another site: " + difference(seen, right) + result.stderr
        if "error:" not in result.stderr:
            return f"it ended with {result.returncode} and no error: {result.stderr}"
        for site, before, after in zip(seen, start, right):
            owed = kind.start == "interrupted" or "the next run completes it" in result.stderr
            if site not in (before, after) and not (owed and is_mixed(before, after, site)):
                return f"a site that is neither the old nor the new one: {result.stderr}"
        return None


class Kind:
    """Of build: what is there before, what must be there in the end."""

    def __init__(self, name, start, right, every=False, only=None, jobs=1):
        self.name, self.start, self.right, self.every, self.only, self.jobs = name, start, right, every, only, jobs
        self.hindered = start == "hindered"


KINDS = (
    Kind("a first build", "nothing", "fresh", every=True),
    Kind("a build over a site", "old", "new"),
    Kind("a build after one that was interrupted", "interrupted", "new"),
    Kind("a build that the author's files hinder", "hindered", "hindered", only=HINDERED),
    Kind("a build with threads", "old", "new", only={"pthread_create"}, jobs=4),
)


def is_mixed(old, new, seen):
    return all(data in (old.get(path), new.get(path)) for path, data in seen.items()) and old.keys() & new.keys() <= seen.keys()


def difference(sites, right):
    lines = []
    for seen, new in zip(sites, right):
        lines += [path for path in sorted((seen or {}).keys() | new.keys()) if (seen or {}).get(path) != new.get(path)]
    return " ".join(lines[:6]) + "\n"


def chosen(calls, kind):
    """Those that change something, and in one kind of build those that read what is the author's; of the others some, spread evenly."""
    groups = {}
    for number, name, area, path in calls:
        if (name == "close" and area != "output") or (kind.only and name not in kind.only):
            continue
        each = name in CHANGING or (kind.every and area == "author's" and name != "close")
        groups.setdefault((name, "each" if each else area), []).append((number, name, path))
    for (_, area), found in groups.items():
        yield from found[::1 if area == "each" else max(1, len(found) // SOME)]


def main(vitrine, library):
    failures = 0
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        tries = Tries(vitrine, library, os.path.realpath(work))
        for count, kind in enumerate(KINDS, 1):
            calls = tries.calls(f"{tries.work}/{kind.start}", kind.jobs)
            waiting = []
            for number, call, path in chosen(calls, kind):
                errors = ERRORS.get(call, (errno.EIO,))
                error = errors[len(waiting) % len(errors)]
                waiting.append((number, call, path, error, pool.submit(tries.fault, number, call, error, kind)))
            wrong = [(*case, why) for *case, future in waiting if (why := future.result())]
            bad = bool(wrong) or not waiting
            failures += bad
            print(f"{'not ok' if bad else 'ok'} {count} {kind.name}: {len(waiting)} faults in {len(calls)} calls", flush=True)
            for number, call, path, error, why in wrong[:20]:
                print(f"# call {number}, {call} {path} fails with {errno.errorcode[error]}: " + "\n#   ".join(why.strip().split("\n")[:6]))
    print(f"1..{len(KINDS)}")
    return failures != 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        print("1..0 # SKIP calls cannot be made to fail under sanitizers")
        sys.exit(0)
    sys.exit(main(sys.argv[1], sys.argv[2]))
