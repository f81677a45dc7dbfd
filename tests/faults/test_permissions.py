#!/usr/bin/env python3
"""Folders and files that a build may not read or write, speaking TAP.   Usage: test_permissions.py VITRINE

Run by root, who may do everything, it builds as "nobody".
"""
import os, shutil, subprocess, sys, tempfile

import small_site

CASES = (  # what is forbidden, its mode, what the message names, its id
    ("an unreadable file of content", "site/site-content/projects/it/index.md", 0, "projects/it/index.md", "file-unreadable"),
    ("an unreadable folder of content", "site/site-content/projects", 0, "site-content/projects", "file-unreadable"),
    ("a folder of content that may be listed alone", "site/site-content/experience", 0o444, "experience/works.md", "file-unreadable"),
    ("an unreadable content folder", "site/site-content", 0, "site-content", "file-unreadable"),
    ("an unreadable site.yaml", "site/site-content/site.yaml", 0, "site.yaml", "file-unreadable"),
    ("an unreadable picture", "site/site-content/projects/it/dot.png", 0, "dot.png", "file-unreadable"),
    ("an unreadable theme", "site/themes/recruiter", 0, "themes/recruiter", None),
    ("unreadable partials of a theme", "site/themes/recruiter/partials", 0, "themes/recruiter/partials", "file-unreadable"),
    ("unreadable assets of a theme", "site/themes/recruiter/assets", 0, "themes/recruiter/assets", "file-unreadable"),
    ("an unreadable folder of themes", "site/themes", 0, "themes/recruiter", None),
    ("an output folder that may not be written", "public", 0o555, "public/recruiter", "output-write"),
    ("a site folder that may not be written", "public/community", 0o555, "public/community", "output-write"),
    ("a site folder that may not be read", "public/community", 0, "public/community", "output-write"),
    ("a folder of a site that may not be written", "public/recruiter/projects/it", 0o555, "public/recruiter/projects", "output-write"),
    ("an unreadable file of a site, which is not the build's to keep", "public/recruiter/index.html", 0, None, None),
)


def as_nobody(work):
    """The words that run a program as nobody; None: nobody cannot."""
    if os.getuid() != 0:
        return []
    words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    return words if shutil.which("setpriv") and subprocess.run([*words, "test", "-w", work]).returncode == 0 else None


def run(words, vitrine, work, site="site"):
    environment = os.environ | {"VITRINE_IMAGES": "off", "LC_ALL": "C", "HOME": work}
    environment.pop("VITRINE_THEMES", None)
    command = [*words, vitrine, "build", f"{work}/{site}", "--output", f"{work}/public", "--today", small_site.TODAY]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def give(folder):
    for where, folders, files in os.walk(folder):
        for name in (".", *folders, *files):
            os.chown(os.path.join(where, name), 65534, 65534, follow_symlinks=False)


def forbid(words, vitrine, work, path, mode, named, name_of_error):
    """What is wrong with a build that may not touch `path`; None: nothing."""
    small_site.make(f"{work}/site")
    small_site.make(f"{work}/before", old=True)
    if words:
        give(work)
    if run(words, vitrine, work, "before").returncode != 0:
        return "no build as nobody"
    old = small_site.tree(f"{work}/public")
    was = os.stat(f"{work}/{path}").st_mode
    os.chmod(f"{work}/{path}", mode)
    result = run(words, vitrine, work)
    os.chmod(f"{work}/{path}", was)
    good = result.returncode in (1, 3) and named in result.stderr and f"[{name_of_error or ''}" in result.stderr if named else result.returncode == 0
    if not good:
        return f"it ended with {result.returncode}: {result.stderr}"
    kept = {path: data for path, data in small_site.tree(f"{work}/public").items() if not path.startswith(".")}
    if named and kept != old and "the next run completes it" not in result.stderr:
        return "the site is not as it was"
    again = run(words, vitrine, work)
    return None if again.returncode == 0 else f"the next build is not right: {again.stderr}"


def main(vitrine):
    failures = 0
    for number, (name, path, mode, named, name_of_error) in enumerate(CASES, 1):
        with tempfile.TemporaryDirectory() as work:
            os.chmod(work, 0o777)
            words = as_nobody(work)
            if words is None or subprocess.run([*words, vitrine, "--version"], stdout=subprocess.DEVNULL).returncode != 0:
                print(f"ok {number} {name} # SKIP root may do everything, and nobody cannot run {vitrine}")
                continue
            wrong = forbid(words, vitrine, os.path.realpath(work), path, mode, named, name_of_error)
        failures += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} {name}")
        for line in wrong.split("\n") if wrong else ():
            print("#", line)
    print(f"1..{len(CASES)}")
    return failures != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
