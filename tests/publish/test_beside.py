#!/usr/bin/env python3
"""What goes with publishing: addresses, the archive, dates, the workflow, relative sites. Speaks TAP.

Usage: test_beside.py VITRINE MESSAGES [CASE…]      (VITRINE_UPDATE=1 rewrites MESSAGES, where every refusal stands as it is read)
"""
import functools, http.server, os, re, shutil, subprocess, sys, tarfile, threading, urllib.error, urllib.request

from publishing import *


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def test_addresses(work):
    folder, site, remote = new_case(work, "addresses")

    def built(publish, url="", community=', url: "https://c.example/"'):
        make_site(site, publish, url, community)
        r = vitrine(site, "build", "--audience", "recruiter")
        match = re.search(r'rel="canonical" href="([^"]*)"', open(f"{site}/public/recruiter/index.html").read()) if r.returncode == 0 else None
        return (match.group(1) if match else None), r

    for written, address in (
            ("git@github.com:Robin/robin.github.io.git", "https://robin.github.io/"),
            ("https://github.com/robin/portfolio.git", "https://robin.github.io/portfolio/"),
            ("ssh://git@github.com/robin/portfolio", "https://robin.github.io/portfolio/"),
            ("ssh://git@ssh.github.com:443/robin/portfolio.git", "https://robin.github.io/portfolio/"),
            ("https://robin@github.com/robin/Robin.github.io", "https://robin.github.io/")):
        seen, r = built(f'  recruiter: {{remote: "{written}"}}\n')
        ok(seen == address, f"{written} is served at {address}", (seen, r))
    seen, r = built('  recruiter: {remote: "git@github.com:robin/x.git", domain: robin.example}\n')
    ok(seen == "https://robin.example/", "a domain goes before it", (seen, r))
    seen, r = built('  recruiter: {remote: "git@gitlab.com:robin/x.git"}\n')
    ok(r.returncode == 1 and "[site-address]" in r.stderr, "of other hosts nothing is guessed", r)
    seen, r = built('  recruiter: {remote: "git@github.com:robin/x.git"}\n', "url: https://robin.github.io/\n")
    remember("url and remote disagree", r, folder)
    ok(r.returncode == 1 and "[publish-address]" in r.stderr and "site.yaml:2:" in r.stderr, "url and remote disagree", r)
    seen, r = built('  recruiter: {remote: ../site.git, domain: robin.example}\n', "url: https://robin.example/x/\n")
    remember("url and domain disagree", r, folder)
    ok(r.returncode == 1 and "[publish-address]" in r.stderr, "url and domain disagree", r)
    make_site(site, '  recruiter: {branch: pages}\n')
    r = publish(site, "--audience", "recruiter", "--remote", "git@github.com:robin/x.git", "--base-url", "https://robin.github.io/y/")
    remember("the command line disagrees", r, folder)
    ok(refused(r, "publish-address"), "the command line disagrees", r)


def test_served(work):
    """The branch, cloned and served below its base path, is the build, and every link of it leads to a page."""
    folder, site, remote = new_case(work, "served")
    make_site(site, '  recruiter: {remote: ../site.git}\n', "url: https://robin.github.io/portfolio/\n", ', url: "https://c.example/"')
    publish(site)
    root = f"{folder}/www"
    git(folder, "clone", "--quiet", "--branch", "gh-pages", remote, f"{root}/portfolio")
    shutil.rmtree(f"{root}/portfolio/.git")
    vitrine(site, "build", "--audience", "recruiter", "--output", f"{folder}/built")
    os.remove(f"{folder}/built/.vitrine-manifest")
    same = subprocess.run(["diff", "-r", f"{folder}/built", f"{root}/portfolio"], capture_output=True, text=True)
    ok(same.returncode == 0, "the branch equals the build", same.stdout)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    waiting, seen, broken = ["/portfolio/"], set(), []
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        try:
            with urllib.request.urlopen(base + path) as answer:
                text = answer.read().decode("utf-8", "replace") if "html" in answer.headers["Content-Type"] else ""
        except urllib.error.HTTPError:
            broken.append(path)
            continue
        for address in re.findall(r'(?:href|src)="(/[^"#?]*)', text):
            waiting.append(address)
    server.shutdown()
    ok(not broken and len(seen) > 10 and all(p.startswith("/portfolio/") for p in seen), "every link leads somewhere, below the base path", broken)


