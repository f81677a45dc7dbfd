"""Random valid portfolios that know what is hidden from one of their readers.

A portfolio is made from a seed alone, as a tree of parts. Each part knows whether the portfolio's `reader` may see it. What is
hidden can be made anew (`Part.remake`), which gives a portfolio a second side: side 0 is as it was made, side 1 has
`other` in place of `items` wherever there is one. The reader's site must not tell the two sides apart.

Each text holds words that stand nowhere else, `zq` and ten letters: tokens. `Portfolio.tokens` says of each where it
stands and whether the reader must never see it (HIDDEN), is to see it (SHOWN), or may (FREE).
"""
import posixpath, random

from tiny_images import IMAGES

# What portfolios are made of; a run can leave some out (--without marks,names).
FEATURES = {
    "marks": True,       # audience marks on blocks, items, rows, words
    "field_marks": True,  # the same in front-matter strings
    "names": True,       # names replaced for the reader
    "wordings": True,    # title: {recruiter: …, community: …}; sections' order, hide, limit per audience
    "stripping": True,   # metadata of images taken out
    "nasty": True,       # hidden Markdown that would reach out of its mark
    "footnotes": True,
    "hidden_index": True,  # a section's index.md hidden from the reader, while entries of it are not
}
AUDIENCES = ("recruiter", "community", "zqpressreadr")
TODAY = "2024-06-15"
HIDDEN, SHOWN, FREE = "hidden", "shown", "free"

FOLDERS = {
    "experience": "role", "projects": "project", "narratives": "project", "diversity": "community", "community": "community",
    "education": "education", "awards": "award", "talks": "talk", "writing": "post", "posts": "post", "notes": "page",
}
COMMON = "the of and in on for with from that this work team data service people moved cut kept built led taught asked".split()
SYLLABLES = [vowel + consonant for vowel in "aeiou" for consonant in "bdfgklmnprtv"]
SPELLINGS = (str, str, str.capitalize, str.upper, lambda word: word.replace("e", "é"), lambda word: word.replace("a", "a\u0301"))
SHARED_HEADINGS = ("Impact", "Context", "What came of it", "Impact 1", "Outcome")
SHARED_SKILLS = ("Python", "python", "Postgres", "PostgreSQL", "Spark", "C++", "Go")
SHARED_ORGANIZATIONS = ("Acme", "acme", "Globex", "Acme Corporation")
COMMENTS = ("<b>", "-->", "&lt;", "audience: recruiter")
SHARED_LABELS = ("note", "docs", "1")
WORDS, MARKDOWN, NAMED = "words", "markdown", "named"
TEXT_KEYS = {
    "role": ("role", "group", "team", "lead"), "project": ("role", "group", "team", "lead"),
    "community": ("role", "group", "team", "lead"), "education": ("group", "degree", "area", "score"),
    "award": ("group",), "talk": ("role", "event", "publisher"), "post": ("publisher",), "page": (),
}
MARKDOWN_KEYS = {
    "role": ("result", "outcome"), "project": ("result", "outcome"), "community": ("result", "outcome", "invite"),
    "talk": ("outcome",),
}
ADDRESS_KEYS = {"talk": ("slides", "video"), "post": ("slides", "video")}
# Tokens of these keys are not looked for: no page shows them, or only the pages of some.
QUIET_KEYS = {"group", "team", "lead", "score", "publisher", "slides", "video", "extra", "location", "url", "organization",
              "courses", "links", "event", "area", "degree", "stack", "outcome", "result", "invite", "image", "role"}


class Part:
    """Source text: strings and further parts. `other` stands in place of `items` on side 1; None: the same."""

    __slots__ = ("items", "other", "hidden", "remake", "may_go", "drop", "renamed")

    def __init__(self, items, hidden=False, remake=None, may_go=False, drop=False):
        self.items = items
        self.other = None
        self.hidden = hidden
        self.remake = remake  # makes other items for something hidden; None: it cannot change as a whole
        self.may_go = may_go  # hidden, and may be gone on side 1
        self.drop = drop      # may be left out on both sides when a failure is made small
        self.renamed = False  # `other` is another name, which is another one everywhere


def renamed(one, other, hidden):
    """A name, which is another one on side 1 where it is hidden."""
    part = Part([one], hidden)
    if hidden:
        part.other, part.renamed = [other], True
    return part


def text(part, side):
    if isinstance(part, str):
        return part
    items = part.other if side and part.other is not None else part.items
    return "".join(text(item, side) for item in items)


class File:
    """`content` is a part, or a pair of bytes, one for each side. `sides`: on which it exists."""

    def __init__(self, path, content, hidden, needed=False, sides=(0, 1)):
        self.path = path if isinstance(path, Part) else Part([path])
        self.content = content
        self.hidden = hidden
        self.needed = needed  # something refers to it: it must not go
        self.sides = set(sides)


class Entry:
    """What is decided of an entry before any text is made, so that others can link to it."""

    def __init__(self, folder, kind, path, hidden):
        self.folder, self.kind, self.path, self.hidden = folder, kind, path, hidden
        self.head = []        # parts of front matter that decide who sees it
        self.anchor = None    # the token of a heading that others may link to
        self.anchor_hidden = False
        self.needed = False
        self.images = []      # (path, hidden)
        self.is_index = False
        self.name_slug = False


