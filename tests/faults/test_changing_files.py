#!/usr/bin/env python3
"""Files that change while a build reads them, speaking TAP.   Usage: test_changing_files.py VITRINE CALLS_LIBRARY [ROUNDS [SEED]]

First at every moment that matters: just before each call that touches a file of the author's, that file is changed. Then at random, by an
editor in a hurry beside a build. A build either works with one state of each file or says an error; the next build is right.
"""
import concurrent.futures, os, random, shutil, subprocess, sys, tempfile, threading

import small_site

ROUNDS, SEED = 10, 2026
AUDIENCES = ("recruiter", "community")
WAYS = {  # what happens to a file, as a shell says it
    "grows": "printf 'more, and more than it was\\n\\n%2000s\\n' x >> {0}",
    "is cut short": "truncate -s 7 {0}",
    "becomes another": "cp {1} {0}.new && mv {0}.new {0}",
    "goes away": "rm {0}",
    "becomes a folder": "rm {0} && mkdir {0}",
    "becomes a pipe": "rm {0} && mkfifo {0}",
    "becomes a link": "cp {1} $(dirname {0})/.other && ln -sf .other {0}",
}
CHANGED = ("site-content/projects/it/index.md", "site-content/projects/it/all.txt", "site-content/site.yaml",
           "themes/recruiter/partials/contact-links.mustache")


def sites(output):
    return [small_site.tree(f"{output}/{audience}") for audience in AUDIENCES]


def is_blend(seen, before, after):
    """Each audience's theme is read for itself, and an asset when it is written: each file of a site is that of one of the states."""
    return all(site is not None and all(data in (old.get(path), (new or {}).get(path)) for path, data in site.items())
               for site, old, new in zip(seen, before, after))


class Tries:
    """Where a file is changed, and what must come of it."""

    def __init__(self, vitrine, library, work):
        self.vitrine, self.library, self.work = vitrine, library, work
        small_site.make(f"{work}/site")
        small_site.build(vitrine, f"{work}/site", f"{work}/out")
        self.before = sites(f"{work}/out")

    def moments(self, path):
        """The numbers of the calls that name the file, and of those after it on the open file."""
        site = f"{self.work}/look"
        small_site.make(site)
        small_site.build(self.vitrine, site, f"{self.work}/look-out", LD_PRELOAD=self.library, CALLS_TO=f"{self.work}/calls")
        found, near = [], False
        with open(f"{self.work}/calls", errors="replace") as file:
            for line in file:
                number, name, named = line.rstrip("\n").split(" ", 2)
                near = named.endswith(path.removeprefix("site-content/")) or named == os.path.basename(path) if named else near and name != "readdir64"
                if near:
                    found.append(int(number))
        os.remove(f"{self.work}/calls")
        shutil.rmtree(site)
        return found

    def change_at(self, number, path, way):
        """What is wrong when the file changes just before that call; None: nothing."""
        folder = tempfile.mkdtemp(dir=self.work)
        site, output = f"{folder}/site", f"{folder}/public"
        small_site.make(site)
        command = WAYS[way].format(f"'{site}/{path}'", f"'{site}/site-content/profile.md'")
        try:
            result = small_site.build(self.vitrine, site, output, LD_PRELOAD=self.library, CHANGE_AT=str(number), CHANGE_COMMAND=command)
        except subprocess.TimeoutExpired:
            return "it hangs"
        seen = sites(output)
        after = small_site.build(self.vitrine, site, f"{folder}/after")
        wrong = None
        if result.returncode not in (0, 1, 3) or (result.returncode != 0 and "error:" not in result.stderr):
            wrong = f"it ended with {result.returncode}: {result.stderr}"
        elif result.returncode != 0:
            wrong = None if seen == [None, None] else "it failed, and wrote"
        elif not is_blend(seen, self.before, sites(f"{folder}/after")):
            wrong = "a site of neither state"
        shutil.rmtree(folder)
        return wrong



def edit(site, rng, stop):
    """Changes whatever it finds until told to stop; then all is as it was, in other words."""
    while not stop.is_set():
        path = rng.choice(sorted(small_site.FILES))
        full = os.path.join(site, path)
        try:
            match rng.randrange(5):
                case 0:
                    with open(full, "a") as file:
                        file.write("More.\n" * rng.randrange(2000))
                case 1:
                    os.truncate(full, rng.randrange(40))
                case 2:
                    os.remove(full)
                case 3:
                    shutil.rmtree(os.path.dirname(full))
                case 4:
                    small_site.put(site, path, small_site.FILES[path])
        except OSError:
            pass


def hurry(vitrine, work, rounds, seed):
    """Builds while another edits; what was wrong with them."""
    wrong, codes = [], {}
    for number in range(rounds):
        site, output = f"{work}/hurry-{number}", f"{work}/hurry-{number}-out"
        small_site.make(site)
        stop = threading.Event()
        editor = threading.Thread(target=edit, args=(site, random.Random(seed + number), stop))
        editor.start()
        try:
            for _ in range(3):
                result = small_site.build(vitrine, site, output, jobs=4)
                codes[result.returncode] = codes.get(result.returncode, 0) + 1
                if result.returncode not in (0, 1, 3) or (result.returncode != 0 and "error:" not in result.stderr):
                    wrong.append((seed + number, result.returncode, result.stderr[-400:]))
        except subprocess.TimeoutExpired:
            wrong.append((seed + number, "it hangs"))
        finally:
            stop.set()
            editor.join()
        shutil.rmtree(site)
        small_site.make(site)
        result = small_site.build(vitrine, site, output)
        small_site.build(vitrine, site, f"{output}-clean")
        if result.returncode != 0 or sites(output) != sites(f"{output}-clean"):
            wrong.append((seed + number, "the next build is not right", result.stderr[-400:]))
    return wrong, codes


def main(vitrine, library, rounds, seed):
    count = failures = 0
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        tries = Tries(vitrine, library, os.path.realpath(work))
        for path in CHANGED:
            moments = tries.moments(path)
            waiting = [(way, number, pool.submit(tries.change_at, number, path, way)) for way in WAYS for number in moments]
            wrong = [(way, number, why) for way, number, future in waiting if (why := future.result())]
            count += 1
            failures += bool(wrong) or not moments
            print(f"{'not ok' if wrong or not moments else 'ok'} {count} {path} changes in {len(WAYS)} ways at {len(moments)} moments", flush=True)
            for way, number, why in wrong[:20]:
                print(f"# it {way} before call {number}: " + "\n#   ".join(why.strip().split("\n")[:6]))
        wrong, codes = hurry(vitrine, work, rounds, seed)
        count += 1
        failures += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {count} {rounds * 3} builds beside an editor in a hurry ended with {codes}")
        for line in wrong[:10]:
            print("#", *map(lambda part: str(part).replace("\n", "\n#   "), line))
    print(f"1..{count}")
    return failures != 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        print("1..0 # SKIP no library can be loaded before a sanitizer's")
        sys.exit(0)
    given = [int(argument) for argument in sys.argv[3:]]
    sys.exit(main(sys.argv[1], sys.argv[2], *(given + [ROUNDS, SEED][len(given):])))
