"""The risk review: eleven parts in a fixed order, assembled from what is known. What is not known stays unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fengqiao.insight.costs import court_fee, enforcement_lines, money_lines, time_lines
from fengqiao.insight.decision import Suit, Swing, tornado
from fengqiao.insight.gates import check
from fengqiao.insight.options import options
from fengqiao.insight.outcomes import outcome_of, spread_of
from fengqiao.insight.report import BANDS, UNKNOWN_BAND, Answers, Docket, Matter, Proof, Review
from fengqiao.law import lpr
from fengqiao.law.money import Sentence, rounded
from fengqiao.law.refusal import Refused
from fengqiao.law.table import load

MODEL = "cells+ridge/1"
"""Name and version of the method that is frozen with a forecast."""
GUESSED = ("win", "share", "paid")


def assemble(matter: Matter, answers: Answers, docket: Docket, on: date) -> Review:
    """Put the eleven parts together for a day."""
    spread = spread_of(docket)
    return Review(
        on=on,
        facts=matter.facts,
        gates=check(answers.facts, answers.told, matter.kind, on),
        evidence=proofs(matter.elements, answers),
        collect=matter.collect,
        money=money_lines(matter, answers, on),
        time=time_lines(on, spread),
        spread=spread,
        outcome=outcome_of(docket),
        enforcement=enforcement_lines(dict(answers.facts), on),
        options=options(matter, on),
        nearest=(),
        swings=swings(matter, answers, on),
        notice=NOTICE,
    )


def proofs(elements: Mapping[str, Sentence], answers: Answers) -> tuple[Proof, ...]:
    """One row for each element of the kind of dispute."""
    rows = ((code, title, answers.strength.get(code)) for code, title in elements.items())
    return tuple(
        Proof(title, answers.held.get(code, ""), strength, _ADVICE[strength]) for code, title, strength in rows
    )


def swings(matter: Matter, answers: Answers, on: date) -> tuple[Swing, ...]:
    """What each open factor alone moves the worth of a lawsuit, in yuan; nothing without an amount.

    Chances are the person's own bands; whoever does not know gets the whole range, so that the widest bar is what is
    worth finding out first.
    """
    if matter.amount is None:
        return ()
    shortest, longest = (
        float(load(f"deadlines/{rule}").on(on).value["n"]) for rule in ("trial_small_claims", "trial_ordinary")
    )
    ranges = {name: BANDS.get(answers.guesses.get(name, ""), UNKNOWN_BAND) for name in GUESSED}
    ranges["months"] = (shortest, longest)
    middle = {name: (low + high) / 2 for name, (low, high) in ranges.items()}
    base = Suit(
        amount=float(matter.amount),
        own_cost=float(answers.own_cost or 0),
        fee=float(rounded(court_fee(matter.amount, on).least)),
        rate=_rate(on),
        **middle,
    )
    return tornado(base, ranges)


def _rate(on: date) -> float:
    try:
        return float(lpr.rate(on).percent) / 100
    except Refused:
        return 0.0


_ADVICE: dict[int | None, Sentence] = {
    None: (
        "先看看手里有没有：订单、付款记录、聊天记录、协议。",
        "Look first what you have: order, payment, messages, contract.",
    ),
    0: (
        "向平台、银行或者对方要记录；要不到的，起诉后可以申请法院调取。",
        "Ask the platform, the bank or the other side for the record; in court you can ask the judge to obtain it.",
    ),
    1: (
        "只有自己的话不够：找书面的，或者请知情的人作证。",
        "Your own words are not enough: find something written, or a witness.",
    ),
    2: (
        "保存原件和原始载体（手机、邮箱），截图带上时间和网址，在这里存证。",
        "Keep the original and its device (phone, mailbox), screenshots with time and address; deposit them here.",
    ),
    3: ("足够：不要改动，交来核对。", "Strong: leave it unchanged and hand it in for checking."),
}

NOTICE: tuple[Sentence, ...] = (
    (
        "这不是法律意见，也不是对法院裁判的预测。",
        "This is not legal advice and does not foretell what a court decides.",
    ),
    (
        "只有您（和您的代理人）看得到：对方、调解员、立案人员和法官都看不到，也不能索取。",
        "Only you (and whoever represents you) see it: not the other side, mediator, filing clerk or judge.",
    ),
    (
        "第6部分的方法：同一案由、同一证据数量档的已结调解，向同一证据数量档的总体收缩（相当于八件），给出九成区间；少于20件、少于5个不同的对方或者区间过宽的不显示；全部已结调解超过200件的，旁边还有岭回归的结果，两者相差超过百分之十五的会提醒。不按法官、调解员统计。",
        "Method of part 6: closed mediations of the same cause and as many pieces of evidence, drawn towards all "
        "causes as if by eight cases, with a 90-in-100 interval; hidden below 20 cases or 5 other sides, or when the "
        "interval is too wide; above 200 closed mediations in all a ridge regression stands beside it, with a warning "
        "when both differ by more than 15 in 100. Nothing is counted by judge or mediator.",
    ),
    (
        "进入调解的不是全部纠纷，谈成的也不是判决：这些数字不能直接用于诉讼的胜负。",
        "Disputes that reach mediation are not all disputes, and a settlement is no judgment: the figures do not tell "
        "who would win in court.",
    ),
    (
        "第10部分只用您自己的估计；不知道的按最宽的范围。",
        "Part 10 uses only your own guesses; what you do not know has the widest range.",
    ),
    (
        "没有核对过官方文本的依据标有“待核”。",
        "A source that was not checked against the official text is marked “to be verified”.",
    ),
)
