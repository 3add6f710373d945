"""Run the tests as ``make test`` does: on SQLite, on PostgreSQL with Redis, in Chromium; say plainly what was skipped.

    python tools/run_tests.py [PYTEST ARGUMENTS]

FENGQIAO_TEST_DATABASE_URL names the PostgreSQL server (default: postgres at 127.0.0.1, database ``test``).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import redis

ROOT = Path(__file__).resolve().parent.parent
POSTGRESQL = os.environ.get("FENGQIAO_TEST_DATABASE_URL") or "postgresql://postgres@127.0.0.1/test"
REDIS = os.environ.get("FENGQIAO_REDIS_URL") or "redis://127.0.0.1:6379/0"
ONCE = {"law", "textkit", "house", "documents", "browser", "access", "web", "api", "guide", "search", "commands"}
"""Folders of tests that read no database, start one of their own, or ask about pages and not about data: not repeated
on PostgreSQL."""
REPEATED = ("tests/commands/test_recovery.py",)
"""Files of such folders that do ask the database."""


def main(arguments: list[str]) -> int:
    """Return 0 when every run passed, else 1."""
    begun = time.monotonic()
    chromium = find_chromium()
    results = [run("SQLite", ["-m", "not browser", *workers(), *arguments], {})]
    if server := postgresql_fault():
        say(f"PostgreSQL not found ({server}): the database tests ran on SQLite only, skipped")
    else:
        folders = [*(str(path) for path in test_folders() if path.name not in ONCE), *REPEATED]
        settings = {"FENGQIAO_DATABASE_URL": POSTGRESQL} | redis_setting()
        results.append(run("PostgreSQL", ["-m", "not browser", *workers(), *(arguments or folders)], settings))
    if chromium:
        # Each folder in a process of its own: one process drives one browser.
        places = arguments or [str(folder) for folder in browser_folders()]
        results += [run("Chromium", ["-m", "browser", place], {}) for place in places]
    else:
        say("Chromium not found: the browser tests are skipped")
    say(f"{'all passed' if not any(results) else 'FAILED'} in {time.monotonic() - begun:.0f} s")
    return int(any(results))


def run(name: str, arguments: list[str], settings: dict[str, str]) -> bool:
    """Run pytest and return whether something failed; a run that finds no test is fine."""
    say(f"{name} …")
    words = [sys.executable, "-m", "pytest", *arguments]
    done = subprocess.run(words, cwd=ROOT, env=os.environ | settings, check=False)  # noqa: S603  our own words
    return done.returncode not in {0, 5}


def test_folders() -> list[Path]:
    """Return every folder of tests."""
    return sorted(path for path in (ROOT / "tests").iterdir() if path.is_dir() and not path.name.startswith("__"))


def browser_folders() -> list[Path]:
    """Return every folder with tests that play in a browser."""
    return [
        folder
        for folder in test_folders()
        if any("mark.browser" in file.read_text("utf-8") for file in folder.glob("*.py"))
    ]


def workers() -> list[str]:
    """Return the pytest option that uses every core."""
    return ["-n", str(os.cpu_count() or 1)]


def postgresql_fault() -> str:
    """Return why PostgreSQL cannot be reached, or nothing when it can."""
    try:
        psycopg.connect(POSTGRESQL, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return str(error).splitlines()[0]
    return ""


def redis_setting() -> dict[str, str]:
    """Return the Redis setting when a server answers."""
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=2, socket_timeout=2).ping()
    except redis.RedisError:
        say("Redis not found: room events are tested over the database only")
        return {}
    return {"FENGQIAO_REDIS_URL": REDIS}


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def say(text: str) -> None:
    """Print a line that stands out from pytest's own."""
    print(f"\n== {text}", flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
