#!/usr/bin/env python3
"""What `vitrine publish` does to a branch: the real program, the real git, bare repositories made here. Speaks TAP.

Usage: test_branches.py VITRINE MESSAGES [CASE…]      (VITRINE_UPDATE=1 rewrites MESSAGES, where every refusal stands as it is read)
"""
import os, random, re, shutil, signal, subprocess, sys, tempfile, time

from publishing import *


def test_life_of_a_site(work):
    folder, site, remote = new_case(work, "life")
    make_site(site)
    r = vitrine(site, "publish", "--dry-run")
    ok(r.returncode == 0 and "first publication" in r.stdout and not head(remote), "a dry run shows and changes nothing", r)
    r = vitrine(site, "publish")
    ok(r.returncode == 2 and "--yes" in r.stderr and not head(remote), "without a terminal it says what to type", r)
    r = publish(site)
    first = head(remote)
    ok(r.returncode == 0 and first and "first publication" in r.stdout, "the first publication makes the branch", r)
    ok(vitrine(site, "build").returncode == 0, "the site builds")
    wanted = sorted(os.path.relpath(os.path.join(w, n), f"{site}/public/recruiter")
                    for w, _, names in os.walk(f"{site}/public/recruiter") for n in names if n != ".vitrine-manifest")
    ok(files_of(remote) == wanted, "the branch holds the files of the build, and no other", (files_of(remote), wanted))
    ok("inner" not in git(remote, "ls-tree", "-r", "gh-pages") and not git(remote, "grep", "-il", "wallflowers\\|recruiter@", "gh-pages", check=False),
       "nothing of another audience's is there")
    log = git(remote, "log", "--format=%an|%ae|%at|%cn|%ce|%ct|%P", "gh-pages")
    ok(log == "Vitrine|vitrine@vitrine.invalid|1714953600|Vitrine|vitrine@vitrine.invalid|1714953600|",
       "author and date are fixed: the newest entry's; no parent", log)
    modes = {line.split()[0] for line in git(remote, "ls-tree", "-r", "gh-pages").split("\n")}
    ok(modes == {"100644"}, "all files have one mode", modes)
    r = publish(site)
    ok(r.returncode == 0 and "nothing to do" in r.stdout and head(remote) == first, "the same site again: nothing to do", r)
    write(f"{site}/site-content/projects/two.md", "---\ntitle: Second project\nstart: 2022\n---\n\nNow with marmalade.\n")
    os.remove(f"{site}/site-content/projects/one.md")
    r = publish(site)
    ok(r.returncode == 0 and "- /projects/one/" in r.stdout and "~ /projects/two/" in r.stdout, "a change and a removal are shown by address", r)
    ok("marmalade" in r.stdout and "no published page holds" in r.stdout, "words that become public are shown", r)
    ok("projects/one/index.html" not in files_of(remote) and git(remote, "rev-list", "--count", "gh-pages") == "1",
       "what was removed is gone, from the history too", files_of(remote))
    write(f"{site}/site-content/projects/two/index.md", "---\ntitle: Second project\nstart: 2022\n---\n\nNow [a plan](plän.txt).\n")
    os.remove(f"{site}/site-content/projects/two.md")
    write(f"{site}/site-content/projects/two/plän.txt", "the plan")
    r = publish(site, "--history")
    ok(r.returncode == 0 and "1 file becomes public: projects/two/plän.txt" in r.stdout, "a file that becomes public is named", r)
    ok(git(remote, "rev-list", "--count", "gh-pages") == "2", "--history keeps what was there")
    os.remove(f"{site}/site-content/projects/two/plän.txt")
    write(f"{site}/site-content/projects/two/index.md", "---\ntitle: Second project\nstart: 2022\n---\n\nDone.\n")
    r = publish(site, "--history")
    ok(r.returncode == 0 and git(remote, "rev-list", "--count", "gh-pages") == "3", "again, on a longer history", r)
    ok(whole(remote), "the remote is whole")
    left = set(os.listdir(f"{HOME}/cache/vitrine")) - {"stamps"} if os.path.exists(f"{HOME}/cache/vitrine") else set()
    ok(not left, "nothing is left in the cache but what builds remember", left)
    write(f"{site}/site-content/projects/three.md", "---\ntitle: Third\n---\n\nSee [it](nowhere.md).\n")
    before = head(remote)
    r = publish(site)
    ok(r.returncode == 1 and "[link-target]" in r.stderr and head(remote) == before, "a site with an error is not published", r)


