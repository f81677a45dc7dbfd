#!/usr/bin/env python3
"""Smaller images, social cards and icons: with the program that makes them, and without it.

Usage: test_pictures.py VITRINE VITRINE-IMAGES|none       (VITRINE_UPDATE=1 rewrites files.expected)
"""
import html, os, re, shutil, struct, subprocess, sys, tempfile, urllib.parse, zlib

VITRINE, PROGRAM = sys.argv[1], sys.argv[2]
HERE = os.path.dirname(os.path.abspath(__file__))
SECRET = b"Latitude 51.5 of a home"


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, pixel, before=b"", data=None):
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + before
            + chunk(b"IDAT", data or zlib.compress(rows, 1)) + chunk(b"IEND", b""))


def slope(x, y):
    return x % 256, (x * y // 97) % 256, y % 256


def plain(x, y):
    return 90, 120, 150


def tell(*jobs, program=None):
    text = b"".join(field.encode() + b"\0" for job in jobs for field in job)
    return subprocess.run([program or PROGRAM], input=text, capture_output=True)


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


SITE = """title: Robin
url: https://robin.example/portfolio/
audiences:
  recruiter: {theme: recruiter}
  community: {theme: community, url: "https://robin.example/community/", options: {cards: site}}
  none: {theme: base, url: "https://robin.example/none/", options: {cards: none}}
default_audience: [recruiter, community, none]
"""


def make_site(folder, photo):
    content = f"{folder}/site-content"
    write(f"{content}/site.yaml", SITE)
    write(f"{content}/profile.md", "---\nname: Robin Sample\nlabel: Data engineer\nimage: projects/photo.jpg\n---\nHello.\n")
    write(f"{content}/projects/photo.jpg", photo)
    write(f"{content}/projects/wide.png", png(1800, 900, slope))
    write(f"{content}/projects/small.png", png(300, 200, plain))
    write(f"{content}/projects/moves.png", png(1000, 100, plain, chunk(b"acTL", struct.pack(">II", 1, 0))))
    write(f"{content}/projects/hidden.png", png(900, 90, slope))
    write(f"{content}/projects/one.md", "---\ntitle: One & all\nstart: 2020\nimage: {src: photo.jpg, alt: A depot}\n---\n"
          "![A chart](wide.png) and ![\"\"](small.png).\n\n![Again](photo.jpg)\n")
    write(f"{content}/projects/two.md", "---\ntitle: Two\naudience: recruiter\n---\n![It moves](moves.png)\n")
    write(f"{content}/projects/hidden.md", "---\ntitle: Hidden\naudience: private\n---\n![Hidden](hidden.png)\n")


def build(folder, output, cache, *options, program=None):
    environment = {k: v for k, v in os.environ.items() if k != "VITRINE_IMAGES"}
    environment |= {"XDG_CACHE_HOME": cache, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1767225600"}
    environment["VITRINE_PROGRAMS"] = os.path.dirname(program or PROGRAM)
    result = subprocess.run([VITRINE, "build", folder, "--output", output, *options], env=environment, capture_output=True,
                            text=True)
    return result


def read_tree(folder):
    files = {}
    for path, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            full = os.path.join(path, name)
            with open(full, "rb") as file:
                files[os.path.relpath(full, folder)] = file.read()
    return files


def size_of(data):
    if data.startswith(b"\x89PNG"):
        return struct.unpack(">II", data[16:24])
    if data.startswith(b"RIFF"):
        kind = data[12:16]
        if kind == b"VP8X":
            return tuple(int.from_bytes(data[at:at + 3], "little") + 1 for at in (24, 27))
        if kind == b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1
        return tuple(v & 0x3fff for v in struct.unpack("<HH", data[26:30]))
    at = 2
    while at < len(data) and data[at + 1] not in (0xc0, 0xc2):
        at += 2 + int.from_bytes(data[at + 2:at + 4], "big")
    height, width = struct.unpack(">HH", data[at + 5:at + 9])
    return width, height


def is_image(path):
    return path.endswith((".png", ".jpg", ".webp"))


def fail(text):
    raise AssertionError(text)


def check(condition, text):
    condition or fail(text)


# ---- The cases ------------------------------------------------------------------------------------------------------

def without_program(work):
    """without the program a site is whole, and says nothing of what it lacks"""
    empty = f"{work}/empty"
    os.makedirs(empty)
    write(f"{work}/plain/site-content/site.yaml", SITE)
    write(f"{work}/plain/site-content/profile.md", "---\nname: Robin Sample\n---\nHello.\n")
    write(f"{work}/plain/site-content/projects/one.md", "---\ntitle: One\n---\n![A chart](wide.png)\n")
    write(f"{work}/plain/site-content/projects/wide.png", png(600, 40, plain))
    result = build(f"{work}/plain", f"{work}/plain-out", f"{work}/plain-cache", "-v", program=f"{empty}/none")
    check(result.returncode == 0, result.stderr)
    check("this needs the program vitrine-images" in result.stderr, result.stderr)
    files = read_tree(f"{work}/plain-out")
    check([path for path in files if path.startswith("recruiter/") and is_image(path)] == ["recruiter/projects/wide.png"],
          str(sorted(files)))
    page = files["recruiter/projects/one/index.html"].decode()
    check('src="/portfolio/projects/wide.png" alt="A chart" width="600" height="40"' in page, page)
    for word in ("og:image", "twitter:card", "apple-touch-icon", "srcset", "<picture"):
        check(word not in page, f"{word} in {page}")


def broken_program(work):
    """a program that ends early is told of, and the site is made without it"""
    write(f"{work}/bad/vitrine-images", "#!/bin/sh\nexit 3\n")
    os.chmod(f"{work}/bad/vitrine-images", 0o755)
    result = build(f"{work}/plain", f"{work}/bad-out", f"{work}/bad-cache", program=f"{work}/bad/vitrine-images")
    check(result.returncode == 0, result.stderr)
    check("it ended before it was done [image-unmade]" in result.stderr, result.stderr)
    check(read_tree(f"{work}/bad-out") == read_tree(f"{work}/plain-out"), "the sites differ")


def nonsense(work):
    """the program refuses what makes no sense, and leaves nothing behind"""
    check(tell(("draw", f"{work}/x")).returncode == 1, "an unknown job was done")
    check(tell(("size", f"{work}/x", "a")).returncode == 1, "a job without its fields was done")
    result = tell(("size", f"{work}/x.webp", f"{work}/missing.png", "480", "webp"),
                  ("tile", f"{work}/tile.png", "RS", "#123456", "#ffffff", "64"),
                  ("tile", f"{work}/no/folder/tile.png", "RS", "#123456", "#ffffff", "64"))
    words = [line.split()[0] for line in result.stdout.decode().splitlines()]
    check(words == ["failed", "done", "failed"] and result.returncode == 0, str(result))
    check(size_of(open(f"{work}/tile.png", "rb").read()) == (64, 64), "the tile's size")
    check(not [name for name in os.listdir(work) if name.startswith("x")], str(os.listdir(work)))


def texts(work):
    """cards bear any text: none, endless, of any script, with markup"""
    titles = ["x", "W" * 3000, "word " * 900, "<b>&amp;", "日本語のタイトル", "שלום עולם", "a\u0301" * 40, "\u202e\u200f", "%s%n"]
    jobs = [("card", f"{work}/card-{i}.png", title, title, title, "#fcfcfa", "#17191c", "#565b63", "#0b5c6b", "serif")
            for i, title in enumerate(titles)]
    result = tell(*jobs)
    check(result.stdout.decode().split() == ["done"] * len(titles), str(result))
    for i in range(len(titles)):
        check(size_of(open(f"{work}/card-{i}.png", "rb").read()) == (1200, 630), titles[i][:20])


def with_program(work):
    """every image, card and icon has the size that its name says"""
    write(f"{work}/source.png", png(1200, 600, slope))
    result = tell(("size", f"{work}/photo.jpg", f"{work}/source.png", "1200", "jpeg"))
    check(result.stdout == b"done\n", str(result))
    photo = open(f"{work}/photo.jpg", "rb").read()
    exif = b"Exif\0\0" + b"II*\0\x08\0\0\0\0\0\0\0\0\0" + SECRET
    make_site(f"{work}/site", photo[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + photo[2:])
    result = build(f"{work}/site", f"{work}/out", f"{work}/cache", "-v")
    check(result.returncode == 0, result.stderr)
    files = read_tree(f"{work}/out")
    seen = "".join("{} {} × {}\n".format(path, *size_of(data)) for path, data in sorted(files.items()) if is_image(path))
    expected = f"{HERE}/files.expected"
    if os.environ.get("VITRINE_UPDATE"):
        write(expected, seen)
    check(seen == open(expected, encoding="utf-8").read(), seen)


def no_metadata(work):
    """no image tells of where it was taken"""
    check(SECRET in open(f"{work}/site/site-content/projects/photo.jpg", "rb").read(), "the test's photo has no secret")
    for path, data in read_tree(f"{work}/out").items():
        check(SECRET not in data, path)
        if is_image(path) and path.count(".") > 1:
            for word in (b"Exif", b"EXIF", b"ICCP", b"XMP ", b"http://ns.adobe.com", b"tEXt", b"iTXt"):
                check(word not in data, f"{path} holds {word}")


def references(work):
    """what was made is referred to, and what is referred to is there"""
    files = read_tree(f"{work}/out/recruiter")
    text = "\n".join(data.decode() for path, data in files.items() if path.endswith((".html", ".webmanifest")))
    for path in filter(is_image, files):
        check(f"/portfolio/{path}" in text, f"nothing refers to {path}")
    for address in re.findall(r"/portfolio/([^\s\",]+\.(?:png|jpg|webp))", text):
        check(address in files, f"no {address}")
    page = files["projects/one/index.html"].decode()
    check('og:image" content="https://robin.example/portfolio/projects/photo.jpg"' in page, page)
    page = files["projects/two/index.html"].decode()
    for words in ('og:image" content="https://robin.example/portfolio/projects/two/social-card.png"',
                  'og:image:alt" content="Two"', 'twitter:card" content="summary_large_image"'):
        check(words in page, page)
    page = files["resume/index.html"].decode() if "resume/index.html" in files else files["index.html"].decode()
    check("https://robin.example/portfolio/social-card.png" in page, page)


def first_is_eager(work):
    """of a page's images the first alone is loaded at once, and each has its size"""
    for path, data in read_tree(f"{work}/out").items():
        images = re.findall(r"<img[^>]*>", data.decode()) if path.endswith(".html") else []
        for i, image in enumerate(images):
            check(re.search(r' width="\d+" height="\d+"', image), image)
            check(("loading" in image) == (i > 0) or "none/index.html" in path or "recruiter/index" in path, f"{path}: {images}")


def again(work):
    """a second build draws nothing; one with an empty cache draws the same bytes"""
    first = read_tree(f"{work}/out")
    result = build(f"{work}/site", f"{work}/out", f"{work}/cache", "-v", "--whole")
    check(result.stderr.count(" 0 of them drawn anew") == 3, result.stderr)
    check(read_tree(f"{work}/out") == first, "the second build differs")
    build(f"{work}/site", f"{work}/fresh", f"{work}/other-cache", "--jobs", "1")
    fresh = read_tree(f"{work}/fresh")
    check(fresh == first, f"with an empty cache: {[path for path in first if fresh.get(path) != first[path]]}")


def forgotten(work):
    """a build with nothing changed looks whether what was drawn is still there"""
    for _ in range(2):
        build(f"{work}/site", f"{work}/out", f"{work}/cache", "-v")
    result = build(f"{work}/site", f"{work}/out", f"{work}/cache", "-v")
    check("nothing has changed" in result.stderr, result.stderr)
    name = next(path for path in sorted(read_tree(f"{work}/cache/vitrine/images")))
    os.remove(f"{work}/cache/vitrine/images/{name}")
    result = build(f"{work}/site", f"{work}/out", f"{work}/cache", "-v")
    check("1 of them drawn anew" in result.stderr, result.stderr)


def hidden(work):
    """what is hidden is not drawn"""
    for path in read_tree(f"{work}/out"):
        check("hidden" not in path, path)


def odd_names(work):
    """images with names of any sort are found by browsers and by the audit"""
    names = ["a, b.png", "100%.png", "Größe & Maß.png", "x?y.png", "tab.tar.png"]
    for number, name in enumerate(names):
        write(f"{work}/odd/site-content/projects/{name}", png(500, 50 + number, slope))
    write(f"{work}/odd/site-content/site.yaml", SITE)
    write(f"{work}/odd/site-content/profile.md", "---\nname: Robin Sample\n---\nHello.\n")
    write(f"{work}/odd/site-content/projects/one.md", "---\ntitle: One\n---\n" + "\n".join(
        f"![An image](<{name.replace('%', '%25').replace('?', '%3F').replace('#', '%23')}>)" for name in names) + "\n")
    result = build(f"{work}/odd", f"{work}/odd-out", f"{work}/cache")
    check(result.returncode == 0, result.stderr)
    files = read_tree(f"{work}/odd-out/recruiter")
    sets = re.findall(r'<source type="image/webp" srcset="([^"]*)"', files["projects/one/index.html"].decode())
    addresses = [part.split()[0] for one in sets for part in html.unescape(one).split(", ")]
    check(len(addresses) == 2 * len(names), str(addresses))
    for address in addresses:
        path = urllib.parse.unquote(address).removeprefix("/portfolio/")
        check(path in files, f"{address} in {sorted(files)}")


def unreadable(work):
    """an image that cannot be read is a warning, once, and is used as it is"""
    shutil.copytree(f"{work}/site", f"{work}/damaged")
    write(f"{work}/damaged/site-content/projects/broken.png", png(900, 10, plain, data=b"no deflate"))
    write(f"{work}/damaged/site-content/projects/two.md", "---\ntitle: Two\naudience: recruiter\n---\n![It](broken.png)\n")
    result = build(f"{work}/damaged", f"{work}/damaged-out", f"{work}/cache", "--audience", "recruiter")
    seen = re.sub(r"made: [^\n]* \[", "made: WHY [", result.stderr.replace(f"{work}/damaged/", ""))
    check(result.returncode == 0, result.stderr)
    check(seen == open(f"{HERE}/messages.expected", encoding="utf-8").read(), seen)
    page = read_tree(f"{work}/damaged-out")["projects/two/index.html"].decode()
    check('<img src="/portfolio/projects/broken.png" alt="It"' in page and "broken.png.480" not in page, page)


ALWAYS = [without_program, broken_program]
DRAWN = [nonsense, texts, with_program, no_metadata, references, first_is_eager, again, forgotten, hidden, odd_names, unreadable]


def main():
    print(f"1..{len(ALWAYS) + len(DRAWN)}")
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        # A theme that is edited while this runs would change sites between two builds.
        if "VITRINE_THEMES" in os.environ:
            os.environ["VITRINE_THEMES"] = shutil.copytree(os.environ["VITRINE_THEMES"], f"{work}/themes")
        for number, case in enumerate(ALWAYS + DRAWN, 1):
            if case in DRAWN and PROGRAM == "none":
                print(f"ok {number} {case.__doc__} # SKIP this build has no vitrine-images (libvips)")
                continue
            try:
                case(work)
                print(f"ok {number} {case.__doc__}")
            except (AssertionError, OSError, KeyError) as error:
                failed += 1
                print(f"not ok {number} {case.__doc__}")
                print("\n".join("# " + line for line in str(error).splitlines()[:40]))
            sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
