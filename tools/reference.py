"""Write docs/reference from what the code declares, or check that it is up to date.

python tools/reference.py write
python tools/reference.py check     exit 1 and name the pages that differ
"""

from __future__ import annotations

import sys
from pathlib import Path

import django

django.setup()

from fengqiao.commands.reference import pages  # noqa: E402  needs the settings

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference"


def main(arguments: list[str]) -> int:
    """Return 0 when the pages are written or up to date, 1 when some differ, 2 when called wrongly."""
    if arguments not in (["write"], ["check"]):
        print(__doc__)  # noqa: T201
        return 2
    made = pages()
    stale = [name for name, text in made.items() if not _same(TARGET / name, text)]
    stale += [path.name for path in TARGET.glob("*.md") if path.name not in made]
    if arguments == ["check"]:
        if stale:
            print(f"docs/reference is not up to date: {', '.join(sorted(stale))}. Run: make docs")  # noqa: T201
        return int(bool(stale))
    TARGET.mkdir(parents=True, exist_ok=True)
    for path in TARGET.glob("*.md"):
        path.unlink()
    for name, text in made.items():
        (TARGET / name).write_text(text, "utf-8")
    print(f"docs/reference: {len(made)} pages, {len(stale)} changed")  # noqa: T201
    return 0


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
