#!/usr/bin/env python3
"""Thousands of connections, streams that nobody reads, hundreds of edits: memory stays flat and pages are served.
Usage: test_limits.py VITRINE [--connections N] [--edits N]"""
import argparse
import os
import socket
import sys
import time

from server import Events, Preview, Tap

arguments = argparse.ArgumentParser()
arguments.add_argument("vitrine")
arguments.add_argument("--connections", type=int, default=2000)
arguments.add_argument("--edits", type=int, default=90)
given = arguments.parse_args()
tap = Tap()
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n"


def descriptors(preview):
    return len(os.listdir(f"/proc/{preview.process.pid}/fd"))


def drop_connections(preview):
    """Opened and dropped: at once, after half a request, after a whole one, with an answer on its way."""
    parts = [b"", b"GET / HT", REQUEST, REQUEST * 3]
    for number in range(given.connections):
        connection = socket.create_connection(("127.0.0.1", preview.port), timeout=20)
        connection.sendall(parts[number % len(parts)])
        connection.close()
        if number % 500 == 0:
            tap.check(preview.get()[0] == 200, f"served after {number} dropped connections")


def hold_connections(preview):
    """More than it keeps: the idlest ones make room."""
    held = []
    for _ in range(700):
        try:
            held.append(socket.create_connection(("127.0.0.1", preview.port), timeout=20))
        except OSError:
            break
    tap.check(preview.get()[0] == 200, f"served with {len(held)} idle connections")
    for connection in held:
        connection.close()
    tap.check(preview.get()[0] == 200, "and without them")


def unread_streams(preview, root):
    """Browsers that listen and never read: they are given up, not waited for."""
    streams = []
    for _ in range(20):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        connection.connect(("127.0.0.1", preview.port))
        connection.sendall(f"GET {root}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        streams.append(connection)
    return streams


def edit(preview, events, number):
    preview.write("site-content/projects/edited.md", f"---\ntitle: Edited\n---\n\nEdit {number}.\n")
    if not events.wait(b"event: change"):
        return False
    return f"Edit {number}.".encode() in preview.get("projects/edited/")[2]


with Preview(given.vitrine) as served:
    before = descriptors(served)
    drop_connections(served)
    hold_connections(served)
    tap.check(served.wait_for(lambda: descriptors(served) <= before + 4, 90), "no connection is left behind", descriptors(served))
    run = served.root()
    silent = unread_streams(served, run)
    listener = Events(served, run)
    tap.check(listener.wait(b"event: state") is not None, "a stream begins")
    good = all(edit(served, listener, number) for number in range(given.edits // 3))
    early = served.memory()
    good = good and all(edit(served, listener, number) for number in range(given.edits // 3, given.edits))
    late = served.memory()
    tap.check(good, f"each of {given.edits} edits is told and served")
    sanitized = "asan" in open(f"/proc/{served.process.pid}/maps").read()
    growth = late - early
    if sanitized:
        print(f"# memory grew by {growth} KB; a sanitizer keeps what is freed, so this is not judged")
    else:
        tap.check(growth < 4000, f"memory is flat: {growth} KB more after {given.edits * 2 // 3} edits")
    for connection in silent:
        connection.close()
    listener.close()
    time.sleep(0.1)
    code, seconds = served.stop()
    tap.check(code == 0, "ends cleanly", served.errors()[-3000:])
    tap.check("Sanitizer" not in served.errors() and "runtime error" not in served.errors(), "no complaint", served.errors()[-3000:])
sys.exit(tap.finish())
