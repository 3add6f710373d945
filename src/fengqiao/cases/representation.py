"""Who stands for a participant: joining in person, and acting for a company, a client or a minor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.actors import PARTY_ROLES, actor_of
from fengqiao.cases.models import Participation, Representation
from fengqiao.files.models import Blob
from fengqiao.people.errors import NotAccepted
from fengqiao.people.models import Person, Post
from fengqiao.people.numbers import is_minor

CHECKERS = frozenset({"mediator", "filing_clerk", "judges_clerk"})
"""Roles that look at an uploaded authority."""


def join(participation: Participation, person: Person, *, at: datetime) -> Participation:
    """Bind a verified person to the row that somebody else opened for them; twice by the same person is once."""
    if not person.verified_at:
        raise NotAccepted(_("Please prove your identity first."))
    if participation.organisation_id:
        raise NotAccepted(_("A company acts through its legal representative or an agent. Please say which you are."))
    minor = is_minor(person.birth_date, timezone.localdate(at))
    bound = Participation.objects.filter(Q(person=None) | Q(person=person), pk=participation.pk)
    if not bound.update(person=person, joined_at=participation.joined_at or at, checked_at=at, minor=minor):
        raise NotAccepted(_("Somebody else has joined the case in this place already. Please call the help line."))
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
            authority=authority,
            checked_at=at if sure else None,
            since=at,
        )
        if kind == Representation.Kind.GUARDIAN and participation.person_id is None:
            Participation.objects.filter(pk=participation.pk).update(minor=True)
        if not participation.joined_at:
            Participation.objects.filter(pk=participation.pk).update(joined_at=at, checked_at=at)
    return row


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
    if kind == kinds.GUARDIAN:
        if participation.organisation_id or participation.person_id == person.pk:
            raise NotAccepted(_("A guardian acts for another person."), field="kind")
        if is_minor(person.birth_date, timezone.localdate(at)):
            raise NotAccepted(_("A guardian is 18 or older."), field="kind")
    if authority is None and not _holds_post(participation, person, at):
        raise NotAccepted(
            _("Please upload the paper that shows your authority: a photo or PDF is enough."), field="authority"
        )
    if authority is None and kind != kinds.LEGAL_REPRESENTATIVE:
        raise NotAccepted(_("Please upload the power of attorney: a photo or PDF is enough."), field="authority")


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
