"""Run every check of ``make lint``, all of them even when one fails, and say at the end which failed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS: dict[str, list[str]] = {
    "style": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "layers": ["lint-imports"],
    "types": ["mypy", "src"],
    "migrations": ["django-admin", "makemigrations", "--check", "--dry-run"],
    "system": ["django-admin", "check", "--fail-level", "WARNING"],
    "translations": ["python", "tools/messages.py", "check"],
    "templates": ["djlint", "src", "--lint", "--quiet"],
    "reference": ["python", "tools/reference.py", "check"],
    "house": ["pytest", "tests/house"],
}


def main() -> int:
    """Return 0 when every check passed, else 1."""
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    print(f"lint: {'failed: ' + ', '.join(failed) if failed else 'all checks passed'}")  # noqa: T201
    return int(bool(failed))


def passes(name: str, command: list[str]) -> bool:
    """Run one check and print its words only when it fails."""
    words = [str(BIN / command[0]), *command[1:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  our own words
    print(f"  {name:13}{'ok' if done.returncode == 0 else 'FAILED'}", flush=True)  # noqa: T201
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)  # noqa: T201
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
