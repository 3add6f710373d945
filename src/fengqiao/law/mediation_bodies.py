"""Limits of mediation bodies: charging, disputes they may not take, composition, number of mediators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fengqiao.law.table import Entry, load

Kind = Literal["peoples", "commercial"]


@dataclass(frozen=True, slots=True)
class Limit:
    """Whether something is allowed, the sentence for the page, and the entry it stands on."""

    allowed: bool
    zh: str
    en: str
    entry: Entry


def may_charge(kind: Kind, on: date) -> Limit:
    """Whether this kind of body may ask for a fee; LookupError before there were such bodies."""
    table = load(f"mediation_bodies/{kind}")
    entry = table.on(on)
    if entry.value["may_charge"]:
        return Limit(True, f"{table.about['zh']}组织可以收取费用。", f"{table.about['en']} may charge.", entry)
    return Limit(False, f"{table.about['zh']}不收取任何费用。", f"{table.about['en']} is free of charge.", entry)


def may_take(kind: Kind, dispute: str, on: date) -> Limit:
    """Whether this kind of body may mediate a dispute (``consumer`` or any other word of the caller)."""
    table = load(f"mediation_bodies/{kind}")
    entry = table.on(on)
    if dispute in entry.value["not_for"]:
        return Limit(
            False, f"{table.about['zh']}不受理这类纠纷。", f"{table.about['en']} is not for this dispute.", entry
        )
    return Limit(True, f"{table.about['zh']}可以受理。", f"{table.about['en']} may take it.", entry)


def committee(members: int, women: int, on: date) -> Limit:
    """Whether a people's mediation committee is composed as the law wants: three to nine, women among them."""
    if isinstance(members, bool) or not 0 <= women <= members:
        raise ValueError(f"{women} women of {members} members cannot be. Count again.")
    entry = load("mediation_bodies/committee").on(on)
    least, most = entry.value["least"], entry.value["most"]
    allowed = least <= members <= most and women > 0
    zh = f"委员会由{least}至{most}人组成，应当有妇女成员；现有{members}人，其中妇女{women}人。"
    en = f"A committee has {least} to {most} members, women among them; this one has {members}, {women} of them women."
    return Limit(allowed, zh, en, entry)


def mediators_needed(complex_case: bool, on: date) -> int:
    """How many mediators a case has at least: one, in a major or complex case two (第11条)."""
    least: int = load("mediation_bodies/number").on(on).value["complex" if complex_case else "ordinary"]
    return least


def goes_on(refusals: Mapping[str, bool], on: date) -> Limit:
    """Whether people's mediation may go on: one clear refusal ends it (第17条)."""
    table = load("mediation_bodies/refusal")
    if any(refusals.values()):
        return Limit(False, f"{table.about['zh']}。", f"{table.about['en']}.", table.on(on))
    return Limit(True, "没有当事人明确拒绝，可以继续。", "Nobody has clearly refused.", table.on(on))