def test_refusals(work):
    folder, site, remote = new_case(work, "refusals")
    make_site(site)
    push_by_hand(remote, "gh-pages", {"index.html": "my own"}, folder)
    before = head(remote)
    r = publish(site)
    remember("somebody's own site", r, folder)
    ok(refused(r, "publish-foreign") and head(remote) == before, "somebody's own site is not overwritten", r)
    r = publish(site, "--dry-run")
    ok(refused(r, "publish-foreign"), "a dry run refuses alike", r)
    r = publish(site, "--take-over")
    ok(r.returncode == 0 and head(remote) != before, "unless told", r)

    push_by_hand(remote, "gh-pages", {"CNAME": "robin.example\n"}, folder, "Create CNAME")
    before = head(remote)
    r = publish(site, "--take-over")
    remember("a domain would be dropped", r, folder)
    ok(refused(r, "publish-domain") and head(remote) == before, "a CNAME is not dropped", r)
    make_site(site, "  recruiter: {remote: ../site.git, domain: other.example}\n", url="", community=COMMUNITY)
    r = publish(site, "--take-over")
    remember("a domain would be changed", r, folder)
    ok(refused(r, "publish-domain") and head(remote) == before, "nor changed", r)
    make_site(site, "  recruiter: {remote: ../site.git, domain: robin.example}\n", url="")
    r = publish(site)
    ok(r.returncode == 0 and "nothing to do" in r.stdout and head(remote) == before, "a file that GitHub added, and the site now has: nothing to do", r)
    push_by_hand(remote, "gh-pages", {"note.txt": "mine"}, folder)
    r = publish(site)
    ok(refused(r, "publish-foreign"), "somebody's commit on top of ours is not overwritten", r)
    r = publish(site, "--take-over")
    ok(r.returncode == 0 and "CNAME" in files_of(remote), "with its domain in site.yaml the site may go there", r)
    make_site(site)
    ok(refused(publish(site), "publish-domain"), "taken out of site.yaml again, it is refused again")
    ok(publish(site, "--change-domain").returncode == 0, "unless told")

    before = head(remote)
    r = publish(site, "--audience", "community", "--remote", remote)
    remember("another audience's place in site.yaml", r, folder)
    ok(refused(r, "publish-audience") and head(remote) == before, "site.yaml gives the place to another audience", r)
    make_site(site, "  community: {remote: ../site.git}\n")
    r = publish(site)
    remember("another audience's site is there", r, folder)
    ok(refused(r, "publish-audience") and head(remote) == before, "another audience's site is there", r)
    make_site(site, "  recruiter: {remote: ../site.git}\n  community: {remote: ../site.git}\n")
    r = publish(site)
    remember("one place for two", r, folder)
    ok(refused(r, "publish-same-place") and head(remote) == before, "two audiences in one place", r)
    make_site(site, "  recruiter: {branch: pages}\n")
    r = publish(site)
    remember("no remote at all", r, folder)
    ok(refused(r, "publish-remote"), "no remote is named", r)
    r = publish(site, "--audience", "community")
    remember("an audience without a remote", r, folder)
    ok(refused(r, "publish-remote"), "the audience has none", r)
    r = publish(site, "--remote", remote)
    remember("one remote for several", r, folder)
    ok(refused(r, "publish-remote"), "one remote for several audiences", r)
    for wrong in ("--upload-pack=touch x", "nowhere"):
        r = publish(site, "--audience", "recruiter", f"--remote={wrong}")
        ok(refused(r, "publish-remote"), f"not a remote: {wrong}", r)
    remember("no such remote", r, folder)
    r = publish(site, "--audience", "recruiter", "--remote", remote, "--branch=-x y")
    ok(refused(r, "publish-remote"), "not a branch", r)
    r = publish(site, "--audience", "recruiter", "--remote", "ext::touch pwned")
    ok(refused(r, "publish-unreachable", 3) and not os.path.exists(f"{site}/pwned"), "a transport that runs programs is refused by git", r)
    r = publish(site, "--audience", "recruiter", "--remote", f"file://robin:secret@{folder}/missing.git")
    ok(refused(r, "publish-unreachable", 3) and "secret" not in r.stderr + r.stdout, "a password is not shown", r)
    r = publish(site, "--audience", "recruiter", "--remote", f"file://{folder}/missing.git")
    ok(refused(r, "publish-unreachable", 3), "a repository that is not there", r)
    messages["a repository that is not there"] = r.stderr.replace(folder, "WORK").split("      = git:")[0]