class Name:
    def __init__(self, forms, other_forms, hidden, replacement):
        self.forms, self.other_forms, self.hidden, self.replacement = forms, other_forms, hidden, replacement


class Portfolio:
    def __init__(self, seed, features=None):
        self.seed = seed
        self.random = random.Random(seed)
        self.features = dict(FEATURES, **(features or {}))
        self.tokens = {}
        self.beginnings = set()  # of all tokens, so that a cut one still tells which it was
        self.shadow = 0  # how many hidden parts are around what is being made
        self.quiet = 0   # the same for what no page shows
        self.reader = self.random.choice(AUDIENCES)
        self.theme = self.random.choice(("base", "recruiter", "community"))
        self.files = []
        self.entry, self.footnotes, self.defined = None, [], []  # of what is being written
        self.make()

    # ---- Words ---------------------------------------------------------------------------------------------

    def token(self, where, state=None):
        while True:
            number, word = self.random.randrange(len(SYLLABLES) ** 5), "zq"
            for _ in range(5):
                number, place = divmod(number, len(SYLLABLES))
                word += SYLLABLES[place]
            if word[:8] not in self.beginnings:
                break
        self.beginnings.add(word[:8])
        state = state or (HIDDEN if self.shadow else FREE if self.quiet else SHOWN)
        self.tokens[word] = (state, where)
        return word

    def chance(self, one_in):
        return self.random.randrange(one_in) == 0

    def spelled(self, word):
        """A token as an author might write it: the search for it must fold what readers fold."""
        return SPELLINGS[self.random.randrange(len(SPELLINGS))](word)

    def words(self, where, count=3):
        words = self.random.choices(COMMON, k=self.random.randrange(count) + 1)
        words.append(self.spelled(self.token(where)))
        return " ".join(words)

    def remaker(self, make):
        """To make something hidden anew later, as a part of the same entry."""
        mine = (self.entry, self.footnotes, self.defined)
        def remake():
            before = (self.entry, self.footnotes, self.defined)
            self.entry, self.footnotes, self.defined = mine
            self.shadow += 1
            items = make()
            self.shadow -= 1
            self.entry, self.footnotes, self.defined = before
            return items
        return remake

    def secret(self, make, may_go=True):
        """A part that the reader cannot see."""
        remake = self.remaker(make)
        return Part(remake(), True, remake, may_go, True)

    def part(self, make):
        return Part(make(), self.shadow > 0, self.remaker(make) if self.shadow else None, self.shadow > 0, True)

    # ---- Who sees what --------------------------------------------------------------------------------------

    def some_audiences(self, with_reader):
        others = [name for name in self.audiences if name != self.reader]
        chosen = self.random.sample(others, self.random.randint(0 if with_reader else 1, len(others)))
        chosen = chosen + [self.reader] if with_reader else chosen
        self.random.shuffle(chosen)
        return chosen

    def audience_list(self, with_reader, separator=", "):
        """Names for the reader or without; who else may see it is hidden from the reader."""
        def make():
            if not with_reader and self.chance(3):
                return ["private"]
            return [separator.join(self.some_audiences(with_reader))]
        return Part(make(), True, make, False, False)

    def mark(self):
        """(opening mark, hidden from the reader by it)."""
        hidden = self.random.random() < 0.6
        return Part(["<!-- audience: ", self.audience_list(not hidden, " "), " -->"]), hidden

    # ---- Words in a line -------------------------------------------------------------------------------------

    def address(self, entry, where):
        """A relative address of an entry, as a part."""
        up = "../" * text(where, 0).count("/")
        prefix = "/" if self.chance(3) else up
        return [prefix, entry.path]

    def link(self, place, titles=True):
        targets = [e for e in self.entries if e.needed]
        label = self.words("link text", 1)
        if not targets or self.chance(4):
            self.quiet += 1
            host = self.token("host of a link")
            self.quiet -= 1
            return [f"[{label}](https://{host}.example/)"]
        target = self.random.choice(targets)
        anchor = []
        if target.anchor and (target is not self.entry) and self.chance(2):
            anchor = ["#" + target.anchor]
        title = ""
        if titles and self.chance(3):
            self.quiet += target.hidden or target.anchor_hidden
            title = f" '{self.words('link title', 1)}'"
            self.quiet -= target.hidden or target.anchor_hidden
        return [f"[{label}](", *self.address(target, place), *anchor, title, ")"]

    def image(self, place):
        images = [i for i in self.entry.images if self.shadow or not i[1]] if self.entry else []
        if not images:
            return [self.words("text")]
        name = self.random.choice(images)[0]
        if self.features["marks"] and self.chance(4):
            opening, hidden = self.mark()
            words = self.covered("alt text") if hidden else self.words("alt text")
            return [f"![{self.words('alt text', 1)} ", opening, words, f"<!-- /audience -->]({name})"]
        return [f"![{self.words('alt text', 1)}]({name})"]

    def name(self):
        """A name in any of its spellings, followed by an unmarked word."""
        if not self.names:
            return [self.words("text")]
        name = self.random.choice(self.names)
        number = self.random.randrange(len(name.forms))
        spell = self.random.choice((str, str, str.upper, str.lower, lambda s: s + "'s", lambda s: s + "’s",
                                    lambda s: s.replace(" ", "-"), lambda s: s.lower().replace(" ", "_"),
                                    lambda s: s.replace("a", "á"), lambda s: s.replace("e", "e\u0301")))
        before = self.random.choice(("", "a ", "an ", "the ", "A ", "(", "at "))
        after = ")" if before == "(" else ""
        return [renamed(before + spell(name.forms[number]) + after, before + spell(name.other_forms[number]) + after, name.hidden)]

    def piece(self, place, depth, fields):
        """One piece of a line, never its first."""
        kind = self.random.randrange(14)
        marks = self.features["field_marks" if fields else "marks"]
        if kind < 3 and marks and depth < 3:
            opening, hidden = self.mark()
            if hidden:
                inside = self.secret(lambda: self.line(place, depth + 1, fields, first=False))
                whole = Part([opening, inside, "<!-- /audience -->"], drop=True)
            else:
                whole = Part([opening, Part(self.line(place, depth + 1, fields, first=False), drop=True),
                              "<!-- /audience -->"], drop=True)
            return [whole]
        if kind == 3 and marks and depth < 3:  # marked words inside of something
            before, after = self.random.choice((("**", "**"), ("*", "*"), ("[", "](https://robin.example/elsewhere)")))
            opening, hidden = self.mark()
            words = self.secret(lambda: [self.words("text")]) if hidden else Part([self.words("text")])
            return [before, self.words("text"), " ", opening, words, "<!-- /audience --> ", self.words("text"), after]
        if kind == 4:
            return [f"**{self.words('strong', 1)}**"]
        if kind == 5:
            return [f"*{self.words('emphasis', 1)}*"]
        if kind == 6:
            return [f"`{self.words('code', 1)}`"]
        if kind in (7, 8):
            return self.link(place, titles=not fields)
        if kind == 9 and not fields:
            return self.image(place)
        if kind == 10 and not fields:
            return [f"[{self.random.choice(SHARED_LABELS)}]"]  # a reference, if something defines it
        if kind in (11, 12):
            return self.name()
        if kind == 13 and not fields and self.features["footnotes"]:
            return self.footnote_reference()
        return [self.words("text")]

    def line(self, place, depth=0, fields=False, first=True):
        items = [self.words("text")]
        for _ in range(self.random.randint(0, 3)):
            items.append(" ")
            items += [Part(self.piece(place, depth, fields), self.shadow > 0, None, False, True)]
        if self.chance(3):
            items.append(" " + self.words("text") + self.random.choice((".", "!", ",")))
        return items

    def footnote_reference(self):
        if self.chance(5):
            return [f"[^x{self.random.choice(SHARED_LABELS)}]"]  # defined nowhere
        if self.footnotes and self.shadow and self.chance(2):
            return ["[^n1v]"]
        label = f"n{len(self.footnotes) + 1}{'h' if self.shadow else 'v'}"
        self.quiet += 1  # the reference may be in alternative text or gone with a heading
        definition = Part([f"[^{label}]: ", self.words("footnote"), "\n\n"], self.shadow > 0, drop=True)
        self.quiet -= 1
        self.footnotes.append(definition)
        return [f"[^{label}]"]

    # ---- Blocks --------------------------------------------------------------------------------------------------

    def paragraph(self, place, depth):
        return [*self.marked_beginning(depth), *self.line(place, depth), "\n\n"]

    def marked_beginning(self, depth):
        """At times marked words at a line's start."""
        if not self.features["marks"] or depth > 2 or not self.chance(5):
            return []
        opening, hidden = self.mark()
        words = self.covered("text") if hidden else self.words("text")
        return [Part([opening, words, "<!-- /audience --> "], drop=True)]

    def items(self, place, depth, indent):
        """Items of a list; one at least that the reader sees, if he sees the list."""
        bullet = self.random.choice(("- ", "* ", "1. ", "- [ ] ", "- [x] "))
        inner = " " * (3 if bullet == "1. " else 2)
        made = []
        for number in range(self.random.randint(1, 4)):
            head, tail = indent + bullet, "\n"
            if self.features["marks"] and number and self.chance(3):
                opening, hidden = self.mark()
                body = Part([self.secret(lambda: self.line(place, depth + 1), may_go=False)]) if hidden else \
                    Part(self.line(place, depth + 1))
                words = [self.words("item") if not hidden else self.covered("item"), " ", body]
                # "[ ]" makes a box only where it is followed by words
                whole = [opening, " ", *words] if "[" not in bullet and self.chance(3) else [*words, " ", opening]
                made.append(Part([head, *whole, tail], drop=True))
                continue
            nested = self.items(place, depth + 1, indent + inner) if depth < 2 and self.chance(5) else []
            made.append(Part([head, *self.line(place, depth + 1), tail, *nested], self.shadow > 0, None, False, True))
        return made

    def covered(self, where):
        return self.secret(lambda: [self.words(where)], may_go=False)

    def listing(self, place, depth):
        return [*self.items(place, depth, ""), "\n"]

    def table(self, place, depth):
        rows = [Part(["| ", self.words("cell of a head"), " | ", self.words("cell of a head"), " |\n|---|:-:|\n"])]
        for number in range(self.random.randint(1, 3)):
            if self.features["marks"] and number and self.chance(2):
                opening, hidden = self.mark()
                cell = (lambda: self.covered("cell")) if hidden else (lambda: Part(self.line(place, 3)))
                rows.append(Part(["| ", cell(), " ", opening, " | ", cell(), " |\n"], drop=True))
            else:
                rows.append(Part(["| ", *self.line(place, depth + 1), " | ", self.words("cell"), " |\n"], drop=True))
        return [*rows, "\n"]

    def marked_lines(self, place, depth, prefix):
        """A marked paragraph inside a quote or an item, each line of it with what the lines there begin with."""
        opening, hidden = self.mark()
        make = lambda: [prefix, *self.line(place, depth + 1), "\n"]
        body = self.secret(make) if hidden else Part(make())
        empty = prefix.rstrip() + "\n"
        return Part([empty, prefix, opening, "\n", empty, body, empty, prefix, "<!-- /audience -->\n"], drop=True)

    def marked_quote(self, place, depth):
        return ["> ", self.words("quote"), "\n", self.marked_lines(place, depth, "> "), ">\n> ", self.words("quote"), "\n\n"]

    def marked_item(self, place, depth):
        bullet = self.random.choice(("- ", "1. ", "* "))
        return [bullet, self.words("item"), "\n", self.marked_lines(place, depth, " " * len(bullet)), "\n", bullet, self.words("item"), "\n\n"]

    def quote(self, place, depth):
        return ["> ", *self.line(place, depth), "\n>\n> ", self.words("quote"), "\n\n"]

    def code(self, place, depth):
        fence = self.random.choice(("```", "~~~", "````"))
        return [f"{fence}python\n", f"{self.words('code block')} = 1  # {self.random.choice(COMMENTS)}\n\n", f"print('{self.words('code block')}')\n{fence}\n\n"]

    def inner_heading(self, place, depth):
        level = "#" * self.random.randint(2, 4)
        title = self.random.choice(SHARED_HEADINGS) if self.chance(2) else self.words("heading")
        return [f"{level} {title}\n\n", self.words("text"), "\n\n"]

    def nasty(self, place, depth):
        """Well-formed inside a mark, and written to reach out of it."""
        label = self.random.choice(self.defined or ["h"])  # what visible text uses must have a visible definition
        return [self.random.choice((
            f"[{label}]: https://{self.token('reference')}.example/ '{self.words('reference title', 1)}'\n\n",
            f"# Impact\n\n{self.words('text')}\n\n",
            f"Impact\n======\n\n{self.words('text')}\n\n",
            f"- {self.words('item')}\n- {self.words('item')}\n\n",
            f"7. {self.words('item')}\n\n",
            f"{self.words('text')}\n\n    {self.words('indented code')}\n\n",  # at first it could belong to a list before the mark
            f"> {self.words('quote')}\nlazy {self.words('quote')}\n\n",
            f"{self.words('text')}  \n{self.words('text')}\\\n{self.words('text')}\n\n",
            # Elsewhere it would swallow the closing mark: an error. So it would where a fence comes next, for md4c 0.4.8
            # does not see that one, and all after it changes.
            f"> ```\n> {self.words('code without end')}\n\nAnd on.\n\n",
            f"- {self.words('item')}\n\n  ~~~\n  {self.words('code without end')}\n\nAnd on.\n\n",
            f"<!-- {self.words('comment')} -->\n\n",
            f"<div title='{self.words('title', 1)}'>\n\n{self.words('text')}\n\n</div>\n\n",
            f"* * *\n\n{self.words('text')}\n\n",
            f"**{self.words('text')} _and `{self.words('text')}\n\n",
            f"[{self.words('text')}](\n\n",
            f"| {self.words('cell')} | b |\n|---|---|\n| c |\n\n",
            f"{self.words('text')} [^h{label}]\n\n[^h{label}]: {self.words('footnote')}\n\n" if self.features["footnotes"] else "",
        ))]

    def block(self, place, depth=0):
        if self.shadow and self.features["nasty"] and self.chance(3):
            return self.part(lambda: self.nasty(place, depth))
        makers = [self.paragraph, self.paragraph, self.paragraph, self.listing, self.listing, self.table, self.quote, self.code]
        if self.features["marks"] and depth < 3:
            makers += [self.marked_quote, self.marked_item]
        if self.shadow:
            makers.append(self.inner_heading)
        make = self.random.choice(makers)
        return self.part(lambda: make(place, depth))

    def marked(self, place, depth):
        """A marked run of blocks. A part that is hidden keeps its marks, and varies between them."""
        opening, hidden = self.mark()
        gap = self.random.choice(("\n\n", "\n\n", "\n"))
        def inside():
            return [self.block_or_marked(place, depth + 1) for _ in range(self.random.randint(1, 2))]
        body = self.secret(inside) if hidden else Part(inside())
        return Part([opening, gap, body, "\n<!-- /audience -->\n\n"], drop=True), hidden

    def block_or_marked(self, place, depth):
        if self.features["marks"] and depth < 3 and self.chance(3):
            return self.marked(place, depth)[0]
        return self.block(place, depth)

    def extra_mark(self, place):
        """A place between blocks where a whole hidden mark may come or go."""
        def make():
            opening = Part(["<!-- audience: ", self.audience_list(False, " "), " -->"])
            return [opening, "\n\n", self.block(place, 1), "\n<!-- /audience -->\n\n"]
        if self.chance(2):
            return self.secret(make)
        return Part([], True, self.remaker(make), True, True)

    def section(self, place, number):
        """A heading and what is below it."""
        level = "##" + ("#" if number and self.chance(4) else "")
        if self.features["marks"] and number and self.chance(3):  # all of it hidden: the heading goes too, but where it is the title
            self.shadow += 1
            title = self.covered("heading of a hidden section")
            blocks = [Part(["<!-- audience: ", self.audience_list(False, " "), " -->\n\n", self.secret(
                lambda: [self.block(place, 1)], may_go=False), "\n<!-- /audience -->\n\n"])]
            self.shadow -= 1
            return Part(["#### ", title, "\n\n", *blocks], drop=True)  # no deeper one follows, which would be its own
        title = self.random.choice(SHARED_HEADINGS) if self.chance(3) else self.words("heading")
        words = []
        if self.features["marks"] and self.chance(5):
            opening, hidden = self.mark()
            words = [" ", opening, self.secret(lambda: [self.words("heading")]) if hidden else self.words("heading"),
                     "<!-- /audience -->"]
        blocks = [self.block(place)]
        blocks += [self.block_or_marked(place, 0) for _ in range(self.random.randint(0, 2))]
        if self.features["marks"]:
            blocks.insert(self.random.randrange(len(blocks) + 1), self.extra_mark(place))
        return Part([f"{level} {title}", *words, "\n\n", *blocks], drop=True)

    def anchor_section(self, entry):
        if not entry.anchor:
            return []
        heading = f"## {self.random.choice((str.upper, str.capitalize, str))(entry.anchor)}\n\n"
        if not entry.anchor_hidden:
            return [Part([heading, self.words("text"), "\n\n"])]
        self.tokens[entry.anchor] = (HIDDEN, "heading that others link to")
        self.shadow += 1
        body = [heading, self.covered("text"), "\n\n"]
        self.shadow -= 1
        return [Part(["<!-- audience: ", self.audience_list(False, " "), " -->\n\n", *body, "<!-- /audience -->\n\n"])]

    def body(self, entry):
        self.entry, self.footnotes = entry, []
        place = entry.path
        parts, definitions = [], []
        self.defined = [] if self.shadow else self.random.sample(SHARED_LABELS, self.random.randint(0, 2))
        for label in self.defined:
            self.quiet += 1
            definitions.append(Part([f"[{label}]: https://{self.token('reference')}.example/\n\n"]))
            self.quiet -= 1
        if self.chance(2):
            parts, definitions = definitions, []
        if self.chance(8):
            parts.append(Part([f"<!-- {self.remark()} -->\n\n"], drop=True))
        parts += [self.block_or_marked(place, 0) for _ in range(self.random.randint(0, 2))]
        parts += [self.section(place, n) for n in range(self.random.randint(0, 2))]
        parts += self.anchor_section(entry)
        return Part([*parts, *definitions, *self.footnotes])

    def remark(self):
        """Words of a comment: for nobody's eyes."""
        return self.secret_words("comment")

    def secret_words(self, where):
        self.shadow += 1
        words = self.words(where)
        self.shadow -= 1
        return words

    # ---- Front matter ------------------------------------------------------------------------------------------

    def quoted(self, items):
        return ['"', *items, '"']

    def field(self, key, items):
        return Part([f"{key}: ", *items, "\n"], self.shadow > 0, None, False, True)

    def date(self, first=2012, last=2023):
        year = self.random.randint(first, last)
        return self.random.choice((f"{year}", f"{year}-{self.random.randint(1, 12):02}",
                                   f"{year}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"))

    def plain(self, key):
        """A plain text, at times with a name in it."""
        items = [self.words(key)]
        if self.chance(4):
            items += [" ", *self.name()]
        return self.quoted(items)

    def wording(self, key, make):
        """One text for all, or each audience's own; the reader reads his, else the default."""
        if not self.features["wordings"] or not self.chance(4):
            return make()
        by = self.random.choice((self.reader, "default") if key == "title" else (self.reader, "default", None))
        others = [a for a in [*self.audiences, "private"] if a != self.reader] + (["default"] if by == self.reader else [])
        items = [self.secret(lambda other=other: [f"{other}: ", *make(), ", "], may_go=True) for other in others]
        if by:
            items.append(Part([f"{by}: ", *make(), ", "]))
        else:  # what is left names no reader, and must be something
            items[0].may_go = items[0].drop = False
        self.random.shuffle(items)
        return ["{", *items, "}"]

    def rich(self, key, place):
        """Inline Markdown."""
        return self.wording(key, lambda: self.quoted(self.line(place, 0, True)))

    def listed(self, key, shared):
        words = [self.random.choice(shared) if shared and self.chance(2) else self.words(key, 1)
                 for _ in range(self.random.randint(1, 3))]
        words = list(dict.fromkeys(words))
        return ["[", ", ".join(f'"{w}"' for w in words), "]"]

    def fields(self, entry):
        """Front matter, but for what decides who sees the entry."""
        kind, place, fields = entry.kind, entry.path, []
        some = lambda: self.chance(3)
        def add(key, make, always=False):
            if not always and not some():
                return
            self.quiet += key in QUIET_KEYS
            fields.append(self.field(key, make()))
            self.quiet -= key in QUIET_KEYS
        self.quiet += entry.is_index  # settings and descriptions of the site may take their place
        add("title", lambda: self.wording("title", lambda: self.plain("title")), not self.chance(5))
        add("summary", lambda: self.rich("summary", place))
        self.quiet -= entry.is_index
        if not entry.is_index:
            fields.extend(self.dates(kind))
            add("organization", lambda: self.organization(), kind == "role")
        add("stack", lambda: self.listed("stack", SHARED_SKILLS))
        add("location", lambda: self.plain("location"))
        add("url", lambda: self.quoted([f"https://{self.token('url')}.example/{self.token('url')}"]))
        add("links", lambda: self.links(place))
        add("extra", lambda: [f"{{{self.token('extra')}: ", *self.plain("extra"), "}"])
        if self.chance(4):
            fields.append(self.field("weight", [str(self.random.randint(-1, 2))]))
        if not entry.is_index and entry.folder and self.chance(5):
            fields.append(self.field("slug", [self.token("slug")]))
        if self.chance(5):
            fields.append(self.field("aliases", [f"[/old/{self.token('alias')}/]"]))
        if not entry.is_index:
            for key in TEXT_KEYS.get(kind, ()):
                add(key, lambda key=key: self.wording(key, lambda: self.plain(key)) if key == "role" else self.plain(key))
            for key in MARKDOWN_KEYS.get(kind, ()):
                add(key, lambda key=key: self.rich(key, place))
            for key in ADDRESS_KEYS.get(kind, ()):
                add(key, lambda: self.quoted([f"https://{self.token('address')}.example/"]))
            if kind == "education":
                add("courses", lambda: self.listed("courses", ()))
            if kind == "talk":
                add("time", lambda: ['"18:30"'])
        usable = [i for i in entry.images if self.shadow or not i[1]]
        if usable and some():
            add("image", lambda: ["{src: ", self.random.choice(usable)[0], ", alt: ", *self.plain("alternative text"), "}"], True)
        self.random.shuffle(fields)
        return fields

    def dates(self, kind):
        fields = []
        if kind == "role" or self.chance(3):
            start = self.random.randint(2010, 2019)
            fields.append(Part([f"start: {start}\n"]))
            if self.chance(2):
                fields.append(self.field("end", [self.random.choice((f"{self.random.randint(2019, 2023)}-0{self.random.randint(1, 9)}", "present"))]))
        if kind != "post" and self.chance(3):
            fields.append(self.field("date", [self.date(2012, 2026)]))
        if self.chance(5):
            fields.append(self.field("updated", [self.date(2022, 2023)]))
        return fields

    def organization(self):
        if self.chance(2):
            return [self.random.choice(SHARED_ORGANIZATIONS)]
        return self.quoted(self.name()) if self.names and self.chance(2) else self.quoted([self.words("organization")])

    def links(self, place):
        items = ["["]
        targets = [e for e in self.entries if e.needed]
        for _ in range(self.random.randint(1, 2)):
            url = self.address(self.random.choice(targets), place) if targets and self.chance(2) else [f"https://{self.token('links')}.example/"]
            items += ["{label: ", *self.quoted([self.words("links")]), ", url: ", *self.quoted(url), "}, "]
        return [*items, "]"]

    # ---- Entries -------------------------------------------------------------------------------------------------

    def who(self, entry, inherited):
        """Decides who sees an entry: (parts of front matter, hidden from the reader)."""
        fields, hidden = [], inherited is False
        choice = self.random.randrange(4 if entry.is_index else 9)
        if choice in (2, 3):
            hidden = choice == 3
            fields.append(Part(["audience: [", self.audience_list(not hidden), "]\n"]))
        if choice == 4:
            hidden = True
            fields.append(Part(["audience: private\n"]))
        if choice == 5:
            hidden = True
            fields.append(Part(["draft: true\n"]))
        if entry.kind == "post" and not entry.is_index:
            future = self.chance(3)
            hidden = hidden or future
            def ahead():
                return [f"2024-{self.random.randint(7, 12):02}-{self.random.randint(1, 28):02}"]
            fields.append(Part(["date: ", Part(ahead(), True, ahead) if future else self.date(2018, 2023), "\n"]))
        entry.head, entry.hidden = fields, hidden
        return choice

    def plan_entry(self, folder, inherited, name="", hidden_by_section=False, left_out=False):
        entry = Entry(folder, FOLDERS.get(folder, "page") if folder else "page", None, False)
        if name == "index":
            entry.is_index, entry.kind = True, "page"
        self.who(entry, inherited)
        if hidden_by_section:
            entry.head = [Part(["audience: [", self.audience_list(False), "]\n"])]
            if entry.kind == "post" and not entry.is_index:
                entry.head.append(Part([f"date: {self.date(2018, 2023)}\n"]))
            entry.hidden = True
        entry.hidden = entry.hidden or left_out
        entry.needed = not entry.is_index and self.chance(2)
        self.shadow += entry.hidden
        self.name_file(entry, name)
        if entry.needed and not entry.is_index and self.chance(2):
            entry.anchor = self.token("heading that others link to")
            entry.anchor_hidden = self.features["marks"] and self.chance(2)
        self.shadow -= entry.hidden
        return entry

    def name_file(self, entry, name):
        slash = entry.folder + "/" if entry.folder else ""
        if name:
            entry.path = Part([f"{slash}{name}.md"])
            return
        stem = self.token("name of a file", None if self.shadow else FREE)
        before = []
        if self.names and self.chance(5):
            chosen = self.random.choice(self.names)
            slug = lambda form: form.lower().replace(" ", "-") + "-"
            before = [renamed(slug(chosen.forms[-1]), slug(chosen.other_forms[-1]), chosen.hidden)]
        bundle = bool(entry.folder) and self.chance(3)
        entry.path = Part([slash, *before, stem, "/index.md" if bundle else ".md"])
        if bundle:
            for _ in range(self.random.randint(0, 2)):
                self.plan_image(entry)

    def plan_image(self, entry):
        """A picture beside a bundle; a hidden one is used by hidden text alone, or by none."""
        hidden = self.shadow > 0 or self.chance(2)
        self.shadow += hidden
        kind = self.random.choice(sorted(IMAGES))
        name = f"{self.token('name of a picture', None if hidden else FREE)}.{kind}"
        self.shadow -= hidden
        entry.images.append((name, hidden, kind))

    def picture(self, kind, hidden):
        """Bytes for both sides: metadata is never for readers, and a hidden picture is not either."""
        def make():
            self.shadow += 1
            words = [self.token(f"metadata of a picture ({kind})", None if hidden or self.features["stripping"] else FREE)
                     for _ in range(3)]
            self.shadow -= 1
            return IMAGES[kind](words, self.random.randrange(256) if hidden else 7)
        first = make()
        return (first, make() if hidden or self.features["stripping"] and self.chance(2) else first)

    def write_entry(self, entry, sides=(0, 1)):
        self.shadow += entry.hidden
        self.entry, self.footnotes = entry, []
        fields = Part([*entry.head, *self.fields(entry)])
        body = self.body(entry)
        make = self.remaker(lambda: [Part(self.fields(entry)), "---\n", self.body(entry)])
        rest = Part([Part(fields.items[len(entry.head):]), "---\n", body], entry.hidden, make if entry.hidden else None)
        content = Part(["---\n", *entry.head, rest])
        self.shadow -= entry.hidden
        file = File(entry.path, content, entry.hidden, entry.needed or entry.is_index, sides)
        self.files.append(file)
        self.write_pictures(entry, sides)
        return file

    def write_pictures(self, entry, sides):
        for name, hidden, kind in entry.images:
            folder = posixpath.dirname(text(entry.path, 0))
            path = Part([*entry.path.items[:-1], "/" + name])
            assert folder
            self.files.append(File(path, self.picture(kind, hidden), hidden, True, sides))

    def hidden_extra(self):
        """One hidden entry more, on side 1 alone."""
        folder = self.random.choice(sorted({e.folder for e in self.entries}) + [self.token("folder", HIDDEN)])
        entry = self.plan_entry(folder, None, hidden_by_section=True)
        entry.needed = False
        entry.anchor = None
        if self.chance(3):
            entry.head[0] = Part([self.random.choice(("audience: private\n", "draft: true\n"))])
        return self.write_entry(entry, sides=(1,))

    # ---- The whole ---------------------------------------------------------------------------------------------

    def make(self):
        others = [name for name in AUDIENCES if name != self.reader]
        self.audiences = [self.reader] + others[:self.random.randint(1, 2)]
        self.random.shuffle(self.audiences)
        for name in self.audiences:
            if name.startswith("zq"):
                self.tokens[name] = (FREE if name == self.reader else HIDDEN, "name of an audience")
        self.names = [self.make_name() for _ in range(self.random.randint(0, 2))] if self.features["names"] else []
        self.default_has_reader = self.random.random() < 0.7
        self.entries = []
        self.sections, self.left_out = {}, []
        self.plan()
        for entry in self.entries:
            self.write_entry(entry)
        self.write_profile()
        self.write_loose_files()
        self.write_settings()

    def plan(self):
        folders = self.random.sample(sorted(FOLDERS), self.random.randint(1, 4))
        for folder in folders:
            self.plan_section(folder, False)
        if self.chance(2):
            self.plan_section(self.token("folder", HIDDEN), True)
        for _ in range(self.random.randint(0, 2)):
            self.entries.append(self.plan_entry("", self.default_has_reader))
        if self.chance(4):
            self.entries.append(self.plan_entry("", self.default_has_reader, "index"))
        self.random.shuffle(self.entries)

    def plan_section(self, folder, hidden):
        inherited = self.default_has_reader
        left_out = self.features["wordings"] and self.chance(6)
        if left_out:
            self.left_out.append(folder)
        if self.chance(3):
            index = self.plan_entry(folder, inherited, "index", hidden, left_out)
            if not self.features["hidden_index"] and index.hidden:
                hidden = True
            if index.head and text(index.head[0], 0).startswith("audience"):
                inherited = self.reader in text(index.head[0], 0)
            self.entries.append(index)
        for _ in range(self.random.randint(1, 4)):
            self.entries.append(self.plan_entry(folder, inherited, "", hidden, left_out))
        self.entries[-1].needed = True  # settings of a folder need the folder
        self.sections[folder] = all(e.hidden for e in self.entries if e.folder == folder)

    def make_name(self):
        hidden = self.random.random() < 0.7
        state = HIDDEN if hidden else FREE
        first, second = self.token("name", state), self.token("name, another form", state)
        other_first, other_second = self.token("name", state), self.token("name, another form", state)
        word = lambda token: token.capitalize()
        return Name([f"{word(first)} Holding", word(second)], [f"{word(other_first)} Holding", word(other_second)], hidden,
                    self.random.choice(("a large bank", "an insurer", "Bankhaus", "the client")))

    def write_profile(self):
        entry = Entry("", "profile", Part(["profile.md"]), False)
        self.entry, self.footnotes = entry, []
        fields = [Part(["name: ", self.words("name of the person"), "\n"])]
        for key in ("label", "location"):
            if self.chance(2):
                fields.append(self.field(key, self.plain(key)))
        self.quiet += 1
        for key in ("summary", "bio_short", "bio_long", "invite"):
            if self.chance(3):
                fields.append(self.field(key, self.rich(key, entry.path)))
        for key in ("availability", "pronouns", "phone", "given_name", "family_name"):
            if self.chance(4):
                fields.append(self.field(key, self.plain(key)))
        for key in ("interests", "topics"):
            if self.chance(3):
                fields.append(self.field(key, self.listed(key, ())))
        if self.chance(3):
            fields.append(self.field("email", [f"{self.token('email')}@{self.token('email')}.example"]))
        if self.chance(3):
            fields.append(self.field("profiles", [f"[{{network: {self.token('profiles')}, username: {self.token('profiles')}}}]"]))
        if self.chance(3):
            fields.append(self.field("languages", [f"[{{language: French, fluency: {self.token('languages')}}}]"]))
        self.files.append(File("profile.md", Part(["---\n", *fields, "---\n", self.body(entry)]), False, True))
        self.quiet -= 1

    def write_loose_files(self):
        """Files that no visible page refers to."""
        for _ in range(self.random.randint(0, 2)):
            kind = self.random.choice(sorted(IMAGES))
            self.files.append(File(f"files/{self.token('name of a loose file', HIDDEN)}.{kind}", self.picture(kind, True), True))

    def audience_settings(self, name):
        if name == self.reader:
            hide = f", sections: {{hide: [{', '.join(self.left_out)}]}}" if self.left_out else ""
            return Part([f"  {name}: {{theme: {self.theme}, title: {self.words('title of the site')}{hide}}}\n"])
        def choices():
            folder = self.random.choice(sorted(self.sections))
            return self.random.choice((f"hide: [{folder}]", f"order: [{folder}]", f"limit: {{{folder}: {self.random.randrange(3)}}}"))
        def make():
            theme = self.random.choice(("base", "recruiter", "community"))
            more = self.random.choice(("", f", title: {self.words('title of a site')}", f", description: {self.words('description')}",
                                       f', url: "https://{self.token("url of a site")}.example/"'))
            if self.features["wordings"] and self.chance(3):
                more += f", sections: {{{choices()}}}"
            return [f"  {name}: {{theme: {theme}{more}}}\n"]
        return self.secret(make, may_go=False)

    def name_settings(self, name):
        row = lambda forms: f"  - name: {forms[0]}\n    also: [{', '.join(forms[1:])}]\n"
        part = renamed(row(name.forms), row(name.other_forms), name.hidden)
        others = [a for a in self.audiences if a != self.reader]
        mine = f"{self.reader}: \"{name.replacement}\", " if name.hidden else ""
        def make():
            chosen = [others[0]] if not name.hidden else self.random.sample(others, self.random.randint(0, len(others)))
            return [", ".join(f'{a}: "{self.words("replacement", 1)}"' for a in chosen)]
        return Part([part, "    replace: {", mine, self.secret(make, False), "}\n"])

    def section_settings(self):
        items = []
        for folder, hidden in self.sections.items():
            if hidden and self.chance(2):
                items.append(self.secret(lambda folder=folder: [
                    f"  {folder}: {{title: {self.words('title of a section')}, weight: {self.random.randint(-3, 3)}}}\n"], False))
            elif not hidden and self.chance(4):
                items.append(Part([f"  {folder}: {{title: {self.words('title of a section')}}}\n"], drop=True))
        return [Part(["sections:\n", *items], drop=True)] if items else []

    def write_settings(self):
        self.quiet += 1
        items = ["title: Robin Sample\nurl: https://robin.example/", self.random.choice(("", "portfolio/")), "\naudiences:\n"]
        items += [self.audience_settings(name) for name in self.audiences]
        items += ["default_audience: [", self.audience_list(True) if self.default_has_reader
                  else Part([", ".join(self.some_audiences(False))]), "]\n"]
        items += self.section_settings()
        if self.names:
            items += ["names:\n", *[self.name_settings(name) for name in self.names]]
        if self.chance(2):
            items += ["skills: {aliases: {Postgres: PostgreSQL, ",
                      self.secret(lambda: [f"{self.token('alias of a skill')}: {self.token('skill')}"]), "}}\n"]
        if self.chance(3):
            other = next(a for a in self.audiences if a != self.reader)
            items.append(self.secret(lambda: [f"publish:\n  {other}: {{remote: \"git@{self.token('remote')}.example:x.git\"}}\n"]))
        self.quiet -= 1
        self.files.append(File("site.yaml", Part(items), False, True))


def render(portfolio, side):
    """path → bytes of the portfolio's folder."""
    return {text(f.path, side): text(f.content, side).encode() if isinstance(f.content, Part) else f.content[side]
            for f in portfolio.files if side in f.sides}
