"""The judicial confirmation of a mediation agreement 司法确认, from the offer to the review. Its end: ``decisions``.

民事诉讼法第205–206条, 民诉法解释第351–358条与第372条, 法释〔2011〕5号.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fengqiao.cases.consents import consent_in_force, give_consent
from fengqiao.cases.limit_steps import add_limit_steps
from fengqiao.cases.models import Participation
from fengqiao.cases.numbers import next_serial
from fengqiao.cases.steps import Effect, Procedure, Refused, Turn
from fengqiao.confirmation import conditions, forms
from fengqiao.confirmation.drafting import draft_application, draft_notice, parties
from fengqiao.confirmation.models import Answer, Confirmation, Question
from fengqiao.confirmation.opening import begin
from fengqiao.confirmation.queries import clerk_of, confirmation_of, received_on, waiting_for
from fengqiao.delivery.actions import deliver
from fengqiao.law.case_numbers import format_case_number, kind_of
from fengqiao.law.confirmation import application_window
from fengqiao.law.delivery import day_of
from fengqiao.people.models import Person

PARTIES = ("applicant", "respondent")
WINDOW = "judicial_confirmation_application"
DECIDE_ACCEPT = "judicial_confirmation_decide_accept"
DECIDE = "judicial_confirmation_decide"
DECIDE_LONGER = "judicial_confirmation_decide_extended"

confirmation = Procedure(
    "confirmation",
    title=_("Judicial confirmation"),
    start="offered",
    states={
        "offered": _("open for the joint application"),
        "applied": _("applied, waiting for the court"),
        "reviewing": _("under review"),
        "withdrawing": _("taken back, waiting for the judge"),
        "confirmed": _("agreement confirmed"),
        "dismissed": _("application dismissed"),
        "not_accepted": _("application not accepted"),
        "withdrawn": _("application withdrawn"),
        "lapsed": _("time for the application is over"),
    },
    final=frozenset({"confirmed", "dismissed", "not_accepted", "withdrawn", "lapsed"}),
    basis="confirmation/cpl-205",
    begin=begin,
    sets=(WINDOW,),
    offices=frozenset({"judge", "judges_clerk"}),
)


@confirmation.step(
    "apply",
    source="offered",
    target=("offered", "applied"),
    by=PARTIES,
    basis="confirmation/cpl-205",
    label=_("Apply for confirmation"),
    says=_("applied for judicial confirmation"),
    needs=(conditions.may_apply, conditions.not_applied_yet),
    tells=PARTIES,
    sets=(DECIDE_ACCEPT,),
    clears=(WINDOW,),
    form=forms.ApplyForm,
    commutes=True,
    weight="primary",
)
def apply(turn: Turn) -> Effect:
    """Apply for one side; when both have, the joint application is made and the court has three days."""
    row, side = confirmation_of(turn.case), turn.actor.side
    if reason := conditions.within_window(row, day_of(turn.at)):
        raise Refused(apply, [reason])
    _consent(turn)
    setattr(row, f"applied_{side}_at", turn.at)
    setattr(row, f"applied_{side}_by", turn.actor.person)
    both = row.applied("a") and row.applied("b")
    if both:
        row.received_at, turn.case.organisation = turn.at, row.court
        row.application = draft_application(row, at=turn.at)
    row.save()
    waits = frozenset() if both else frozenset({DECIDE_ACCEPT, WINDOW})
    told = frozenset({role for role in PARTIES if role in turn.actor.roles})
    return Effect({"both": both}, target="applied" if both else "offered", waits=waits, spares=told)


@confirmation.step(
    "withdraw_application",
    source=("offered", "applied", "reviewing"),
    target=("withdrawn", "offered", "withdrawing"),
    by=PARTIES,
    basis="confirmation/cpl-interpretation-357",
    label=_("Withdraw the application"),
    says=_("withdrew the application"),
    needs=(conditions.may_apply, conditions.applied_before),
    tells=(*PARTIES, "judge"),
    weight="quiet",
)
def withdraw_application(turn: Turn) -> Effect:
    """Take the application back before the ruling.

    With only one tap given, that tap is taken back; what the court has accepted ends by its ruling (J357).
    """
    row, side = confirmation_of(turn.case), turn.actor.side
    joint = row.received_at is not None
    if not joint:
        setattr(row, f"applied_{side}_at", None)
        setattr(row, f"applied_{side}_by", None)
        row.save()
    accepted = row.accepted_at is not None
    return Effect(target="withdrawing" if accepted else "withdrawn" if joint else "offered")


@confirmation.step(
    "lapse",
    source="offered",
    target="lapsed",
    by="system",
    basis="confirmation/cpl-205",
    label=_("Close the window"),
    says=_("closed the window for the joint application"),
    tells=PARTIES,
)
def lapse(turn: Turn) -> Effect:
    """Close the case when the thirty days are over without a joint application."""
    window = application_window(confirmation_of(turn.case).effective_on)
    if not window.over(day_of(turn.at)):
        raise Refused(lapse, [_("Both sides can still apply until %(day)s.") % {"day": window.end.isoformat()}])
    return Effect()


@confirmation.step(
    "accept",
    source="applied",
    target="reviewing",
    by=("judge", "judges_clerk"),
    basis="confirmation/peoples-4",
    label=_("Accept the application"),
    says=_("accepted the application"),
    needs=(conditions.did_not_mediate, conditions.court_has_code),
    sets=(DECIDE,),
    clears=(DECIDE_ACCEPT,),
    form=forms.AcceptForm,
    weight="primary",
)
def accept(turn: Turn) -> Effect:
    """Accept the application, give it its number and its judge, and start the fifteen days."""
    judge: Person = turn.data["judge"]
    if conditions.mediated(turn.case, judge):
        raise Refused(accept, [_("%(name)s mediated in this dispute. Choose another judge.") % {"name": judge.name}])
    row = confirmation_of(turn.case)
    row.case = turn.case
    row.accepted_at = turn.at
    take_up(row, turn, judge)
    row.save()
    deliver(draft_notice(row, at=turn.at), parties(turn.case), at=turn.at)
    return Effect({"number": turn.case.number, "judge": judge.name})


@confirmation.step(
    "ask",
    source="reviewing",
    target="reviewing",
    by="judge",
    basis="confirmation/cpl-interpretation-356",
    label=_("Ask a question"),
    says=_("asked a question"),
    needs=(conditions.did_not_mediate, conditions.assigned_to_me),
    tells=PARTIES,
    form=forms.AskForm,
)
def ask(turn: Turn) -> Effect:
    """Ask one side or both something, or for what is missing; only those who are asked read it."""
    row = confirmation_of(turn.case)
    to = "" if turn.data["to"] == "both" else turn.data["to"]
    question = Question.objects.create(
        confirmation=row,
        number=row.questions.count() + 1,
        to=to,
        text=turn.data["text"],
        answer_by=turn.data["answer_by"],
        asked_by=turn.actor.who,
        asked_at=turn.at,
    )
    spared = {"a": "respondent", "b": "applicant"}.get(to)
    data = {"question": question.number, "to": to, "answer_by": question.answer_by.isoformat()}
    return Effect(data, spares=frozenset({spared} if spared else ()))


@confirmation.step(
    "answer_question",
    source="reviewing",
    target="reviewing",
    by=PARTIES,
    basis="confirmation/cpl-interpretation-356",
    label=_("Answer the judge's question"),
    says=_("answered the judge's question"),
    needs=(conditions.may_apply, conditions.question_waits_for_me),
    tells=("judge",),
    form=forms.AnswerForm,
    commutes=True,
    weight="primary",
)
def answer_question(turn: Turn) -> Effect:
    """Answer in writing; the judge reads it, the other side does not."""
    row = confirmation_of(turn.case)
    waiting = {question.number: question for question in waiting_for(row, turn.actor.side)}
    question = waiting.get(turn.data["number"])
    if question is None:
        raise Refused(answer_question, [_("This question was answered already, or it was not put to you.")])
    Answer.objects.create(
        question=question, side=turn.actor.side, text=turn.data["text"], by=turn.actor.who, at=turn.at
    )
    return Effect({"question": question.number})


@confirmation.step(
    "extend",
    source="reviewing",
    target="reviewing",
    by="judge",
    basis="confirmation/peoples-5",
    label=_("Take ten more days"),
    says=_("made the period ten days longer"),
    needs=(conditions.did_not_mediate, conditions.assigned_to_me, conditions.not_extended_yet),
    tells=PARTIES,
    sets=(DECIDE_LONGER,),
    clears=(DECIDE,),
    form=forms.ExtendForm,
    weight="quiet",
)
def extend(turn: Turn) -> Effect:
    """Make the period of fifteen days ten days longer, once, with the president's approval."""
    row = confirmation_of(turn.case)
    Confirmation.objects.filter(pk=row.pk).update(extended_at=turn.at)
    accepted = day_of(row.accepted_at or turn.at)
    return Effect({"reason": turn.data["reason"]}, starts={DECIDE_LONGER: accepted})


