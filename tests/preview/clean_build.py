"""A build of what a preview shows, to compare the two."""
import os
import subprocess
import urllib.parse

from server import TODAY


class Built:
    """`vitrine build` of the same content."""

    def __init__(self, preview):
        self.folder = os.path.join(preview.work, "built")
        result = subprocess.run([preview.vitrine, "build", "--today", TODAY, "--output", self.folder, "--quiet"],
                                cwd=preview.folder, capture_output=True, text=True)
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
    for audience in preview.addresses:
        for path, data in built.files(audience):
            status, _, body = preview.get(urllib.parse.quote(path), audience)
            if status != 200 or body != data:
                found.append(f"{audience}/{path}: {status}, {len(body)} bytes for {len(data)}")
    return found
