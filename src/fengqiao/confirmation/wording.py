"""Words of the papers of the court, from typed rows: parties, items of the agreement, articles. Papers are Chinese."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from fengqiao.documents.parties import Party
from fengqiao.law.citations import numeral_zh
from fengqiao.law.coded import Ground
from fengqiao.law.periods import Due
from fengqiao.negotiation.models import Agreement
from fengqiao.negotiation.papers import PaperTerm
from fengqiao.negotiation.wording import ROLE_WORDS, paper_term, parties_of

CONFIRMED_BY = "《中华人民共和国民事诉讼法》第二百零五条、第二百零六条"
INTERPRETATION = "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"
PERMITTED_BY = f"{INTERPRETATION}第三百五十七条第一款"
DEEMED_BY = f"{INTERPRETATION}第三百五十七条第二款"
DEEMED = "申请人无正当理由，未在限期内补充陈述、补充证明材料。"


def applicants_of(agreement: Agreement, *, at: datetime) -> tuple[Party, ...]:
    """Return both sides as applicants, each with the role that the agreement gives it."""
    return tuple(
        replace(party, role=f"申请人（调解协议中的{party.role}）") for party in parties_of(agreement.case, at=at)
    )


def items_of(agreement: Agreement) -> tuple[str, ...]:
    """Return the agreed items as they stand in the agreement."""
    return tuple(_item(paper_term(term, ROLE_WORDS)) for term in agreement.terms.all())


def articles_of(ground: Ground) -> str:
    """Return the article of a ground of refusal or dismissal: 第三百五十八条第五项."""
    number, _bracket, item = ground.article.partition("(")
    place = f"第{numeral_zh(int(number))}条" + (f"第{item.rstrip(')')}项" if item else "")
    law = "《中华人民共和国民事诉讼法》第二百零六条、" if number == "358" else ""
    return f"{law}{INTERPRETATION}{place}"


def ground_sentence(ground: Ground, reason: str) -> str:
    """Return the ground in the words of the law and the judge's reason, as the ruling prints them."""
    words = reason.strip().rstrip("。")
    return f"申请人的申请有下列情形：{ground.zh}。{words}。"


def withdrawal_sentence(name: str, day: date) -> str:
    """Return who took the application back and when, as the ruling prints it."""
    return f"申请人{name}于{_date(day)}撤回司法确认申请，系在裁定作出前对自己权利的处分，不违反法律规定。"


def rule_sentence(counted: Due) -> str:
    """Return how the last day was counted, in one line."""
    source = counted.entry.shown_source if counted.entry else ""
    return f"自{_date(counted.start)}受理之日的次日起算{counted.n}日（{source}）。"


def _item(term: PaperTerm) -> str:
    if term.amount is None:
        return term.text + term.default_clause
    text = f"{term.text}{term.amount:,.2f}元（大写：人民币{term.capitals}）"
    if len(term.instalments) == 1:
        text += f"，于{_date(term.instalments[0].due)}前付清"
    elif term.instalments:
        parts = "；".join(f"{_date(part.due)}前支付{part.amount:,.2f}元" for part in term.instalments)
        text += f"，分{len(term.instalments)}期支付：{parts}"
    if term.account:
        text += f"，付至{term.account}"
    return f"{text}。{term.default_clause}"


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
