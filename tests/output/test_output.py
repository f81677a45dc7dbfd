#!/usr/bin/env python3
"""What output/ promises, seen from outside; speaks TAP.   Usage: test_output.py STAGE [FAULTS_LIBRARY]"""
import os, shutil, subprocess, sys, tempfile

STAGE = sys.argv[1]
FAULTS = sys.argv[2] if len(sys.argv) > 2 else None
count = failed = 0


def ok(good, name, detail=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} {name}")
    if not good:
        for line in str(detail).split("\n"):
            print("#", line)


def skip(name, why):
    global count
    count += 1
    print(f"ok {count} {name} # SKIP {why}")


def stage(folder, *arguments, die_at=None, fail_at=None):
    env = dict(os.environ)
    if die_at:
        env |= {"LD_PRELOAD": FAULTS, "DIE_AT": str(die_at)}
    if fail_at:
        env |= {"LD_PRELOAD": FAULTS, "FAIL_AT": str(fail_at)}
    return subprocess.run([STAGE, folder, *arguments], capture_output=True, text=True, env=env)


def site(folder):
    """path → text of every file but the manifest; None when there is no folder."""
    if not os.path.isdir(folder):
        return None
    return {os.path.relpath(os.path.join(w, n), folder): open(os.path.join(w, n)).read()
            for w, _, names in os.walk(folder) for n in names if n != ".vitrine-manifest"}


def folders(folder):
    return sorted(os.path.relpath(w, folder) for w, _, _ in os.walk(folder))


def files(**named):
    return [f"{k}={v}" for k, v in named.items()]


def test_first_and_later(work):
    out = f"{work}/public/site"
    r = stage(out, "a/index.html=one", "b.css=two")
    ok(r.stdout == "2 0 0\n" and site(out) == {"a/index.html": "one", "b.css": "two"}, "a first build makes the folder", r)
    ok(os.listdir(f"{work}/public") == ["site"], "nothing else is left beside it", os.listdir(f"{work}/public"))
    before = os.lstat(f"{out}/b.css")
    r = stage(out, "a/index.html=ONE", "b.css=two")
    after = os.lstat(f"{out}/b.css")
    ok(r.stdout == "1 1 0\n" and site(out)["a/index.html"] == "ONE", "a later build writes what changed", r)
    ok((before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns), "what did not change keeps inode and time")
    r = stage(out, "b.css=two")
    ok(r.stdout == "0 1 1\n" and folders(out) == ["."], "what is stale goes, and its folder", (r, folders(out)))
    r = stage(out, "b.css/x=now a folder")
    ok(r.returncode == 0 and site(out) == {"b.css/x": "now a folder"}, "a file of ours becomes a folder", r)


def test_authors_files(work):
    out = f"{work}/site"
    stage(out, "a/index.html=one", "z=z")
    for name in ("mine.txt", "a/notes.txt"):
        with open(f"{out}/{name}", "w") as file:
            file.write("mine")
    r = stage(out, "z=z")
    ok(site(out) == {"mine.txt": "mine", "a/notes.txt": "mine", "z": "z"}, "the author's files stay where ours go", r)
    r = stage(out, "z=changed", "mine.txt=ours")
    ok(r.returncode == 1 and "[output-foreign-file]" in r.stderr and site(out)["z"] == "z",
       "an author's file in the way is an error, and nothing changes", r)
    r = stage(out, "z=z", "mine.txt/page=ours")
    ok(r.returncode == 1 and "[output-foreign-file]" in r.stderr, "so is one where a folder is needed", r)
    r = stage(out, "z=z", "a=ours")
    ok(r.returncode == 1 and "[output-foreign-file]" in r.stderr, "so is a folder with the author's files where a file is needed", r)
    r = stage(out, "--force", "z=z", "mine.txt=ours")
    ok(r.returncode == 0 and site(out)["mine.txt"] == "ours" and site(out)["a/notes.txt"] == "mine", "--force overwrites that one alone", r)
    os.symlink("/etc", f"{out}/link")
    r = stage(out, "z=z", "mine.txt=ours", "link/passwd=ours")
    ok(r.returncode == 1 and "[output-foreign-file]" in r.stderr, "nothing is written through a symbolic link", r)


def test_foreign_folder(work):
    out = f"{work}/site"
    os.makedirs(out)
    ok(stage(out, "a=1").returncode == 0 and site(out) == {"a": "1"}, "an empty folder is fine")
    os.remove(f"{out}/.vitrine-manifest")
    r = stage(out, "a=2")
    ok(r.returncode == 1 and "[output-foreign-folder]" in r.stderr and site(out) == {"a": "1"}, "a folder that is not ours is refused", r)
    r = stage(out, "--force", "a=2")
    ok(r.returncode == 0 and site(out) == {"a": "2"}, "unless forced", r)
    with open(f"{out}/.vitrine-manifest", "w") as file:
        file.write("something else")
    r = stage(out, "a=3")
    ok(r.returncode == 1 and "[output-manifest]" in r.stderr, "a damaged manifest is refused", r)


def test_nothing_left(work):
    r = stage(f"{work}/new/deep/site", "../x=1")
    ok(r.returncode == 1 and os.listdir(work) == [], "folders made for a site that came to nothing go again", (r, os.listdir(work)))
    os.makedirs(f"{work}/mine")
    stage(f"{work}/mine/new/site", "../x=1")
    ok(os.listdir(f"{work}/mine") == [], "but none that was there", os.listdir(work))


