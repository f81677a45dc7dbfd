"""A running preview, for the tests of this folder: a copy of a site, its addresses, raw requests."""
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
TODAY = "2026-03-01"
# A site's own themes come before the installed ones, but after those that the environment names.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "VITRINE_THEMES"}


class Preview:
    """`vitrine serve` over a copy of the demo; `folder` is what holds site-content/."""

    def __init__(self, vitrine, *options, source=ROOT):
        self.vitrine = vitrine
        self.work = tempfile.mkdtemp(prefix="vitrine-preview-")
        self.folder = os.path.join(self.work, "site")
        self.content = os.path.join(self.folder, "site-content")
        shutil.copytree(os.path.join(source, "site-content"), self.content)
        self.out = open(os.path.join(self.work, "out"), "w+")
        self.err = open(os.path.join(self.work, "err"), "w+")
        self.process = None
        self.start(*options)

    def start(self, *options):
        self.process = subprocess.Popen(
            [self.vitrine, "serve", "--port", "0", "--today", TODAY, *options], cwd=self.folder, stdout=self.out,
            stderr=self.err, env=ENVIRONMENT)
        self.addresses = {}
        deadline = time.time() + 60
        while "Press Ctrl-C" not in self.output():
            if time.time() > deadline or self.process.poll() is not None:
                raise RuntimeError("the preview did not start: " + self.output() + self.errors())
            time.sleep(0.02)
        for line in self.output().splitlines():
            name, colon, address = line.partition(": http://")
            if colon:
                self.addresses[name] = "http://" + address
        self.address = next(iter(self.addresses.values()))
        self.port = urllib.parse.urlsplit(self.address).port

    def output(self):
        with open(self.out.name) as file:
            return file.read()

    def errors(self):
        with open(self.err.name) as file:
            return file.read()

    def write(self, path, text):
        """Writes as most editors do: a new file, renamed over the old one."""
        whole = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        temporary = os.path.join(os.path.dirname(whole), "." + os.path.basename(whole) + ".new")
        with open(temporary, "w") as file:
            file.write(text)
        os.rename(temporary, whole)

    def read(self, path):
        with open(os.path.join(self.folder, path)) as file:
            return file.read()

    def get(self, path="", audience=None, headers=None):
        """Status, headers and body of a path below the site's address."""
        base = self.addresses[audience] if audience else self.address
        request = urllib.request.Request(urllib.parse.urljoin(base, path), headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def root(self):
        """The random path of this run."""
        page = self.get(headers={"Accept": "text/html"})[2].decode()
        return page.split('<script src="')[-1].split("/bar.js")[0]

    def raw(self, request, port=None, timeout=10):
        """What comes back for these very bytes, until the server closes or falls silent."""
        with socket.create_connection(("127.0.0.1", port or self.port), timeout=timeout) as connection:
            connection.sendall(request)
            answer = b""
            with contextlib.suppress(TimeoutError, ConnectionResetError):
                while chunk := connection.recv(65536):
                    answer += chunk
            return answer

    def wait_for(self, condition, seconds=30):
        deadline = time.time() + seconds
        while time.time() < deadline:
            value = condition()
            if value:
                return value
            time.sleep(0.02)
        return condition()

    def memory(self):
        """Resident, in KB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))

    def stop(self, how=signal.SIGINT):
        """The exit status, and how long the end took."""
        start = time.time()
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(timeout=30)
        return status, time.time() - start

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.out.close()
        self.err.close()
        shutil.rmtree(self.work, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class Tap:
    """Numbers results and prints them as the Test Anything Protocol has it."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, fine, name, seen=None):
        self.count += 1
        self.failed += not fine
        print(("ok" if fine else "not ok"), self.count, "-", name, flush=True)
        if not fine and seen is not None:
            for line in str(seen)[:3000].splitlines():
                print("#", line)
        return fine

    def finish(self):
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed else 0


class Events:
    """One stream of events, read as it comes."""

    def __init__(self, preview, root=None):
        root = root or preview.root()
        self.socket = socket.create_connection(("127.0.0.1", preview.port), timeout=30)
        self.socket.sendall(f"GET {root}/events HTTP/1.1\r\nHost: localhost:{preview.port}\r\n\r\n".encode())
        self.text = b""

    def wait(self, word, seconds=30):
        """Reads on until the word has come; the time at which it did, or None."""
        deadline = time.time() + seconds
        while word not in self.text:
            self.socket.settimeout(max(0.01, deadline - time.time()))
            try:
                chunk = self.socket.recv(65536)
            except TimeoutError:
                return None
            if not chunk:
                return None
            self.text += chunk
        now = time.monotonic()
        self.text = self.text.split(word, 1)[1]
        return now

    def close(self):
        self.socket.close()