def test_in_a_repository(work):
    """The author's repository, work tree and index stay as they are, and its hooks and remotes work."""
    folder, site, remote = new_case(work, "own")
    make_site(site, "  recruiter: {remote: pages}\n")
    git(site, "init", "--quiet")
    git(site, "remote", "add", "pages", "../site.git")
    git(site, "add", "site-content/profile.md")
    write(f"{site}/notes.txt", "not committed")
    r = publish(site)
    ok(r.returncode == 0 and head(remote), "a repository without commits will do; a remote by its name", r)
    git(site, "commit", "--quiet", "-m", "one")
    git(site, "add", "-A")
    write(f"{site}/site-content/projects/two.md", "---\ntitle: Second\nstart: 2022\n---\n\nMarzipan.\n")
    before = fingerprint(site)
    r = publish(site, GIT_DIR=f"{folder}/nowhere", GIT_INDEX_FILE=f"{folder}/index", GIT_WORK_TREE="/")
    ok(r.returncode == 0 and "Marzipan" in r.stdout, "variables of git that point elsewhere are not heeded", r)
    ok(fingerprint(site) == before, "work tree, index and repository are as they were, byte for byte")
    write(f"{site}/site-content/projects/two.md", "---\ntitle: Second\nstart: 2022\n---\n\nNougat.\n")

    write(f"{site}/.git/hooks/pre-push", "#!/bin/sh\nread from id to was\necho \"no $(git cat-file -t $id)\" >&2\nexit 1\n")
    os.chmod(f"{site}/.git/hooks/pre-push", 0o755)
    published, before = head(remote), fingerprint(site)
    r = publish(site)
    ok(refused(r, "publish-rejected", 3) and "no commit" in r.stderr and head(remote) == published, "a hook of the author's may refuse, and sees the commit", r)
    # A hook runs between the look at the branch and the push: the place for somebody else's push.
    write(f"{site}/.git/hooks/pre-push", f"#!/bin/sh\ncd {remote} && git update-ref refs/heads/gh-pages $(git -c user.name=x -c user.email=x commit-tree -m x gh-pages^{{tree}})\n")
    before = fingerprint(site)
    r = publish(site)
    remember("somebody pushed in between", r, folder)
    foreign = head(remote)
    ok(refused(r, "publish-changed", 3) and foreign != published, "a commit in between is not overwritten", r)
    ok(git(remote, "log", "-1", "--format=%s", "gh-pages") == "x", "it is still there")
    ok(fingerprint(site) == before, "the repository is as it was")
    # The remote goes away midway.
    write(f"{site}/.git/hooks/pre-push", f"#!/bin/sh\nmv {remote}/objects {remote}/objects.away\n")
    r = publish(site, "--take-over")
    ok(refused(r, "publish-rejected", 3), "a remote that vanishes midway", r)
    os.rename(f"{remote}/objects.away", f"{remote}/objects")
    ok(head(remote) == foreign and whole(remote) and whole(site), "both repositories are whole")
    os.remove(f"{site}/.git/hooks/pre-push")

    write(f"{remote}/hooks/pre-receive", "#!/bin/sh\necho policy: no sites on Sundays >&2\nexit 1\n")
    os.chmod(f"{remote}/hooks/pre-receive", 0o755)
    r = publish(site, "--take-over")
    remember("the remote refuses", r, folder)
    ok(refused(r, "publish-rejected", 3) and "no sites on Sundays" in r.stderr and head(remote) == foreign, "a hook of the remote's refuses, and its words are shown", r)
    os.remove(f"{remote}/hooks/pre-receive")
    r = publish(site, "--take-over")
    ok(r.returncode == 0 and head(remote) != foreign and not os.path.exists(f"{site}/.git/vitrine"), "then it goes through, and leaves nothing", r)

    for word in ("Fudge", "Toffee", "Brittle"):
        write(f"{site}/site-content/projects/two.md", f"---\ntitle: Second\nstart: 2022\n---\n\n{word}.\n")
        r = publish(site, "--history")
    ok(r.returncode == 0 and git(remote, "rev-list", "--count", "gh-pages") == "4" and whole(remote) and whole(site), "with a history too", r)
    ok(not os.path.exists(f"{site}/.git/shallow"), "the repository has not become shallow")

    clone = f"{folder}/shallow"
    git(site, "commit", "--quiet", "-a", "-m", "two")
    git(folder, "clone", "--quiet", "--depth=1", f"file://{site}", clone)
    git(clone, "remote", "add", "pages", remote)
    write(f"{clone}/site-content/projects/two.md", "---\ntitle: Second\nstart: 2022\n---\n\nPraline.\n")
    before = fingerprint(clone)
    r = publish(clone)
    ok(r.returncode == 0 and fingerprint(clone) == before and whole(remote), "from a shallow clone too", r)


