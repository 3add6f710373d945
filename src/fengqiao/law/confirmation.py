"""Judicial confirmation 司法确认: 民事诉讼法第205–206条, 民诉法解释第351–358条与第372条, 法释〔2011〕5号."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from fengqiao.law.coded import Ground, ground, grounds
from fengqiao.law.periods import Due, due
from fengqiao.law.table import Entry, load

CourtLevel = Literal["basic", "intermediate"]


@dataclass(frozen=True, slots=True)
class CourtFacts:
    """What connects a court with an agreement. ``required_level``: the level to which the dispute itself belongs."""

    level: CourtLevel
    invited_the_body: bool = False
    invited_by_another: bool = False
    party_domicile: bool = False
    subject_place: bool = False
    body_place: bool = False
    required_level: CourtLevel = "basic"


@dataclass(frozen=True, slots=True)
class Competence:
    """Whether the court is competent, through which connection, and the sentence for the page."""

    competent: bool
    ground: Ground | None
    entry: Entry
    zh: str
    en: str


def conditions(on: date) -> tuple[Ground, ...]:
    """What an application must contain (第351条, 第354条)."""
    return grounds("confirmation/conditions", on)


def not_accepted_grounds(on: date) -> tuple[Ground, ...]:
    """Why an application is not accepted (第355条)."""
    return grounds("confirmation/not_accepted", on)


def dismissal_grounds(on: date) -> tuple[Ground, ...]:
    """Why a court dismisses an application (第358条)."""
    return grounds("confirmation/dismissal", on)


def review_points(on: date) -> tuple[Ground, ...]:
    """The eight points that the judge goes through before a ruling."""
    return grounds("confirmation/review", on)


def competence(court: CourtFacts, on: date) -> Competence:
    """Whether a court may confirm (民事诉讼法第205条)."""
    found = _connection(court)
    if found is None:
        entry = load("confirmation/competence").on(on)
        return Competence(False, None, entry, *_no_connection(entry))
    item = ground("confirmation/competence", found, on)
    zh = f"本院有管辖权：{item.zh}（{item.entry.shown_source}）。"
    return Competence(True, item, item.entry, zh, f"This court has jurisdiction: {item.en} ({item.entry.source_en}).")


def application_window(effective_on: date) -> Due:
    """Last day of the joint application: 30 days from the agreement's effect."""
    return due("judicial_confirmation_application", effective_on)


def in_time(effective_on: date, applied_on: date) -> bool:
    """Whether a joint application of ``applied_on`` keeps the 30 days."""
    return effective_on <= applied_on and not application_window(effective_on).over(applied_on)


def acceptance_due(received_on: date) -> Due:
    """Last day for the court to decide on acceptance: 3 days."""
    return due("judicial_confirmation_decide_accept", received_on)


def ruling_due(accepted_on: date, extended: bool = False) -> Due:
    """Last day for the ruling: 15 days, and 10 more when the president extended it (法释〔2011〕5号第5条)."""
    return due("judicial_confirmation_decide_extended" if extended else "judicial_confirmation_decide", accepted_on)


def objection_by_party(received_on: date) -> Due:
    """Last day for a party to object: 15 days from receipt of the ruling (第372条)."""
    return due("objection_to_confirmation_party", received_on)


def objection_by_third_person(known_on: date) -> Due:
    """Last day for an interested person to object: 6 months from knowing of the harm (第372条)."""
    return due("objection_to_confirmation_third", known_on)


def fee(on: date) -> Entry:
    """The fee: an entry whose value holds the amount in yuan (0) and the sentence in Chinese and English."""
    return load("confirmation/free").on(on)


def _no_connection(entry: Entry) -> tuple[str, str]:
    zh = (
        "本院没有管辖权：受邀请开展的调解，由邀请的法院确认；其他的，由当事人住所、标的物或者调解组织所在地的"
        f"相应级别法院确认（{entry.shown_source}）。"
    )
    en = (
        "This court has no jurisdiction: an invited mediation goes to the court that invited it, any other to the "
        f"court of the proper level at a party's domicile, the subject's place or the body's seat ({entry.source_en})."
    )
    return zh, en


def _connection(court: CourtFacts) -> str | None:
    if court.invited_the_body:
        return "inviting"
    if court.invited_by_another or court.level != court.required_level:
        return None
    connected = next((name for name in ("party_domicile", "subject_place", "body_place") if getattr(court, name)), None)
    return "intermediate" if connected and court.level == "intermediate" else connected
