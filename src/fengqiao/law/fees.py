"""Court fees: 诉讼费用交纳办法 (2007-04-01) and 民诉法解释 Articles 194, 199, 201, 206; rates in ``tables/fees.toml``.

Every function takes the day whose law applies. A fee is exact until it is :func:`settled`; where the law leaves a
range to the province, ``least`` and ``most`` differ. A negative fee is returned to the payer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from fengqiao.law.money import Sentence, plain, rounded
from fengqiao.law.refusal import Refused
from fengqiao.law.table import UNVERIFIED_EN, UNVERIFIED_ZH, Entry, load

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Fee:
    """From ``least`` to ``most`` yuan, the way there (zh, en), and the entries of the law that it stands on."""

    least: Decimal
    most: Decimal
    steps: tuple[Sentence, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Bracket:
    """The part above ``above`` costs ``rate``; ``below`` and ``steps`` are the sum and the way up to there."""

    above: Decimal
    rate: Decimal
    percent: str
    below: Decimal
    steps: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Tariff:
    """A flat part, brackets above it with their ``edges``, and a cap, as one entry of the table gives them."""

    least: Decimal
    most: Decimal
    edges: tuple[Decimal, ...]
    brackets: tuple[Bracket, ...]
    cap: Decimal | None
    flat: Sentence
    entry: Entry


def by_amount(rule: str, amount: Decimal | None, on: date) -> Fee:
    """The fee of a tariff; ``amount`` in yuan, or none where the claim has no amount."""
    tariff = _tariff(rule, load(f"fees/{rule}").on(on).since)
    reached = 0 if amount is None else bisect_left(tariff.edges, amount)
    if amount is None or not reached:
        return Fee(tariff.least, tariff.most, (tariff.flat,), (tariff.entry,))
    bracket = tariff.brackets[reached - 1]
    total = bracket.below + (amount - bracket.above) * bracket.rate
    steps = (*bracket.steps, _part(bracket.above, amount, bracket.rate, bracket.percent))
    if tariff.cap is not None and tariff.least + total > tariff.cap:
        capped = (f"最多不超过{tariff.cap}元。", f"Never more than {tariff.cap} yuan.")
        return Fee(tariff.cap, tariff.cap, (*steps, capped), (tariff.entry,))
    return Fee(tariff.least + total, tariff.most + total, steps, (tariff.entry,))


def as_property(rule: str, amount: Decimal, on: date) -> Fee:
    """The property fee on ``amount``, because ``rule`` says that this amount and this tariff count."""
    return on_ground(rule, by_amount("property", amount, on), on)


def divided(rule: str, amount: Decimal, on: date) -> Fee:
    """A part of the property fee, with the cap of ``rule`` (payment order 第14条（三）, bankruptcy 第14条（六）)."""
    entry = load(f"fees/{rule}").on(on)
    fee, divisor, cap = by_amount("property", amount, on), entry.value["divisor"], entry.value.get("cap")
    least = fee.least / divisor
    steps = [*fee.steps, (f"按财产案件受理费的1/{divisor}交纳。", f"1/{divisor} of the property fee is due.")]
    if cap is not None and least > Decimal(cap):
        least = Decimal(cap)
        steps.append((f"最多不超过{cap}元。", f"Never more than {cap} yuan."))
    return Fee(least, least, tuple(steps), (entry, *fee.entries))


def halved(fee: Fee, reasons: Collection[str], on: date) -> Fee:
    """Half the fee when there is a reason (``mediation``, ``withdrawal``, ``summary``, ``joined``), only ever once."""
    if not reasons:
        return fee
    divisor, steps, entries = _halving(frozenset(reasons), on)
    return Fee(fee.least / divisor, fee.most / divisor, fee.steps + steps, fee.entries + entries)


def labour(reasons: Collection[str], on: date) -> Fee:
    """The labour fee; its halving follows from the rules but practice differs, so it is marked 待核."""
    fee = halved(by_amount("labour", None, on), reasons, on)
    if not reasons:
        return fee
    fee = on_ground("labour_halved", fee, on)
    doubt = (
        f"劳动争议的受理费是否再减半，各地做法不一（{UNVERIFIED_ZH}）。",
        f"Courts differ on halving the labour fee ({UNVERIFIED_EN}).",
    )
    return Fee(fee.least, fee.most, (*fee.steps, doubt), fee.entries)


def free(rule: str, on: date) -> Fee:
    """Nothing is due, because ``rule`` says so."""
    return on_ground(rule, Fee(ZERO, ZERO, (), ()), on)


def confirmation(on: date) -> Fee:
    """Judicial confirmation 司法确认: nothing is due (第8条（一）)."""
    entry = load("confirmation/free").on(on)
    return Fee(ZERO, ZERO, ((f"{entry.value['zh']}。", f"{entry.value['en']}."),), (entry,))


def several_money_claims(claims: Collection[Decimal], on: date) -> Fee:
    """The property fee on the sum of the claims (民诉法解释第201条2款)."""
    fee = as_property("claims_added", total := sum(claims, ZERO), on)
    added = " + ".join(plain(claim) for claim in claims)
    return _first(
        fee, f"请求金额合计：{added} = {plain(total)}元。", f"The claims add up: {added} = {plain(total)} yuan."
    )


def reduced(fee: Fee, percent: Decimal, on: date) -> Fee:
    """The fee after 减交 by ``percent``; Refused below the legal minimum and at 100, an exemption (第46条)."""
    entry = load("fees/relief_reduce").on(on)
    least = Decimal(entry.value["least_percent"])
    if not least <= percent < 100:
        raise Refused(
            f"减交比例不得低于{least}%，也不能达到100%（{entry.source}）；{plain(percent)}%不成立。请核对比例，全免请用免交。",
            f"A reduction is at least {least} % and less than 100 % ({entry.source_en}), not {plain(percent)} %. "
            "Check it; to waive the whole fee take the exemption.",
        )
    said = (f"经批准减交{plain(percent)}%。", f"Reduced by {plain(percent)} % as granted.")
    rest = 1 - percent / 100
    return Fee(fee.least * rest, fee.most * rest, (*fee.steps, said), (*fee.entries, entry))


def exempted(party: str, on: date) -> Fee:
    """Nothing is due after 免交; Refused for anybody but a natural person (第44条2款)."""
    entry = load("fees/relief_exempt").on(on)
    if party not in entry.value["parties"]:
        raise Refused(
            f"诉讼费用的免交只适用于自然人（{entry.source}），不适用于“{party}”。法人和其他组织可以申请减交或者缓交。",
            f"Only natural persons can be exempted ({entry.source_en}), not {party!r}. Organisations may ask for a "
            "reduction or a deferral.",
        )
    return free("relief_exempt", on)


def raised(claim: Decimal, paid_on: Decimal, on: date) -> Fee:
    """What is still to be paid when the claim rises from ``paid_on`` to ``claim`` (第21条（一）)."""
    if claim <= paid_on:
        raise Refused(
            f"增加后的请求{plain(claim)}元没有超过已交费的{plain(paid_on)}元。"
            "减少请求请用 claim_decrease，否则请核对金额。",
            f"The raised claim of {plain(claim)} yuan is not above the {plain(paid_on)} yuan paid for. For a lowered "
            "claim take claim_decrease, otherwise check the amounts.",
        )
    return _difference("raised", claim, paid_on, on)


def lowered(claim: Decimal, paid_on: Decimal, before_end_of_court_investigation: bool, on: date) -> Fee:
    """What is returned (negative) when the claim falls; nothing after court investigation (第21条（二）, 第35条)."""
    if claim >= paid_on:
        raise Refused(
            f"减少后的请求{plain(claim)}元没有低于已交费的{plain(paid_on)}元。"
            "增加请求请用 claim_increase，否则请核对金额。",
            f"The lowered claim of {plain(claim)} yuan is not below the {plain(paid_on)} yuan paid for. For a raised "
            "claim take claim_increase, otherwise check the amounts.",
        )
    if not before_end_of_court_investigation:
        return free("lowered_late", on)
    return _difference("lowered", claim, paid_on, on)


def to_ordinary(claim: Decimal, paid: Decimal, on: date) -> Fee:
    """What is still to be paid when the summary procedure becomes the ordinary one (民诉法解释第199条1款)."""
    fee = by_amount("property", claim, on)
    _not_above(paid, rounded(fee.least), claim)
    rest = rounded(fee.least) - paid
    said = (f"已交{plain(paid)}元，还应补交{plain(rest)}元。", f"{plain(paid)} yuan were paid; {plain(rest)} are due.")
    return on_ground("summary_to_ordinary", Fee(rest, rest, (*fee.steps, said), fee.entries), on)


def to_ordinary_unpaid(claim: Decimal, paid: Decimal, on: date) -> Fee:
    """What is returned (negative) when the difference is not paid: half of what was collected (第199条2款)."""
    _not_above(paid, rounded(by_amount("property", claim, on).least), claim)
    back = -paid / load("fees/summary_to_ordinary_unpaid").on(on).value["divisor"]
    return on_ground("summary_to_ordinary_unpaid", Fee(back, back, (), ()), on)


def on_ground(rule: str, fee: Fee, on: date) -> Fee:
    """The fee with the rule as its last step and first source."""
    table = load(f"fees/{rule}")
    entry = table.on(on)
    said = (f"{table.about['zh']}。", f"{table.about['en']}.")
    return Fee(fee.least, fee.most, (*fee.steps, said), (entry, *fee.entries))


def settled(fee: Fee) -> tuple[Decimal, Decimal, tuple[Sentence, ...]]:
    """Least and most, rounded to the fen (the only rounding of a fee), and the steps that end with them."""
    least = rounded(fee.least)
    if fee.most == fee.least:
        return least, least, (*fee.steps, _due(least))
    most = rounded(fee.most)
    said = (
        f"应交{least}元至{most}元，具体数额按当地标准或者由法院确定。",
        f"{least} to {most} yuan are due; the local tariff or the court fixes the amount.",
    )
    return least, most, (*fee.steps, said)


def _due(yuan: Decimal) -> Sentence:
    if yuan < 0:
        return f"应退{-yuan}元。", f"{-yuan} yuan are returned."
    return f"应交{yuan}元。", f"{yuan} yuan are due."


def _difference(rule: str, claim: Decimal, paid_on: Decimal, on: date) -> Fee:
    new, old = by_amount("property", claim, on), by_amount("property", paid_on, on)
    rest = new.least - old.least
    said = (
        f"请求{plain(claim)}元应交{plain(new.least)}元，原请求{plain(paid_on)}元已交{plain(old.least)}元，"
        f"相差{plain(rest)}元。",
        f"{plain(claim)} yuan cost {plain(new.least)}, {plain(paid_on)} yuan cost {plain(old.least)}: a difference of "
        f"{plain(rest)} yuan.",
    )
    return on_ground(rule, Fee(rest, rest, (said,), new.entries), on)


def _not_above(paid: Decimal, whole: Decimal, claim: Decimal) -> None:
    if paid > whole:
        raise Refused(
            f"已交{plain(paid)}元，超过了请求{plain(claim)}元的全部受理费{plain(whole)}元。请核对金额。",
            f"{plain(paid)} yuan paid is more than the whole fee of {plain(whole)} yuan for a claim of {plain(claim)}. "
            "Check the amounts.",
        )


def _first(fee: Fee, zh: str, en: str) -> Fee:
    return Fee(fee.least, fee.most, ((zh, en), *fee.steps), fee.entries)


@lru_cache(maxsize=256)
def _halving(reasons: frozenset[str], on: date) -> tuple[int, tuple[Sentence, ...], tuple[Entry, ...]]:
    tables = [load(f"fees/{reason}") for reason in sorted(reasons)]
    entries = [table.on(on) for table in tables]
    label = tables[0].about
    steps = [(f"{label['zh']}，减半交纳。", f"{label['en']}: half.")]
    if len(tables) > 1:
        entries.append(load("fees/halve_once").on(on))
        steps.append(("减半的理由不止一个，也只减半一次。", "There are several reasons; it is still halved only once."))
    return entries[0].value["divisor"], tuple(steps), tuple(entries)


@cache
def _tariff(rule: str, since: date) -> Tariff:
    table = load(f"fees/{rule}")
    entry = table.on(since)
    value, label = entry.value, table.about
    least, most, cap = value["least"], value["most"], value.get("cap")
    flat = least if least == most else f"{least}–{most}"
    said = (f"{label['zh']}：每件{flat}元。", f"{label['en']}: {flat} yuan a case.")
    brackets = _brackets(value.get("brackets", ()), said)
    edges = tuple(bracket.above for bracket in brackets)
    return Tariff(Decimal(least), Decimal(most), edges, brackets, None if cap is None else Decimal(cap), said, entry)


def _brackets(rows: Sequence[Sequence[str]], flat: Sentence) -> tuple[Bracket, ...]:
    made: list[Bracket] = []
    below = ZERO
    steps: tuple[Sentence, ...] = (flat,)
    for above, percent in rows:
        if made:
            last = made[-1]
            below += (Decimal(above) - last.above) * last.rate
            steps = (*steps, _part(last.above, Decimal(above), last.rate, last.percent))
        made.append(Bracket(Decimal(above), Decimal(percent) / 100, percent, below, steps))
    return tuple(made)


def _part(above: Decimal, upto: Decimal, rate: Decimal, percent: str) -> Sentence:
    part, edge, end = upto - above, plain(above), plain(upto)
    counted = f"{plain(part)} × {percent}% = {plain(part * rate)}"
    return f"{edge}元至{end}元的部分：{counted}元。", f"From {edge} to {end} yuan: {counted} yuan."
