"""The two sides of a new application: who applies, for whom, and who is asked."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case, Dispute, Participation
from fengqiao.cases.perform import open_case
from fengqiao.cases.representation import stand_for
from fengqiao.cases.standing import COMPANY, SELF, Standing
from fengqiao.files.models import Blob
from fengqiao.intake.sheet import Application
from fengqiao.people.companies import register_company
from fengqiao.people.errors import NotAccepted, Text
from fengqiao.people.models import Organisation, Person
from fengqiao.people.numbers import is_minor


def too_young() -> Text:
    """Return what to say to somebody under 18 who applies, with the way on."""
    return _(
        "You are under 18, so a parent or guardian applies for you: let them say who they are, and choose “a child”. "
        "Everything that you wrote is kept."
    )


def check_parties(application: Application, person: Person, at: datetime) -> None:
    """Refuse a minor who applies, and an application against oneself; NotAccepted says what to do."""
    if is_minor(person.birth_date, timezone.localdate(at)):
        raise NotAccepted(too_young(), field="person")
    if application.phone and application.phone == person.phone:
        raise NotAccepted(_("The number of the other side is your own. Please write theirs."), field="contact")
    standing = application.standing
    if standing and standing.whom == COMPANY and standing.number == application.credit_code:
        raise NotAccepted(
            _("The code of the other side is that of the company for which you apply. Please write theirs."),
            field="credit_code",
        )


def open_mediation(
    dispute: Dispute, application: Application, person: Person, body: Organisation, *, at: datetime
) -> Case:
    """Open the mediation and name the other side as the applicant did."""
    actor = Actor(roles=frozenset({"applicant"}), person=person)
    case = open_case("mediation", dispute, actor, at=at, organisation=body)
    code = application.credit_code
    Participation.objects.create(
        case=case,
        role="respondent",
        side="b",
        organisation=register_company(application.name, code) if code else None,
        name=application.name,
        phone=application.phone,
        email=application.email,
        since=at,
    )
    return case


def seat_applicant(
    case: Case,
    person: Person,
    standing: Standing | None,
    principal: Person | Organisation | None,
    authority: Blob | None,
    *,
    at: datetime,
) -> Participation:
    """Write the applicant's row: the person, or the principal with who stands for it and the unchecked paper.

    NotAccepted (field ``standing``) when the person may not stand for the principal in this way.
    """
    own = standing is None or standing.whom == SELF or principal is None
    row = Participation.objects.create(
        case=case,
        role="applicant",
        side="a",
        person=person if own else None,
        name=person.name if standing is None else standing.name,
        phone=person.phone,
        email=person.email,
        address=person.address if principal is None else principal.address,
        since=at,
        joined_at=at if own else None,
        checked_at=person.verified_at if own else None,
    )
    if standing is not None and principal is not None:
        try:
            stand_for(row, person, standing, principal, authority=authority, at=at)
        except NotAccepted as error:
            raise NotAccepted(error.message, field="standing") from None
        row.refresh_from_db()
    return row
