"""Rows of court fees: ``kind``, ``amount_yuan``, ``params_json`` → ``min`` and ``max`` in yuan.

An optional ``on`` is the day whose law applies; without it the newest entry does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fengqiao.law import fees, reading
from fengqiao.law.fees import Fee
from fengqiao.law.money import sources
from fengqiao.law.refusal import Refused
from fengqiao.law.rows import Answer

_FIRST_INSTANCE = ("mediation", "withdrawal", "summary")
_SECOND_INSTANCE = ("mediation", "withdrawal")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the amount (none when the field is empty), the parameters, and the day of the law."""

    kind: str
    given: Decimal | None
    params: Mapping[str, Any]
    on: date

    @property
    def amount(self) -> Decimal:
        """The amount; Refused when the field is empty or zero."""
        if not self.given:
            raise Refused(
                f"“{self.kind}”要按金额计算，amount_yuan 应当大于零。请填写金额。",
                f"{self.kind} is counted on an amount, so amount_yuan must be above zero. Give it.",
            )
        return self.given

    def halve(self, among: Sequence[str] = _FIRST_INSTANCE) -> Sequence[str]:
        """The reasons for halving, each one of ``among``."""
        if "halve" not in self.params:
            return ()
        reasons = reading.items(self.params, "halve")
        return [reading.text({"halve": reason}, "halve", among) for reason in reasons]


def answer(row: Mapping[str, Any]) -> Answer:
    """The fee of one row; Refused for whatever is not a question of this table."""
    kind = reading.text(row, "kind")
    if kind not in KINDS:
        reading.text(row, "kind", tuple(KINDS))
    compute, allowed = KINDS[kind]
    params = reading.inner(row, "params_json")
    if params:
        reading.only(params, allowed)
    written = reading.value_of(row, "amount_yuan")
    given = None if written == "" else reading.as_amount(written, "amount_yuan", above_zero=False)
    on = reading.day(row, "on") if "on" in row else date.max
    fee = compute(Asked(kind, given, params, on))
    least, most, steps = fees.settled(fee)
    return Answer({"min": str(least), "max": str(most)}, steps, sources(fee.entries), fee.entries)


def _property(asked: Asked) -> Fee:
    return fees.halved(fees.by_amount("property", asked.amount, asked.on), asked.halve(), asked.on)


def _labour(asked: Asked) -> Fee:
    return fees.labour(asked.halve(), asked.on)


def _joined(asked: Asked) -> Fee:
    fee = fees.by_amount("property", asked.amount, asked.on)
    reasons = [*asked.halve(), *(["joined"] if reading.flag(asked.params, "joined") else [])]
    return fees.halved(fee, reasons, asked.on)


def _appeal(asked: Asked) -> Fee:
    if "first_instance_claim" in asked.params:
        claim = reading.amount(asked.params, "first_instance_claim")
        if asked.amount > claim:
            raise Refused(
                f"上诉争议的{asked.amount}元超过一审请求的{claim}元。请核对：只按不服一审判决的部分交费。",
                f"The contested {asked.amount} yuan exceed the first-instance claim of {claim}. Check them: only the "
                "contested part counts.",
            )
    fee = fees.as_property("contested_part", asked.amount, asked.on)
    return fees.halved(fee, asked.halve(_SECOND_INSTANCE), asked.on)


def _retrial(asked: Asked) -> Fee:
    if not reading.flag(asked.params, "art9_exception"):
        return fees.free("retrial_free", asked.on)
    return fees.as_property("retrial_charged", asked.amount, asked.on)


def _several(asked: Asked) -> Fee:
    written = reading.items(asked.params, "claims")
    claims = [reading.as_amount(one, "claims") for one in written]
    if not claims:
        raise Refused("“claims”是空的。请写出每一项请求的金额。", "claims is empty. List the amount of each claim.")
    if asked.given is not None and asked.given != sum(claims):
        raise Refused(
            f"amount_yuan 的{asked.given}元不等于各项请求之和{sum(claims)}元。请核对，或者留空。",
            f"amount_yuan {asked.given} is not the sum of the claims, {sum(claims)}. Check it, or leave it empty.",
        )
    _within(sum(claims, Decimal(0)))
    return fees.halved(fees.several_money_claims(claims, asked.on), asked.halve(), asked.on)


def _mixed(asked: Asked) -> Fee:
    reading.whole(asked.params, "non_property_claims", least=1)
    return fees.halved(fees.as_property("money_standard", asked.amount, asked.on), asked.halve(), asked.on)


def _several_other(asked: Asked) -> Fee:
    reading.whole(asked.params, "claims", least=1)
    _no_amount(asked)
    one = fees.by_amount("other_non_property", None, asked.on)
    return fees.halved(fees.on_ground("one_case", one, asked.on), asked.halve(), asked.on)


def _tariff(rule: str, halves: bool = False) -> Callable[[Asked], Fee]:
    """A fee with an amount that may be missing (no damages, no property)."""

    def compute(asked: Asked) -> Fee:
        fee = fees.by_amount(rule, asked.given, asked.on)
        return fees.halved(fee, asked.halve(), asked.on) if halves else fee

    return compute


