#!/usr/bin/env python3
"""Asks a server of its own, on this machine, about every kind of answer a host may give, and speaks TAP.

Usage: test_links.py VITRINE_LINKS
"""
import http.server, re, subprocess, sys, threading, time

# Path, what the server does, and the verdict: "ok", "moved TARGET", "dead WHY", "unknown WHY".
CASES = [
    ("/fine", {"HEAD": 200}, "ok"),
    ("/no-head", {"HEAD": 405, "GET": 200}, "ok"),
    ("/wrong-head", {"HEAD": 404, "GET": 200}, "ok"),
    ("/missing", {"HEAD": 404, "GET": 404}, "dead 404 Not Found"),
    ("/gone", {"HEAD": 410, "GET": 410}, "dead 410 Gone"),
    ("/broken", {"HEAD": 500, "GET": 500}, "unknown 500 Internal Server Error"),
    ("/only-people", {"HEAD": 403, "GET": 403}, "unknown 403 Forbidden"),
    ("/odd", {"HEAD": 999, "GET": 999}, "unknown 999"),
    ("/moved", {"HEAD": (301, "/hop")}, "moved HOST/fine"),
    ("/hop", {"HEAD": (308, "/fine")}, "moved HOST/fine"),
    ("/for-now", {"HEAD": (302, "/fine")}, "ok"),
    ("/half", {"HEAD": (301, "/for-now")}, "ok"),
    ("/to-missing", {"HEAD": (301, "/missing")}, "dead 404 Not Found"),
    ("/circle", {"HEAD": (302, "/circle2")}, "dead its redirects do not end"),
    ("/circle2", {"HEAD": (302, "/circle")}, "dead its redirects do not end"),
    ("/nowhere", {"HEAD": (301, None)}, "unknown it redirects to no web address"),
    ("/mail", {"HEAD": (301, "mailto:a@b.example")}, "unknown it redirects to no web address"),
    ("/fine#part", None, "ok"),
]


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answers = {path: answer for path, answer, _ in CASES if answer}
    asked, agents, open_now, most_open = [], set(), 0, 0
    lock = threading.Lock()

    def answer(self):
        cls = Server
        with cls.lock:
            cls.asked.append((self.command, self.path))
            cls.agents.add(self.headers.get("User-Agent", ""))
            cls.open_now += 1
            cls.most_open = max(cls.most_open, cls.open_now)
        if self.path == "/slow":
            time.sleep(3)
        answer = cls.answers.get(self.path, {}).get(self.command, 429 if self.path == "/busy" else 404)
        status, target = answer if isinstance(answer, tuple) else (answer, None)
        body = b"x" * 10_000_000 if self.command == "GET" and status == 200 else b""
        with cls.lock:
            cls.open_now -= 1
        try:
            self.send_response(status, "" if status == 999 else None)
            if target:
                self.send_header("Location", target)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass

    do_HEAD = do_GET = answer

    def log_message(self, *_):
        pass


def serve():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


def run(program, addresses, *options):
    result = subprocess.run([program, *options], input="".join(a + "\n" for a in addresses), capture_output=True,
                            text=True, timeout=60, env={"PATH": "/usr/bin:/bin", "no_proxy": "*", "LSAN_OPTIONS": "exitcode=0"})
    assert result.returncode == 0, result.stderr
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    return {address: f"{verdict} {detail}".strip() for verdict, address, detail in rows}


def main():
    program, host = sys.argv[1], serve()
    checks = []
    seen = run(program, [host + path for path, _, _ in CASES])
    for path, _, wanted in CASES:
        wanted = wanted.replace("HOST", host)
        got = seen.get(host + path, "no answer")
        checks.append((path, got == wanted or (wanted == "unknown 999" and got.startswith(wanted)), f"{got}, not {wanted}"))
    checks.append(("one request at a time", Server.most_open == 1, f"{Server.most_open} at once"))
    checks.append(("says who it is", all(re.match(r"vitrine-links/\d", a) for a in Server.agents), str(Server.agents)))
    checks.append(("GET only after HEAD", all(("HEAD", p) in Server.asked for m, p in Server.asked if m == "GET"), ""))

    other = serve()
    seen = run(program, [other + "/slow", other + "/fine"], "--timeout", "1")
    checks.append(("too slow", seen[other + "/slow"] == "unknown no answer in time", str(seen)))
    checks.append(("a slow host is left alone", seen[other + "/fine"].startswith("unknown not asked"), str(seen)))
    busy = serve()
    seen = run(program, [busy + "/busy", busy + "/fine", host + "/fine"])
    checks.append(("asks for fewer requests", seen[busy + "/busy"].startswith("unknown 429"), str(seen)))
    checks.append(("and is left alone", seen[busy + "/fine"].startswith("unknown not asked"), str(seen)))
    checks.append(("other hosts are not", seen[host + "/fine"] == "ok", str(seen)))
    seen = run(program, [busy + "/slow"], "--limit", "1")
    checks.append(("the limit ends all", seen == {busy + "/slow": "unknown not asked: out of time"}, str(seen)))
    seen = run(program, ["http://127.0.0.1:1/", "ftp://127.0.0.1/", "nonsense", ""])
    checks.append(("nobody there", seen["http://127.0.0.1:1/"].startswith("unknown "), str(seen)))
    checks.append(("no web address", seen["ftp://127.0.0.1/"] == seen["nonsense"] == "dead it is no web address", str(seen)))
    checks.append(("nothing to ask", run(program, []) == {}, ""))

    print(f"1..{len(checks)}")
    for number, (name, good, why) in enumerate(checks, 1):
        print(f"{'ok' if good else 'not ok'} {number} {name}")
        if not good:
            print(f"# {why}")
    return 0 if all(good for _, good, _ in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
