"""Every table of law with its entries, for people who check them against the official texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fengqiao.law.table import TABLES, Entry, load, section


@dataclass(frozen=True, slots=True)
class Listed:
    """One table: its file, its key in the file ("" when the file is one table), its names, its entries."""

    file: str
    rule: str
    zh: str
    en: str
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """What :func:`fengqiao.law.table.load` takes."""
        return f"{self.file}/{self.rule}" if self.rule else self.file


def register() -> Iterator[Listed]:
    """All tables, by file and in the order written."""
    for path in sorted(TABLES.glob("*.toml")):
        yield from _tables(path.stem)


def _tables(file: str) -> Iterator[Listed]:
    content = section(file)
    title = content.get("title", "")
    if "entry" in content:
        yield Listed(file, "", title, title, load(file).entries)
    for rule, raw in content.get("rules", {}).items():
        yield Listed(file, rule, raw.get("zh", title), raw.get("en", title), load(f"{file}/{rule}").entries)
    if "act" in content:
        yield Listed(file, "", title, title, _acts(content["act"]))


def _acts(acts: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Acts with the articles that were read; an act with an article from memory is unverified."""
    made = []
    for act in acts:
        number = act.get("number", "")
        value = {"articles": act["articles"], "unverified": act.get("unverified", [])}
        zh, en = f"《{act['zh']}》（{number}）" if number else f"《{act['zh']}》", act["en"]
        made.append(Entry(act["since"], value, zh, not value["unverified"], en))
    return tuple(made)
