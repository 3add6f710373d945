"""The clause checker: what is missing, what could not be enforced, what a court could not confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fengqiao.negotiation.agreements import instalments_of
from fengqiao.negotiation.models import Agreement, Term
from fengqiao.textkit.amounts import check_upper, yuan_upper

Level = Literal["block", "warn"]
MONEY = re.compile(
    r"(?P<figure>\d[\d,]*(?:\.\d{1,2})?)\s*元\s*[（(](?P<capitals>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+)[）)]"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of the agreement. ``position`` is the term's number, 0 for the whole; ``basis`` a citation code."""

    level: Level
    code: str
    text: str | Promise
    basis: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """Words in a term that a court would stumble over."""

    code: str
    level: Level
    pattern: re.Pattern[str]
    text: Promise
    basis: str


WORDS = (
    Word(
        "status_relation",
        "block",
        re.compile("离婚|结婚|收养|抚养权|监护权|亲子关系"),
        _("Status relations cannot be part of an agreement that a court confirms. Take this term out."),
        "confirmation/cpl-interpretation-355",
    ),
    Word(
        "title",
        "block",
        re.compile("所有权归|产权归|商标权归|专利权归|著作权归|确权"),
        _("Fixing title to property or intellectual property cannot be confirmed. Agree on an act or a payment."),
        "confirmation/cpl-interpretation-355",
    ),
    Word(
        "third_party",
        "block",
        re.compile("第三人(?:支付|承担|保证)|案外人(?:支付|承担)|由(?:其|他的|她的)(?:父母|配偶|亲属)(?:支付|承担)"),
        _("Somebody who does not sign would be burdened. Only the parties can promise; let that person join and sign."),
        "mediation/invited-24",
    ),
    Word(
        "gives_up_law",
        "block",
        re.compile("放弃(?:一切|全部|任何)?(?:投诉|举报|报案)的?权利|不得(?:投诉|举报|报案)"),
        _("Nobody can promise not to report to the authorities. Take this out; it would be void."),
        "confirmation/cpl-interpretation-358",
    ),
    Word(
        "vague",
        "warn",
        re.compile("尽快|适当|合理(?:补偿|赔偿)|若干|酌情|视情况|大约|左右"),
        _("This is unclear and could not be enforced. Write an amount, a date or an act."),
        "confirmation/cpl-interpretation-358",
    ),
)


def check(agreement: Agreement, *, today: date) -> list[Finding]:
    """Return every fault of the agreement, the blocking ones first."""
    terms = list(agreement.terms.all())
    found = [*_whole(agreement, terms)]
    for term in terms:
        found += [*_missing(term, today), *_sums(term), *_words(term), *_capitals(term)]
    return sorted(found, key=lambda finding: (finding.level != "block", finding.position))


def blocking(agreement: Agreement, *, today: date) -> list[Finding]:
    """Return the faults that keep the agreement from going out for signature."""
    return [finding for finding in check(agreement, today=today) if finding.level == "block"]


def _whole(agreement: Agreement, terms: Sequence[Term]) -> Iterator[Finding]:
    basis = "mediation/invited-24"
    if not terms:
        yield Finding("block", "no_terms", _("There is no term yet. Write what was agreed."), basis)
    if not agreement.facts.strip():
        yield Finding(
            "block", "no_facts", _("The main facts and the issues are missing. Two sentences are enough."), basis
        )
    claimed = agreement.case.dispute.amount
    agreed = sum((term.amount or Decimal(0) for term in terms if term.act == Term.Act.PAY), Decimal(0))
    if claimed is not None and agreed > claimed:
        yield Finding(
            "warn",
            "more_than_asked",
            _("More is paid than was asked. Ask why, and note the answer."),
            "mediation/online-rules-23",
        )


def _missing(term: Term, today: date) -> Iterator[Finding]:
    basis, n = "confirmation/cpl-interpretation-358", term.position
    if term.act == Term.Act.PAY:
        if not term.debtor:
            yield Finding("block", "no_debtor", _("Who pays? Choose one side."), basis, n)
        if term.amount is None or term.amount <= 0:
            yield Finding("block", "no_amount", _("The amount is missing. Write it in yuan."), basis, n)
        if not term.due and not term.instalments:
            yield Finding("block", "no_date", _("Until when is it paid? A date is missing."), basis, n)
        if not term.place:
            yield Finding(
                "warn", "no_account", _("Where is it paid to? Name an account or a way of payment."), basis, n
            )
        if not term.default:
            yield Finding(
                "warn",
                "no_default",
                _("What follows if it is not paid? Say it, or it has to be argued later."),
                basis,
                n,
            )
    elif term.act in {Term.Act.DELIVER, Term.Act.PERFORM} and not term.due:
        yield Finding("block", "no_date", _("Until when is it done? A date is missing."), basis, n)
    if term.act != Term.Act.PAY and term.act != Term.Act.END_CONTRACT and not term.text:
        yield Finding(
            "block", "no_text", _("This term has no words yet. Write what is to be done, or delete it."), basis, n
        )
    days = [term.due] if term.due else [day for _amount, day in instalments_of(term.instalments)]
    if any(day < today for day in days):
        yield Finding("block", "date_past", _("The date is past. Choose a day from today on."), basis, n)


def _sums(term: Term) -> Iterator[Finding]:
    rows = instalments_of(term.instalments)
    if rows and term.amount is not None and sum(amount for amount, _day in rows) != term.amount:
        total = sum(amount for amount, _day in rows)
        text = _("The instalments add up to %(sum)s yuan, not to %(amount)s.") % {
            "sum": f"{total:,.2f}",
            "amount": f"{term.amount:,.2f}",
        }
        yield Finding("block", "instalments_sum", text, "confirmation/cpl-interpretation-358", term.position)
    if rows and [day for _amount, day in rows] != sorted({day for _amount, day in rows}):
        order = _("The instalments are not in the order of their days.")
        yield Finding("block", "instalments_order", order, "confirmation/cpl-interpretation-358", term.position)


def _words(term: Term) -> Iterator[Finding]:
    said = f"{term.text} {term.place} {term.default}"
    for word in WORDS:
        if word.pattern.search(said):
            yield Finding(word.level, word.code, word.text, word.basis, term.position)


def _capitals(term: Term) -> Iterator[Finding]:
    for match in MONEY.finditer(f"{term.text} {term.default}"):
        amount = Decimal(match["figure"].replace(",", ""))
        if not check_upper(match["capitals"], amount):
            text = _("Figures and capitals differ: %(figure)s yuan is %(capitals)s.") % {
                "figure": match["figure"],
                "capitals": yuan_upper(amount),
            }
            yield Finding("block", "capitals_differ", text, "mediation/invited-24", term.position)
