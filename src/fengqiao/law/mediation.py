"""Mediation 调解: when an agreement takes effect, the period, and the coded lists of the rules.

人民法院在线调解规则 (2022-01-01), 特邀调解规定 (2016-07-01), 人民调解法 (2011-01-01).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from fengqiao.law.calendar import date_en, date_zh
from fengqiao.law.coded import Ground, grounds
from fengqiao.law.delivery import day_of
from fengqiao.law.periods import Due, due
from fengqiao.law.table import Entry, load

Route = Literal["court_platform", "peoples_mediation", "peoples_mediation_oral", "court_mediation_paper"]
Stage = Literal["pre_filing", "post_filing_ordinary", "post_filing_summary"]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who has signed when (aware times), keyed by any name of the party. None: not yet.

    ``agreed_orally_at`` is for an oral agreement in people's mediation.
    """

    parties: Mapping[str, datetime | None] = field(default_factory=dict)
    mediator: datetime | None = None
    seal: datetime | None = None
    agreed_orally_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Effectiveness:
    """Day of effect, or what is still missing (names of parties, ``mediator``, ``seal``, ``oral``)."""

    route: Route
    at: datetime | None
    day: date | None
    missing: tuple[str, ...]
    entry: Entry
    zh: str
    en: str


def route_for(body_kind: str, on: date, oral: bool = False) -> Route:
    """The rule of effect for a kind of mediation body (``peoples``, ``court``, ``invited``, ``industry`` …)."""
    kinds = load("agreements/route").on(on).value
    if body_kind not in kinds:
        raise LookupError(f"{body_kind!r} is not a kind of mediation body. Known: {', '.join(kinds)}.")
    route: Route = kinds[body_kind]
    if oral and route == "peoples_mediation":
        return "peoples_mediation_oral"
    return route


def effectiveness(route: Route, signed: Signatures, on: date) -> Effectiveness:
    """Whether and since when an agreement binds, under the rule in force on ``on`` (the day of the question)."""
    entry = load(f"agreements/{route}").on(on)
    acts = _acts_needed(entry.value["needs"], signed)
    missing = tuple(name for name, at in acts.items() if at is None)
    done = [at for at in acts.values() if at is not None]
    if missing or not done:
        return _not_yet(route, missing, entry)
    at = max(done)
    return _since(route, at, entry)


def mediation_end(confirmed_on: date, stage: Stage = "pre_filing") -> Due:
    """Last day of the mediation, counted from the mediator's confirmation on the platform (第24条)."""
    return due(f"mediation_{stage}", confirmed_on)


def end_grounds(on: date) -> tuple[Ground, ...]:
    """Why a mediation ends (在线调解规则第25条)."""
    return grounds("mediation/end", on)


def return_grounds(on: date) -> tuple[Ground, ...]:
    """Why an application is returned (第9条)."""
    return grounds("mediation/return", on)


def decline_reasons(on: date) -> tuple[Ground, ...]:
    """Why a mediator does not take a case (第12条; the grouping is the platform's)."""
    return grounds("mediation/decline", on)


def refusal_reasons(on: date) -> tuple[Ground, ...]:
    """Why the other side does not take part (第15条; the grouping is the platform's)."""
    return grounds("mediation/refusal", on)


def disclosure_grounds(on: date) -> tuple[Ground, ...]:
    """What a mediator must disclose; the parties then decide whether to go on (第13条, 特邀调解规定第15条)."""
    return grounds("mediation/disclosure", on)


def sham_questions(on: date) -> tuple[Ground, ...]:
    """What the mediator checks before conclusion against sham mediation (第17条, 第23条)."""
    return grounds("mediation/sham", on)


def complaint_grounds(on: date) -> tuple[Ground, ...]:
    """What a party may complain of (第29条, 特邀调解规定第28条)."""
    return grounds("mediation/complaint", on)


def may_continue_after_disclosure(answers: Mapping[str, bool]) -> bool:
    """Whether a mediator who disclosed a relation may go on: only when every party agrees (第13条)."""
    return bool(answers) and all(answers.values())


def _acts_needed(needs: list[str], signed: Signatures) -> dict[str, datetime | None]:
    acts: dict[str, datetime | None] = {}
    if "parties" in needs:
        acts.update(signed.parties or {"parties": None})
    for need, at in (("mediator", signed.mediator), ("seal", signed.seal), ("oral", signed.agreed_orally_at)):
        if need in needs:
            acts[need] = at
    return acts


def _not_yet(route: Route, missing: tuple[str, ...], entry: Entry) -> Effectiveness:
    zh = f"协议还没有生效。规则：{entry.value['zh']}（{entry.shown_source}）。"
    en = f"The agreement has no effect yet. Rule: it {entry.value['en']} ({entry.source_en})."
    return Effectiveness(route, None, None, missing, entry, zh, en)


def _since(route: Route, at: datetime, entry: Entry) -> Effectiveness:
    day = day_of(at)
    zh = f"协议自{date_zh(day)}起生效：{entry.value['zh']}（{entry.shown_source}）。"
    en = f"The agreement has effect from {date_en(day)}: it {entry.value['en']} ({entry.source_en})."
    return Effectiveness(route, at, day, (), entry, zh, en)
