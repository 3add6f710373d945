"""The mediation before filing 诉前调解, from the application to the talks. The rest: ``procedure_closing``.

人民法院在线调解规则 (法释〔2021〕23号) gives the order; each step names its article.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Deadline
from fengqiao.cases.numbers import next_serial
from fengqiao.cases.steps import Effect, Procedure, Refused, Turn
from fengqiao.law.case_numbers import format_case_number, kind_of
from fengqiao.law.delivery import day_of
from fengqiao.mediation import conditions, forms
from fengqiao.mediation.appointments import appoint_mediator, release_mediator, take_on_appointment
from fengqiao.mediation.models import Appointment, Mediation
from fengqiao.mediation.opening import give_consents, open_talks
from fengqiao.mediation.panel import body_of, court_of
from fengqiao.mediation.queries import mediation_of
from fengqiao.negotiation.offers import BadOffer
from fengqiao.people.errors import NotAccepted
from fengqiao.rooms.actions import note_step

PARTIES = ("applicant", "respondent")

mediation = Procedure(
    "mediation",
    title=_("Mediation before filing"),
    start="submitted",
    states={
        "submitted": _("submitted"),
        "accepted": _("accepted, waiting for a mediator"),
        "appointed": _("mediator asked"),
        "inviting": _("other side invited"),
        "open": _("in mediation"),
        "signing": _("being signed"),
        "concluded": _("agreement reached"),
        "returned": _("application returned"),
        "withdrawn": _("withdrawn"),
        "ended": _("ended without agreement"),
    },
    final=frozenset({"concluded", "returned", "withdrawn", "ended"}),
    basis="mediation/online-rules-8",
    notes=note_step,
)


@mediation.step(
    "accept",
    source="submitted",
    target="accepted",
    by="filing_clerk",
    basis="mediation/online-rules-9",
    label=_("Accept the application"),
    says=_("accepted the application"),
    needs=(conditions.application_complete,),
    tells=("applicant",),
    sets=("court_appoints_mediator",),
    weight="primary",
)
def accept(turn: Turn) -> Effect:
    """Accept the application and give it its case number."""
    received = day_of(turn.case.opened_at)
    court = court_of(turn.case)
    kind = kind_of("mediation", received)
    serial = next_serial(court.code, kind, received.year)
    turn.case.number = format_case_number(received.year, court.code, kind, serial)
    # The court's three working days run from the application, not from its acceptance (T10).
    return Effect({"number": turn.case.number}, starts={"court_appoints_mediator": received})


@mediation.step(
    "return_application",
    source="submitted",
    target="returned",
    by="filing_clerk",
    basis="mediation/online-rules-9",
    label=_("Return the application"),
    says=_("returned the application"),
    tells=("applicant",),
    form=forms.ReturnForm,
    weight="quiet",
)
def return_application(turn: Turn) -> Effect:
    """Return an application that is not for this court, not for a court at all, or not for mediation online."""
    return Effect({"ground": turn.data["ground"], "note": turn.data.get("note", "")})


@mediation.step(
    "appoint",
    source="accepted",
    target="appointed",
    by="filing_clerk",
    basis="mediation/online-rules-10",
    label=_("Appoint a mediator"),
    says=_("asked a mediator to take the case"),
    needs=(conditions.somebody_can_be_appointed,),
    tells=("mediator",),
    sets=("mediator_confirms",),
    clears=("court_appoints_mediator",),
    form=forms.AppointForm,
    weight="primary",
)
def appoint(turn: Turn) -> Effect:
    """Ask a mediator of the roll, who then confirms or declines within three working days."""
    mediator = turn.data["mediator"]
    body = body_of(mediator, turn.case, day_of(turn.at))
    if body is None:
        raise Refused(appoint, [_("%(name)s is not on the roll of a body of this court.") % {"name": mediator.name}])
    turn.case.organisation = body
    appoint_mediator(turn.case, mediator, turn.actor.who, at=turn.at)
    return Effect({"mediator": mediator.name, "body": body.name})


@mediation.step(
    "lapse",
    source="appointed",
    target="accepted",
    by="system",
    basis="mediation/online-rules-12",
    label=_("Pass the case on"),
    says=_("passed the case on because the mediator did not reply in time"),
    sets=("court_appoints_mediator",),
    clears=("mediator_confirms",),
)
def lapse(turn: Turn) -> Effect:
    """Give the case back for another appointment when the mediator's three working days are over."""
    asked = turn.case.deadlines.get(rule="mediator_confirms", state=Deadline.State.RUNNING)
    if day_of(turn.at) <= asked.end:
        raise Refused(lapse, [_("The mediator still has until %(day)s.") % {"day": asked.end.isoformat()}])
    release_mediator(turn.case, Appointment.State.LAPSED, at=turn.at)
    return Effect()


