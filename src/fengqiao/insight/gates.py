"""The gates of a lawsuit: what has to be true before a court looks at the claim. Data: ``law/tables/gates.toml``.

Each gate is open, open with a doubt, shut or unknown, by expressions in three-valued logic over what the person said
and what the law computes. Limitation is for the asking person alone (民法典第193条).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from fengqiao.insight.kleene import Expression, Truth, Value, conj, expression, neg
from fengqiao.law import jurisdiction, limitation
from fengqiao.law.calendar import date_en, date_zh
from fengqiao.law.limitation import Event, Facts
from fengqiao.law.money import Sentence
from fengqiao.law.refusal import Refused
from fengqiao.law.table import Entry, load, names

Verdict = Literal["pass", "at_risk", "fail", "unknown"]
SCOPE = {"online_shopping": "online_shopping", "online_service": "network_service"}
"""Kind of dispute → case type of the table of the internet courts."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a gate: yes, no, or "I do not know"."""

    fact: str
    words: Sentence


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate in the version of a day; ``risk`` turns an open gate into a doubtful one."""

    id: str
    title: Sentence
    questions: tuple[Question, ...]
    passes: Expression
    risk: Expression
    says: Mapping[str, Sentence]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Told:
    """Since when, until when and of which kind the claim is, as the person said; None where unknown."""

    known: date | None = None
    demanded: date | None = None
    exempt: bool | None = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A gate with its verdict, the facts that it used (``None``: not known), and sums of days with their source."""

    gate: Gate
    verdict: Verdict
    trace: tuple[tuple[str, Value], ...]
    steps: tuple[Sentence, ...] = ()
    source: str = ""

    @property
    def says(self) -> Sentence:
        """What the verdict means, with what to do."""
        return self.gate.says[self.verdict]

    @property
    def source_words(self) -> Sentence:
        """The articles in both languages; those of a counting stand in Chinese only."""
        entry = self.gate.entry
        return entry.source, entry.source_en

    @property
    def rule(self) -> str:
        """The rule id and the day of its version, such as ``gates/standing@2024-01-01``."""
        return f"gates/{self.gate.id}@{self.gate.entry.since.isoformat()}"


def gates(on: date) -> tuple[Gate, ...]:
    """All gates in force on a day, in the order of the table; LookupError before the first one."""
    return tuple(_gate(key, on) for key in names("gates"))


def questions(on: date) -> tuple[Question, ...]:
    """Every question of every gate."""
    return tuple(question for gate in gates(on) for question in gate.questions)


def check(facts: Mapping[str, Value], told: Told, kind: str, on: date) -> tuple[Checked, ...]:
    """Check every gate with what is known; ``kind`` is the code of the kind of dispute."""
    days, steps, source = time_left(told, on)
    known = {**facts, **days, "in_scope": in_scope(kind, on)}
    found = tuple(_checked(gate, known) for gate in gates(on))
    return tuple(replace(each, steps=steps, source=source) if each.gate.id == "limitation" else each for each in found)


def verdict(passes: Truth, risk: Truth) -> Verdict:
    """Shut when it does not pass, open when it passes without a doubt, unknown when either cannot be said."""
    if passes is False:
        return "fail"
    if conj((passes, neg(risk))):
        return "pass"
    return "at_risk" if passes and risk else "unknown"


def in_scope(kind: str, on: date) -> Truth:
    """Whether the internet courts hear this kind of dispute; unknown for a kind that their table does not name."""
    if kind not in SCOPE:
        return None
    try:
        return jurisdiction.internet_court(jurisdiction.Filing(SCOPE[kind], on)).answer == "yes"
    except (Refused, LookupError):
        return None


def time_left(told: Told, on: date) -> tuple[dict[str, Value], tuple[Sentence, ...], str]:
    """Facts of the limitation gate, the counting with the days left, and its articles."""
    if told.exempt:
        return {"no_limit": True}, (), ""
    limit: dict[str, Value] = {"no_limit": told.exempt}
    if told.known is None:
        return limit, (), ""
    events = (Event("demand", told.demanded),) if told.demanded else ()
    try:
        found = limitation.last_day(Facts(known=told.known, events=events))
    except Refused as refused:
        return limit, ((refused.zh, refused.en),), ""
    if found.last_day is None:
        return {"no_limit": True}, found.steps, found.source
    left = (found.last_day - on).days
    return {**limit, "days_left": left}, (*found.steps, _left(found.last_day, left, on)), found.source


def _left(last: date, left: int, on: date) -> Sentence:
    zh = f"最后一天：{date_zh(last)}；从{date_zh(on)}起" + (
        f"还有 {left} 天。" if left >= 0 else f"已经过了 {-left} 天。"
    )
    en = f"Last day: {date_en(last)}; counted on {date_en(on)}, " + (
        f"{left} days are left." if left >= 0 else f"it passed {-left} days ago."
    )
    return zh, en


def _checked(gate: Gate, known: Mapping[str, Value]) -> Checked:
    used = sorted(gate.passes.names | gate.risk.names)
    found = verdict(gate.passes.value(known), gate.risk.value(known))
    return Checked(gate, found, tuple((name, known.get(name)) for name in used))


def _gate(key: str, on: date) -> Gate:
    table = load(f"gates/{key}")
    entry = table.on(on)
    says = {name: (words["zh"], words["en"]) for name, words in entry.value.items() if isinstance(words, Mapping)}
    asks = tuple(Question(row["fact"], (row["zh"], row["en"])) for row in table.about["asks"])
    passes, risk = expression(entry.value["passes"]), expression(entry.value.get("risk", "False"))
    return Gate(key, (table.about["zh"], table.about["en"]), asks, passes, risk, says, entry)
