"""How a term reads: the same sentence on the page, in the PDF and in the ruling."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from fengqiao.negotiation.agreements import instalments_of
from fengqiao.negotiation.models import Term
from fengqiao.textkit.amounts import yuan_upper

ROLE_WORDS = {"a": "申请人", "b": "被申请人", "": "双方"}
"""Papers name the sides by their procedural role."""

OPENINGS = {
    Term.Act.PAY: "{debtor}支付{creditor}",
    Term.Act.END_CONTRACT: "双方之间的合同自本协议生效之日解除",
}


def amount_words(amount: Decimal) -> str:
    """Return figures and capitals, such as ``3,400.00 元（叁仟肆佰元整）``."""
    return f"{amount:,.2f} 元（{yuan_upper(amount)}）"


def day_words(day: date) -> str:
    """Return a Chinese date, such as ``2026 年 12 月 5 日``."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def opening(term: Term, words: Mapping[str, str] = ROLE_WORDS) -> str:
    """Return the part of a payment before the amount, or the whole of another term."""
    if term.text and term.act != Term.Act.PAY:
        return term.text.rstrip("。")
    pattern = term.text.rstrip("。") or OPENINGS.get(Term.Act(term.act), "")
    creditor = {"a": "b", "b": "a", "": ""}[term.debtor]
    return pattern.replace("{debtor}", words[term.debtor]).replace("{creditor}", words[creditor])


def sentence(term: Term, words: Mapping[str, str] = ROLE_WORDS) -> str:
    """Return the full wording of a term, amounts in figures and capitals."""
    parts = [opening(term, words)]
    if term.amount is not None:
        parts[0] += f" {amount_words(term.amount)}"
        if term.place:
            parts.append(f"付至{term.place}")
    elif term.place:
        parts.append(f"地点或方式：{term.place}")
    if term.instalments:
        rows = instalments_of(term.instalments)
        parts.append(
            f"分 {len(rows)} 期：" + "；".join(f"{day_words(day)}前付 {amount_words(part)}" for part, day in rows)
        )
    elif term.due:
        parts.append(f"{day_words(term.due)}前{'付清' if term.amount is not None else '完成'}")
    return "，".join(parts) + "。" + term.default
