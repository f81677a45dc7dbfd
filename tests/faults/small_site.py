"""A site with a little of everything that a build opens: entries, a bundle, a picture, a file, settings, a theme of its own
that has the name of another."""
import hashlib, os, subprocess, sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "leaks"))
from tiny_images import png

TODAY = "2026-03-31"
MANIFEST = ".vitrine-manifest"

FILES = {
    "site-content/site.yaml": """title: Robin Sample
url: https://robin.example/
audiences:
  recruiter: {theme: recruiter}
  community: {theme: recruiter, url: "https://robin.example/community/"}
default_audience: [recruiter, community]
""",
    "site-content/profile.md": "---\nname: Robin Sample\n---\n\nData engineer.\n",
    "site-content/experience/works.md": "---\ntitle: Engineer\norganization: Works\nstart: 2020\n---\n\nBuilt [it](../projects/it/index.md).\n",
    "site-content/projects/it/index.md": "---\ntitle: It\nstack: [C]\n---\n\n![A dot](dot.png)\n\n[All of it](all.txt)\n",
    "site-content/projects/it/all.txt": "all\n",
    "site-content/projects/hidden.md": "---\ntitle: Hidden\naudience: community\n---\n\nOnly for some.\n",
    "themes/recruiter/theme.yaml": "name: Own\nextends: base\ncontract: 1\n",
    "themes/recruiter/assets/note.txt": "own\n",
    "themes/recruiter/partials/contact-links.mustache": "<p>Own contact</p>\n",
}


def make(folder, old=False):
    """The site, or what it was before: other words, and a page more."""
    for path, text in FILES.items():
        put(folder, path, text.replace("Own contact", "Old contact").replace("Built", "Made") if old else text)
    put(folder, "site-content/projects/it/dot.png", png(("a", "b", "c"), 3 if old else 4))
    if old:
        put(folder, "site-content/projects/gone.md", "---\ntitle: Gone\n---\n\nAway.\n")


def put(folder, path, data):
    full = os.path.join(folder, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "wb") as file:
        file.write(data.encode() if isinstance(data, str) else data)


def tree(folder, all=False):
    """path → digest of every file's bytes, but for the lists of what is Vitrine's own, or with them; None when there is no folder."""
    if not os.path.isdir(folder):
        return None
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            if all or name != MANIFEST:
                with open(os.path.join(where, name), "rb") as file:
                    found[os.path.relpath(os.path.join(where, name), folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def build(vitrine, site, output, jobs=1, **environment):
    """A build that hangs raises subprocess.TimeoutExpired."""
    env = os.environ | {"VITRINE_IMAGES": "off", "LC_ALL": "C"} | environment
    env.pop("VITRINE_THEMES", None)  # it would go before the site's own
    command = [vitrine, "build", site, "--output", output, "--today", TODAY, "--jobs", str(jobs)]
    return subprocess.run(command, env=env, capture_output=True, text=True, errors="replace", timeout=60)
