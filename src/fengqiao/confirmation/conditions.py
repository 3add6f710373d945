"""What must be true before a step of the confirmation; each answers with the reason why not."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from fengqiao.cases.actors import Actor
from fengqiao.cases.authority import may_settle
from fengqiao.cases.looks import once
from fengqiao.cases.models import Case, Participation
from fengqiao.cases.steps import Text
from fengqiao.confirmation.models import Confirmation
from fengqiao.confirmation.queries import confirmation_of, findings_by_point, open_questions, waiting_for
from fengqiao.law.coded import Ground
from fengqiao.law.confirmation import application_window, review_points
from fengqiao.law.delivery import day_of
from fengqiao.people.models import Person


def may_apply(case: Case, actor: Actor) -> Text | None:
    """The party in person, or somebody with the authority to settle and apply (J351, C62)."""
    return may_settle(case, actor)


def not_applied_yet(case: Case, actor: Actor) -> Text | None:
    """This side's tap is missing."""
    if actor.side and confirmation_of(case).applied(actor.side):
        return _("You have already applied. The other side's tap is missing.")
    return None


def applied_before(case: Case, actor: Actor) -> Text | None:
    """There is an application to take back."""
    if actor.side and confirmation_of(case).applied(actor.side):
        return None
    return _("You have not applied, so there is nothing to take back. Without both sides nothing happens.")


def within_window(row: Confirmation, today: date) -> Text | None:
    """The thirty days from the agreement's effect are not over (C205); asked inside the step, which knows the day."""
    window = application_window(row.effective_on)
    if not window.over(today):
        return None
    return _("The application had to be made by %(day)s. The agreement still binds; you can sue for performance.") % {
        "day": window.end.isoformat()
    }


def did_not_mediate(case: Case, actor: Actor) -> Text | None:
    """Whoever mediated this dispute takes no part in judging it (特邀调解规定第16条)."""
    if actor.person is not None and mediated(case, actor.person):
        return _("You mediated in this dispute, so another judge has to decide.")
    return None


@once
def mediated(case: Case, person: Person) -> bool:
    """Return whether the person was ever a mediator in this dispute."""
    return Participation.objects.filter(case__dispute=case.dispute_id, role="mediator", person=person).exists()


def court_has_code(case: Case, actor: Actor) -> Text | None:
    """The court's code is known, without which there is no case number."""
    if case.organisation and case.organisation.code:
        return None
    return _("The code of the court is missing. Ask the administrator to enter it.")


def assigned_to_me(case: Case, actor: Actor) -> Text | None:
    """The judge who was given the case, and nobody else, asks and decides."""
    judge = confirmation_of(case).judge
    if judge is None or actor.person == judge:
        return None
    return _("The case was given to %(name)s.") % {"name": judge.name}


def question_waits_for_me(case: Case, actor: Actor) -> Text | None:
    """The judge asked this side something that is not answered."""
    if actor.side and waiting_for(confirmation_of(case), actor.side):
        return None
    return _("There is no question for you to answer.")


def all_answered(case: Case, actor: Actor) -> Text | None:
    """No question of the judge is open."""
    waiting = open_questions(confirmation_of(case))
    if not waiting:
        return None
    return _("Question %(number)d is not answered yet.") % {"number": waiting[0].number}


def every_point_found(case: Case, actor: Actor) -> Text | None:
    """Each of the review points has a finding, made after looking at its evidence."""
    row = confirmation_of(case)
    found = findings_by_point(row)
    missing = [item for item in _points(row) if item.code not in found or not found[item.code].evidence_seen]
    if not missing:
        return None
    return _("%(count)d points have no finding yet. Look at each, then decide.") % {"count": len(missing)}


def no_point_wanting(case: Case, actor: Actor) -> Text | None:
    """No review point was found wanting; otherwise the application is dismissed or completed."""
    row = confirmation_of(case)
    wanting = [finding for finding in findings_by_point(row).values() if not finding.met]
    if not wanting:
        return None
    return _("You found a point wanting. Ask for more, or dismiss the application.")


def not_extended_yet(case: Case, actor: Actor) -> Text | None:
    """The period can be made longer once (法释〔2011〕5号第5条)."""
    if confirmation_of(case).extended_at is None:
        return None
    return _("The period was already made longer once; that can be done only once.")


def _points(row: Confirmation) -> tuple[Ground, ...]:
    return review_points(day_of(row.received_at or row.case.opened_at))
