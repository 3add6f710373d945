"""Thirty requests a second over minutes against a running demo: how long answers take, and whether a word is lost."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

A_SECOND, WRITES_OF_TEN = 30, 2
TAKEN = (200, 302, 303)
PEOPLE = 10
"""Who asks at once. Each writes 36 lines a minute, below the 60 that a room takes from one person."""
PAGES = ("/", "/cases/", "/bench/", "/papers/messages/", "/law/fees/?kind=property&ask=1&amount_yuan=30000", "/me/")
PATIENCE = 60
_ROOM = re.compile(r'href="(/rooms/[0-9a-f-]{36}/)"')
_LOGIN = re.compile(r"/demo/be/([a-z.]+)/")
_CASE = re.compile(r'href="(/cases/[0-9a-f-]{36}/)"')


@dataclass
class Found:
    """Seconds of each answer, what failed, and the words that were taken, each with its room."""

    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    lost: int = 0


class Visitor:
    """One invented person on one connection, as a browser without scripts."""

    def __init__(self, port: int, login: str = "") -> None:
        self.port, self.cookies = port, dict[str, str]()
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.get("/demo/")
        if login:
            self.post(f"/demo/be/{login}/", {})

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, data: dict[str, str]) -> tuple[int, str]:
        """Send a form with its token."""
        return self._ask("POST", path, urlencode({**data, "csrfmiddlewaretoken": self.cookies.get("csrf", "")}))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                   "Accept-Language": "zh-CN", "Origin": f"http://127.0.0.1:{self.port}"}  # fmt: skip
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self._answer(method, path, body, headers)
        text = answer.read().decode(errors="replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _is, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, text

    def _answer(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Ask again on a new line when the server closed the idle one; lines written twice have one ``client_id``."""
        try:
            self.line.request(method, path, body, headers)
            return self.line.getresponse()
        except ConnectionError:
            self.line.close()
        self.line.request(method, path, body, headers)
        return self.line.getresponse()


def sustained(folder: Path, seconds: int) -> Found:
    """Ask a fresh demo so many seconds long; a fifth of the requests write a line into a room."""
    found = Found()
    with _demo(folder) as port:
        talkers = list(islice(_talkers(port), PEOPLE))
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=_visit, args=(*who, until, found)) for who in talkers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found.lost = sum(
            _missing(
                visitor, room, [words for place, words in found.said if place == room and words.startswith(f"{login}-")]
            )
            for visitor, login, room in talkers
        )
    return found


def _talkers(port: int) -> Iterator[tuple[Visitor, str, str]]:
    """Yield invented people with a room in which they may write."""
    _status, people = Visitor(port).get("/demo/")
    for login in dict.fromkeys(_LOGIN.findall(people)):
        visitor = Visitor(port, login)
        for room in islice(_rooms_of(visitor), 1):
            if _say(visitor, room, f"{login}-0") in TAKEN:
                yield visitor, login, room


def _visit(visitor: Visitor, login: str, room: str, until: float, found: Found) -> None:
    """Ask in a steady rhythm."""
    number, pause = 0, PEOPLE / A_SECOND
    next_at = time.monotonic()
    while time.monotonic() < until:
        number += 1
        _once(visitor, login, room if number % 10 < WRITES_OF_TEN else "", number, found)
        next_at = max(next_at + pause, time.monotonic() - 1)
        time.sleep(max(0.0, next_at - time.monotonic()))


def _once(visitor: Visitor, login: str, room: str, number: int, found: Found) -> None:
    begun = time.perf_counter()
    words = f"{login}-{number}"
    try:
        status = _say(visitor, room, words) if room else visitor.get(PAGES[number % len(PAGES)])[0]
    except (OSError, http.client.HTTPException) as error:
        found.errors.append(f"{login} {number}: {error!r}")
        return
    (found.writes if room else found.reads).append(time.perf_counter() - begun)
    if status >= 500 or (room and status not in TAKEN):
        found.errors.append(f"{login} {number}: {status}")
    elif room:
        found.said.append((room, words))


def _say(visitor: Visitor, room: str, words: str) -> int:
    return visitor.post(f"{room}say/", {"text": words, "client_id": words})[0]


def _rooms_of(visitor: Visitor) -> Iterator[str]:
    _status, cases = visitor.get("/cases/")
    for path in dict.fromkeys(_CASE.findall(cases)):
        yield from _ROOM.findall(visitor.get(path)[1])[:1]


def _missing(visitor: Visitor, room: str, said: list[str]) -> int:
    """Return how many of the lines taken are not in the room, reading it backwards page by page."""
    text, path = "", room
    for _page in range(1_000):
        _status, page = visitor.get(path)
        text += page
        earlier = re.search(r'href="([^"]*[?&]before=\d+[^"]*)"', page)
        if earlier is None:
            break
        path = room + unescape(earlier[1]).removeprefix(room)
    return sum(f">{words}<" not in text for words in said)


@contextmanager
def _demo(folder: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("FENGQIAO_")}
    words = [sys.executable, "-m", "fengqiao.commands", "demo", "--port", str(port)]
    with (folder / "demo.log").open("wb") as log:
        process = subprocess.Popen(words, env={**kept, "FENGQIAO_VAR": str(folder)}, stdout=log, stderr=log)  # noqa: S603
        try:
            _wait(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _try in range(PATIENCE * 4):
        if process.poll() is not None:
            raise RuntimeError("the demo ended before it was ready")
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/readyz")
            if line.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.25)
    raise TimeoutError("the demo was not ready in time")