def test_settings(work):
    """Whatever the author has set in their repository; and a second work tree of it."""
    folder, site, remote = new_case(work, "settings")
    make_site(site, "  recruiter: {remote: pages}\n")
    git(site, "init", "--quiet")
    git(site, "add", "-A")
    git(site, "commit", "--quiet", "-m", "one")
    git(site, "remote", "add", "pages", "short:site.git")
    for name, value in ((f"url.{folder}/.insteadOf", "short:"), ("push.followTags", "true"), ("push.recurseSubmodules", "check"), ("fetch.prune", "true"),
                        ("remote.pages.prune", "true"), ("fetch.fsckObjects", "true"), ("push.default", "nothing"), ("log.showSignature", "true"),
                        ("color.ui", "always"), ("core.quotePath", "false"), ("fetch.writeCommitGraph", "true"), ("core.worktree", site),
                        ("remote.pages.mirror", "true"), ("gc.auto", "1"), ("core.compression", "0"), ("format.pretty", "fuller")):
        git(site, "config", name, value)
    git(site, "tag", "-a", "-m", "x", "v1")
    git(site, "worktree", "add", "--quiet", "../second")
    before = fingerprint(site)
    r = publish(site)
    ok(r.returncode == 0 and head(remote), "publishes", r)
    write(f"{folder}/second/site-content/projects/two.md", "---\ntitle: Second\nstart: 2022\n---\n\nTruffles.\n")
    r = publish(f"{folder}/second")
    ok(r.returncode == 0 and "Truffles" in r.stdout, "and from a second work tree", r)
    ok(git(remote, "for-each-ref", "--format=%(refname)") == "refs/heads/gh-pages", "nothing but the branch goes out")
    ok(fingerprint(site) == before, "the repository is as it was")


def test_asked(work):
    """On a terminal it asks, and only a yes is a yes."""
    folder, site, remote = new_case(work, "asked")
    make_site(site)
    for said, published in (("n\n", False), ("\n", False), ("y\n", True)):
        master, terminal = os.openpty()
        process = subprocess.Popen([VITRINE, "publish"], cwd=site, env=environment(), stdin=terminal, stderr=terminal, stdout=subprocess.PIPE)
        os.close(terminal)
        os.write(master, said.encode())
        output = process.stdout.read().decode()
        process.wait()
        asked = os.read(master, 4096).decode()
        os.close(master)
        ok(process.returncode == 0 and "[y/N]" in asked and bool(head(remote)) == published and "first publication" in output,
           f"asked, {said.strip() or 'nothing'} is said", (asked, output))


def test_several(work):
    """Without --audience: every audience that has a place, all looked at before the first goes out."""
    folder, site, remote = new_case(work, "several")
    bare(f"{folder}/second.git")
    make_site(site, "  recruiter: {remote: ../site.git}\n  community: {remote: ../second.git, branch: pages}\n")
    push_by_hand(f"{folder}/second.git", "pages", {"x": "y"}, folder)
    r = publish(site)
    ok(refused(r, "publish-foreign") and not head(remote), "one that is refused holds back the other", r)
    r = publish(site, "--take-over")
    ok(r.returncode == 0 and head(remote) and "Wallflowers" in git(f"{folder}/second.git", "show", "pages:projects/inner/index.html"), "both go out", r)
    make_site(site, "  recruiter: {remote: ../site.git}\n  community: {remote: ../second.git, branch: pages}\n", more="description: New words\n")
    write(f"{folder}/second.git/hooks/pre-receive", "#!/bin/sh\nexit 1\n")
    os.chmod(f"{folder}/second.git/hooks/pre-receive", 0o755)
    r = publish(site)
    ok(r.returncode == 3 and "Only this was published: recruiter." in r.stderr, "what went out before a failure is said", r)


