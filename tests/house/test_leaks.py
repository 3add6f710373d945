"""The repository speaks of the product alone: no index of packages, no machine, and every pin has its hash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

# The words are put together here, so that this file does not hold them.
INDEX_WORDS = ("py" + "pi.org", "python" + "hosted", "/sim" + "ple/", "index" + "-url", "index" + ".html#sha")
FOLDERS = ("ho" + "me/", "ro" + "ot/", "Use" + "rs/", "wo" + "rk/", "tm" + "p/")
LEAKS = {
    "a package index": re.compile("|".join(re.escape(word) for word in INDEX_WORDS), re.IGNORECASE),
    "a path of a machine": re.compile(r"(?<![\w.:/}])/(?:" + "|".join(FOLDERS) + r")\w"),
}
TEXT = {".py", ".md", ".html", ".css", ".js", ".toml", ".txt", ".yaml", ".yml", ".typ", ".po", ".svg", ".in", ".sh", ""}


@pytest.mark.parametrize("what", LEAKS)
def test_no_tracked_file_names_it(tracked: list[Path], what: str) -> None:
    found = [
        f"{path.name}: {match.group(0)}"
        for path in tracked
        if path.suffix in TEXT
        for match in LEAKS[what].finditer(path.read_text("utf-8", errors="ignore"))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_every_pin_has_a_hash(root: Path, name: str) -> None:
    text = (root / "requirements" / name).read_text("utf-8")
    pins = re.split(r"\n(?=[\w\[])", re.sub(r"(?m)^\s*#.*\n", "", text))
    assert [pin.split("\n")[0] for pin in pins if pin.strip() and "--hash=sha256:" not in pin] == []


def test_what_runs_is_pinned_the_same_for_developers(root: Path) -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"(?m)^([\w.\[\]-]+==\S+)", (root / "requirements" / name).read_text("utf-8")))

    assert pins("runtime.txt") - pins("dev.txt") == set()