def test_relative(work):
    """--relative: the site opens from a disk, and the link check has read it in that form."""
    folder, site, remote = new_case(work, "relative")
    make_site(site, None, "url: https://robin.github.io/portfolio/\n", ', url: "https://c.example/"')
    write(f"{site}/site-content/projects/one.md", "---\ntitle: First\nstart: 2023\naliases: [/old/place/]\n---\n\n## Part\n\nSee [two](two.md) and [it](#part).\n")
    r = vitrine(site, "build", "--relative", "--audience", "recruiter", "--output", f"{folder}/out")
    ok(r.returncode == 0, "builds", r)
    broken, links = [], 0
    for at, _, names in os.walk(f"{folder}/out"):
        for name in names:
            path = os.path.join(at, name)
            if not name.endswith((".html", ".css", ".webmanifest")) or name == "404.html":
                continue
            text = open(path, encoding="utf-8").read()
            for address in re.findall(r'(?:href|src|poster|action)="([^"]*)"|url\(["\']?([^"\')]*)|;\s*url=([^"]*)"|"(?:src|start_url|scope)":\s*"([^"]*)"', text):
                address = "".join(address)
                if re.match(r"[a-z]+:|#", address) or address == "":
                    continue
                links += 1
                target = os.path.normpath(os.path.join(at, address.split("#")[0].split("?")[0]))
                if address.startswith("/") or not os.path.isfile(target):
                    broken.append((os.path.relpath(path, folder), address))
    ok(not broken and links > 50, "every address is relative and names a file", broken[:10])
    sitemap = open(f"{folder}/out/sitemap.xml").read()
    ok("https://robin.github.io/portfolio/projects/one/" in sitemap, "the sitemap keeps whole addresses")


def test_artifact(work):
    folder, site, remote = new_case(work, "artifact")
    make_site(site)
    long = "a-name-that-goes-on-" * 9
    write(f"{site}/site-content/{long[:90]}/{long[:150]}.md", "---\ntitle: Long\n---\n\nText.\n")
    write(f"{site}/site-content/projects/two/index.md", "---\ntitle: Zwei\nstart: 2022\n---\n\nA [plan](plän.txt).\n")
    os.remove(f"{site}/site-content/projects/two.md")
    write(f"{site}/site-content/projects/two/plän.txt", "plan")
    r = vitrine(site, "publish", "--artifact", "out.tar")
    remember("an archive for several", r, folder)
    ok(r.returncode == 1 and not os.path.exists(f"{site}/out.tar"), "an archive holds one site", r)
    r = vitrine(site, "publish", "--audience", "recruiter", "--artifact", "out.tar")
    ok(r.returncode == 0, "writes the archive", r)
    archive = f"{site}/out.tar"
    vitrine(site, "publish", "--audience", "recruiter", "--artifact", f"{folder}/b.tar", "--jobs", "1", TZ="Asia/Tokyo")
    ok(open(archive, "rb").read() == open(f"{folder}/b.tar", "rb").read(), "the same bytes, whatever the threads")
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
    ok(all((m.isfile() and m.mode == 0o644) or (m.isdir() and m.mode == 0o755) for m in members) and
       {(m.uid, m.gid, m.uname, m.gname) for m in members} == {(0, 0, "", "")}, "no links, modes as documented, nobody's files")
    vitrine(site, "build", "--audience", "recruiter", "--output", f"{folder}/built")
    os.remove(f"{folder}/built/.vitrine-manifest")
    for program in ("tar", "bsdtar"):
        if not shutil.which(program):
            skip(f"{program} opens it", f"{program} is not here")
            continue
        os.makedirs(f"{folder}/{program}")
        r = run([program, "-xf", archive, "-C", f"{folder}/{program}"], folder)
        same = subprocess.run(["diff", "-r", f"{folder}/built", f"{folder}/{program}"], capture_output=True, text=True)
        ok(r.returncode == 0 and not r.stderr and same.returncode == 0, f"{program} opens it, and it is the build", (r, same.stdout))
    r = vitrine(site, "publish", "--audience", "recruiter", "--artifact", "out.tar")
    ok(r.returncode == 0, "an older archive is replaced", r)
    write(f"{site}/mine.tar", "my own")
    r = vitrine(site, "publish", "--audience", "recruiter", "--artifact", "mine.tar")
    ok(r.returncode == 1 and "[output-foreign-file]" in r.stderr and open(f"{site}/mine.tar").read() == "my own", "another file is not", r)
    write(f"{site}/site-content/projects/three.md", "---\ntitle: Third\n---\n\nSee [it](nowhere.md).\n")
    before = sorted(os.listdir(site)), open(archive, "rb").read()
    r = vitrine(site, "publish", "--audience", "recruiter", "--artifact", "out.tar")
    ok(r.returncode == 1 and before == (sorted(os.listdir(site)), open(archive, "rb").read()), "with an error in the site nothing is written", r)


