"""Short summaries of articles in our own words, Chinese and English, from ``articles/*.toml``. Never official text.

One file an act: ``zh`` and ``en`` its name, ``short`` how it is called, ``number``, ``since`` in force, then articles
under ``read`` (checked against the text of the act) or ``unverified`` (from memory, shown with 待核).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fengqiao.textkit.numerals import NUMERAL, parse_number

ARTICLES = Path(__file__).parent / "articles"
_NUMBER = rf"第((?:{NUMERAL}|[0-9])+)条"
_NAMED = re.compile(rf"^《?(?:中华人民共和国)?(?P<act>.+?)》?(?:（[0-9]{{4}}[^）]*）)?{_NUMBER}$")
_CITED = re.compile(rf"(?P<act>[^；;，,。、第]+?)(?P<articles>{_NUMBER}(?:[（(第][^；;，,。、条]*)?(?:、{_NUMBER})*)")


@dataclass(frozen=True, slots=True)
class Summary:
    """What one article says, in short. ``verified`` false is shown as 待核."""

    act: str
    act_en: str
    number: str
    article: int
    since: date
    zh: str
    en: str
    verified: bool

    @property
    def name(self) -> str:
        """The article as it is cited in Chinese: 民法典第563条."""
        return f"{self.act}第{self.article}条"

    @property
    def name_en(self) -> str:
        """The article as it is cited in English."""
        return f"{self.act_en}, Art. {self.article}"


@cache
def summaries() -> tuple[Summary, ...]:
    """Every summary, by file and article."""
    return tuple(found for path in sorted(ARTICLES.glob("*.toml")) for found in _of_file(path))


def summary(act: str, article: int) -> Summary | None:
    """The summary of an article of an act by its full or short name; None when there is none."""
    return _by_name().get((_act(act), article))


def named(text: str) -> Summary | None:
    """The summary of the one article that ``text`` names, such as 中华人民共和国民法典第五百六十三条; else None."""
    match = _NAMED.match(text.strip())
    return summary(match["act"], _article(match[2])) if match else None


def cited(text: str) -> list[tuple[str, int]]:
    """Act and article of each citation in ``text``: 消费者权益保护法第24条、第25条 names two."""
    found = []
    for match in _CITED.finditer(text):
        found += [(_act(match["act"]), _article(number)) for number in re.findall(_NUMBER, match["articles"])]
    return found


@cache
def _by_name() -> Mapping[tuple[str, int], Summary]:
    found = {}
    for path in sorted(ARTICLES.glob("*.toml")):
        raw = _file(path)
        for one in _of_file(path):
            for name in {raw["zh"], raw.get("short", raw["zh"])}:
                found[_act(name), one.article] = one
    return found


def _act(name: str) -> str:
    plain = name.strip("《》 ").removeprefix("中华人民共和国").replace("(", "（").replace(")", "）")
    return plain.removeprefix("最高人民法院").removeprefix("关于")


def _article(number: str) -> int:
    value = parse_number(number)
    return int(value) if value is not None else 0


def _of_file(path: Path) -> Iterator[Summary]:
    raw = _file(path)
    articles = [(int(n), text, True) for n, text in raw.get("read", {}).items()]
    articles += [(int(n), text, False) for n, text in raw.get("unverified", {}).items()]
    for article, text, verified in sorted(articles, key=lambda one: one[0]):
        yield Summary(
            act=raw.get("short", raw["zh"]), act_en=raw["en"], number=raw.get("number", ""), article=article,
            since=raw["since"], zh=text["zh"], en=text["en"], verified=verified,
        )  # fmt: skip


@cache
def _file(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
