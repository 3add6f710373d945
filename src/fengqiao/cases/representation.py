"""Who stands for a participant: joining in person, and acting for a company, a client or a minor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.actors import PARTY_ROLES, actor_of
from fengqiao.cases.models import Participation, Representation
from fengqiao.cases.standing import Standing, of_full_age
from fengqiao.files.models import Blob
from fengqiao.people.errors import NotAccepted, Text
from fengqiao.people.models import Organisation, Person, Post
from fengqiao.people.numbers import is_minor

CHECKERS = frozenset({"mediator", "filing_clerk", "judges_clerk"})
"""Roles that look at an uploaded authority."""
MOST_REFUSED = 3
"""Papers of one person for one side that may be refused before no other is taken here."""


def join(participation: Participation, person: Person, *, at: datetime) -> Participation:
    """Bind a verified person to the row that somebody else opened for them; twice by the same person is once."""
    if not person.verified_at:
        raise NotAccepted(_("Please prove your identity first."))
    if participation.organisation_id:
        raise NotAccepted(_("A company acts through its legal representative or an agent. Please say which you are."))
    minor = is_minor(person.birth_date, timezone.localdate(at))
    bound = Participation.objects.filter(Q(person=None) | Q(person=person), pk=participation.pk)
    if not bound.update(person=person, joined_at=participation.joined_at or at, checked_at=at, minor=minor):
        raise NotAccepted(_taken())
    participation.refresh_from_db()
    return participation


def acts_for(person: Person, participation: Participation, *, at: datetime) -> bool:
    """Return whether the person is the participant or stands for it now (checked or not)."""
    if participation.person_id == person.pk and not participation.organisation_id:
        return True
    return current(participation, at=at).filter(person=person).exists()


def current(participation: Participation, *, at: datetime) -> QuerySet[Representation]:
    """Return the representations that are not refused and not over."""
    rows = Representation.objects.filter(participation=participation, since__lte=at, refused_because="")
    return rows.filter(Q(until=None) | Q(until__gt=at))


def claim_representation(
    participation: Participation,
    person: Person,
    kind: str,
    *,
    at: datetime,
    authority: Blob | None = None,
    special_authority: bool = False,
    relation: str = "",
) -> Representation:
    """Record that a verified person stands for a participant; a second claim replaces the first.

    A legal representative with a post in the company needs no paper. Everybody else uploads one (power of attorney,
    certificate of the post, proof of the relation), which a mediator or clerk checks before anything is signed.
    Call it only for somebody who may already see the case. NotAccepted says what is missing.
    """
    _check_claim(participation, person, kind, authority, at)
    sure = kind == Representation.Kind.LEGAL_REPRESENTATIVE and _holds_post(participation, person, at)
    with transaction.atomic():
        current(participation, at=at).filter(person=person).update(until=at)
        row = Representation.objects.create(
            participation=participation,
            person=person,
            kind=kind,
            special_authority=special_authority and kind == Representation.Kind.AGENT,
            relation=relation if kind == Representation.Kind.GUARDIAN else "",
            authority=authority,
            checked_at=at if sure else None,
            since=at,
        )
        if kind == Representation.Kind.GUARDIAN and participation.person_id is None:
            Participation.objects.filter(pk=participation.pk).update(minor=True)
        if not participation.joined_at:
            Participation.objects.filter(pk=participation.pk).update(joined_at=at, checked_at=at)
    return row


def stand_for(
    participation: Participation,
    person: Person,
    standing: Standing,
    principal: Person | Organisation,
    *,
    authority: Blob | None,
    at: datetime,
) -> Representation:
    """Put the principal in the participant's place and record who stands for it, in which way.

    NotAccepted when somebody else holds the place, and for every reason of ``claim_representation``.
    """
    with transaction.atomic():
        _seat(participation, principal, at)
        return claim_representation(
            participation,
            person,
            standing.kind,
            at=at,
            authority=authority,
            special_authority=standing.special,
            relation=standing.relation,
        )


def signer_of(participation: Participation, *, at: datetime) -> Person | None:
    """Return whose hand may sign for a participant: whoever acts for it with a checked authority, else the party.

    An agent without special authority never signs (CPL 62). None when nobody may.
    """
    kinds = Representation.Kind
    able = current(participation, at=at).exclude(checked_at=None).exclude(kind=kinds.AGENT, special_authority=False)
    if acting := able.select_related("person").order_by("-special_authority", "pk").first():
        return acting.person
    in_person = not participation.organisation_id and not participation.minor
    return participation.person if in_person else None


def replaceable(person: Person, pk: int) -> Representation | None:
    """Return an authority of this person that another paper may replace: the newest one, in a case that is open.

    None also after the third refusal for the same side: then the clerk is called.
    """
    row = (
        Representation.objects.filter(pk=pk, person=person, until=None, participation__case__closed_at=None)
        .select_related("participation__case__dispute")
        .first()
    )
    if row is None:
        return None
    own = Representation.objects.filter(participation=row.participation, person=person)
    refused = own.exclude(refused_because="").count()
    return None if own.filter(pk__gt=row.pk).exists() or refused >= MOST_REFUSED else row


def refused_authorities(person: Person) -> list[Representation]:
    """Return the person's refused authorities in open cases that no later paper has replaced."""
    rows = Representation.objects.filter(person=person).exclude(refused_because="").values_list("pk", flat=True)
    return [row for pk in rows if (row := replaceable(person, pk))]


