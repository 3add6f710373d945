"""Real processes of the platform on a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Platform:
    """A fresh installation in a folder: run commands, start processes, wait for what they do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[str]] = []
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("FENGQIAO_", "PYTEST_"))}
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        self.environment = clean | {"FENGQIAO_VAR": str(folder), "PYTHONPATH": paths}

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run ``fengqiao`` with these words and return what it said."""
        return subprocess.run(self._command(*words), env=self.environment | settings, capture_output=True, text=True)

    def python(self, code: str) -> str:
        """Run Python inside the installation and return its output."""
        setup = (
            "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'fengqiao.config.settings'\nimport django\n"
            "django.setup()\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", setup + code], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def start(self, *words: str, **settings: str) -> subprocess.Popen[str]:
        """Start ``fengqiao`` in a process group of its own."""
        log = (self.folder / f"{words[0]}.out").open("a")
        process = subprocess.Popen(
            self._command(*words), env=self.environment | settings, stdout=log, stderr=log, text=True, process_group=0
        )
        self.started.append(process)
        return process

    def end(self) -> None:
        """Kill whatever still runs."""
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait()

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "fengqiao.commands", *words]


def until(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait until something is true; return whether it became so."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        if true():
            return True
        time.sleep(0.1)
    return False