def test_refusals(work):
    out = f"{work}/site"
    for path in ("../x", "/x", "a//b", "a/./b", "", ".vitrine-manifest", "a\nb", "x" * 300):
        r = stage(out, f"{path}=text")
        ok(r.returncode == 1 and "[output-write]" in r.stderr and site(out) is None, f"the path {path[:20]!r} is refused", r)
    with open(f"{work}/file", "w"):
        pass
    r = stage(f"{work}/file/site", "a=1")
    ok(r.returncode == 1 and "[output-write]" in r.stderr, "a folder that cannot be made is told", r)


def test_busy(work):
    import fcntl
    out = f"{work}/site"
    os.makedirs(f"{work}/.site.vitrine")
    folder = os.open(f"{work}/.site.vitrine", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    r = stage(out, "a=1")
    ok(r.returncode == 1 and "[output-busy]" in r.stderr, "a second run at the same time is refused", r)
    os.close(folder)
    ok(stage(out, "a=1").returncode == 0, "what a killed run left does not hinder the next")


OLD = files(a="1", b="2", c="3") + ["d/e/f=4", "g/h=5", "stays=same"]
NEW = files(a="1", b="22", n="9") + ["d/e=now a file", "p/q/r=6", "stays=same"]


def expected(arguments):
    return dict(a.split("=") for a in arguments)


def test_killed(work):
    """Whenever a run dies, the folder is the old site, or becomes the new one when the next run opens it."""
    for first, name in ((True, "first build"), (False, "later build")):
        wrong, points = [], 0
        for die_at in range(1, 200):
            out = f"{work}/{name}/{die_at}/site"
            if not first:
                stage(out, *OLD)
            r = stage(out, *NEW, die_at=die_at)
            if r.returncode == 0:
                break
            points += 1
            torn = site(out)
            stage(out, "--open-only")
            seen = site(out)
            if seen not in (None if first else expected(OLD), expected(NEW)):
                wrong.append((die_at, seen))
            if first and torn not in (None, expected(NEW)):
                wrong.append((die_at, "torn", torn))
            if stage(out, *NEW).returncode != 0 or site(out) != expected(NEW):
                wrong.append((die_at, "the next run fails", site(out)))
        ok(points > 5 and not wrong, f"{name} killed at each of {points} points", wrong[:3])


def test_failing(work):
    """Whichever call fails, the folder is the old site or the new one, success means the new one, and the next run is fine."""
    for first, name in ((True, "first build"), (False, "later build")):
        wrong, seen = [], {}
        for fail_at in range(1, 400):
            out = f"{work}/{name}/{fail_at}/site"
            if not first:
                stage(out, *OLD)
            r = stage(out, *NEW, fail_at=fail_at)
            if "failing" not in r.stderr:
                break
            call = r.stderr.split("failing ")[1].split()[0]
            seen[call] = seen.get(call, 0) + 1
            if r.returncode not in (0, 1) or (r.returncode == 1 and "error:" not in r.stderr):
                wrong.append((fail_at, r))
            if r.returncode == 0 and site(out) != expected(NEW):
                wrong.append((fail_at, call, "success, but not the new site", site(out)))
            stage(out, "--open-only")
            found = site(out)
            if found not in (None if first else expected(OLD), expected(NEW)):
                wrong.append((fail_at, call, found))
            if stage(out, *NEW).returncode != 0 or site(out) != expected(NEW):
                wrong.append((fail_at, call, "the next run fails", site(out)))
        calls = ", ".join(f"{n} {c}" for c, n in sorted(seen.items()))
        ok(sum(seen.values()) > 20 and not wrong, f"{name} with each call failing in turn ({calls})", wrong[:3])


def on_full_disk(work, options, leave, arguments):
    """What becomes of OLD in a small file system with `leave` pages or inodes free; None: it cannot be mounted."""
    os.makedirs(work)
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", work]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode != 0:
        return None
    try:
        out = f"{work}/site"
        stage(out, *OLD)
        state = os.statvfs(work)
        if "inodes" in options:
            for i in range(state.f_ffree - leave):
                os.mkdir(f"{work}/filler-{i}")
        else:
            with open(f"{work}/filler-0", "wb") as file:
                file.write(b"x" * (state.f_bsize * (state.f_bfree - leave)))
        result = stage(out, *arguments)
        left = [name for name in os.listdir(work) if not name.startswith("filler")]
        return result, site(out), left
    finally:
        subprocess.run(["umount", work], check=True)


def test_full_disk(work):
    """A disk that fills up at any moment leaves the old site and nothing else, or has room for the new one."""
    large = [a for a in OLD if a != "b=2"] + ["b=22", "large/page=" + "x" * 60000, "more/of/them=" + "y" * 60000]
    for what, options in (("space", "size=200k"), ("inodes", "size=1m,nr_inodes=40")):
        full, wrong = 0, []
        for leave in range(0, 40):
            seen = on_full_disk(f"{work}/{what}-{leave}", options, leave, large)
            if seen is None:
                skip(f"a disk without {what}", "no file system can be mounted here")
                break
            result, found, left = seen
            if result.returncode == 0:
                if found != expected(large):
                    wrong.append((leave, result, found))
                break
            full += 1
            if "[output-space]" not in result.stderr or found != expected(OLD) or left != ["site"]:
                wrong.append((leave, result.stderr, left, found != expected(OLD)))
        else:
            wrong.append("there was never enough")
        if seen is not None:
            ok(full > 5 and not wrong, f"a disk that runs out of {what} at {full} points", wrong[:3])


tests = [test_full_disk, test_first_and_later, test_authors_files, test_foreign_folder, test_nothing_left, test_refusals, test_busy]
for test in tests + ([test_killed, test_failing] if FAULTS else []):
    with tempfile.TemporaryDirectory() as work:
        test(work)
if not FAULTS:
    skip("killed or failing at any point", "not under sanitizers")
print(f"1..{count}")
sys.exit(1 if failed else 0)
