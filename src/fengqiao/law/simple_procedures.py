"""Small claims 小额诉讼 and summary procedure 简易程序: 民事诉讼法第160–169条, 民诉法解释第256–281条.

The wage that bounds small claims differs by province and year. It is a setting of the court, never of this table.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from fengqiao.law.coded import Ground, ground
from fengqiao.law.periods import Sentence
from fengqiao.law.table import Entry, load

SmallClaims = Literal["mandatory", "by_agreement", "no", "not_set"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a procedure applies; ``bars`` are what stands against it, ``limit`` the amount that decided."""

    applies: str
    steps: tuple[Sentence, ...]
    entry: Entry
    bars: tuple[Ground, ...] = ()
    limit: Decimal | None = None


def small_claims(amount: Decimal, wage: Decimal | None, agreed: bool, bars: Set[str], on: date) -> Verdict:
    """``mandatory``, ``by_agreement``, ``no``, or ``not_set`` when the court has set no wage.

    ``wage``: the province's average wage of employed persons in the year before. ``bars``: codes of
    ``simple_procedures/small_claims_bars``. ValueError for an amount or a wage that is not above zero.
    """
    if not amount.is_finite() or amount <= 0 or (wage is not None and (not wage.is_finite() or wage <= 0)):
        raise ValueError("Amount and wage must be above zero. Check both, in yuan.")
    entry = load("simple_procedures/small_claims_shares").on(on)
    found = tuple(ground("simple_procedures/small_claims_bars", code, on) for code in sorted(bars))
    if found:
        return Verdict("no", tuple(_bar(item) for item in found), entry, found)
    if wage is None:
        return Verdict("not_set", (_NOT_SET,), entry)
    return _by_amount(amount, wage, agreed, entry)


def summary(clear: bool, agreed: bool, bars: Set[str], on: date, heard_in_ordinary: bool = False) -> Verdict:
    """``yes``, ``by_agreement`` or ``no`` for summary procedure; ``bars``: codes of ``summary_bars``.

    ``clear``: clear facts and rights and a small dispute. ``heard_in_ordinary``: a hearing in ordinary procedure was
    held, after which no way leads back (第260条).
    """
    entry = load("simple_procedures/summary_conditions").on(on)
    found = tuple(ground("simple_procedures/summary_bars", code, on) for code in sorted(bars))
    if found:
        return Verdict("no", tuple(_bar(item) for item in found), found[0].entry, found)
    if heard_in_ordinary:
        back = load("simple_procedures/summary_return").on(on)
        step = (
            "已经按普通程序开庭审理的，不得转为简易程序。",
            "After a hearing in ordinary procedure there is no way back.",
        )
        return Verdict("no", (step,), back)
    if clear:
        step = (
            "事实清楚、权利义务关系明确、争议不大，适用简易程序。",
            "Clear facts and rights, a small dispute: summary.",
        )
        return Verdict("yes", (step,), entry)
    if agreed:
        step = ("当事人双方可以约定适用简易程序，应当在开庭前提出。", "The parties may agree on it before the hearing.")
        return Verdict("by_agreement", (step,), entry)
    step = ("不符合简易程序的条件，双方也没有约定。", "The conditions are not met and the parties have not agreed.")
    return Verdict("no", (step,), entry)


_NOT_SET: Sentence = (
    "本省上年度就业人员年平均工资没有设置，不能判断是否适用小额诉讼。请法院在设置中填写统计部门公布的最新数字。",
    "The province's average wage of the year before is not set, so small claims cannot be judged. The court must enter "
    "the newest published figure in its settings.",
)


def _by_amount(amount: Decimal, wage: Decimal, agreed: bool, entry: Entry) -> Verdict:
    must, most = wage * Decimal(entry.value["must"]), wage * Decimal(entry.value["agreed"])
    if amount <= must:
        step = (f"标的额{amount}元，不超过{must}元，适用小额诉讼。", f"{amount} yuan is at most {must}: small claims.")
        return Verdict("mandatory", (step,), entry, limit=must)
    if amount > most:
        step = (f"标的额{amount}元，超过{most}元，不适用小额诉讼。", f"{amount} yuan is above {most}: no small claims.")
        return Verdict("no", (step,), entry, limit=most)
    if agreed:
        step = (f"标的额在{must}元以上、{most}元以下，双方约定适用。", f"From {must} to {most} yuan, by agreement.")
        return Verdict("by_agreement", (step,), entry, limit=most)
    step = (f"标的额超过{must}元，双方没有约定，不适用。", f"Above {must} yuan and no agreement: no small claims.")
    return Verdict("no", (step,), entry, limit=must)


def _bar(item: Ground) -> Sentence:
    return f"{item.zh}（第{item.article}条）。", f"{item.en} (Art. {item.article})."
