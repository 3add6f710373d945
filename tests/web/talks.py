"""A small procedure with one step of every kind, to show and test the case pages by themselves."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.test import Client

from fengqiao.cases.actors import Actor
from fengqiao.cases.forms import StepForm
from fengqiao.cases.models import Case
from fengqiao.cases.steps import Effect, Procedure, Text, Turn
from fengqiao.people.models import Person
from fengqiao.web.cases import stations

Visit = Callable[[Person | None], Client]

talks = Procedure(
    "talks",
    title="调解",
    start="submitted",
    states={"submitted": "已提交", "open": "调解中", "signing": "待签名", "over": "已结束", "left": "已退出"},
    final=frozenset({"over", "left"}),
    basis="mediation/online-rules-8",
)
stations.OF_STATE["talks"] = {
    "submitted": stations.ACCEPT,
    "open": stations.MEDIATE,
    "signing": stations.SIGN,
    "over": stations.ACROSS,
}
BASIS = "mediation/online-rules-8"


class NoteForm(StepForm):
    """A reason in words."""

    reason = forms.CharField(
        label="理由", max_length=200, widget=forms.Textarea, error_messages={"required": "写一句理由，对方会看到"}
    )


def papers_are_in(case: Case, actor: Actor) -> Text | None:
    """Return why not: this never holds here."""
    return "对方的材料还没有到齐"


@talks.step(
    "accept", source="submitted", target="open", by="filing_clerk", basis=BASIS, label="受理", says="受理了申请",
    sets=("mediation_pre_filing",), tells=("applicant", "respondent"), weight="primary",
)  # fmt: skip
def accept(turn: Turn) -> Effect:
    """Accept."""
    turn.case.number = "（2026）川0000诉前调1286号"
    return Effect()


@talks.step(
    "settle", source="open", target="signing", by=("applicant", "respondent"), basis=BASIS, label="同意，去签名",
    says="同意签名", tells=("respondent",), weight="primary", form=NoteForm,
)  # fmt: skip
def settle(turn: Turn) -> Effect:
    """Settle."""
    return Effect({"reason": turn.data["reason"]})


@talks.step("sign", source="signing", target="over", by="respondent", basis=BASIS, label="签名", says="签了名",
            weight="primary")  # fmt: skip
def sign(turn: Turn) -> Effect:
    """Sign."""
    return Effect()


@talks.step("list_papers", source="open", target="open", by="applicant", basis=BASIS, label="交材料清单",
            says="交了清单", needs=(papers_are_in,))  # fmt: skip
def list_papers(turn: Turn) -> Effect:
    """List the papers."""
    return Effect()


@talks.step("nod", source="open", target="open", by=("applicant", "respondent"), basis=BASIS, label="确认收到",
            says="确认收到", weight="quiet", commutes=True)  # fmt: skip
def nod(turn: Turn) -> Effect:
    """Nod."""
    return Effect()


@talks.step("leave", source=("open", "signing"), target="left", by=("applicant", "respondent"), basis=BASIS,
            label="退出调解", says="退出了调解", weight="warn", tells=("applicant", "respondent"))  # fmt: skip
def leave(turn: Turn) -> Effect:
    """Leave."""
    return Effect()
