"""Delivery 送达: when it is allowed, and on which day it takes effect.

人民法院在线诉讼规则第29–31条, 民事诉讼法第89–95条, 民诉法解释第133–140条. Times are aware; days are those of China.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal

from fengqiao.law.periods import due
from fengqiao.law.table import Entry, load

#: China has one time zone and no summer time.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")

Status = Literal["effective", "presumed", "not_effective", "not_allowed"]
ConsentGround = Literal["express", "agreed_before", "address_given", "accepted_earlier"]
Rebuttal = Literal["system_error", "not_own_address", "not_read_by_recipient"]


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """What is known about a recipient's consent. ``clause_valid``: the earlier agreement stands as a standard term."""

    express: bool = False
    agreed_before: bool = False
    clause_valid: bool = True
    address_given: bool = False
    accepted_earlier: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether electronic delivery is allowed, on which ground, and the entry that says so."""

    allowed: bool
    ground: ConsentGround | None
    entry: Entry
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One electronic delivery of one paper. ``sent_at`` and the other times are aware.

    ``confirmed``: the recipient confirmed or gave this address. ``proved_arrival`` is the day that the recipient proves
    against the system. ``acted_at`` is an act that follows from the papers, such as filing the defence.
    """

    sent_at: datetime
    confirmed: bool
    arrived_at: datetime | None = None
    proved_arrival: date | None = None
    replied_at: datetime | None = None
    acted_at: datetime | None = None
    read_at: datetime | None = None
    rebuttal: Rebuttal | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """Result of a delivery: ``day`` is set when it is effective or presumed. ``zh``/``en`` is the sentence shown."""

    status: Status
    day: date | None
    rule: str
    entry: Entry
    zh: str
    en: str
    provisional: bool = False

    @property
    def delivered(self) -> bool:
        """Whether a period may start to run from ``day``."""
        return self.day is not None


def day_of(at: datetime) -> date:
    """The day in China; ValueError for a time without zone."""
    if at.tzinfo is None:
        raise ValueError("A time without a zone has no day in China. Pass an aware time.")
    return at.astimezone(CHINA).date()


def consent(facts: ConsentFacts, on: date) -> Consent:
    """Whether the recipient consented to electronic delivery, with the first ground that carries it."""
    held: dict[str, bool] = {
        "express": facts.express,
        "agreed_before": facts.agreed_before and facts.clause_valid,
        "address_given": facts.address_given,
        "accepted_earlier": facts.accepted_earlier,
    }
    entry = load("electronic_delivery/consent").on(on)
    for ground in entry.value:
        if held[ground["code"]] and not facts.withdrawn:
            return Consent(True, ground["code"], entry, ground["zh"], ground["en"])
    refusal = load("electronic_delivery/no_consent").on(on)
    return Consent(False, None, refusal, refusal.value["zh"], refusal.value["en"])


def effect(attempt: Attempt, consented: bool = True) -> Effect:
    """Status and day of one electronic delivery."""
    sent = day_of(attempt.sent_at)
    if not consented:
        return _effect("no_consent", sent, None)
    if attempt.confirmed:
        return _to_confirmed_address(attempt, sent)
    reactions = [day_of(at) for at in (attempt.replied_at, attempt.acted_at) if at]
    if reactions:
        return _effect("reply_or_act", sent, min(reactions))
    if attempt.read_at and attempt.rebuttal:
        return _effect("rebutted", sent, None)
    if attempt.read_at:
        return _effect("read", sent, day_of(attempt.read_at))
    return _effect("no_reaction", sent, None)


def earliest(effects: Iterable[Effect]) -> Effect | None:
    """Of several deliveries of the same paper the one that counts: the earliest effective, or None."""
    return min((found for found in effects if found.day), key=lambda found: found.day or date.max, default=None)


def public_notice(issued: date, procedure: str, abroad: bool = False) -> Effect:
    """Delivery by public notice issued on a day; not available in summary and small-claims procedure."""
    bar = load("electronic_delivery/public_notice_bar").on(issued)
    if procedure in bar.value["procedures"]:
        return Effect("not_allowed", None, "public_notice_bar", bar, bar.value["zh"], bar.value["en"])
    end = due("public_notice_service_foreign" if abroad else "public_notice_service", issued)
    return _effect("public_notice", issued, end.end)


def left_at_home(paper: str, left_on: date) -> Effect:
    """Leaving refused papers at the home, recorded by witness or camera; never a mediation paper."""
    if paper == "mediation_paper":
        return _effect("left_mediation_paper", left_on, None)
    return _effect("left_paper", left_on, left_on)


def received_on_paper(by_post: bool, received_on: date) -> Effect:
    """Delivery of a paper by post (the day on the return card) or by hand (the day signed on the receipt)."""
    return _effect("posted" if by_post else "signed_for", received_on, received_on)


def paper_copy_due(paper: str, asked: bool, on: date) -> bool:
    """Whether a paper copy must be given of an electronically delivered paper that the recipient asked for."""
    return asked and paper in load("electronic_delivery/paper_copy").on(on).value


def _to_confirmed_address(attempt: Attempt, sent: date) -> Effect:
    if attempt.proved_arrival:
        return _effect("proved_arrival", sent, attempt.proved_arrival)
    if attempt.arrived_at:
        return _effect("arrival", sent, day_of(attempt.arrived_at))
    return _effect("no_reaction", sent, None)


def _effect(rule: str, on: date, day: date | None) -> Effect:
    entry = load(f"electronic_delivery/{rule}").on(on)
    return Effect(entry.value["status"], day, rule, entry, entry.value["zh"], entry.value["en"])