def _flat(rule: str, halves: bool = False) -> Callable[[Asked], Fee]:
    """A fee without an amount."""
    priced = _tariff(rule, halves)

    def compute(asked: Asked) -> Fee:
        _no_amount(asked)
        return priced(asked)

    return compute


def _ip_with_amount(asked: Asked) -> Fee:
    return fees.halved(fees.as_property("ip_with_amount", asked.amount, asked.on), asked.halve(), asked.on)


def _administrative(asked: Asked) -> Fee:
    types = ("ip_or_maritime", "other")
    kind = reading.text(asked.params, "type", types) if asked.params.get("type", "") != "" else "other"
    return fees.halved(fees.by_amount(f"administrative_{kind}", None, asked.on), asked.halve(), asked.on)


def _enforcement(asked: Asked) -> Fee:
    return fees.by_amount("enforcement", asked.amount, asked.on)


def _divided(rule: str) -> Callable[[Asked], Fee]:
    return lambda asked: fees.divided(rule, asked.amount, asked.on)


def _free(rule: str) -> Callable[[Asked], Fee]:
    return lambda asked: fees.free(rule, asked.on)


def _reduce(asked: Asked) -> Fee:
    percent = reading.percent(asked.params, "reduce_percent")
    return fees.reduced(fees.by_amount("property", asked.amount, asked.on), percent, asked.on)


def _exempt(asked: Asked) -> Fee:
    return fees.exempted(reading.text(asked.params, "party"), asked.on)


def _increase(asked: Asked) -> Fee:
    return fees.raised(asked.amount, reading.amount(asked.params, "paid_on"), asked.on)


def _decrease(asked: Asked) -> Fee:
    before = reading.flag(asked.params, "before_end_of_court_investigation")
    return fees.lowered(asked.amount, reading.amount(asked.params, "paid_on"), before, asked.on)


def _to_ordinary(asked: Asked) -> Fee:
    return fees.to_ordinary(asked.amount, reading.amount(asked.params, "paid"), asked.on)


def _to_ordinary_unpaid(asked: Asked) -> Fee:
    return fees.to_ordinary_unpaid(asked.amount, reading.amount(asked.params, "paid"), asked.on)


def _group(asked: Asked) -> Fee:
    reading.text(asked.params, "procedure", ("CPL57",))
    return fees.free("uncertain_group", asked.on)


def _no_amount(asked: Asked) -> None:
    if asked.given:
        raise Refused(
            f"“{asked.kind}”没有金额，amount_yuan 应当留空。有金额的，请换用相应的种类。",
            f"{asked.kind} has no amount, so amount_yuan stays empty. With an amount, take the kind for it.",
        )


def _within(total: Decimal) -> None:
    if total > reading.MOST_YUAN:
        raise Refused("各项请求之和不合常理。请核对金额。", "The sum of the claims cannot be meant. Check the amounts.")


KINDS: Mapping[str, tuple[Callable[[Asked], Fee], Sequence[str]]] = {
    "property": (_property, ("halve",)),
    "labour": (_labour, ("halve",)),
    "counterclaim": (_joined, ("joined", "halve")),
    "third_party_claim": (_joined, ("joined", "halve")),
    "appeal_property": (_appeal, ("first_instance_claim", "halve")),
    "retrial_property": (_retrial, ("art9_exception",)),
    "property_multi": (_several, ("claims", "halve")),
    "non_property_multi": (_several_other, ("claims", "halve")),
    "mixed": (_mixed, ("non_property_claims", "halve")),
    "ip_no_amount": (_flat("ip_no_amount", halves=True), ("halve",)),
    "ip_with_amount": (_ip_with_amount, ("halve",)),
    "personality": (_tariff("personality", halves=True), ("halve",)),
    "divorce": (_tariff("divorce", halves=True), ("halve",)),
    "other_non_property": (_flat("other_non_property", halves=True), ("halve",)),
    "jurisdiction_objection_failed": (_tariff("jurisdiction_objection_failed"), ()),
    "enforcement_no_amount": (_flat("enforcement_no_amount"), ()),
    "administrative": (_administrative, ("type", "halve")),
    "preservation": (_tariff("preservation"), ()),
    "enforcement": (_enforcement, ()),
    "payment_order": (_divided("payment_order"), ()),
    "public_summons": (_tariff("public_summons"), ()),
    "set_aside_arbitration": (_tariff("set_aside_arbitration"), ()),
    "bankruptcy": (_divided("bankruptcy"), ()),
    "judicial_confirmation": (lambda asked: fees.confirmation(asked.on), ()),
    "special_procedure": (_free("special_procedure"), ()),
    "rejected_filing": (_free("rejected_filing"), ()),
    "appeal_against_rejection": (_free("appeal_against_rejection"), ()),
    "peoples_mediation": (_free("peoples_mediation"), ()),
    "relief_reduce": (_reduce, ("reduce_percent",)),
    "relief_exempt": (_exempt, ("party",)),
    "claim_increase": (_increase, ("paid_on",)),
    "claim_decrease": (_decrease, ("paid_on", "before_end_of_court_investigation")),
    "summary_to_ordinary": (_to_ordinary, ("paid",)),
    "summary_to_ordinary_unpaid": (_to_ordinary_unpaid, ("paid",)),
    "representative_action_prepay": (_group, ("procedure",)),
}
"""Function and known parameters of each kind."""
