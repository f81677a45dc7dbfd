#!/usr/bin/env python3
"""No word that is hidden from a reader is in the reader's site, in whatever way it may be written. Speaks TAP.

Usage: canaries.py [--trees N] [--first SEED] [--jobs N] [--without FEATURE,…] VITRINE

Each text of a random portfolio holds words that stand nowhere else (random_portfolio.py). The reader's site is searched for
those that the reader may not see: every byte and every file name, as it is and read as addresses, entities, JSON, base64,
hexadecimal digits, UTF-16 and compressed pictures are; in any case, with and without accents, cut short, and split by tags or
invisible characters. The words that the reader is to see must be there, and words put into a site on purpose must be
found, so that the search itself is known to work.
"""
import base64, binascii, html, json, multiprocessing, re, shutil, struct, sys, unicodedata, urllib.parse, zlib

import noninterference
from random_portfolio import HIDDEN, SHOWN, Portfolio, render

LEAST = 8  # letters of a cut word that still tell it: no two words begin with the same eight
TOKEN = re.compile(r"zq[a-z]{6,10}")
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u034f\u180e]")
COMBINING = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
DEPTH = 3  # encodings within encodings


# ---- Reading a site as anything it might be ----------------------------------------------------------------------

def folded(text):
    """Without case, accents and what cannot be seen; wide letters are letters."""
    if not text.isascii():
        text = COMBINING.sub("", unicodedata.normalize("NFKD", INVISIBLE.sub("", text)))
    return text.casefold()


def inflated(data):
    """What compressed runs inside hold: zlib (pictures' text) and gzip."""
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08", data):
        try:
            yield zlib.decompressobj(47).decompress(data[match.start():], 1 << 20)
        except zlib.error:
            continue


def digits_decoded(data):
    for match in re.finditer(rb"(?:[0-9a-fA-F]{2}[ :]?){8,}", data):
        yield binascii.unhexlify(re.sub(rb"[ :]", b"", match.group()))
    for match in re.finditer(rb"(?:\\x[0-9a-fA-F]{2}){4,}", data):
        yield binascii.unhexlify(match.group().replace(b"\\x", b""))


