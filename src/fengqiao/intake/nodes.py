"""Reading YAML with every fault and its line at once."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import yaml
from django.utils.translation import get_language

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Words(NamedTuple):
    """The same words in Chinese and in English."""

    zh: str
    en: str

    @property
    def own(self) -> str:
        """Return the words in the language of the page."""
        return self.en if (get_language() or "").startswith("en") else self.zh


NO_WORDS = Words("", "")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a file, and on which line (from 1)."""

    line: int
    text: str


class Term(NamedTuple):
    """One question of a condition, with the answers that fulfil it."""

    question: str
    answers: frozenset[str]
    line: int


@dataclass(frozen=True, slots=True)
class Condition:
    """Every named question has one of its named answers; without any, always true."""

    terms: tuple[Term, ...] = ()

    def holds(self, answers: abc.Mapping[str, str]) -> bool:
        """Return whether the answers fulfil it; a question that was not asked fulfils nothing."""
        return all(answers.get(term.question) in term.answers for term in self.terms)


@dataclass(slots=True)
class Mapping:
    """One mapping of the file; asking for a key notes a fault when it is missing or of another shape."""

    node: yaml.MappingNode
    faults: list[Fault]
    asked: set[str] = field(default_factory=set)

    @property
    def line(self) -> int:
        """Return the line on which the mapping begins."""
        return int(self.node.start_mark.line) + 1

    def wrong(self, text: str, key: str = "") -> None:
        """Note a fault at the value of ``key``, or at the mapping itself."""
        found = self._find(key)
        self.faults.append(Fault(found.start_mark.line + 1 if found else self.line, text))

    def text(self, key: str, *, default: str | None = None) -> str:
        """Return a text; a missing one is a fault unless there is a default."""
        found = self._get(key, needed=default is None)
        if found is None:
            return default or ""
        if not isinstance(found, yaml.ScalarNode) or not found.value.strip():
            self.wrong(f"{key} must be a text", key)
            return ""
        return str(found.value.strip())

    def name(self, key: str) -> str:
        """Return a name: small letters, digits and underscores."""
        found = self.text(key)
        if found and not NAME.fullmatch(found):
            self.wrong(f"{key} {found!r} must be small letters, digits and _, beginning with a letter", key)
        return found

    def yes(self, key: str, default: bool) -> bool:
        """Return true or false."""
        found = self.text(key, default="true" if default else "false")
        if found not in {"true", "false"}:
            self.wrong(f"{key} must be true or false", key)
        return found == "true"

    def day(self, key: str) -> date:
        """Return a date such as 2026-11-01."""
        found = self.text(key)
        try:
            return date.fromisoformat(found)
        except ValueError:
            if found:
                self.wrong(f"{key} {found!r} must be a date such as 2026-11-01", key)
            return date.min

    def words(self, key: str, *, needed: bool = True) -> Words:
        """Return words in both languages."""
        found = self._get(key, needed=needed)
        if found is None:
            return NO_WORDS
        if not isinstance(found, yaml.MappingNode):
            self.wrong(f"{key} must have zh and en", key)
            return NO_WORDS
        inner = Mapping(found, self.faults)
        words = Words(inner.text("zh"), inner.text("en"))
        inner.end()
        return words

    def weights(self, key: str) -> dict[str, float]:
        """Return a mapping of words to numbers."""
        found, out = self._get(key), {}
        if found is not None and not isinstance(found, yaml.MappingNode):
            self.wrong(f"{key} must be words with weights", key)
        for term, value in found.value if isinstance(found, yaml.MappingNode) else ():
            try:
                out[str(term.value)] = float(value.value)
            except (TypeError, ValueError):
                self.faults.append(Fault(value.start_mark.line + 1, f"the weight of {term.value} must be a number"))
        return out

    def items(self, key: str, *, needed: bool = True) -> Iterator[Mapping]:
        """Yield the mappings of a list."""
        for found in self._list(key, needed):
            if isinstance(found, yaml.MappingNode):
                yield Mapping(found, self.faults)
            else:
                self.faults.append(Fault(found.start_mark.line + 1, f"each of {key} must have keys and values"))

    def number(self, key: str) -> int:
        """Return a whole number from 1 to 99; 0 after a fault."""
        found = self.text(key)
        if found and not re.fullmatch(r"[1-9][0-9]?", found):
            self.wrong(f"{key} must be a whole number from 1 to 99", key)
            return 0
        return int(found or 0)

    def inner(self, key: str, *, needed: bool = True) -> Mapping | None:
        """Return the mapping under a key, None when there is none."""
        found = self._get(key, needed=needed)
        if isinstance(found, yaml.MappingNode):
            return Mapping(found, self.faults)
        if found is not None:
            self.wrong(f"{key} must have keys and values", key)
        return None

    def condition(self, key: str) -> Condition:
        """Return which answers to which questions are meant: ``{question: answer}`` or ``{question: [answer, …]}``."""
        found = self.inner(key, needed=False)
        terms: list[Term] = []
        for name, value in found.node.value if found else ():
            rows = value.value if isinstance(value, yaml.SequenceNode) else [value]
            if not rows or not all(isinstance(row, yaml.ScalarNode) for row in (name, *rows)):
                self.faults.append(Fault(name.start_mark.line + 1, f"{key} must be {{question: answer}} or [answers]"))
                continue
            line = name.start_mark.line + 1
            terms.append(Term(str(name.value), frozenset(str(row.value) for row in rows), line))
        return Condition(tuple(terms))

    def listed(self, key: str, *, needed: bool = False) -> tuple[tuple[str, int], ...]:
        """Return a list of words, each with its line."""
        rows = self._list(key, needed)
        for row in rows:
            if not isinstance(row, yaml.ScalarNode):
                self.faults.append(Fault(row.start_mark.line + 1, f"each of {key} must be one word"))
        return tuple((str(row.value), row.start_mark.line + 1) for row in rows if isinstance(row, yaml.ScalarNode))

    def once(self, kind: str, key: str, identity: str) -> None:
        """Note rows of a list that carry a name which another row carries already."""
        seen: set[str] = set()
        for row in self.items(key, needed=False):
            name = next((str(value.value) for found, value in row.node.value if found.value == identity), "")
            if name in seen:
                row.wrong(f"{kind} {name} stands twice", identity)
            seen |= {name} - {""}

    def end(self) -> None:
        """Note keys that stand twice, and keys that nothing asked for: most are spelling mistakes."""
        seen: set[str] = set()
        for key, _value in self.node.value:
            if str(key.value) in seen:
                self.faults.append(Fault(key.start_mark.line + 1, f"key {key.value} stands twice"))
            seen.add(str(key.value))
            if str(key.value) not in self.asked:
                self.faults.append(
                    Fault(key.start_mark.line + 1, f"unknown key {key.value}; known: {', '.join(sorted(self.asked))}")
                )

    def _list(self, key: str, needed: bool) -> list[yaml.Node]:
        found = self._get(key, needed=needed)
        if found is None:
            return []
        if not isinstance(found, yaml.SequenceNode):
            self.wrong(f"{key} must be a list", key)
            return []
        return list(found.value)

    def _get(self, key: str, needed: bool = True) -> yaml.Node | None:
        self.asked.add(key)
        found = self._find(key)
        if found is None and needed:
            self.faults.append(Fault(self.line, f"{key} is missing"))
        return found

    def _find(self, key: str) -> yaml.Node | None:
        return next((value for name, value in self.node.value if name.value == key), None)
