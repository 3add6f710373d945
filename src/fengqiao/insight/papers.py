"""The risk review as a paper for the asking party: the same eleven parts as on the page, in Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from fengqiao.documents.papers import Paper, register
from fengqiao.insight.decision import Swing
from fengqiao.insight.gates import Checked
from fengqiao.insight.report import Basis, Line, Outcome, Proof, Review
from fengqiao.law.table import UNVERIFIED_ZH

UNKNOWN = "不知道"
VERDICTS = {"pass": "没有障碍", "at_risk": "有疑问", "fail": "有障碍", "unknown": UNKNOWN}
FACTORS = {"win": "法院是否支持", "share": "支持多少金额", "paid": "能不能拿到钱", "months": "要多久"}


@dataclass(frozen=True)
class Row:
    """A label with its text; ``note`` holds the sum and the articles."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Part:
    """One of the eleven parts: rows, or numbered sentences."""

    title: str
    rows: tuple[Row, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class RiskReviewPaper:
    """诉讼风险评估, as of a day."""

    on: date
    parts: tuple[Part, ...]


RISK_REVIEW = register(
    Paper(
        kind="risk_review",
        title="诉讼风险评估",
        template=Path(__file__).parent / "paper" / "risk_review.typ",
        fields=RiskReviewPaper,
        issued_by="nobody: printed for the asking party on request, never stored",
        readers=frozenset({"applicant"}),
    )
)


def on_paper(review: Review) -> RiskReviewPaper:
    """Return the fields of the paper of a review."""
    return RiskReviewPaper(
        review.on,
        (
            Part(
                "您说的事实",
                tuple(Row(fact.label[0], fact.value[0] if fact.value else UNKNOWN) for fact in review.facts),
            ),
            Part("前提和障碍", tuple(_gate(each) for each in review.gates)),
            Part("逐项证据", tuple(_proof(each) for each in review.evidence), tuple(zh for zh, _en in review.collect)),
            Part("钱", _lines(review.money)),
            Part("时间", _lines(review.time)),
            Part("这里同类案件的结果", _outcome(review.outcome)),
            Part("能不能执行到位", _lines(review.enforcement)),
            Part("各条路的比较", tuple(row for way in review.options for row in _lines(way.lines, way.name[0]))),
            Part("最接近的裁判", _lines(review.nearest), () if review.nearest else (_NONE,)),
            Part(
                "什么最影响结果", tuple(_swing(each) for each in review.swings), () if review.swings else (_NO_AMOUNT,)
            ),
            Part("请注意", (), tuple(zh for zh, _en in review.notice)),
        ),
    )


_NONE = "没有（n=0）：只会列出已经公开并隐去身份的裁判文书，这里还没有保存。"
_NO_AMOUNT = "没有写金额，无法比较。"


def _gate(each: Checked) -> Row:
    steps = "".join(zh for zh, _en in each.steps)
    mark = "" if each.gate.entry.verified else f"（{UNVERIFIED_ZH}）"
    note = f"{steps}{each.source_words[0]}{mark}；{each.rule}"
    return Row(each.gate.title[0], f"{VERDICTS[each.verdict]}。{each.says[0]}", note)


def _proof(each: Proof) -> Row:
    strength = UNKNOWN if each.strength is None else f"{each.strength}（0至3）"
    return Row(each.element[0], f"手里有：{each.held or '——'}。强度：{strength}。{each.advice[0]}")


def _lines(lines: Iterable[Line], before: str = "") -> tuple[Row, ...]:
    return tuple(
        Row(f"{before}：{line.label[0]}" if before else line.label[0], line.value[0], _note(line)) for line in lines
    )


def _note(line: Line) -> str:
    return "".join(zh for zh, _en in line.steps) + "；".join(_article(basis) for basis in line.basis)


def _article(basis: Basis) -> str:
    return basis.words[0] + ("" if basis.verified else f"（{UNVERIFIED_ZH}）")


def _outcome(found: Outcome) -> tuple[Row, ...]:
    if found.estimate is None:
        return (Row("调解", f"同类案件太少（n={found.n}）。"),)
    estimate = found.estimate
    low, middle, high = (round(100 * share) for share in (estimate.low, estimate.mean, estimate.high))
    source = f"n={found.n}，对方{found.respondents}家，截至{found.until}"
    return (
        Row("调解", f"每百件约{middle}件谈成，在{low}至{high}件之间（{source}）。"),
        *_regression(found),
        *_money(found),
    )


def _money(found: Outcome) -> tuple[Row, ...]:
    if found.money is None:
        return ()
    said = f"十件中有九件，协议给到请求金额的百分之{found.money.low}至{found.money.high}（n={found.money.n}）。"
    return (Row("谈成的金额", said),)


def _regression(found: Outcome) -> tuple[Row, ...]:
    if found.regression is None:
        return ()
    warning = "与上一行相差超过15件，两者都要打折看。" if found.doubtful else ""
    return (
        Row("回归", f"按全部{found.all}件已结调解的岭回归，每百件约{round(100 * found.regression)}件谈成。{warning}"),
    )


def _swing(swing: Swing) -> Row:
    unit = "个月" if swing.factor == "months" else "件（每百件）"
    times = 1 if swing.factor == "months" else 100
    ends = f"从{round(times * swing.low)}到{round(times * swing.high)}{unit}"
    return Row(FACTORS[swing.factor], f"{ends}：打官司的价值从{_yuan(swing.at_low)}到{_yuan(swing.at_high)}。")


def _yuan(value: float) -> str:
    return f"{Decimal(round(value)):,}元"