def test_dates(work):
    folder, site, remote = new_case(work, "dates")
    make_site(site, more="dates: git\n")

    def commit(date):
        git(site, "add", "-A")
        run([GIT, "-c", "user.name=R", "-c", "user.email=r@r.example", "commit", "--quiet", "-m", "x", f"--date={date}"], site)

    r = vitrine(site, "build")
    remember("dates without a repository", r, folder)
    ok(r.returncode == 0 and "[dates-unknown]" in r.stderr and list(dates_of(site)) == ["/projects/two/"], "no repository: a warning, no dates", r)
    git(site, "init", "--quiet")
    write(f"{site}/.gitignore", "public\n")
    r = vitrine(site, "build")
    remember("dates without a commit", r, folder)
    ok(r.returncode == 0 and "no commit yet" in r.stderr, "no commit: a warning", r)
    commit("2024-03-01T23:30:00-05:00")
    write(f"{site}/site-content/projects/two.md", open(f"{site}/site-content/projects/two.md").read() + "\nMore.\n")
    write(f"{site}/site-content/projects/thräe.md", "---\ntitle: Three\nslug: three\nstart: 2020\n---\n\nText.\n")
    commit("2025-07-08T12:00:00+00:00")
    r = vitrine(site, "build")
    wanted = {"/projects/one/": "2024-03-02", "/projects/two/": "2024-05-06", "/projects/three/": "2025-07-08"}
    ok(r.returncode == 0 and not r.stderr and wanted.items() <= dates_of(site).items(), "the day of the last commit, in UTC; front matter goes before it", (r, dates_of(site)))
    before = fingerprint(f"{site}/.git")
    write(f"{site}/site-content/projects/one.md", open(f"{site}/site-content/projects/one.md").read() + "\nNot committed.\n")
    os.utime(f"{site}/site-content/profile.md", (1, 1))
    vitrine(site, "build")
    ok("/projects/one/" not in dates_of(site) and "/projects/three/" in dates_of(site), "what is changed since has no date", dates_of(site))
    ok(fingerprint(f"{site}/.git") == before, "the index is not touched")
    git(folder, "clone", "--quiet", "--depth=1", f"file://{site}", f"{folder}/shallow")
    r = vitrine(f"{folder}/shallow", "build")
    remember("dates in a shallow clone", r, folder)
    ok(r.returncode == 0 and "fetch-depth: 0" in r.stderr and list(dates_of(f"{folder}/shallow")) == ["/projects/two/"], "a shallow clone: a warning, no false dates", r)
    make_site(site, more="dates: mtime\n")
    r = vitrine(site, "build")
    ok(r.returncode == 1 and "[key-type]" in r.stderr, "dates come from git or not at all", r)