add_limit_steps(confirmation, by="judges_clerk", tells=PARTIES)


def take_up(row: Confirmation, turn: Turn, judge: Person) -> None:
    """Give the case its number, its judge and its clerk; once."""
    case, received = turn.case, received_on(row)
    court = case.organisation
    if court is None:
        raise LookupError("a confirmation has its court from the opening")
    if not case.number:
        kind = kind_of("confirmation", received)
        serial = next_serial(court.code, kind, received.year)
        case.number = format_case_number(received.year, court.code, kind, serial)
        case.save(update_fields=["number"])
    row.judge, row.clerk = judge, clerk_of(case, day_of(turn.at))
    if not case.participations.filter(role="judge", person=judge, until=None).exists():
        Participation.objects.create(
            case=case, role="judge", person=judge, name=judge.name, since=turn.at, joined_at=turn.at
        )


def _consent(turn: Turn) -> None:
    """Record the consents given with the tap; the procedure online needs its own (在线诉讼规则第4条)."""
    row, person = turn.actor.participation, turn.actor.person
    if row is None or person is None:
        raise LookupError("an application comes from a party")
    if turn.data.get("online_confirmation"):
        give_consent(row, "online_confirmation", person, at=turn.at)
    if turn.data.get("electronic_delivery"):
        scope = {"documents": ["notices", "rulings"], "phone": bool(row.phone), "email": bool(row.email)}
        give_consent(row, "electronic_delivery", person, at=turn.at, scope=scope)
    if not consent_in_force(row, "online_confirmation"):
        raise Refused(apply, [_("To apply online you must agree to handle the confirmation online.")])