def base64_decoded(data):
    for match in re.finditer(rb"[A-Za-z0-9+/_-]{10,}", data):
        run = match.group().replace(b"-", b"+").replace(b"_", b"/")
        for start in range(4):
            part = run[start:]
            yield base64.b64decode(part[:len(part) // 4 * 4] if len(part) % 4 == 1 else part + b"=" * (-len(part) % 4))


def quoted_printable(data):
    unfolded = re.sub(rb"=\r?\n", b"", data)
    return re.sub(rb"=([0-9A-F]{2})", lambda m: bytes([int(m.group(1), 16)]), unfolded)


def escapes_decoded(text):
    """JSON's and CSS's: \\u007a, \\7a."""
    text = re.sub(r"\\u\{?([0-9a-fA-F]{4,6})\}?", lambda m: chr(min(int(m.group(1), 16), 0x10FFFF)), text)
    return re.sub(r"\\([0-9a-fA-F]{1,6}) ?", lambda m: chr(min(int(m.group(1), 16), 0x10FFFF)), text)


def texts_of(data):
    """The data as text, in each of the ways."""
    plain = data.decode("utf-8", "replace")
    yield plain
    if b"<" in data:
        yield re.sub(r"<[^>]*>", "", html.unescape(plain))
        yield html.unescape(re.sub(r"<[^>]*>", "", plain))
    if b"&" in data:
        yield html.unescape(html.unescape(plain))
    if b"%" in data:
        yield urllib.parse.unquote(urllib.parse.unquote(plain))
    if b"\\" in data:
        yield escapes_decoded(plain)
    if b"=" in data:
        yield quoted_printable(data).decode("utf-8", "replace")
    if b"\n" in data:  # folded lines of cards and calendars
        yield re.sub(r"\r?\n[ \t]", "", plain)
    if b"\0" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            yield data.decode(encoding, "ignore")
            yield data[1:].decode(encoding, "ignore")


def found_in(data, depth=DEPTH):
    """Every token in it, or what a cut one begins with."""
    found = set()
    for text in texts_of(data):
        found.update(TOKEN.findall(folded(text)))
    if depth:
        for inner in inflated(data):
            found |= found_in(inner, depth - 1)
        for inner in (*digits_decoded(data), *base64_decoded(data)):
            if b"zq" in inner.lower() or b"\0q" in inner.lower():
                found |= found_in(inner, 0)
    return found


def tokens_in(site):
    """token or its beginning → a file that holds it."""
    where = {}
    for path, data in sorted(site.items()):
        for token in found_in(path.encode(), 1):
            where.setdefault(token, f"the name of {path}")
        for token in found_in(data):
            where.setdefault(token, path)
    return where


def leaks(portfolio, seen):
    hidden = {token[:LEAST]: (token, place) for token, (state, place) in portfolio.tokens.items() if state == HIDDEN}
    lines = []
    for token, path in seen.items():
        if token[:LEAST] in hidden:
            whole, place = hidden[token[:LEAST]]
            lines.append(f"{whole} ({place}) is in {path}")
    return lines


def missing(portfolio, seen):
    return [f"{token} ({place}) is nowhere" for token, (state, place) in portfolio.tokens.items() if state == SHOWN and token not in seen]


# ---- The search itself -----------------------------------------------------------------------------------------------

def gzipped(data):
    packer = zlib.compressobj(wbits=31)
    return packer.compress(data) + packer.flush()


def png_with(word):
    from tiny_images import png
    return png(("nothing", word, "nothing"), 0)


def png_international(word):
    from tiny_images import png
    return png(("nothing", "nothing", word), 0)


# How a word may hide in a file: each must be found.
WAYS = {
    "as it is": lambda w: w.encode(),
    "in capitals": lambda w: w.upper().encode(),
    "cut short": lambda w: w[:LEAST].encode() + b"...",
    "with accents, composed": lambda w: unicodedata.normalize("NFC", w.replace("a", "á").replace("e", "è")).encode(),
    "with accents, decomposed": lambda w: w.replace("a", "a\u0301").replace("o", "o\u0308").encode(),
    "in wide letters": lambda w: "".join(chr(ord(c) + 0xFEE0) for c in w).encode(),
    "in an address": lambda w: "".join(f"%{b:02x}" for b in w.encode()).encode(),
    "in an address, twice encoded": lambda w: "".join(f"%25{b:02X}" for b in w.encode()).encode(),
    "as decimal entities": lambda w: "".join(f"&#{ord(c)};" for c in w).encode(),
    "as hexadecimal entities": lambda w: "".join(f"&#x{ord(c):X};" for c in w).encode(),
    "as entities of entities": lambda w: "".join(f"&amp;#{ord(c)};" for c in w).encode(),
    "in JSON": lambda w: ('"' + "".join(f"\\u{ord(c):04x}" for c in w) + '"').encode(),
    "in CSS": lambda w: ("content: '" + "".join(f"\\{ord(c):x} " for c in w) + "'").encode(),
    "in base64": lambda w: base64.b64encode(w.encode()),
    "in base64, one byte later": lambda w: base64.b64encode(b"-" + w.encode()),
    "in base64, two bytes later": lambda w: base64.b64encode(b"--" + w.encode()),
    "in base64, within a run": lambda w: b"abc" + base64.b64encode(b"--" + w.encode()),
    "in base64 of addresses": lambda w: base64.urlsafe_b64encode(b"??>" + w.encode()),
    "in hexadecimal digits": lambda w: w.encode().hex().encode(),
    "in UTF-16, little end first": lambda w: w.encode("utf-16-le"),
    "in UTF-16, big end first": lambda w: b"x" + w.encode("utf-16-be"),
    "in quoted-printable": lambda w: (w[:5] + "=\r\n" + w[5:]).encode(),
    "folded as in a card": lambda w: (w[:5] + "\r\n " + w[5:]).encode(),
    "split by tags": lambda w: (w[:4] + "<b>" + w[4:7] + "</b>" + w[7:]).encode(),
    "split by soft hyphens": lambda w: "\u00ad".join(w).encode(),
    "split by invisible entities": lambda w: "&shy;".join(w).encode(),
    "in a slug": lambda w: f"a-{w}-b".encode(),
    "in a picture's text": png_with,
    "in a picture's international text": png_international,
    "in a compressed file": lambda w: gzipped(w.encode()),
}


def check_search(tap):
    """A site into which a hidden word was put on purpose is caught, in each of the ways; one without is not."""
    portfolio = Portfolio(1, {"names": False})
    hidden = next(t for t, (state, _) in portfolio.tokens.items() if state == HIDDEN)
    site = {"index.html": b"<p>Nothing of it: zqnobodysword " + base64.b64encode(b"a quiet site") + b"</p>"}
    tap(not leaks(portfolio, tokens_in(site)), "a site without hidden words is clean")
    for way, write in WAYS.items():
        leaking = dict(site, **{"leak.html": b"<p>before " + write(hidden) + b" after</p>"})
        tap(bool(leaks(portfolio, tokens_in(leaking))), f"a hidden word is found: {way}")
    leaking = dict(site, **{f"projects/{hidden}/index.html": b""})
    tap(bool(leaks(portfolio, tokens_in(leaking))), "a hidden word is found: in a file's name")


# ---- Real sites --------------------------------------------------------------------------------------------------------

def check_tree(seed):
    """(seed, hidden words, shown words, complaints)."""
    run = noninterference.RUN
    portfolio = Portfolio(seed, run.features)
    scratch = noninterference.scratch_folder()
    try:
        noninterference.write(scratch, render(portfolio, 0))
        site, said = noninterference.build(run.vitrine, scratch, portfolio.reader, 1)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    states = [state for state, _ in portfolio.tokens.values()]
    if site is None:
        lines = [f"does not build: {line}" for line in said.split("\n")[:20]]
    else:
        seen = tokens_in(site)
        lines = leaks(portfolio, seen) + missing(portfolio, seen)
    if lines:
        lines = [f"the portfolio of seed {seed}, for {portfolio.reader}", *lines[:20],
                 f"again: python3 tests/leaks/canaries.py --trees 1 --first {seed} {run.vitrine}"]
    return seed, states.count(HIDDEN), states.count(SHOWN), lines


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def __call__(self, good, name, lines=()):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} {name}")
        for line in lines if not good else ():
            print("#", line)
        sys.stdout.flush()


def main(arguments):
    options = noninterference.options_of(arguments)
    tap = Tap()
    check_search(tap)
    hidden = shown = failures = 0
    complaints = []
    with multiprocessing.Pool(options.jobs, noninterference.start_worker, (noninterference.Run(options),)) as pool:
        for seed, tree_hidden, tree_shown, lines in pool.imap(check_tree, range(options.first, options.first + options.trees)):
            hidden, shown, failures = hidden + tree_hidden, shown + tree_shown, failures + bool(lines)
            complaints += lines
            if failures >= options.most:
                pool.terminate()
                break
    tap(not complaints, f"{options.trees} sites: none of {hidden} hidden words, all of {shown} that are to be seen", complaints)
    tap(hidden > options.trees * 10 and shown > options.trees * 10, "and there are many of both")
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
