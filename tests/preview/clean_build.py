"""A build of what a preview shows, to compare the two."""
import http.client
import os
import subprocess
import urllib.parse

from server import ENVIRONMENT, TODAY


class Built:
    """`vitrine build` of the same content."""

    def __init__(self, preview):
        self.folder = os.path.join(preview.work, "built")
        result = subprocess.run([preview.vitrine, "build", "--today", TODAY, "--output", self.folder, "--quiet"],
                                cwd=preview.folder, capture_output=True, text=True, env=ENVIRONMENT)
        self.good = result.returncode == 0
        self.errors = result.stderr

    def files(self, audience):
        root = os.path.join(self.folder, audience)
        for folder, _, names in os.walk(root):
            for name in names:
                path = os.path.relpath(os.path.join(folder, name), root)
                if path != ".vitrine-manifest":
                    with open(os.path.join(root, path), "rb") as file:
                        yield path, file.read()


def differences(preview, built):
    """Files that are not served as they were built."""
    found = []
    for audience, address in preview.addresses.items():
        base = urllib.parse.urlsplit(address)
        connection = http.client.HTTPConnection("127.0.0.1", base.port, timeout=60)
        for path, data in built.files(audience):
            connection.request("GET", base.path + urllib.parse.quote(path), headers={"Host": "localhost"})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or body != data:
                found.append(f"{audience}/{path}: {answer.status}, {len(body)} bytes for {len(data)}")
        connection.close()
    return found
