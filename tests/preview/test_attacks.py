#!/usr/bin/env python3
"""Requests that have broken other preview servers, byte by byte. Usage: test_attacks.py VITRINE"""
import os
import socket
import sys
import time

from server import Preview, Tap

tap = Tap()


def status(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else 0


def request(line, *headers, host="localhost"):
    lines = [line, f"Host: {host}" if host is not None else None, "Connection: close", *headers]
    return "\r\n".join(item for item in lines if item is not None).encode("latin-1") + b"\r\n\r\n"


def alive(preview, name):
    tap.check(preview.get()[0] == 200, "still serves after " + name)


def paths(preview):
    secret = "SECRET-OUTSIDE"
    with open(os.path.join(preview.folder, "secret.txt"), "w") as file:
        file.write(secret)
    os.symlink("/etc/hostname", os.path.join(preview.content, "link.txt"))
    os.symlink(os.path.join(preview.folder, "secret.txt"), os.path.join(preview.content, "secret-link.txt"))
    targets = [
        "/../secret.txt", "/../../../../etc/passwd", "/%2e%2e/secret.txt", "/%2E%2E/%2e%2e/etc/passwd", "/..%2fsecret.txt",
        "/..%2Fsecret.txt", "/..%5csecret.txt", "/..\\secret.txt", "/assets/..\\..\\secret.txt", "/%252e%252e/secret.txt",
        "/%00", "/index.html%00.txt", "/index.html\x00", "/%", "/%z1", "/%c0%ae%c0%ae/secret.txt", "/%ff%fe",
        "/@fs/etc/passwd", "/@fs" + preview.folder + "/secret.txt", preview.folder + "/secret.txt", "//etc/passwd",
        "///etc/passwd", "/.//secret.txt", "/./secret.txt", "/projects/../../secret.txt", "/link.txt", "/secret-link.txt",
        "/site.yaml", "/site-content/site.yaml", "/profile.md", "/.git/config", "/~root", "/index.html/", "/index.html/x",
        "/\x7f", "/a\tb", "/%0d%0aSet-Cookie:%20x=1", "*", "secret.txt", "", "/..;/secret.txt", "/%2f%2fexample.org",
        "//example.org", "/\\example.org", "//example.org/%2e%2e",
    ]
    for target in targets:
        answer = preview.raw(request(f"GET {target} HTTP/1.1"))
        head = answer.split(b"\r\n\r\n")[0]
        fine = (secret.encode() not in answer and b"root:" not in answer and b"\nSet-Cookie" not in head
                and b"Location: //" not in head and status(answer) in (0, 301, 400, 404))
        tap.check(fine and b"\nLocation: http" not in head, f"nothing is given away for {target!r}", answer[:400])
    for target in ("/#/../secret.txt", "/index.html#x", "/projects/#../../secret.txt"):
        tap.check(status(preview.raw(request(f"GET {target} HTTP/1.1"))) == 400, f"a fragment is refused: {target!r}")
    alive(preview, "paths")


def absolute_form(preview):
    own = preview.raw(request(f"GET http://localhost:{preview.port}/robots.txt HTTP/1.1"))
    tap.check(status(own) == 200 and b"Sitemap" in own, "an absolute address of its own is served", own[:200])
    for target in ("http://evil.example/", "http://evil.example:80/robots.txt", "https://evil.example/",
                   "ftp://localhost/etc/passwd", "file:///etc/passwd", "http://localhost@evil.example/",
                   "http://evil.example#@localhost/"):
        answer = preview.raw(request(f"GET {target} HTTP/1.1"))
        tap.check(status(answer) in (0, 400, 404, 421), f"no proxy for {target}", answer[:200])
    answer = preview.raw(request("CONNECT evil.example:443 HTTP/1.1"))
    tap.check(status(answer) in (0, 400, 405, 421), "no tunnel", answer[:200])


def hosts(preview):
    for host in ("localhost", f"localhost:{preview.port}", "127.0.0.1", f"127.0.0.1:{preview.port}", "[::1]", "[::1]:9",
                 "LOCALHOST", "localhost:8080"):
        tap.check(status(preview.raw(request("GET / HTTP/1.1", host=host))) == 200, f"Host {host} is its own")
    for host in ("evil.example", "evil.example:4000", "localhost.evil.example", "127.0.0.1.evil.example", "localhost:evil",
                 "192.168.1.1", "0.0.0.0", "[::]", "", "localhost, evil.example", "localhost evil", "[::1", "localhost:4000@evil",
                 "127.0.0.1:99999999"):
        answer = preview.raw(request("GET / HTTP/1.1", host=host))
        tap.check(status(answer) in (400, 421), f"Host {host!r} is not", answer[:200])
    answer = preview.raw(request("GET / HTTP/1.1", "Host: evil.example"))
    tap.check(status(answer) in (400, 421), "two Host headers are refused", answer[:200])
    answer = preview.raw(request("GET / HTTP/1.1", host=None))
    tap.check(status(answer) in (400, 421), "no Host header is refused", answer[:200])
    answer = preview.raw(request("GET / HTTP/1.1", host="evil.example"))
    tap.check(status(answer) == 421, "another name is answered with 421", answer[:200])


def methods(preview):
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "X"):
        answer = preview.raw(request(f"{method} / HTTP/1.1", "Content-Length: 0"))
        tap.check(status(answer) == 405 and b"Allow: GET, HEAD" in answer, f"{method} is refused", answer[:300])
    answer = preview.raw(request("POST / HTTP/1.1", "Content-Length: 999999999999"), timeout=5)
    tap.check(status(answer) in (0, 400, 405, 413), "a large body is not waited for", answer[:200])
    body = preview.raw(request("HEAD / HTTP/1.1")).partition(b"\r\n\r\n")
    tap.check(status(body[0]) == 200 and body[2] == b"" and b"Content-Length: " in body[0], "HEAD has no body", body)


