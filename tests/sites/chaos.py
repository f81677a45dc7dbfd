#!/usr/bin/env python3
"""Breaks the demo portfolio at random and builds it over a good site, speaking TAP.

Usage: chaos.py VITRINE SOURCE_ROOT [CASES [SEED [FIRST]]]

Every damaged portfolio must be built or refused: no crash, no sanitizer's report, no hanging. A refused one
names a file, leaves the site folder byte for byte as it was, and no message steers the terminal. A built one
has whole pages that hold no tag of a template but what the author wrote, and building it again writes
nothing. CASES is how many random portfolios follow the directed ones; each depends on SEED and its number
alone, so `chaos.py … 1 SEED NUMBER` repeats one. VITRINE_CHAOS_KEEP=DIR keeps the portfolios that failed.
"""
import html, html.parser, json, os, random, re, shutil, subprocess, sys, tempfile, unicodedata

from site_tests import TODAY, Tap

CASES, SEED, SECONDS = 40, 2026, 60
MOST_PAGES = 300  # that are looked at of one site
# They take turns; their themes differ in what they show.
AUDIENCES = ("recruiter", "community")

# ---- Damage ------------------------------------------------------------------------------------------------

INLINE = [
    "{{title}}", "{{{site.title}}}", "{{#pages}}", "{{/pages}}", "{{>head}}", "{{<layout}}", "{{$main}}", "{{!x}}",
    "{{=<% %>=}}", "{% raw %}", "{% include secrets %}", "}}", "{{", "{{&html}}", "{{chaos", "&a *a", "&lt;script&gt;",
    "<script>alert(1)</script>", "<script>", "</script>", "</main>", "</body></html>", "<div>", "</div>", "<h1>x</h1>",
    "<!-- audience: recruiter -->", "<!-- /audience -->", "<!-- open", "-->", "<![CDATA[", "]]>", "<?xml?>", "<svg",
    "<img src=x onerror=alert(1)>", "<textarea>", "<title>", "<plaintext>", "<style>*{", "<a href=\"", "<table><tr>",
    "[x](../../../etc/passwd)", "[x](%2e%2e/%2e%2e/etc/passwd)", "[x](javascript:alert(1))", "[x](data:text/html,x)",
    "[x](//evil.example/)", "[x](\\\\evil)", "[x](file:///etc/passwd)", "[x](..)", "[x](.)", "[x](#)", "[x](?)", "[x]( )",
    "![x](../../../etc/passwd)", "![x](%00.png)", "[x](%zz)", "[x](a b)", "[x](<a b>)", "[x](\u202e.md)", "[x](#%F0)",
    "![x](projects)", "[x](site.yaml)", "[x](profile.md#)", "[^1]", "[^1]: [^1]", "[^x]: note[^x]", "[a]: b", "[a]",
    "https://robin.example/%", "http://[::1]:99999/", "mailto:", "www.x", "\x00", "\x1b[2J\x1b]0;owned\x07", "\x08\x7f",
    "\x0b\x0c", "\u0085\u2028\u2029", "\u202eevil\u202c", "\u2066\u2069", "\ufeff", "\ufffe", "\ud7ff", "\U0010ffff",
    "e\u0301" * 40, "\u200b", "\u0130\u0131", "\ufb03", "ß", "👩‍👩‍👧‍👦" * 20, "99999999999999999999999", "-1", "1e999", "NaN", "0x7f",
    "~" * 400, "*" * 400, "_" * 401, "`" * 99, "[" * 300, "](" * 200, "![" * 200, "<" * 300, "&" * 300, "&#0;", "&#xD800;",
    "&#99999999999;", "|" * 300, "\\" * 301, "$" * 50, "w" * 3000, "a " * 1500, "\"", "'", "\\\"", "]]]", ":" * 50, "\t", "#",
]
BLOCK = [
    "---", "---\n---", "...", "```", "```json\n{\"a\": {{b}}}\n```", "~~~yaml", "    {{code}}", "> " * 1000, ">" * 10000, "- " * 900,
    "# ", "#" * 7, "# {{title}}", "### deep", "###### h6", "Title\n=====", "Title\n-----", "| a | b |\n|---|---|\n| {{c}} | d |",
    "|a|\n|-|" + "\n|x|" * 200, "- [ ] t\n- [x] {{t}}", "1. a\n1. a\n999999999. b\n9999999999. c", "***", "<div>\n\n**x**", "</section>",
    "<details><summary>x", "<pre>\n\n</pre>", "<script>\n\nalert(1)", "<style>\nbody{}\n", "<!--\n\n", "-->", "<!-- audience: private -->",
    "[^n]: a\n\n    b", "[ref]: <> \"{{x}}\"", "[" * 4000, "\t" * 100 + "x", "```" + "x" * 500, "```python\n\"\"\"", "```c\n/*", "```html\n<!--",
    "## Impact", "## Impact\n\n## Impact", "## \u202e", "## !!!", "## " + "x" * 5000, "**" * 2000 + "x", "* " * 100 + "\n" + "+ " * 100,
]
FRONT = [
    "title: &a x\nsummary: *a", "title: *a", "title: !!python/object x", "<<: {a: b}", "title: |", "title: >-", "title: [", "title: {",
    "title: \"", "title: '", "? title", "title", ": x", "\ttitle: x", "title:\n\t- x", "title: x\ntitle: y", "stack: [[[[[[", "extra: " + "{a: " * 300,
    "extra: " + "[" * 3000, "date: 2023-02-31", "date: 2023-02-29", "date: 0000-00-00", "date: 99999-01-01", "start: 9999-12-31", "end: 0001",
    "end: present", "start: present", "start: 2024\nend: 2020", "date: -1", "date: 1e9", "date: 2023-1-1", "date: 03/04/2020", "date: ~",
    "slug: ../../x", "slug: /", "slug: ''", "slug: CON", "slug: index", "slug: '{{x}}'", "slug: feed.xml", "slug: 404", "slug: resume", "slug: skills",
    "slug: " + "s" * 300, "slug: \"a/b\"", "slug: \"\\n\"", "aliases: [/]", "aliases: [/../x/]", "aliases: [/a/, /a/, /A/]", "aliases: [/feed.xml]",
    "aliases: [/resume/]", "aliases: [\"/a\\nb/\"]", "aliases: [/%2e%2e/]", "aliases: [/a/index.html, /a/]", "aliases: [//x]", "aliases: [/.vitrine-manifest]",
    "aliases: [/assets/]", "aliases: [/experience]", "aliases: [\"/{{x}}/\"]", "aliases: [/" + "d/" * 500 + "]", "aliases: [/" + "n" * 300 + "/]",
    "audience: nobody", "audience: private", "audience: []", "audience: recruiter", "audience: [community, private]", "audience: {a: b}", "draft: yes",
    "draft: true", "weight: 99999999999999999999", "weight: -9223372036854775808", "weight: 0x10", "weight: 1.5", "url: javascript:alert(1)",
    "url: \"https://x/\\\"><script>\"", "url: /x", "url: ' '", "url: https://", "links: {a: b}", "links: [{label: x, url: \"javascript:1\"}]", "links: [1, 2]",
    "image: ../../../etc/passwd", "image: /etc/passwd", "image: .", "image: profile.md", "image: https://x/y.png", "image: ''", "organization: ''",
    "organization: \"{{x}}\"", "location: [a]", "extra: {\"{{x}}\": 1}", "extra: {x: .nan, y: .inf, z: ~}", "stack: " + json.dumps(["s%d" % i for i in range(300)]),
    "stack: ['', ' ', '.', '..', '/', 'C', 'C#', 'C++', 'c', '.NET', '{{x}}']", "stack: [ß, SS, ss, \"\\u0130\", i, I]", "updated: 1000-01-01", "kind: x",
    "title: ''", "title: ~", "title: true", "title: 12", "title: \"\\0\"", "title: \"\\e[2J\"", "title: \"a\\nb\"", "title: \"\\uD800\"", "title: \"\\u202e\"",
    "title: \"" + "{{title}} " * 30 + "\"", "title: " + "T" * 5000, "title: <b>x</b>", "title: '`code` **b** [l](x.md) ![i](x.png)'", "title: '[x'", "# only",
    "%YAML 9.9", "...", "--- x", "---", "summary: '<!-- audience: x -->'", "summary: '</script><script>'", "summary: ']]>'", "summary: \"\\u2028\"",
]
SETTINGS = [
    "audiences: {}", "audiences: {recruiter: }", "audiences: {'../x': }", "audiences: {'a b': }", "audiences: {CON: }", "audiences: {private: }",
    "audiences: {recruiter: {theme: ../../x}}", "audiences: {recruiter: {theme: nothing}}", "audiences: {recruiter: {options: {a: [1]}}}",
    "default_audience: private", "default_audience: []", "url: ftp://x", "url: https://x/{{a}}/", "url: https://x/a/../b/", "url: 'https://x/ y'",
    "url: https://x/%2e%2e/", "url: 'https://\u202e/'", "language: '\"><x'", "language: " + "a-" * 200, "title: '{{title}}'", "title: ''", "sections: {x: {}}",
    "sections: {'': {}}", "sections: {projects: {kind: x}}", "sections: {projects: {kind: talk}}", "sections: {'../x': {title: y}}",
    "sections: {projects: {title: '{{x}}', weight: 1e9}}", "names: [{name: x, replace: {community: y}}]", "names: [{name: '', replace: {}}]",
    "skills: {aliases: {a: b, b: a}}", "skills: {aliases: {a: a}}", "skills: {aliases: {SQL: '{{x}}'}}", "skills: {aliases: {a: ''}}",
    "publish: {recruiter: {domain: \"x\\ny\"}}", "publish: {recruiter: {domain: ../x}}", "publish: {nobody: {}}", "x: y",
]
# Every shape for every key: most are wrong, and all must be told in words.
SHAPES = ["~", "''", "x", "1", "true", "2024-05", "[]", "{}", "[~]", "[x]", "['']", "[[x]]", "[{}]", "[{x: y}]", "{x: ~}", "{x: y}", "{x: [y]}", "{x: {y: z}}",
          "[{name: x, also: [[a]], replace: {recruiter: y}}]", "[{name: x, also: {a: b}, replace: {recruiter: [y]}}]", "[{name: [x], also: ~, replace: ~}]",
          "{aliases: {a: [b]}}", "{aliases: [a]}", "{aliases: {a: ~}}", "{recruiter: ~, community: []}", "{recruiter: [x], community: {theme: [x]}}",
          "{projects: ~}", "{projects: [x]}", "{projects: {title: [x], kind: {}, weight: x}}", "{recruiter: {domain: [x]}}", "[{label: [x], url: {}}]", "[{url: ~}]",
          "{src: [x], alt: {}}", "{src: ~}", "[{network: x, url: [x]}]", "[{language: ~, fluency: x}]", "{[x]: y}", "{{x: y}: z}", "{1: 2}", "{~: x}", "{true: x}"]