def wait_for_group(group):
    """What the killed program had started may still be at work."""
    for _ in range(1000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)


def unlock(remote):
    """The other side of a push to a folder dies with the run; another machine would have taken its lock away itself."""
    for folder, _, names in os.walk(f"{remote}/refs"):
        for name in names:
            if name.endswith(".lock"):
                os.remove(f"{folder}/{name}")


def test_killed(work):
    """Killed at any moment: the branch is the old site or the new one, and the next run tidies up."""
    folder, site, remote = new_case(work, "killed")
    make_site(site)
    git(site, "init", "--quiet")
    git(site, "add", "-A")
    git(site, "commit", "--quiet", "-m", "one")
    publish(site)
    seed = int(os.environ.get("SEED", random.randrange(1 << 30)))
    chance = random.Random(seed)
    start = time.monotonic()
    publish(site, "--dry-run")
    length = time.monotonic() - start
    good, seen = True, set()
    for turn in range(12):
        write(f"{site}/site-content/projects/two.md", f"---\ntitle: Second\nstart: 2022\n---\n\nTurn {turn}.\n")
        before, outside = head(remote), fingerprint(f"{site}/site-content") + fingerprint_of_git(site)
        process = subprocess.Popen([VITRINE, "publish", "--yes"], cwd=site, env=environment(), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0, 1.5 * length))
        os.killpg(process.pid, signal.SIGKILL) if chance.random() < 0.5 else process.kill()
        process.wait()
        wait_for_group(process.pid)
        unlock(remote)
        seen.add(head(remote) == before)
        page = git(remote, "show", "gh-pages:projects/two/index.html")
        good = good and whole(remote) and whole(site) and (head(remote) == before or f"Turn {turn}." in page)
        good = good and outside == fingerprint(f"{site}/site-content") + fingerprint_of_git(site)
    ok(good, f"killed at any moment, both repositories are whole and the branch is old or new (SEED={seed})")
    r = publish(site)
    ok(r.returncode == 0 and "Turn 11." in git(remote, "show", "gh-pages:projects/two/index.html"), "the next run publishes", r)
    ok(not os.path.exists(f"{site}/.git/vitrine"), "and removes what was left", os.listdir(f"{site}/.git"))


def fingerprint_of_git(site):
    """The author's repository less the store of a killed run, which the next one removes."""
    copy = tempfile.mkdtemp()
    shutil.copytree(f"{site}/.git", f"{copy}/git", ignore=shutil.ignore_patterns("vitrine"))
    result = fingerprint(copy)
    shutil.rmtree(copy)
    return result


def test_two_machines(work):
    folder, site, remote = new_case(work, "machines")
    make_site(site)
    publish(site)
    first = head(remote)
    other = f"{folder}/elsewhere/deeper/site"
    make_site(other, f"  recruiter: {{remote: {folder}/second.git}}\n")
    bare(f"{folder}/second.git")
    git(other, "init", "--quiet")
    git(other, "config", "user.name", "Somebody Else")
    git(other, "config", "commit.gpgSign", "true")
    git(other, "config", "i18n.commitEncoding", "ISO-8859-1")
    git(other, "config", "core.autocrlf", "true")
    r = publish(other, TZ="Pacific/Auckland", LC_ALL="C", LANG="tr_TR.UTF-8", GIT_AUTHOR_NAME="x", GIT_COMMITTER_DATE="@1 +0100",
                EMAIL="x@example.org", GIT_AUTHOR_DATE="@2 +0200")
    ok(r.returncode == 0 and head(f"{folder}/second.git") == first, "another folder, user, clock and locale make the same commit",
       (r, first, head(f"{folder}/second.git")))


if __name__ == "__main__":
    sys.exit(main([test_life_of_a_site, test_refusals, test_in_a_repository, test_settings, test_asked, test_several, test_killed, test_two_machines]))