def headers(preview):
    for path in ("/", "/nothing", "/robots.txt", "/projects"):
        head = preview.raw(request(f"GET {path} HTTP/1.1", "Origin: http://evil.example")).split(b"\r\n\r\n")[0].decode()
        lower = head.lower()
        tap.check("access-control-" not in lower, f"no other origin is allowed at {path}", head)
        wanted = ("cross-origin-resource-policy: same-origin", "x-content-type-options: nosniff", "cache-control: no-store")
        tap.check(all(item in lower for item in wanted), f"safe headers at {path}", head)


def events(preview):
    root = preview.root()
    own = f"http://localhost:{preview.port}"
    refused = (("Origin: http://evil.example",), ("Origin: null",), ("Origin: http://localhost",),
               (f"Origin: https://localhost:{preview.port}",), (f"Origin: {own}.evil.example",),
               ("Sec-Fetch-Site: cross-site",), ("Sec-Fetch-Site: same-site",))
    for lines in refused:
        answer = preview.raw(request(f"GET {root}/events HTTP/1.1", *lines, host=f"localhost:{preview.port}"))
        tap.check(status(answer) == 403, f"no events for {lines[0]}", answer[:200])
    answer = preview.raw(request(f"GET {root}/events HTTP/1.1", f"Origin: {own}", host=f"localhost:{preview.port}"), timeout=2)
    tap.check(status(answer) == 200 and b"event: state" in answer, "events for its own origin", answer[:300])
    for path in ("/events", "/-/events", "/-0000000000000000/events", root[:-1] + "/events", root.upper() + "/events"):
        tap.check(status(preview.raw(request(f"GET {path} HTTP/1.1"))) == 404, f"no events at {path[:12]}")
    for name in ("../page", "%2e%2e/bar.js", "nothing", "", "bar.js/", "worker.js%00"):
        answer = preview.raw(request(f"GET {root}/{name} HTTP/1.1"))
        tap.check(status(answer) in (400, 404), f"no own file {name!r}", answer[:200])
    answer = preview.raw(request(f"GET {root}/page?path=/../../etc/passwd HTTP/1.1"))
    tap.check(status(answer) == 200 and b'"file":null' in answer, "a page's facts come from the table alone", answer[-200:])