SITE_KEYS = ["title", "description", "url", "language", "audiences", "default_audience", "sections", "names", "skills", "publish"]
ENTRY_KEYS = ["title", "summary", "audience", "date", "start", "end", "updated", "stack", "organization", "location", "url", "links", "weight", "slug", "aliases", "draft",
              "image", "extra", "role", "team", "lead", "result", "outcome", "event", "time", "slides", "video", "degree", "score", "name", "label", "email", "phone",
              "profiles", "languages", "interests", "topics", "bio_short", "bio_long", "invite", "pronouns", "availability"]
NAMES = [
    "a b.md", "a\"b.md", "a'b.md", "été.md", "e\u0301te\u0301.md", "a\nb.md", "CON.md", "con.md", "NUL", "-rf.md", "--help.md", ".md", "..md", "a.MD",
    "index.MD", "INDEX.md", "a%2fb.md", "a#b.md", "a?b.md", "a\\b.md", "\u202egpj.md", "\x1b[31m.md", "{{x}}.md", "x.html", "index.html", "feed.xml.md",
    "404.md", "resume.md", "sitemap.xml", "assets.md", "a\tb.md", "n" * 240 + ".md", "日本語.md", "😀.md", "\u0301.md", "a&b.md", "a<b>.md", "$(x).md",
    "*.md", "~.md", "a.md~", ".#a.md", "Ⅷ.md", "ﬁ.md", "İ.md", "site.yaml", "profile.md", "index.md", "a.md.md", "a..md", "a;b.md",
]
BINARY_NAMES = [b"\xff\xfe.md", b"a\x80.md", b"\xc0\xaf.md"]
KINDS_OF_FOLDER = ["experience", "projects", "diversity", "education", "talks", "writing", "awards", "philosophy", "", "new folder", "A", "a", "résumé",
                   "skills", "assets", "resume", "tags", "{{x}}", "index.md", "-x", "x/y/z", "."]


