"""A real server in a process of its own, and other processes that write into its database."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Server:
    """uvicorn on a free port with an own database."""

    def __init__(self, var: Path) -> None:
        self.port = _free_port()
        self.url = f"http://localhost:{self.port}"
        self.env = {key: value for key, value in os.environ.items() if not key.startswith(("FENGQIAO_", "PYTEST_"))}
        self.env |= {
            "FENGQIAO_VAR": str(var),
            "FENGQIAO_BASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "fengqiao.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests"), str(HERE)]),
        }
        self._run("-m", "django", "migrate", "-v0")
        self.writer = subprocess.Popen(
            [sys.executable, str(HERE / "stage.py")],
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.set: dict[str, Any] = self.stage("set")
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server and wait until it answers."""
        command = [sys.executable, "-m", "uvicorn", "fengqiao.config.asgi:application", "--port", str(self.port)]
        command += ["--log-level", "warning", "--timeout-graceful-shutdown", "2"]
        process = subprocess.Popen(command, env=self.env)
        for _try in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=1)
                return process
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        process.kill()
        raise RuntimeError("the server does not answer")

    def stop(self) -> None:
        """End the server and the writer."""
        self.writer.communicate(timeout=10)
        self.process.terminate()
        self.process.wait(10)

    def stage(self, *words: str) -> Any:
        """Act on the database in another process."""
        assert self.writer.stdin is not None
        assert self.writer.stdout is not None
        print(json.dumps(words), file=self.writer.stdin, flush=True)
        return json.loads(self.writer.stdout.readline())

    def listen(self, who: str, kind: str, after: int = 0, last: int | None = None, session: str = "") -> Listening:
        """Open a stream as somebody."""
        headers = {"Cookie": f"session={session or self.set['sessions'][who]}", "Accept-Encoding": "gzip"}
        if last is not None:
            headers["Last-Event-ID"] = str(last)
        address = f"{self.url}/rooms/{self.set['rooms'][kind]}/stream?after={after}"
        return Listening(urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=20))

    def _run(self, *words: str) -> None:
        subprocess.run([sys.executable, *words], env=self.env, check=True, timeout=600)


class Listening:
    """The reading end of a stream."""

    def __init__(self, response: Any) -> None:
        self.response = response
        self.headers = response.headers

    def events(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield kind and data of each event; ends when the server closes the stream."""
        kind = ""
        for raw in self.response:
            line = raw.decode().rstrip("\n")
            if line.startswith("event: "):
                kind = line[7:]
            elif line.startswith("data: "):
                yield kind, json.loads(line[6:])

    def until(self, kind: str) -> dict[str, Any]:
        """Return the data of the next event of this kind."""
        return next(data for found, data in self.events() if found == kind)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
