"""The demo is one command that starts everything and ends everything."""

from __future__ import annotations

import socket
import ssl
import time
import urllib.request

import pytest

from commands.processes import Platform, until

START = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str, *, context: ssl.SSLContext | None = None) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5, context=context) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.mark.slow
def test_the_demo_starts_and_ends_within_five_seconds_when_asked(platform: Platform) -> None:
    port = free_port()
    demo = platform.start("demo", PORT=str(port))
    said = platform.folder / "demo.out"
    assert until(lambda: said.exists() and f"http://127.0.0.1:{port}/demo/" in said.read_text(), START)
    assert answers(f"http://127.0.0.1:{port}/readyz")
    begun = time.monotonic()
    demo.terminate()
    assert demo.wait(timeout=10) == 0
    assert time.monotonic() - begun < 5
    assert not answers(f"http://127.0.0.1:{port}/healthz")


@pytest.mark.slow
def test_the_demo_for_phones_answers_over_https(platform: Platform) -> None:
    port = free_port()
    demo = platform.start("demo", "--lan", PORT=str(port))
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    said = platform.folder / "demo.out"
    assert until(lambda: said.exists() and "Fengqiao 网上枫桥: https://" in said.read_text(), START)
    assert answers(f"https://127.0.0.1:{port}/readyz", context=trust)
    assert until(lambda: "█" in said.read_text() or "▄" in said.read_text(), START)
    demo.terminate()
    assert demo.wait(timeout=10) == 0