def text_bytes(text):
    return text.encode("utf-8", "surrogatepass")


class Damage:
    """A portfolio in memory (path → bytes, or a link) and the damage done to it, which `log` tells."""

    def __init__(self, files, rng):
        self.files, self.links, self.folders, self.rng, self.log = dict(files), {}, [], rng, []

    def tell(self, what, path, detail=b""):
        self.log.append(f"{what} {path!r} {detail[:100]!r}")

    def any_text(self):
        return self.rng.choice(sorted(p for p in self.files if not p.endswith(b".svg")))

    def any_entry(self):
        return self.rng.choice(sorted(p for p in self.files if p.endswith(b".md")) or sorted(self.files))

    def edit_lines(self):
        path, rng = self.any_text(), self.rng
        lines = self.files[path].split(b"\n")
        i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
        what = rng.choice(["delete", "double", "swap", "join", "indent", "many"])
        if what == "delete":
            del lines[i]
        elif what == "double":
            lines.insert(j, lines[i])
        elif what == "swap":
            lines[i], lines[j] = lines[j], lines[i]
        elif what == "join":
            lines[i:i + 2] = [b"".join(lines[i:i + 2])]
        elif what == "indent":
            lines[i] = rng.choice([b" ", b"    ", b"\t", b"- ", b"> ", b"# "]) + lines[i]
        else:
            lines[i:i + 1] = [lines[i]] * 200
        self.files[path] = b"\n".join(lines)
        self.tell(f"lines: {what} {i} {j}", path)

    def edit_bytes(self):
        path, rng = self.any_text(), self.rng
        data = bytearray(self.files[path])
        what = rng.choice(["flip", "cut", "cut start", "empty", "noise", "crlf", "cr", "bom", "utf-16", "no end"])
        i = rng.randrange(len(data) + 1)
        if what == "flip" and data:
            data[min(i, len(data) - 1)] ^= 1 << rng.randrange(8)
        elif what == "cut":
            del data[i:]
        elif what == "cut start":
            del data[:i]
        elif what == "empty":
            data = bytearray()
        elif what == "noise":
            data[i:i] = rng.choice([b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x00", b"\xe2\x80"])
        elif what == "crlf":
            data = data.replace(b"\n", b"\r\n")
        elif what == "cr":
            data = data.replace(b"\n", b"\r")
        elif what == "bom":
            data[rng.choice([0, i]):0] = b"\xef\xbb\xbf"
        elif what == "utf-16":
            data = bytearray(bytes(data).decode("utf-8", "replace").encode("utf-16"))
        else:
            data = data.rstrip(b"\n")
        self.files[path] = bytes(data)
        self.tell(f"bytes: {what} {i}", path)

    def body_start(self, data):
        end = data.find(b"\n---\n", 3)
        return end + 5 if data.startswith(b"---\n") and end >= 0 else 0

    def insert_inline(self):
        path, snippet = self.any_entry(), text_bytes(self.rng.choice(INLINE))
        data = self.files[path]
        i = self.rng.randrange(self.body_start(data), len(data) + 1) if data else 0
        while i < len(data) and data[i] & 0xC0 == 0x80:
            i += 1
        self.files[path] = data[:i] + snippet + data[i:]
        self.tell(f"inline at {i}", path, snippet)

    def insert_block(self):
        path, snippet = self.any_entry(), text_bytes(self.rng.choice(BLOCK))
        head, body = self.files[path][:self.body_start(self.files[path])], self.files[path][self.body_start(self.files[path]):]
        parts = body.split(b"\n\n")
        parts.insert(self.rng.randrange(len(parts) + 1), snippet)
        self.files[path] = head + b"\n\n".join(parts)
        self.tell("block", path, snippet)

    def put_front_matter(self, path, lines):
        """The lines in place of those with the same keys, so that what they say is what is tried."""
        data = self.files[path]
        start = self.body_start(data)
        if start == 0:
            self.files[path] = b"---\n" + lines + b"\n---\n" + data
            return
        keys = {line.split(b":")[0] for line in lines.split(b"\n")}
        kept, dropping = [], False
        for line in data[4:start - 5].split(b"\n"):
            if line[:1] not in (b" ", b"\t", b"-", b"#", b""):
                dropping = line.split(b":")[0] in keys
            kept += [] if dropping else [line]
        kept.insert(self.rng.randrange(len(kept) + 1), lines)
        self.files[path] = b"---\n" + b"\n".join(kept) + b"\n---\n" + data[start:]

    def front_matter(self):
        path, lines = self.any_entry(), text_bytes(self.rng.choice(FRONT))
        self.put_front_matter(path, lines)
        self.tell("front matter", path, lines)

    def hostile_value(self):
        path = self.any_entry()
        key = self.rng.choice(["title", "summary", "organization", "location", "result", "role", "stack", "team", "event", "slug"])
        text = "".join(self.rng.choice(INLINE)[:600] for _ in range(self.rng.randrange(1, 3)))
        value = json.dumps(text) if key != "stack" else json.dumps([text, "x"])
        self.put_front_matter(path, text_bytes(f"{key}: {value}"))
        self.tell("value", path, text_bytes(f"{key}: {value}"))

    def shape(self):
        path = self.any_entry()
        lines = text_bytes(f"{self.rng.choice(ENTRY_KEYS)}: {self.rng.choice(SHAPES)}")
        self.put_front_matter(path, lines)
        self.tell("shape", path, lines)

    def settings(self):
        shape = f"{self.rng.choice(SITE_KEYS)}: {self.rng.choice(SHAPES)}"
        lines = text_bytes(self.rng.choice([shape, self.rng.choice(SETTINGS)]))
        if b"site.yaml" not in self.files:
            return
        data = self.files[b"site.yaml"]
        key = lines.split(b":")[0]
        kept, dropping = [], False
        for line in data.split(b"\n"):
            if line[:1] not in (b" ", b"#", b""):
                dropping = line.split(b":")[0] == key
            kept += [] if dropping else [line]
        self.files[b"site.yaml"] = b"\n".join(kept) + b"\n" + lines + b"\n"
        self.tell("settings", b"site.yaml", lines)

    def add_file(self):
        rng = self.rng
        name = rng.choice(BINARY_NAMES) if rng.random() < 0.1 else rng.choice(NAMES).encode()
        folder = rng.choice(KINDS_OF_FOLDER).encode()
        path = os.path.normpath(os.path.join(folder, name))
        source = self.files[self.any_text()] if rng.random() < 0.7 else b"# Some text\n\nOf [mine](../now.md).\n"
        if path not in self.files:
            self.files[path] = source
        self.tell("file", path)

    def rename_file(self):
        path = self.any_entry()
        new = os.path.join(os.path.dirname(path), self.rng.choice(NAMES).encode())
        self.files[new] = self.files.pop(path)
        self.tell("rename", path, new)

    def remove_file(self):
        path = self.any_text()
        if path != b"site.yaml" or self.rng.random() < 0.1:
            del self.files[path]
        self.tell("remove", path)

    def link(self):
        path = os.path.join(self.rng.choice(KINDS_OF_FOLDER).encode(), b"link" + self.rng.choice([b"", b".md", b".png"]))
        self.links[os.path.normpath(path)] = self.rng.choice([b".", b"..", b"link.md", b"/etc/passwd", b"../../../..", b"/dev/zero", b"nothing", b"now.md"])
        self.tell("link", path, self.links[os.path.normpath(path)])

    def folder_in_place_of_file(self):
        path = self.any_text()
        self.files[path + b"/index.md"] = self.files.pop(path)
        self.tell("folder", path)

    def once(self):
        kinds = [self.edit_lines, self.edit_bytes, self.insert_inline, self.insert_block, self.front_matter, self.hostile_value, self.shape,
                 self.settings, self.add_file, self.rename_file, self.remove_file, self.link, self.folder_in_place_of_file]
        self.rng.choices(kinds, [10, 8, 20, 14, 14, 14, 6, 5, 8, 3, 2, 2, 1])[0]()

    def write(self, folder):
        for path, data in self.files.items():
            full = os.path.join(os.fsencode(folder), path)
            try:
                os.makedirs(os.path.dirname(full), exist_ok=True)
                with open(full, "wb") as file:
                    file.write(data)
            except OSError:
                pass  # A file stands where a folder should be, or the name is none here.
        for path, target in self.links.items():
            full = os.path.join(os.fsencode(folder), path)
            try:
                os.makedirs(os.path.dirname(full), exist_ok=True)
                os.symlink(target, full)
            except OSError:
                pass


def entry(text, **keys):
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in keys.items())
    return text_bytes(f"---\n{lines}---\n\n{text}\n")


TAGS = "{{title}} {{{site.title}}} {{#pages}}x{{/pages}} {{>head}} {% raw %} {{=<% %>=}}"


def many_sections(damage):
    for i in range(300):
        damage.files[b"Section %d & more/one.md" % i] = entry("Text.", title=f"One of {i}", updated="2024-05-01")


def many_skills(damage):
    damage.files[b"projects/wide.md"] = entry("Text.", title="Wide", stack=[f"Skill number {i}" for i in range(2000)])


def long_title(damage):
    damage.files[b"projects/long.md"] = entry("Text.", title="Wide " * 1000)
    damage.files[b"projects/word.md"] = entry("Text.", title="w" * 5000, slug="word")


def template_tags(damage):
    damage.files[b"projects/tags.md"] = entry(f"Body {TAGS}\n\n## Impact {TAGS}\n\n`{TAGS}`\n\n```html\n{TAGS}\n```", title=TAGS, summary=TAGS,
                                              organization=TAGS, stack=[TAGS], slug="tags")


def every_name(damage):
    for i, name in enumerate(NAMES):
        if name not in ("site.yaml", "profile.md", "index.md"):
            damage.files[os.path.join(b"names", name.encode())] = entry("Text.", title=f"Name {i}", slug=f"name-{i}")


def many_links(damage):
    damage.files[b"writing/links.md"] = entry("\n".join(f"[l{i}](../now.md) [x](#t{i})\n\n## T{i}" for i in range(2000)), title="Links", date="2024")


def many_errors(damage):
    damage.files[b"writing/errors.md"] = entry("\n".join(f"[l{i}](nothing-{i}.md)" for i in range(3000)), title="Errors", date="2024")


def link_loops(damage):
    damage.links = {b"loop": b".", b"projects/loop": b"..", b"a": b"b", b"b": b"a", b"a.md": b"a.md", b"zero.md": b"/dev/zero", b"passwd.md": b"/etc/passwd",
                    b"projects/now.md": b"../now.md"}


def deep_folders(damage):
    damage.files[b"/".join([b"d"] * 500) + b"/x.md"] = entry("Text.", title="Deep")


def long_lines(damage):
    damage.files[b"writing/wide.md"] = entry("w" * 1000000 + "\n\n" + "word " * 200000, title="Wide", date="2024")


def many_marks(damage):
    for i, mark in enumerate(["[", "]", "![", "*", "_", "`", "<", ">", "(", "&", "|a", "~~", "- ", "> ", "[^", "[^a]", "<a ", "<!--", "\\", "a*", "[a](", "#",
                              "<div>", "&amp;", "**a", "[a]:", "* a\n", "1. ", "\t", "`a", "<b>", "{{", "http://a", "a@b.c ", "\n|-", "[a][", "]["]):
        damage.files[b"writing/marks-%d.md" % i] = entry(mark * (20000 // len(mark)), title=f"Marks {i}", date="2024")


DIRECTED = [many_sections, many_skills, long_title, template_tags, every_name, many_links, many_errors, link_loops, deep_folders, long_lines, many_marks]

# ---- What must hold ------------------------------------------------------------------------------------------


def snapshot(folder):
    """path → type, inode, time and bytes of everything in it."""
    found = {}
    for where, folders, names in os.walk(os.fsencode(folder)):
        for name in folders + names:
            path = os.path.join(where, name)
            status = os.lstat(path)
            data = None
            if name in names:
                with open(path, "rb") as file:
                    data = (status.st_ino, status.st_mtime_ns, file.read())
            found[os.path.relpath(path, os.fsencode(folder))] = data
    return found


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.starts, self.ends = {}, {}

    def handle_starttag(self, tag, _):
        self.starts[tag] = self.starts.get(tag, 0) + 1

    def handle_endtag(self, tag):
        self.ends[tag] = self.ends.get(tag, 0) + 1


def page_faults(path, data, written):
    """What is wrong with a page. `written` is all that the author wrote, without white space."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"{path}: {error}"]
    page = Page()
    page.feed(text)
    page.close()
    faults = [f"{path}: {page.starts.get('h1', 0)} h1"] if page.starts.get("h1", 0) != 1 and "<h1" not in written else []
    for tag in ("html", "head", "body", "main"):
        if page.starts.get(tag, 0) != page.ends.get(tag, 0) or page.starts.get(tag, 0) > 1:
            faults.append(f"{path}: {page.starts.get(tag, 0)} <{tag}>, {page.ends.get(tag, 0)} </{tag}>")
    bad = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    if bad:
        faults.append(f"{path}: control character {bad.group()!r}")
    plain = html.unescape(re.sub(r"<[^>]*>", "", text))
    for tag in re.findall(r"\{\{[^{}]{0,30}\}\}", plain):
        if re.sub(r"\s", "", tag) not in written:
            faults.append(f"{path}: the template's tag {tag}")
    return faults


def site_faults(folder, damage):
    written = re.sub(r"\s", "", "".join(data.decode("utf-8", "replace") for data in damage.files.values()))
    written += re.sub(r"\s", "", "".join(path.decode("utf-8", "replace") for path in damage.files)) + re.sub(r"\\u....|\\.", "", written)
    written += re.sub(r"<[^>]*>", "", written)
    found = snapshot(folder)
    pages = sorted(path for path in found if path.endswith(b".html") and not path.startswith(b"assets/"))
    faults = []
    for path in pages[:: 1 + len(pages) // MOST_PAGES]:
        faults += page_faults(os.fsdecode(path), found[path][2], written)
    return faults


def steers_terminal(text):
    # Line ends are ours; a tab in a shown source line is the author's.
    return next((c for c in text if c not in "\n\t" and (unicodedata.category(c) in ("Cc", "Zl", "Zp") or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069")), None)


class Run:
    def __init__(self, vitrine, work, audience):
        self.vitrine, self.work, self.audience = vitrine, work, audience
        self.good, self.site, self.output = f"{work}/good/{audience}", f"{work}/site", f"{work}/{audience}/out"
        self.fresh = False

    def build(self, site, output):
        command = [self.vitrine, "build", site, "--audience", self.audience, "--output", output, "--today", TODAY, "--jobs", "2"]
        return subprocess.run(command, capture_output=True, timeout=SECONDS)

    def prepare(self):
        if not self.fresh:
            shutil.rmtree(os.path.dirname(self.output), ignore_errors=True)
            shutil.copytree(self.good, self.output)
            self.before = snapshot(os.path.dirname(self.output))
        self.fresh = False

    def faults(self, damage):
        self.prepare()
        shutil.rmtree(os.fsencode(self.site), ignore_errors=True)
        os.makedirs(f"{self.site}/site-content")
        damage.write(f"{self.site}/site-content")
        try:
            result = self.build(self.site, self.output)
            return self.message_faults(result) + self.outcome_faults(result, damage)
        except subprocess.TimeoutExpired:
            return [f"took more than {SECONDS} s"]

    def message_faults(self, result):
        messages = (result.stdout + result.stderr).decode("utf-8", "replace")
        # Damaged settings may have lost the audience that was asked for: that is wrong usage.
        usage = result.returncode == 2 and "site.yaml has no audience" in messages
        faults = [] if result.returncode in (0, 1, 3) or usage else [f"exit status {result.returncode}"]
        if re.search("runtime error|Sanitizer|CRITICAL|WARNING \\*\\*|Assertion", messages):
            faults.append("a sanitizer or GLib complains")
        if steers_terminal(messages):
            faults.append(f"a message holds {steers_terminal(messages)!r}")
        self.status = result.returncode
        return faults + (messages.split("\n")[-30:] if faults else [])

    def outcome_faults(self, result, damage):
        after = snapshot(os.path.dirname(self.output))
        if result.returncode == 0:
            again = self.build(self.site, self.output)
            faults = site_faults(self.output, damage)
            if b" 0 files written" not in again.stdout or b" 0 removed" not in again.stdout or snapshot(os.path.dirname(self.output)) != after:
                faults.append("building again changes files: " + again.stdout.decode("utf-8", "replace"))
            return faults
        self.fresh = after == self.before
        faults = [] if self.fresh else ["the site folder has changed"]
        messages = result.stderr.decode("utf-8", "replace")
        if not re.search(r"^[^ :][^:]*(:\d+:\d+)?: error: ", messages, re.M):
            faults += ["no error names a file", *messages.split("\n")[:20]]
        return faults


def keep(damage, name):
    folder = os.environ.get("VITRINE_CHAOS_KEEP")
    if folder:
        shutil.rmtree(f"{folder}/{name}", ignore_errors=True)
        os.makedirs(f"{folder}/{name}/site-content")
        damage.write(f"{folder}/{name}/site-content")


def check(tap, run, damage, name):
    faults = run.faults(damage)
    if faults:
        keep(damage, name.replace(" ", "-"))
    return tap.ok(not faults, name, damage.log + faults[:40])


def random_damage(demo, seed, number):
    damage = Damage(demo, random.Random(f"{seed} {number}"))
    for _ in range(damage.rng.choice([1, 1, 1, 2, 2, 3, 5])):
        damage.once()
    return damage


def chaos(tap, runs, demo, cases, seed, first):
    statuses = {}
    for name, make in [(f.__name__.replace("_", " "), f) for f in DIRECTED] if first == 0 else []:
        damage = Damage(demo, random.Random(0))
        make(damage)
        check(tap, runs[0], damage, name)
        print(f"# {name}: exit status {runs[0].status}")
    for number in range(first, first + cases):
        run = runs[number % len(runs)]
        check(tap, run, random_damage(demo, seed, number), f"seed {seed} case {number}")
        statuses[run.status] = statuses.get(run.status, 0) + 1
    print("# exit statuses of the random portfolios:", statuses)


def full_disk(tap, run, demo):
    """A site on a disk that has no room for the next one stays as it is."""
    name = "a full disk: exit status 3, [output-space], the old site"
    folder = f"{run.work}/small"
    os.makedirs(folder)
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode != 0:
        tap.skip(name, "no file system can be mounted here")
        return
    try:
        shutil.copytree(run.good, f"{folder}/out")
        state = os.statvfs(folder)
        with open(f"{folder}/filler", "wb") as file:
            file.write(b"x" * (state.f_bsize * (state.f_bfree - 20)))
        before = snapshot(folder)
        damage = Damage(demo, random.Random(0))
        damage.put_front_matter(b"profile.md", b"name: Robin B. Sample")
        shutil.rmtree(run.site, ignore_errors=True)
        damage.write(f"{run.site}/site-content")
        result = run.build(run.site, f"{folder}/out")
        good = result.returncode == 3 and b"[output-space]" in result.stderr and snapshot(folder) == before
        tap.ok(good, name, [result.returncode, *result.stderr.decode().split("\n")])
        os.remove(f"{folder}/filler")
        result = run.build(run.site, f"{folder}/out")
        tap.ok(result.returncode == 0 and os.listdir(folder) == ["out"], "with room again it builds", [result])
    finally:
        subprocess.run(["umount", folder], check=True)


def main(vitrine, root, cases=CASES, seed=SEED, first=0):
    tap = Tap()
    demo = {path: held[2] for path, held in snapshot(f"{root}/site-content").items() if held is not None}
    with tempfile.TemporaryDirectory() as work:
        shutil.copytree(f"{root}/themes", f"{work}/themes")
        os.environ["VITRINE_THEMES"] = f"{work}/themes"
        runs = [Run(vitrine, work, audience) for audience in AUDIENCES]
        results = [run.build(root, run.good) for run in runs]
        if tap.ok(all(result.returncode == 0 for result in results), "the demo builds"):
            full_disk(tap, runs[0], demo)
            chaos(tap, runs, demo, int(cases), int(seed), int(first))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
