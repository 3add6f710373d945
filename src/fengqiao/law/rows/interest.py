"""Rows of interest: ``kind`` and ``input_json`` → ``amount``, money, a percentage or a sentence with the numbers.

An optional ``on`` in the row is the day whose rules apply; without it the newest entries do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.law import interest, reading
from fengqiao.law.lpr import Term
from fengqiao.law.money import Reckoning, rounded, sources
from fengqiao.law.reading import Given
from fengqiao.law.refusal import Refused
from fengqiao.law.rows import Answer, Kinds, by_kind, money

_CONVENTIONS = ("exclude_due_day", "include_due_day")
_TERMS: Mapping[str, Term] = {"1Y": "one_year", "5Y+": "five_years"}


def answer(row: Mapping[str, Any]) -> Answer:
    """The interest of one row; Refused for whatever is not a question of this table."""
    return by_kind(row, KINDS)


def _rate(found: Reckoning) -> Answer:
    return Answer({"amount": f"{rounded(found.number)}%"}, found.steps, sources(found.entries), found.entries)


def _delay(given: Given, on: date) -> Answer:
    principal = reading.amount(given, "principal")
    if "general_interest" in given:
        reading.amount(given, "general_interest", above_zero=False)
    if "days" in given:
        if {"due", "paid", "convention"} & set(given):
            raise Refused("天数和日期只能给一种。请删去其中一种。", "Give either days or the dates. Remove one.")
        return money(interest.doubled_part(principal, reading.whole(given, "days"), on))
    include = "convention" in given and reading.text(given, "convention", _CONVENTIONS) == "include_due_day"
    days = interest.days_of_delay(reading.day(given, "due"), reading.day(given, "paid"), include)
    found = interest.doubled_part(principal, int(days.number), on)
    return money(Reckoning(found.number, days.steps + found.steps, found.entries + days.entries))


def _delay_parts(given: Given, on: date) -> Answer:
    payments = []
    for part in reading.items(given, "payments"):
        if not isinstance(part, list) or len(part) != 2:
            raise Refused(
                "payments 的每一项应当是 [金额, 天数]。请改正。", "Each of payments must be [amount, days]. Correct it."
            )
        payments.append((reading.as_amount(part[0], "payments"), reading.whole({"payments": part[1]}, "payments")))
    if not payments:
        raise Refused("payments 是空的。请写出每次清偿。", "payments is empty. List each payment.")
    return money(interest.doubled_parts(payments, on))


def _delay_suspended(given: Given, on: date) -> Answer:
    principal, days = reading.amount(given, "principal"), reading.whole(given, "days")
    resting = reading.whole(given, "suspended_days_not_debtor")
    return money(interest.doubled_part_with_rest(principal, days, resting, on))


def _delay_allocation(given: Given, on: date) -> Answer:
    principal, doubled = (reading.amount(given, key, above_zero=False) for key in ("principal", "double"))
    to_principal, to_doubled, left = interest.allocated(principal, doubled, reading.amount(given, "paid"), on)
    said = f"principal {rounded(to_principal)}; double {rounded(to_doubled)}; left double {rounded(left.number)}"
    return Answer({"amount": said}, left.steps, sources(left.entries), left.entries)


def _cap(given: Given, on: date) -> Answer:
    return _rate(interest.loan_cap(reading.day(given, "contract_date"), on))


def _loan(given: Given, on: date) -> Answer:
    principal, agreed = reading.amount(given, "principal"), reading.percent(given, "agreed")
    contract, (days, base) = reading.day(given, "contract_date"), _time(given)
    return money(interest.loan_interest(principal, agreed, contract, days, base, on))


def _prededucted(given: Given, on: date) -> Answer:
    deducted = reading.amount(given, "deducted", above_zero=False)
    return money(interest.prededucted(reading.amount(given, "face"), deducted, on))


def _none_agreed(given: Given, on: date) -> Answer:
    reading.flag(given, "natural_persons")
    return money(interest.none_agreed(on))


def _overdue_no_rate(given: Given, on: date) -> Answer:
    principal, since, (days, base) = (
        reading.amount(given, "principal"),
        reading.day(given, "overdue_from"),
        _time(given),
    )
    return money(interest.overdue_without_rate(principal, since, days, base, on))


def _overdue_loan_rate(given: Given, on: date) -> Answer:
    principal, rate, (days, base) = reading.amount(given, "principal"), reading.percent(given, "inloan"), _time(given)
    contract = reading.day(given, "contract_date") if "contract_date" in given else None
    return money(interest.overdue_at_loan_rate(principal, rate, days, base, on, contract))


def _all_charges(given: Given, on: date) -> Answer:
    overdue, penalty, fees = (reading.percent(given, key) for key in ("overdue", "penalty", "fees"))
    return _rate(interest.all_charges(overdue, penalty, fees, reading.day(given, "contract_date"), on))


def _sale(given: Given, on: date) -> Answer:
    amount, breach = reading.amount(given, "amount"), reading.day(given, "breach")
    markup, (days, base) = reading.percent(given, "markup_percent"), _time(given)
    return money(interest.sale_overdue(amount, breach, markup, days, base, on))


def _floating(given: Given, on: date) -> Answer:
    principal, base = reading.amount(given, "principal"), reading.whole(given, "base")
    start, end = reading.day(given, "from"), reading.day(given, "to_exclusive")
    term = _TERMS[reading.text(given, "term", tuple(_TERMS))] if "term" in given else "one_year"
    return money(interest.floating(principal, start, end, base, term, on))


def _time(given: Given) -> tuple[int, int]:
    return reading.whole(given, "days"), reading.whole(given, "base")


KINDS: Kinds = {
    "delay_double": (_delay, ("principal", "days", "due", "paid", "convention", "general_interest")),
    "delay_double_partial": (_delay_parts, ("payments",)),
    "delay_double_suspended": (_delay_suspended, ("principal", "days", "suspended_days_not_debtor")),
    "delay_allocation": (_delay_allocation, ("principal", "double", "paid")),
    "private_loan_cap": (_cap, ("contract_date",)),
    "private_loan_interest": (_loan, ("principal", "agreed", "contract_date", "days", "base")),
    "private_loan_prededucted": (_prededucted, ("face", "deducted")),
    "private_loan_no_interest_agreed": (_none_agreed, ("natural_persons",)),
    "private_loan_overdue_no_rate": (_overdue_no_rate, ("principal", "overdue_from", "days", "base")),
    "private_loan_overdue_inloan_rate": (_overdue_loan_rate, ("principal", "inloan", "days", "base", "contract_date")),
    "private_loan_all_charges_cap": (_all_charges, ("overdue", "penalty", "fees", "contract_date")),
    "sale_overdue": (_sale, ("amount", "breach", "markup_percent", "days", "base")),
    "lpr_floating": (_floating, ("principal", "from", "to_exclusive", "base", "term")),
}
"""Function and known inputs of each kind."""