def check_representation(
    representation: Representation, checker: Person, *, ok: bool, reason: str = "", at: datetime
) -> Representation:
    """Accept or refuse an uploaded authority, as mediator or clerk of the case. A refusal needs a reason."""
    actor = actor_of(checker, representation.participation.case, at=at)
    if not actor.roles & CHECKERS:
        raise NotAccepted(_("Only the mediator or a clerk of this case checks an authority."))
    reason = reason.strip()
    if not ok and not reason:
        raise NotAccepted(_("Say what is wrong with the authority, so that it can be put right."), field="reason")
    open_row = Representation.objects.filter(pk=representation.pk, checked_at=None, refused_because="")
    done = open_row.update(checked_by=checker, checked_at=at, refused_because="" if ok else reason[:200])
    if not done:
        raise NotAccepted(_("This authority was checked already."))
    representation.refresh_from_db()
    return representation


def end_representation(representation: Representation, *, at: datetime) -> None:
    """End a representation from now on (withdrawn by either side, replaced, or the minor came of age)."""
    Representation.objects.filter(pk=representation.pk, until=None).update(until=at)


def _check_claim(participation: Participation, person: Person, kind: str, authority: Blob | None, at: datetime) -> None:
    kinds = Representation.Kind
    if kind not in kinds.values:
        raise NotAccepted(_("Choose how you stand for this side."), field="kind")
    if not person.verified_at:
        raise NotAccepted(_("Please prove your identity first."))
    if _on_other_side(participation, person, at):
        raise NotAccepted(_("You take part in this case in another place and cannot stand for this side too."))
    if kind == kinds.LEGAL_REPRESENTATIVE and not participation.organisation_id:
        raise NotAccepted(_("Only a company has a legal representative."), field="kind")
    if participation.person_id == person.pk:
        raise NotAccepted(_("For yourself you need no authority: choose that you act for yourself."), field="kind")
    if kind == kinds.GUARDIAN:
        _check_guardian(participation, person, at)
    elif is_minor(person.birth_date, timezone.localdate(at)):
        raise NotAccepted(_("Only somebody of 18 or older acts for another side."), field="kind")
    if authority is None and not _holds_post(participation, person, at):
        raise NotAccepted(
            _("Please upload the paper that shows your authority: a photo or PDF is enough."), field="authority"
        )
    if authority is None and kind != kinds.LEGAL_REPRESENTATIVE:
        raise NotAccepted(_("Please upload the power of attorney: a photo or PDF is enough."), field="authority")


def _check_guardian(participation: Participation, person: Person, at: datetime) -> None:
    today, ward = timezone.localdate(at), participation.person
    if participation.organisation_id:
        raise NotAccepted(_("A guardian acts for another person."), field="kind")
    if is_minor(person.birth_date, today):
        raise NotAccepted(_("A guardian is 18 or older."), field="kind")
    if ward and ward.birth_date and not is_minor(ward.birth_date, today):
        raise NotAccepted(of_full_age(ward.name), field="id_number")


def _seat(participation: Participation, principal: Person | Organisation, at: datetime) -> None:
    """Bind the principal to the row, unless another one holds it; what the applicant wrote as the name stays."""
    if isinstance(principal, Organisation):
        if participation.person_id or participation.organisation_id not in {None, principal.pk}:
            raise NotAccepted(_taken())
        participation.organisation = principal
    else:
        if participation.organisation_id or participation.person_id not in {None, principal.pk}:
            raise NotAccepted(_taken())
        participation.person = principal
        participation.minor = is_minor(principal.birth_date, timezone.localdate(at))
    participation.save(update_fields=["organisation", "person", "minor"])


def _taken() -> Text:
    return _("Somebody else has joined the case in this place already. Please call the help line.")


def _on_other_side(participation: Participation, person: Person, at: datetime) -> bool:
    """Return whether the person is a party of the other side, acts for it, or holds an office in the case."""
    actor = actor_of(person, participation.case, at=at)
    rows = [row for row in (actor.participation, *actor.also) if row]
    return bool(actor.roles - PARTY_ROLES) or any(row.side != participation.side for row in rows)


def _holds_post(participation: Participation, person: Person, at: datetime) -> bool:
    posts = Post.objects.filter(
        person=person,
        organisation=participation.organisation_id,
        role=Post.Role.LEGAL_REPRESENTATIVE,
        since__lte=at.date(),
    )
    return posts.filter(Q(until=None) | Q(until__gt=at.date())).exists()
