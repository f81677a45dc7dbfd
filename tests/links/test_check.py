#!/usr/bin/env python3
"""`vitrine check --external` on a small site with links to a server on this machine; speaks TAP.

Usage: test_check.py VITRINE     (what it prints is compared with check.txt; VITRINE_UPDATE=1 rewrites that)
"""
import http.server, os, subprocess, sys, tempfile, threading

STATUS = {"/fine": 200, "/missing": 404, "/broken": 500, "/profile": 200, "/hidden": 200, "/moved": 301}
asked = []


class Server(http.server.BaseHTTPRequestHandler):
    def answer(self):
        asked.append(self.path)
        self.send_response(STATUS.get(self.path, 404))
        if self.path == "/moved":
            self.send_header("Location", "/fine")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer

    def log_message(self, *_):
        pass


FILES = {
    "site.yaml": """title: Robin Sample
url: https://robin.example/
audiences: {recruiter: {}}
default_audience: [recruiter]
check: {ignore: [resume-points]}
""",
    "profile.md": """---
name: Robin Sample
email: robin@robin.example
profiles: [{network: GitHub, url: "HOST/profile"}]
---
""",
    "experience/acme.md": """---
title: Engineer
organization: Acme
start: 2024-06
url: HOST/moved
---
See [my own](https://robin.example/).

- [This](HOST/fine#part)
- [That](HOST/missing)
- <HOST/broken>
- [That again](HOST/missing) on 1 line
""",
    "experience/hidden.md": """---
title: Spy
organization: Secret
start: 2020-01
end: 2024-05
audience: private
---
[Hidden](HOST/hidden)
""",
}


def write_site(folder, host):
    for name, text in FILES.items():
        path = os.path.join(folder, "site-content", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("HOST", host))


def run(program, folder, host, *options, **variables):
    environment = os.environ | {"XDG_CACHE_HOME": os.path.join(folder, "cache"), "LC_ALL": "C", "no_proxy": "*",
                                "LSAN_OPTIONS": "exitcode=0"} | variables
    result = subprocess.run([program, "check", *options], cwd=folder, env=environment, capture_output=True, timeout=60)
    text = (result.stdout + result.stderr).decode().replace(host, "HOST").replace("~" * len(host), "~" * 4)
    return result.returncode, text


def main():
    program, here = os.path.abspath(sys.argv[1]), os.path.dirname(os.path.abspath(__file__))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_address[1]}"
    checks = []
    with tempfile.TemporaryDirectory() as folder:
        write_site(folder, host)
        status, text = run(program, folder, host, "--today", "2026-01-01")
        checks.append(("not asked, it asks nobody", status == 0 and asked == [] and "HOST" not in text, text))
        status, text = run(program, folder, host, "--external", "--today", "2026-01-01")
        expected = os.path.join(here, "check.txt")
        if os.environ.get("VITRINE_UPDATE"):
            with open(expected, "w", encoding="utf-8") as file:
                file.write(text)
        with open(expected, encoding="utf-8") as file:
            checks.append(("what it says", file.read() == text and status == 0, text))
        checks.append(("of what is private it asks nothing", "/hidden" not in asked, str(asked)))
        del asked[:]
        status, again = run(program, folder, host, "--external", "--today", "2026-01-01")
        checks.append(("the second time only what is uncertain", set(asked) == {"/broken"} and again == text, str(asked)))
        del asked[:]
        run(program, folder, host, "--external", "--today", "2026-01-03")
        checks.append(("dead ones again after a day", set(asked) == {"/broken", "/missing"}, str(asked)))
        del asked[:]
        run(program, folder, host, "--external", "--today", "2026-02-01")
        checks.append(("all of them after two weeks", {"/fine", "/moved", "/missing", "/profile"} <= set(asked), str(asked)))
        status, text = run(program, folder, host, "--external", "--today", "2026-05-01", VITRINE_PROGRAMS=folder)
        checks.append(("says what is missing", status == 3 and "vitrine-links" in text and "libsoup" in text, text))
        with open(os.path.join(folder, "cache/vitrine/links"), "wb") as file:
            file.write(b"\xff\x00\tnonsense\n2026-01-01\tok\n")
        status, text = run(program, folder, host, "--external", "--today", "2026-05-01")
        checks.append(("a damaged memory is no memory", status == 0 and "link-dead" in text, text))
    print(f"1..{len(checks)}")
    for number, (name, good, why) in enumerate(checks, 1):
        print(f"{'ok' if good else 'not ok'} {number} {name}")
        for line in [] if good else why.splitlines():
            print(f"# {line}")
    return 0 if all(good for _, good, _ in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
