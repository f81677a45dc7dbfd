#!/usr/bin/env python3
"""Names over whole built sites: the real narratives, unmarked, for both audiences. The community's site holds no client's
name in any byte, whatever its spelling; the recruiter's keeps them all.

Usage: names_test.py VITRINE SOURCE_ROOT
"""
import html, os, re, shutil, sys, tempfile, unicodedata, urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from site_tests import Tap, build, tree


def spelt(text):
    """Letters and digits alone, without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return [w for w in re.split(r"[^0-9a-z]+", "".join(c for c in plain if not unicodedata.combining(c))) if w]


def readings(data):
    """The text as it stands, with entities decoded, with percent-encoding, and with JSON's escapes decoded."""
    text = data.decode("utf-8", errors="replace")
    yield text
    yield re.sub(r"<[^>]*>", "", html.unescape(text))
    yield html.unescape(html.unescape(text))
    yield urllib.parse.unquote(text)
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), text)


def holds(text, name):
    words, wanted = spelt(text), spelt(name)
    joined = "".join(wanted)
    spaced = " " + " ".join(words) + " "
    return any(f" {form} " in spaced for form in (" ".join(wanted), " ".join(wanted) + "s", joined, joined + "s"))


def names_of(settings):
    names = re.findall(r"- name: (.+)", settings)
    for also in re.findall(r"also: \[(.+)\]", settings):
        names += [n.strip() for n in also.split(",")]
    return sorted(set(names), key=str.casefold)


def found(site, names):
    for path, data in sorted(site.items()):
        for text in (path, *readings(data)):
            for name in names:
                if holds(text, name):
                    yield f"{path}: {name}"


def narratives(tap, vitrine, root):
    shared = os.path.join(os.environ.get("VITRINE_SHARED", os.path.join(root, "../shared")), "portfolios/narratives")
    if not os.path.isdir(shared):
        tap.skip("names in real narratives", "../shared/portfolios/narratives is not here")
        return
    with tempfile.TemporaryDirectory() as work:
        shutil.copytree(f"{shared}/site-content", f"{work}/site-content", copy_function=shutil.copyfile)
        os.chmod(f"{work}/site-content", 0o755)
        settings = open(f"{shared}/site-content/site.yaml", encoding="utf-8").read()
        names = names_of(settings)
        settings = re.sub(r"default_audience:.*", "default_audience: [recruiter, community]", settings)
        os.chmod(f"{work}/site-content/site.yaml", 0o644)
        open(f"{work}/site-content/site.yaml", "w", encoding="utf-8").write(settings)
        result = build(vitrine, work, f"{work}/out")
        tap.ok(result.returncode == 0, "the narratives build for both", (result.stdout + result.stderr).split("\n"))
        community, recruiter = tree(f"{work}/out/community"), tree(f"{work}/out/recruiter")
        leaks = sorted(set(found(community, names)))
        tap.ok(len(community) > 10 and not leaks, f"none of {len(names)} names in {len(community)} files of the community's site",
               leaks[:40])
        kept = {line.rsplit(": ", 1)[1] for line in found(recruiter, names)}
        tap.ok(kept == set(names), "the recruiter's site keeps them all", [f"missing: {n}" for n in set(names) - kept])


if __name__ == "__main__":
    tap = Tap()
    narratives(tap, os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
    sys.exit(tap.end())
