"""``fengqiao demo``: an invented court with people and cases, web and worker, in one command."""

from __future__ import annotations

import os
import signal
import ssl
import subprocess
import sys
import time
from contextlib import closing, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from types import FrameType
from urllib.parse import urlsplit

import click
from django.conf import settings
from django.utils import timezone

from fengqiao.commands import lan
from fengqiao.commands.migrate import prepare
from fengqiao.commands.serve import setting
from fengqiao.demo.people import log_in_lines
from fengqiao.demo.seeds import seed

GRACE = 2.5
"""Seconds that web and worker have to end before they are killed."""


@click.command()
@click.option("--host", default=lambda: setting("HOST", "127.0.0.1"), help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=lambda: setting("PORT", "8000"), help="Port.")
@click.option("--lan", "lan_wide", is_flag=True, help="Let phones of the same network join, over https.")
def command(host: str, port: int, lan_wide: bool) -> None:
    """Start the demo: an invented court, thirty cases, one click to be anybody in them."""
    if not settings.DEMO:
        click.echo("FENGQIAO_DEMO=0: the demo does not run with production settings.", err=True)
        sys.exit(2)
    begun = time.monotonic()
    click.echo("Preparing the database …")
    prepare()
    if seed(timezone.now()):
        click.echo("Told thirty stories.")
    place = lan.place(port) if lan_wide else lan.Place(host, port, settings.BASE_URL, {}, ())
    if not lan_wide and "FENGQIAO_BASE_URL" not in os.environ:
        place = lan.local(host, port)
    asked = asked_to_end()
    children = start(place)
    click.echo("\n".join(log_in_lines()))
    if not wait_until_ready(place, children, asked):
        sys.exit(watch(children, asked))
    click.echo(f"\nFengqiao 网上枫桥: {place.url}   people: {place.url}/demo/   ({time.monotonic() - begun:.0f} s)")
    if lan_wide:
        click.echo(lan.terminal_qr(place.url))
        click.echo("The certificate is made here: accept the phone's warning once. Camera and microphone then work.")
    sys.exit(watch(children, asked))


def start(place: lan.Place) -> list[subprocess.Popen[bytes]]:
    """Start web and worker as processes of this group."""
    environment = os.environ | place.settings
    fengqiao = [sys.executable, "-m", "fengqiao.commands"]
    serve = [*fengqiao, "serve", "--host", place.host, "--port", str(place.port), *place.options]
    worker = [*fengqiao, "worker"]
    return [subprocess.Popen(words, env=environment) for words in (serve, worker)]  # noqa: S603  our own words


def asked_to_end() -> list[int]:
    """Return a list that gets an entry when the terminal or the system asks this process to end."""
    asked: list[int] = []

    def ask(signum: int, frame: FrameType | None) -> None:
        asked.append(signum)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask)
    return asked


def wait_until_ready(place: lan.Place, children: list[subprocess.Popen[bytes]], asked: list[int]) -> bool:
    """Wait until the pages answer; False when a process ended before, or when asked to end."""
    while not asked and all(child.poll() is None for child in children):
        if answers(place):
            return True
        time.sleep(0.1)
    return False


def answers(place: lan.Place) -> bool:
    """Ask our own web process whether it is ready. Its certificate is one of our own, so nothing checks it."""
    there = urlsplit(place.url)
    host = "127.0.0.1" if place.host in {"", "0.0.0.0", "::"} else place.host  # noqa: S104  compared, not bound
    line: HTTPConnection
    if place.options:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        line = HTTPSConnection(host, place.port, timeout=5, context=context)
    else:
        line = HTTPConnection(host, place.port, timeout=5)
    with closing(line):
        try:
            line.request("GET", "/readyz", headers={"Host": there.netloc})
            # A host name that the settings do not allow is refused with 400: it answers all the same.
            return line.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
        except (OSError, HTTPException):
            return False


def watch(children: list[subprocess.Popen[bytes]], asked: list[int]) -> int:
    """Wait until asked to end, or until a process ends by itself; end all; return the exit code."""
    while not asked and all(child.poll() is None for child in children):
        time.sleep(0.1)
    end(children)
    return 0 if asked else 1


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask every process to end and kill what has not ended in time."""
    for child in children:
        with suppress(ProcessLookupError):
            child.terminate()
    last = time.monotonic() + GRACE
    for child in children:
        try:
            child.wait(timeout=max(0.1, last - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