def test_workflow(work):
    folder, site, remote = new_case(work, "workflow")
    make_site(f"{site}/deep", '  recruiter: {remote: "git@github.com:robin/robin.github.io.git"}\n  community: {remote: "git@github.com:robin/community.git"}\n',
              url="", community="", more="dates: git\n")
    git(site, "init", "--quiet")
    git(site, "remote", "add", "origin", "https://github.com/robin/robin.github.io")
    r = vitrine(site, "publish", "--init", "deep")
    path = f"{site}/.github/workflows/pages.yml"
    text = open(path).read() if os.path.exists(path) else ""
    ok(r.returncode == 0 and text, "the workflow is at the repository's root", r)
    ok("publish --audience recruiter --artifact artifact.tar deep" in text and "publish --audience community --yes deep" in text and
       "check --format=github deep" in text and text.count("fetch-depth: 0") == 3, "a job for each audience, and one for pull requests", text)
    ok("permissions: {}" in text and text.count("pages: write") == 1 and text.count("id-token: write") == 1 and text.count("contents: read") == 3 and
       "contents: write" not in text and "cancel-in-progress: false" in text, "permissions are exact", text)
    try:
        import yaml
        loaded = yaml.safe_load(text)
        ok(set(loaded["jobs"]) == {"check", "publish-recruiter", "publish-community"}, "it is YAML", loaded)
    except ImportError:
        skip("it is YAML", "python3-yaml is not here")
    write(path, "mine")
    r = vitrine(site, "publish", "--init", "deep")
    remember("a workflow is there", r, folder)
    ok(r.returncode == 1 and "[publish-workflow]" in r.stderr and open(path).read() == "mine", "a workflow is never overwritten", r)
    r = vitrine(folder, "new", "--github", "fresh")
    ok("check --format=github\n" in open(f"{folder}/fresh/.github/workflows/pages.yml").read(), "a site at the root needs no argument")
    ok(r.returncode == 0 and os.path.exists(f"{folder}/fresh/.github/workflows/pages.yml"), "vitrine new --github writes it", r)


def test_without_git(work):
    folder, site, remote = new_case(work, "gitless")
    make_site(site, more="dates: git\n")
    empty = f"{folder}/bin"
    os.makedirs(empty)
    r = publish(site, PATH=empty)
    remember("no git", r, folder)
    ok(refused(r, "publish-git", 3), "without git: a clear message", r)
    r = vitrine(site, "build", PATH=empty)
    remember("dates without git", r, folder)
    ok(r.returncode == 0 and "[dates-unknown]" in r.stderr, "and a warning, where only dates want it", r)
    write(f"{empty}/git", "#!/bin/sh\necho --path-format=absolute; echo .git\n")
    os.chmod(f"{empty}/git", 0o755)
    r = publish(site, PATH=f"{empty}:/usr/bin:/bin")
    remember("an old git", r, folder)
    ok(refused(r, "publish-git", 3) and "2.31" in r.stderr, "with an old git: a clear message", r)
    os.remove(f"{empty}/git")
    r = vitrine(site, "publish", "--artifact", f"{folder}/a.tar", "--audience", "recruiter", PATH=empty)
    ok(r.returncode == 0, "an archive needs none", r)


def test_size(work):
    folder, site, remote = new_case(work, "size")
    make_site(site)
    write(f"{site}/site-content/projects/one.md", "---\ntitle: First\nstart: 2023\n---\n\nSee [the film](film.bin).\n")
    with open(f"{site}/site-content/projects/film.bin", "wb") as file:
        file.truncate((100 << 20) + 1)
    git(remote, "config", "uploadpack.allowFilter", "true")
    r = publish(site)
    remember("a large file", r, folder)
    ok(r.returncode == 0 and "[publish-size]" in r.stderr, "a file that is too large is a warning", r)
    write(f"{site}/site-content/projects/two.md", "---\ntitle: Second\nstart: 2022\n---\n\nPopcorn.\n")
    r = publish(site, "--history")
    ok(r.returncode == 0 and "Popcorn" in r.stdout and whole(remote), "a large file need not come back from the remote", r)


if __name__ == "__main__":
    sys.exit(main([test_addresses, test_served, test_relative, test_artifact, test_dates, test_workflow, test_without_git, test_size]))