@mediation.step(
    "take_on",
    source="appointed",
    target="inviting",
    by="mediator",
    basis="mediation/online-rules-12",
    label=_("Take the case on"),
    says=_("took the case on and answered the question about relations"),
    tells=PARTIES,
    sets=("mediation_pre_filing", "mediator_contacts_other_party"),
    clears=("mediator_confirms",),
    form=forms.TakeOnForm,
    weight="primary",
)
def take_on(turn: Turn) -> Effect:
    """Confirm the appointment, disclose relations (T13), and start the thirty days (T24)."""
    disclosed = [code for code in turn.data["disclosure"] if code != "none"]
    note = turn.data.get("note", "")
    row = mediation_of(turn.case)
    row.taken_on_at, row.disclosed, row.disclosure_note = turn.at, disclosed, note
    row.save()
    take_on_appointment(turn.case, at=turn.at)
    return Effect({"disclosed": disclosed, "note": note})


@mediation.step(
    "decline",
    source="appointed",
    target="accepted",
    by="mediator",
    basis="mediation/online-rules-12",
    label=_("Decline the case"),
    says=_("declined the case"),
    sets=("court_appoints_mediator",),
    clears=("mediator_confirms",),
    form=forms.DeclineForm,
    weight="quiet",
)
def decline(turn: Turn) -> Effect:
    """Give the case back with the reason; the court appoints another mediator."""
    reason, note = turn.data["reason"], turn.data.get("note", "")
    release_mediator(turn.case, Appointment.State.DECLINED, at=turn.at, reason=reason, note=note)
    return Effect({"reason": reason})


@mediation.step(
    "answer",
    source="inviting",
    target="open",
    by="respondent",
    basis="mediation/online-rules-15",
    label=_("Answer the request"),
    says=_("agreed to talk and answered the request"),
    needs=(conditions.identity_checked_again,),
    tells=("applicant", "mediator"),
    clears=("mediator_contacts_other_party",),
    form=forms.AnswerForm,
    page="answer:question",
    weight="primary",
)
def answer(turn: Turn) -> Effect:
    """Open the talks with the other side's answer: it accepts, makes another offer, or disputes the request."""
    try:
        give_consents(turn.actor, turn.data.get("consents", {}), at=turn.at)
    except NotAccepted as error:
        raise Refused(answer, [error.message]) from None
    if reason := conditions.agreed_to_online_mediation(turn.case, turn.actor):
        raise Refused(answer, [reason])
    row = mediation_of(turn.case)
    if row.disclosed and not turn.data.get("keep_mediator"):
        raise Refused(answer, [conditions.relation_to_accept(row)])
    row.answer, row.statement = turn.data["answer"], turn.data.get("statement", "")
    row.answered_at = turn.at
    row.kept_by_b_at = turn.at if row.disclosed else None
    row.save()
    try:
        open_talks(turn)
    except BadOffer as refused:
        raise Refused(answer, [str(refused)]) from None
    return Effect({"answer": row.answer})


@mediation.step(
    "keep_mediator",
    source="open",
    target="open",
    by=PARTIES,
    basis="mediation/online-rules-13",
    label=_("Go on with this mediator"),
    says=_("agreed to go on with the mediator after the disclosure"),
    needs=(conditions.relation_disclosed_to_me,),
    tells=("mediator",),
    commutes=True,
)
def keep_mediator(turn: Turn) -> Effect:
    """Agree to go on although the mediator disclosed a relation; without both there is no agreement to draw up."""
    field = f"kept_by_{turn.actor.side}_at"
    Mediation.objects.filter(case=turn.case).update(**{field: turn.at})
    return Effect()


@mediation.step(
    "refuse",
    source="inviting",
    target="ended",
    by="respondent",
    basis="mediation/online-rules-15",
    label=_("No mediation"),
    says=_("does not want mediation"),
    tells=("applicant", "mediator"),
    form=forms.RefuseForm,
    weight="quiet",
)
def refuse(turn: Turn) -> Effect:
    """Refuse the mediation; nobody needs a reason for that, and the right to sue stays."""
    Mediation.objects.filter(case=turn.case).update(end_ground="refused", end_note=turn.data.get("note", ""))
    return Effect({"ground": "refused", "reason": turn.data["reason"]})


@mediation.step(
    "report_unreachable",
    source="inviting",
    target="ended",
    by="mediator",
    basis="mediation/online-rules-15",
    label=_("The other side cannot be reached"),
    says=_("ended the mediation because the other side cannot be reached"),
    tells=("applicant",),
    form=forms.NoteForm,
    weight="quiet",
)
def report_unreachable(turn: Turn) -> Effect:
    """End the mediation with the note of how contact was tried, and give the file back."""
    Mediation.objects.filter(case=turn.case).update(end_ground="unreachable", end_note=turn.data["note"])
    return Effect({"ground": "unreachable"})


@mediation.step(
    "withdraw",
    source=("submitted", "accepted", "appointed", "inviting"),
    target="withdrawn",
    by="applicant",
    basis="mediation/online-rules-25",
    label=_("Withdraw the application"),
    says=_("withdrew the application"),
    tells=("respondent", "mediator"),
    weight="quiet",
)
def withdraw(turn: Turn) -> Effect:
    """Take the application back before the talks begin; the other side hears of it only if it was invited."""
    invited = Mediation.objects.filter(case=turn.case).exclude(taken_on_at=None).exists()
    Mediation.objects.filter(case=turn.case).update(end_ground="settled_or_withdrawn")
    spares = frozenset() if invited else frozenset({"respondent"})
    return Effect({"ground": "settled_or_withdrawn"}, spares=spares)
