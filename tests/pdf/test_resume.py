#!/usr/bin/env python3
"""Prints the demo's résumé, and the real ones where they are, and reads the PDF as hiring systems do; speaks TAP.

Usage: test_resume.py VITRINE SOURCE_ROOT
"""
import os, re, shutil, subprocess, sys, tempfile

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TODAY = "2026-11-21"

# Each must stand behind the one before it in the text of the PDF.
DEMO = [
    "Robin Sample", "Lead data engineer", "Eastmere, UK", "robin@robin.example",
    "Experience",
    "Jun 2021 – present", "Lead data engineer", "Tidewater Parcels", "9 hours to 4 minutes", "Terraform",
    "Feb 2019 – May 2021", "Senior data engineer", "Tidewater Parcels",
    "Sep 2016 – Jan 2019", "Data engineer", "Marrow & Finch Energy",
    "Mar 2014 – Aug 2016", "Data analyst, then engineer", "Quillfeather Books",
    "2012 – 2014", "Complaints officer", "Borough of Eastmere",
    "Case studies", "Contracts that people keep", "Skills", "Python", "Community", "Education", "University of Wexcombe",
    "Talks", "Writing", "Awards", "Languages", "Portuguese",
]
REAL = [
    "Peter Warner-Medley", "Lead Data Engineer", "May 2020 – Nov 2021", "TrueLayer", "Jul 2019 – May 2020", "Elliptic",
    "Jan 2019 – Jul 2019", "nested.com", "Nov 2017 – Jan 2019", "nested.com", "2013 – 2015", "2012 – 2013",
    "Democracy & Campaigns Development Co-ordinator", "University of York",
]


class Test:
    def __init__(self, vitrine, folder):
        self.vitrine, self.folder, self.count, self.failed = vitrine, folder, 0, 0

    def say(self, good, what, *details):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} {what}")
        for line in details if not good else ():
            print("#", line)

    def run(self, *words):
        return subprocess.run(words, capture_output=True, text=True, errors="replace")

    def make(self, site, name, *options):
        path = os.path.join(self.folder, name + ".pdf")
        made = self.run(self.vitrine, "pdf", site, "--audience", "recruiter", "--today", TODAY, "-o", path, *options)
        self.say(made.returncode == 0, f"{name}: made", made.stderr)
        return path if made.returncode == 0 else None

    def read(self, path, name, wanted):
        facts = dict(line.split(":", 1) for line in self.run("pdfinfo", path).stdout.splitlines() if ":" in line)
        facts = {key: value.strip() for key, value in facts.items()}
        self.say(facts.get("Tagged") == "yes", f"{name}: tagged", facts)
        self.say(int(facts.get("Pages", 99)) <= 2, f"{name}: at most two sheets", facts)
        self.say(facts.get("Creator") == "Vitrine" and "CreationDate" not in facts, f"{name}: says nothing of program and time", facts)
        text = re.sub(r"\s+", " ", self.run("pdftotext", path, "-").stdout)
        at, missing = 0, None
        for words in wanted:
            found = text.find(words, at)
            if found < 0:
                missing = words
                break
            at = found + len(words)
        self.say(missing is None, f"{name}: reads in order", f"not found behind the one before: {missing}", text)
        return facts, text


def real_site(shared, folder):
    """Copied, since an entry's folder may be read-only."""
    site = os.path.join(folder, "real")
    shutil.copytree(os.path.join(shared, "portfolios/resume"), site)
    return site


def letter_site(root, folder):
    site = os.path.join(folder, "letter")
    shutil.copytree(os.path.join(root, "site-content"), os.path.join(site, "site-content"))
    settings = os.path.join(site, "site-content/site.yaml")
    text = open(settings, encoding="utf-8").read()
    with open(settings, "w", encoding="utf-8") as file:
        file.write(text.replace("language: en-GB", "language: en-US"))
    return site


def check(test, root):
    demo = test.make(root, "demo")
    if demo:
        facts, text = test.read(demo, "demo", DEMO)
        test.say("A4" in facts.get("Page size", ""), "demo: on A4", facts)
        test.say(re.search(r"Robin Sample 1 ?/ ?2\b", text) and re.search(r"\b2 ?/ ?2\b", text), "demo: name and number of the page in the foot", text)
        again = test.make(root, "again")
        test.say(again and open(demo, "rb").read() == open(again, "rb").read(), "demo: the same bytes again")
        addresses = re.findall(rb"/URI \(([^)]*)\)", open(demo, "rb").read())
        strange = [a for a in addresses if not a.startswith((b"https://", b"mailto:", b"tel:"))]
        test.say(addresses and not strange, "demo: links lead to the published site", strange)
    letter = test.make(letter_site(root, test.folder), "letter")
    if letter:
        facts, _ = test.read(letter, "letter", DEMO)
        test.say("letter" in facts.get("Page size", ""), "letter: on Letter where the language is American", facts)
    shared = os.environ.get("VITRINE_SHARED", "")
    if os.path.isdir(os.path.join(shared, "portfolios/resume")):
        real = test.make(real_site(shared, test.folder), "real")
        if real:
            test.read(real, "real", REAL)
    else:
        test.count += 1
        print(f"ok {test.count} # SKIP the real portfolios of ../shared are not here")


def main():
    vitrine, root = sys.argv[1:3]
    missing = [p for p in ("pdfinfo", "pdftotext") if not shutil.which(p)]
    if not any(map(shutil.which, BROWSERS)):
        missing.append("chromium")
    if missing:
        print(f"1..0 # SKIP not installed: {', '.join(missing)}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        test = Test(vitrine, folder)
        check(test, root)
    print(f"1..{test.count}")
    return 1 if test.failed else 0


if __name__ == "__main__":
    sys.exit(main())
