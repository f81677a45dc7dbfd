#!/usr/bin/env python3
"""The four real documents, from import to site: each imported tree builds without an error, a second import changes nothing,
and links within a document lead to the same heading as before. The documents of the other tests, and what fuzzing found, are
imported and built too. Speaks TAP.

Usage: test_sites.py VITRINE
"""
import collections, html.parser, os, re, shutil, subprocess, sys, tempfile, urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "sites"))
from site_tests import TODAY, Tap, differences, tree

SEEDS = ("000", "001", "002", "003")
LINKED, LINKS = "001", 10
AUDIENCES = ("recruiter", "community")


def run(vitrine, *arguments):
    result = subprocess.run([vitrine, *arguments], capture_output=True, text=True, timeout=120)
    return result.returncode, (result.stdout + result.stderr).split("\n")


def seed_paths(folder):
    if not os.path.isdir(folder):
        return {}
    names = sorted(os.listdir(folder))
    return {number: os.path.join(folder, name) for number in SEEDS for name in names if name.startswith(number)}


# ---- Links -------------------------------------------------------------------------------------------------


class Page(html.parser.HTMLParser):
    """The links and headings in <main>, as pairs of address or id and text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.links, self.headings, self.ids = [], [], set()
        self.main, self.open = False, []
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        self.main |= tag == "main"
        self.ids.add(attributes.get("id"))
        if self.main and tag == "a" and "href" in attributes:
            self.open.append([tag, attributes["href"], "", self.links])
        elif self.main and re.fullmatch("h[1-6]", tag):
            self.open.append([tag, attributes.get("id"), "", self.headings])

    def handle_data(self, data):
        for each in self.open:
            each[2] += data

    def handle_endtag(self, tag):
        self.main &= tag != "main"
        for each in [each for each in self.open if each[0] == tag]:
            self.open.remove(each)
            each[3].append((each[1], " ".join(each[2].split())))


def pages(site):
    """path → Page, of every HTML file."""
    return {path: Page(data.decode()) for path, data in tree(site).items() if path.endswith(".html")}


def heading_of_anchor(document):
    """GitHub's ids: what a link within the document is written for."""
    headings = re.findall(r"^#+ +(.*?) *$", document, re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-"): heading for heading in headings}


def wanted_links(document):
    targets = heading_of_anchor(document)
    return [(label, targets[anchor]) for label, anchor in re.findall(r"\[([^\]]*)\]\(#([^)]*)\)", document)]


def heading_behind(address, path, base, site):
    """The text of the heading that the address on the page leads to; None when the page or id is not there."""
    url = urllib.parse.urlsplit(urllib.parse.urljoin(base + path, address))
    target = url.path.lstrip("/") + ("index.html" if url.path.endswith("/") else "")
    page = site.get(target)
    if not page or (url.fragment and url.fragment not in page.ids):
        return None
    wanted = [text for name, text in page.headings if not url.fragment or name == url.fragment]
    return wanted[0] if wanted else None


def missing_links(document, site):
    """What is wrong with the links of the document, as they are in the site."""
    found = collections.Counter()
    for path, page in site.items():
        for address, label in page.links:
            found[(label, heading_behind(address, path, "https://example.org/", site))] += 1
    wanted = collections.Counter(wanted_links(document))
    return [f"[{label}] does not lead to \"{heading}\" ({found[(label, heading)]} of {count})"
            for (label, heading), count in wanted.items() if found[(label, heading)] < count]


def show_private(site):
    """Every private file for both audiences, as an author would decide."""
    for path in tree(site):
        if not path.endswith(".md"):
            continue
        with open(f"{site}/{path}", encoding="utf-8") as file:
            text = file.read()
        with open(f"{site}/{path}", "w", encoding="utf-8") as file:
            file.write(text.replace("\naudience: private\n", "\n", 1))


# ---- Cases -------------------------------------------------------------------------------------------------


def links(tap, vitrine, document, work):
    with open(document, encoding="utf-8") as file:
        text = file.read()
    shutil.copytree(f"{work}/site", f"{work}/shown")
    show_private(f"{work}/shown/site-content")
    status, lines = run(vitrine, "build", f"{work}/shown", "--output", f"{work}/shown-out", "--today", TODAY)
    if not tap.ok(status == 0, f"{LINKED} builds with its private pages shown", lines):
        return
    wanted = wanted_links(text)
    tap.ok(len(wanted) == LINKS, f"{LINKED} has {LINKS} links to its own headings", [repr(wanted)])
    lost = missing_links(text, pages(f"{work}/shown-out/recruiter"))
    tap.ok(not lost, f"{LINKED}: all {LINKS} lead to their headings in the site", lost)
    held = missing_links(text, pages(f"{work}/out/recruiter"))
    tap.ok(len(held) > 0, f"{LINKED}: and while pages are private this test sees links missing", held)


def seed(tap, vitrine, number, document, work):
    status, lines = run(vitrine, "import", document, "--into", f"{work}/site")
    if not tap.ok(status == 0, f"{number} is imported", lines):
        return
    first = tree(f"{work}/site")
    status, lines = run(vitrine, "import", document, "--into", f"{work}/site")
    changed = differences(first, tree(f"{work}/site"))
    tap.ok(status == 0 and not changed, f"{number}: a second import changes nothing", changed or lines)
    status, lines = run(vitrine, "build", f"{work}/site", "--output", f"{work}/out", "--today", TODAY)
    built = [audience for audience in AUDIENCES if os.path.isfile(f"{work}/out/{audience}/index.html")]
    tap.ok(status == 0 and len(built) == len(AUDIENCES), f"{number} builds without an error", lines)
    if number == LINKED:
        links(tap, vitrine, document, work)


def own_documents():
    """Those of this folder, and what fuzzing found: some are refused, and what is taken must build."""
    here = os.path.dirname(os.path.abspath(__file__))
    found = os.path.join(here, "..", "fuzz", "found")
    for folder, ending in ((f"{here}/shapes", ".md"), (f"{here}/json", ".json"), (f"{found}/import_markdown", ".md"),
                           (f"{found}/import_json", ".json")):
        for name in sorted(os.listdir(folder)):
            if name.endswith(ending) or "." not in name:
                yield os.path.join(folder, name), os.path.splitext(name)[0] + ending


def own(tap, vitrine, path, name):
    with tempfile.TemporaryDirectory() as work:
        document = shutil.copyfile(path, f"{work}/{name}")
        status, lines = run(vitrine, "import", document, "--into", f"{work}/site")
        if status == 0:
            status, lines = run(vitrine, "build", f"{work}/site", "--output", f"{work}/out", "--today", TODAY)
            tap.ok(status == 0, f"{name} builds without an error", lines)
        else:
            tap.ok(status == 1, f"{name} is refused", lines)


def main():
    tap = Tap()
    for path, name in own_documents():
        own(tap, sys.argv[1], path, name)
    shared = os.environ.get("VITRINE_SHARED", "../shared")
    documents = seed_paths(os.path.join(shared, "seeds"))
    for number in SEEDS:
        if number not in documents:
            tap.skip(f"{number}, from import to site", "the seed documents of ../shared are not here")
            continue
        with tempfile.TemporaryDirectory() as work:
            seed(tap, sys.argv[1], number, documents[number], work)
    return tap.end()


sys.exit(main())
