"""The demo as its users meet it: started by its own command, over https on an address of the network."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CODE = re.compile(r"(?<!\d)(\d{6})(?!\d)")
SHORT = re.compile(r"\b([0-9A-Z]{4}-[0-9A-Z]{2})\b")
PATIENCE = 240


@dataclass
class Site:
    """A running demo and the folder for its pictures."""

    url: str
    pictures: Path

    def sent_to(self, address: str) -> list[str]:
        """Return what the demo outbox shows for an address, newest first."""
        page = self._get(f"/demo/outbox/?to={address}")
        cells = re.findall(r'<td data-label="[^"]*"(?: lang="[^"]*")?>(.*?)</td></tr>', page, re.S)
        return [re.sub(r"<[^>]+>", " ", cell) for cell in cells]

    def code_for(self, address: str, after: int = 0) -> str:
        """Wait for the newest one-time code sent to an address; ``after`` is how many messages were there before."""
        for _try in range(100):
            messages = self.sent_to(address)
            codes = [found[1] for text in messages[: len(messages) - after] if (found := CODE.search(text))]
            if codes:
                return codes[0]
            time.sleep(0.2)
        raise AssertionError(f"no code was sent to {address}")

    def short_code_for(self, address: str, words: str) -> str:
        """Wait for the message that contains ``words`` and return its short code."""
        for _try in range(150):
            for text in self.sent_to(address):
                if words in text and (found := SHORT.search(text)):
                    return found[1]
            time.sleep(0.2)
        raise AssertionError(f"no message with {words} was sent to {address}: {self.sent_to(address)}")

    def _get(self, path: str) -> str:
        request = urllib.request.Request(self.url + path, headers={"Accept-Language": "zh-CN"})
        with urllib.request.urlopen(request, context=ssl._create_unverified_context(), timeout=30) as answer:
            text: str = answer.read().decode()
            return text


def start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start ``fengqiao demo --lan`` with a fresh database and wait until it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("FENGQIAO_")}
    environment = {**kept, "FENGQIAO_VAR": str(folder), "PYTHONWARNINGS": "ignore"}
    log = (folder / "demo.log").open("wb")
    words = [sys.executable, "-m", "fengqiao.commands", "demo", "--lan", "--port", str(port)]
    process = subprocess.Popen(words, env=environment, stdout=log, stderr=log)
    url = f"https://{_own_address()}:{port}"
    for _try in range(PATIENCE * 4):
        if process.poll() is not None:
            raise AssertionError((folder / "demo.log").read_text()[-3000:])
        if _answers(url):
            return process, url
        time.sleep(0.25)
    process.terminate()
    raise AssertionError((folder / "demo.log").read_text()[-3000:])


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url + "/readyz", context=ssl._create_unverified_context(), timeout=5)
    except (urllib.error.URLError, ConnectionError, TimeoutError, ssl.SSLError):
        return False
    return True


def _own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