def garbage(preview):
    cases = [b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
             b"GET / HTTP/1.1\r\nHost: localhost\r\nA" + b"a" * 300000 + b"\r\n\r\n", b"G" * 200000,
             b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nffffffffffffffff\r\n",
             b"GET / HTTP/1.1\nHost: localhost\n\n", b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n", b"\x00" * 1000,
             b"GET / HTTP/1.1\r\nHost: localhost\r\nRange: bytes=" + b"0-," * 5000 + b"\r\nConnection: close\r\n\r\n",
             b"GET / HTTP/1.1\r\nHost: localhost\r\nRange: bytes=18446744073709551615-\r\nConnection: close\r\n\r\n",
             b"GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: " + b'"a",' * 3000 + b"\r\nConnection: close\r\n\r\n",
             b"GET /" + b"a/" * 20000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"]
    for number, case in enumerate(cases):
        preview.raw(case, timeout=0.5)
        alive(preview, f"garbage {number}")


def slow(preview):
    """Headers byte by byte: other readers are served meanwhile, and the slow ones are ended."""
    slow_ones = [socket.create_connection(("127.0.0.1", preview.port)) for _ in range(20)]
    start = time.time()
    for connection in slow_ones:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    alive(preview, "slow headers began")
    ended = 0
    while ended < len(slow_ones) and time.time() < start + 30:
        for connection in slow_ones:
            try:
                connection.sendall(b"a")
            except OSError:
                continue
        time.sleep(0.5)
        ended = sum(is_closed(connection) for connection in slow_ones)
    tap.check(ended == len(slow_ones), f"slow requests are ended ({ended} of {len(slow_ones)})")
    for connection in slow_ones:
        connection.close()


def is_closed(connection):
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        connection.setblocking(True)


def token(vitrine):
    with Preview(vitrine, "--host", "127.0.0.1") as preview:
        secret = preview.address.split("vitrine-token=")[1]
        tap.check(len(secret) >= 32, "with --host the address holds a token")
        for path in ("/", "/robots.txt", "/?vitrine-token=", "/?vitrine-token=" + secret[:-1], "/?vitrine-token=x" + secret):
            tap.check(status(preview.raw(request(f"GET {path} HTTP/1.1"))) == 403, f"refused without it: {path[:20]}")
        answer = preview.raw(request(f"GET /?vitrine-token={secret} HTTP/1.1"))
        head = answer.split(b"\r\n\r\n")[0]
        tap.check(status(answer) == 302 and b"Location: /\r\n" in head + b"\r\n" and b"HttpOnly" in head, "it becomes a cookie", head)
        answer = preview.raw(request(f"GET //evil.example?vitrine-token={secret} HTTP/1.1"))
        tap.check(b"Location: //" not in answer and b"Location: http" not in answer, "it leads nowhere else", answer[:300])
        for cookie, wanted in ((secret, 200), (secret[:-1], 403), (secret + "0", 403), ("", 403)):
            answer = preview.raw(request("GET / HTTP/1.1", f"Cookie: a=b; vitrine-token={cookie}"))
            tap.check(status(answer) == wanted, f"cookie of {len(cookie)} characters: {wanted}", answer[:200])


def ports_are_local(preview):
    with open("/proc/net/tcp") as file:
        rows = [line.split() for line in file.readlines()[1:]]
    bound = {row[1] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == preview.port}
    tap.check(bound == {f"0100007F:{preview.port:04X}"}, "listens on this machine's own address alone", bound)


with Preview(sys.argv[1]) as served:
    ports_are_local(served)
    paths(served)
    absolute_form(served)
    hosts(served)
    methods(served)
    headers(served)
    events(served)
    garbage(served)
    slow(served)
    code, seconds = served.stop()
    tap.check(code == 0, f"ends cleanly: {code}", served.errors())
    tap.check("runtime error" not in served.errors() and "Sanitizer" not in served.errors(), "no complaint", served.errors())
token(sys.argv[1])
sys.exit(tap.finish())
