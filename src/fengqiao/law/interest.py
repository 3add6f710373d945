"""Interest: delay in enforcement (法释〔2014〕8号), private lending (法释〔2020〕17号), sales, floating LPR.

Rates are percent a year unless said otherwise. ``on`` is the day whose rules apply (as a rule the day of the suit);
the LPR is that of the day which each rule names. Numbers are exact; round them at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from fengqiao.law import lpr
from fengqiao.law.money import Reckoning, Sentence, plain
from fengqiao.law.refusal import Refused
from fengqiao.law.table import UNVERIFIED_EN, UNVERIFIED_ZH, Entry, load

ZERO = Decimal(0)


def days_of_delay(due: date, paid: date, include_due_day: bool) -> Reckoning:
    """Days from the end of the performance period to the payment; whether the due day counts is open (待核)."""
    if paid < due:
        raise Refused(
            f"清偿日{paid}早于履行期间届满日{due}，没有迟延。请核对两个日期。",
            f"The payment of {paid} lies before the due day {due}, so there is no delay. Check both dates.",
        )
    first = due if include_due_day else due + timedelta(days=1)
    entry = load("interest/delay_due_day").on(first)
    days = (paid - due).days + include_due_day
    zh, en = ("计入", "included") if include_due_day else ("不计入", "excluded")
    said = (
        f"从{due}（{zh}届满当日，{UNVERIFIED_ZH}）到{paid}，共{days}日。",
        f"From {due} (that day {en}, {UNVERIFIED_EN}) to {paid}: {days} days.",
    )
    return Reckoning(Decimal(days), (said,), (entry,))


def doubled_part(principal: Decimal, days: int, on: date) -> Reckoning:
    """加倍部分债务利息: the debt without general interest × the daily rate × days (第1条3款)."""
    entry = load("interest/delay_double").on(on)
    said = (
        "基数是生效法律文书确定的、尚未清偿的一般债务利息之外的金钱债务。",
        "The base is the unpaid money debt without the general interest.",
    )
    number, step = _daily(principal, days, entry)
    return Reckoning(number, (said, step), (entry,))


def doubled_parts(payments: Sequence[tuple[Decimal, int]], on: date) -> Reckoning:
    """The doubled part when parts were paid: each part for its own days (第3条1款)."""
    entry = load("interest/delay_double").on(on)
    parts = [_daily(amount, days, entry) for amount, days in payments]
    steps = (_rule("delay_parts"), *(step for _, step in parts))
    return Reckoning(sum((number for number, _ in parts), ZERO), steps, (entry, load("interest/delay_parts").on(on)))


def doubled_part_with_rest(principal: Decimal, days: int, resting: int, on: date) -> Reckoning:
    """The doubled part without the days in which enforcement rested, not asked for by the debtor (第3条3款)."""
    if resting > days:
        raise Refused(
            f"不计算的{resting}日多于总共的{days}日。请核对天数。",
            f"{resting} days that do not count are more than the {days} days in all. Check them.",
        )
    counted = doubled_part(principal, days - resting, on)
    said = (f"{days}日减去不计算的{resting}日。", f"{days} days less {resting} that do not count.")
    entries = (*counted.entries, load("interest/delay_suspended").on(on))
    return Reckoning(counted.number, (_rule("delay_suspended"), said, *counted.steps), entries)


def allocated(principal: Decimal, doubled: Decimal, paid: Decimal, on: date) -> tuple[Decimal, Decimal, Reckoning]:
    """What a payment clears of the judgment debt and of the doubled part, and what is left of the latter (第4条)."""
    entry = load("interest/delay_order").on(on)
    to_principal = min(principal, paid)
    to_doubled = min(doubled, paid - to_principal)
    rest, surplus = principal - to_principal, paid - to_principal - to_doubled
    steps = [
        _rule("delay_order"),
        (
            f"{plain(paid)}元中，{plain(to_principal)}元清偿判决债务，{plain(to_doubled)}元清偿加倍部分。",
            f"Of {plain(paid)} yuan, {plain(to_principal)} clear the judgment debt and {plain(to_doubled)} the doubled "
            "part.",
        ),
    ]
    if rest:
        steps.append((f"判决债务还欠{plain(rest)}元。", f"{plain(rest)} yuan of the judgment debt are left."))
    if surplus:
        steps.append((f"多付{plain(surplus)}元，应当退还。", f"{plain(surplus)} yuan too much were paid; return them."))
    return to_principal, to_doubled, Reckoning(doubled - to_doubled, tuple(steps), (entry,))


def loan_cap(contract: date, on: date, rule: str = "private_loan_cap") -> Reckoning:
    """The highest rate that courts support: four times the one-year LPR at formation (第25条, 第29条)."""
    entry, found = load(f"interest/{rule}").on(on), lpr.rate(contract)
    cap, said = lpr.multiple(found, Decimal(entry.value["multiple"]))
    steps, entries = (*found.steps, said), (entry, found.entry)
    transition = load("interest/private_loan_transition").on(on)
    if contract < transition.value["from"]:
        note = (
            "借款成立于2020年8月20日前：到2020年8月19日的利息可以请求适用当时的规定，其后按起诉时一年期LPR的四倍（第31条2款）。",
            "Concluded before 20 August 2020: until 19 August 2020 the older rules apply on request, afterwards four "
            "times the one-year LPR at the time of suit (Art. 31(2)).",
        )
        return Reckoning(cap, (*steps, note), (*entries, transition))
    return Reckoning(cap, steps, entries)


def loan_interest(principal: Decimal, agreed: Decimal, contract: date, days: int, base: int, on: date) -> Reckoning:
    """Interest at the agreed rate, or at the cap where that is lower (第25条)."""
    cap = loan_cap(contract, on)
    used = min(agreed, cap.number)
    said = (
        f"约定{plain(agreed)}%，上限{plain(cap.number)}%，按{plain(used)}%计算。",
        f"Agreed {plain(agreed)} %, cap {plain(cap.number)} %: {plain(used)} % counts.",
    )
    interest, step, year = _yearly(principal, used, days, base, on)
    return Reckoning(interest, (*cap.steps, said, step), (*cap.entries, year))


def prededucted(face: Decimal, deducted: Decimal, on: date) -> Reckoning:
    """The principal when interest was deducted beforehand: the money handed over (第26条)."""
    if deducted >= face:
        raise Refused(
            f"预先扣除的{plain(deducted)}元不低于借据金额{plain(face)}元，等于没有出借。请核对金额。",
            f"The {plain(deducted)} yuan deducted are not below the face amount of {plain(face)}, so nothing was lent. "
            "Check the amounts.",
        )
    said = (
        f"{plain(face)} - {plain(deducted)} = {plain(face - deducted)}元。",
        f"{plain(face)} - {plain(deducted)} = {plain(face - deducted)} yuan.",
    )
    entry = load("interest/private_loan_prededucted").on(on)
    return Reckoning(face - deducted, (_rule("private_loan_prededucted"), said), (entry,))


def none_agreed(on: date) -> Reckoning:
    """Interest when none was agreed: none, whoever the parties are (第24条1款, 民法典第680条)."""
    entry = load("interest/private_loan_no_interest_agreed").on(on)
    return Reckoning(ZERO, (_rule("private_loan_no_interest_agreed"),), (entry,))


def overdue_without_rate(principal: Decimal, overdue_from: date, days: int, base: int, on: date) -> Reckoning:
    """Overdue interest when neither rate was agreed: the one-year LPR at default (第28条2款（一）)."""
    entry, found = load("interest/private_loan_overdue_no_rate").on(on), lpr.rate(overdue_from)
    interest, step, year = _yearly(principal, found.percent, days, base, on)
    return Reckoning(interest, (*found.steps, step), (entry, found.entry, year))


def overdue_at_loan_rate(
    principal: Decimal, rate: Decimal, days: int, base: int, on: date, contract: date | None = None
) -> Reckoning:
    """Overdue interest at the rate of the term (第28条2款（二）), capped when the day of the contract is known."""
    entry = load("interest/private_loan_overdue_inloan_rate").on(on)
    if contract is not None:
        capped = loan_interest(principal, rate, contract, days, base, on)
        return Reckoning(capped.number, capped.steps, (entry, *capped.entries))
    interest, step, year = _yearly(principal, rate, days, base, on)
    limit = (
        "没有给出合同日期，这里没有核对四倍一年期LPR的上限。",
        "The day of the contract is not given, so the cap of four times the one-year LPR is not checked here.",
    )
    return Reckoning(interest, (_rule("private_loan_overdue_inloan_rate"), step, limit), (entry, year))


def all_charges(overdue: Decimal, penalty: Decimal, fees: Decimal, contract: date, on: date) -> Reckoning:
    """The rate at which overdue interest, penalty and fees together are supported (第29条)."""
    cap, total = loan_cap(contract, on, "private_loan_all_charges_cap"), overdue + penalty + fees
    used = min(total, cap.number)
    said = (
        f"合计{plain(total)}%，上限{plain(cap.number)}%，支持{plain(used)}%。",
        f"Together {plain(total)} %, cap {plain(cap.number)} %: {plain(used)} % is supported.",
    )
    return Reckoning(used, (*cap.steps, said), cap.entries)


def sale_overdue(amount: Decimal, breach: date, markup: Decimal, days: int, base: int, on: date) -> Reckoning:
    """Loss from late payment in a sale without a penalty clause: LPR at breach with a mark-up (第18条4款)."""
    entry = load("interest/sale_overdue").on(on)
    least, most, since = entry.value["least_percent"], entry.value["most_percent"], entry.value["breach_from"]
    if not Decimal(least) <= markup <= Decimal(most):
        raise Refused(
            f"加计的比例应当在{least}%到{most}%之间（{entry.source}），{plain(markup)}%不成立。请核对。",
            f"The mark-up lies from {least} % to {most} % ({entry.source_en}), not {plain(markup)} %. Check it.",
        )
    if breach < since:
        raise Refused(
            f"{since}以前的违约适用央行贷款基准利率，没有收录。请核对日期，或者自行查明当时的利率。",
            f"A breach before {since} needs the benchmark rates, which are not loaded. Check the date, or look the "
            "rate of that time up.",
        )
    found = lpr.rate(breach)
    rate, said = lpr.multiple(found, 1 + markup / 100)
    loss, step, year = _yearly(amount, rate, days, base, on)
    return Reckoning(loss, (*found.steps, said, step), (entry, found.entry, year))


def floating(principal: Decimal, start: date, end: date, base: int, term: lpr.Term, on: date) -> Reckoning:
    """Interest at the floating LPR from ``start`` to ``end`` (exclusive), counted piece by piece."""
    if end <= start:
        raise Refused(
            f"结束日{end}应当晚于开始日{start}（结束日不计息）。请核对。",
            f"The end {end} must be later than the start {start} (the end bears no interest). Check both.",
        )
    total, steps, entries = ZERO, [], [load("interest/lpr_floating").on(on)]
    for since, until, found in lpr.pieces(start, end, term):
        interest, step, year = _yearly(principal, found.percent, (until - since).days, base, on)
        total += interest
        steps.append((f"{since}至{until}（不含）：{step[0]}", f"{since} to {until} (exclusive): {step[1]}"))
        entries.append(found.entry)
        if found.doubtful:
            steps.append(lpr.DOUBT)
    return Reckoning(total, tuple(steps), (*entries, year))


def _rule(name: str) -> Sentence:
    about = load(f"interest/{name}").about
    return f"{about['zh']}。", f"{about['en']}."


def _daily(amount: Decimal, days: int, entry: Entry) -> tuple[Decimal, Sentence]:
    rate = Decimal(entry.value["daily"])
    number = amount * rate * days
    shown = f"{plain(amount)} × {plain(rate * 1000)}‰ × {days}"
    return number, (f"{shown}日 = {plain(number)}元。", f"{shown} days = {plain(number)} yuan.")


def _yearly(amount: Decimal, rate: Decimal, days: int, base: int, on: date) -> tuple[Decimal, Sentence, Entry]:
    entry = load("interest/year").on(on)
    if base not in entry.value["days"]:
        known = "、".join(map(str, entry.value["days"]))
        raise Refused(
            f"一年按{base}日计息没有先例。请用{known}日之一。",
            f"A year has no {base} days when counting interest. Use one of {known}.",
        )
    number = amount * rate * days / (100 * base)
    shown = f"{plain(amount)} × {plain(rate)}% × {days} / {base}"
    result = f"{number:.6f}".rstrip("0").rstrip(".")
    return number, (f"{shown} = {result}元。", f"{shown} = {result} yuan."), entry
