"""Writes of the mediation that are not steps: facts, the record, contact, identity checks, authority."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case, Deadline, Participation
from fengqiao.gateways import IdentityGateway, Result
from fengqiao.law.delivery import day_of
from fengqiao.ledger.actions import commit
from fengqiao.mediation.conditions import looks_sham
from fengqiao.mediation.models import Contact, Fact, Mediation, MediationRecordDraft
from fengqiao.mediation.queries import record_of
from fengqiao.people.actions import recheck_identity

LONGEST_FACT = 500
LONGEST_RECORD = 20_000


class CannotDo(Exception):
    """The act is not possible now; the text says why and what to do, in the person's language."""


def propose_fact(case: Case, actor: Actor, text: str, *, at: datetime) -> Fact:
    """Put a fact to both sides; a party that puts it has thereby ticked it."""
    _talking(case, actor)
    text = text.strip()
    if not text or len(text) > LONGEST_FACT:
        raise CannotDo(_("Write the fact in one sentence, at most %(n)d characters.") % {"n": LONGEST_FACT})
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        last = case.facts.aggregate(last=Max("number"))["last"] or 0
        fact = Fact.objects.create(case=case, number=last + 1, text=text, proposed_by=actor.who, proposed_at=at)
        _log("fact.proposed", fact, actor, at=at)
    return tick_fact(fact, actor, at=at) if actor.is_party else fact


def tick_fact(fact: Fact, actor: Actor, *, at: datetime) -> Fact:
    """Tick a fact for the actor's side: this is not in dispute. Ticking again changes nothing."""
    return _mark(fact, actor, at=at, person=actor.person, kind="fact.ticked")


def untick_fact(fact: Fact, actor: Actor, *, at: datetime) -> Fact:
    """Take the own side's tick back, as long as the talks are open."""
    return _mark(fact, actor, at=None, person=None, kind="fact.unticked", logged_at=at)


def strike_fact(fact: Fact, actor: Actor, *, at: datetime) -> Fact:
    """Strike a fact on which the sides do not agree; the mediator's act, or that of the one who put it."""
    _talking(fact.case, actor)
    if "mediator" not in actor.roles and fact.proposed_by_id != getattr(actor.person, "pk", None):
        raise CannotDo(_("Only the mediator, or the one who put the fact, can strike it."))
    with transaction.atomic():
        Fact.objects.filter(pk=fact.pk, struck_at=None).update(struck_at=at)
        fact.refresh_from_db()
        _log("fact.struck", fact, actor, at=at)
    return fact


def write_record(case: Case, actor: Actor, text: str, *, at: datetime) -> MediationRecordDraft:
    """Write the next version of the mediation record; confirmations of an earlier version no longer count."""
    _talking(case, actor)
    if "mediator" not in actor.roles:
        raise CannotDo(_("The mediator writes the record; you can confirm it or say what is wrong."))
    text = text.strip()
    if not text or len(text) > LONGEST_RECORD:
        raise CannotDo(_("The record needs a text of at most %(n)d characters.") % {"n": LONGEST_RECORD})
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        last = record_of(case)
        record = MediationRecordDraft.objects.create(
            case=case, version=last.version + 1 if last else 1, text=text, written_by=actor.who, written_at=at
        )
        _log("record.written", record, actor, at=at)
    return record


def confirm_record(record: MediationRecordDraft, actor: Actor, *, at: datetime) -> MediationRecordDraft:
    """Confirm for the actor's side that the record says what was said; only the newest version can be confirmed."""
    _talking(record.case, actor)
    if not actor.is_party:
        raise CannotDo(_("The two sides confirm the record."))
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=record.case_id)
        newest = record_of(record.case)
        if newest is None or newest.pk != record.pk:
            raise CannotDo(_("There is a newer version of the record. Read that one first."))
        side = actor.side
        changed = MediationRecordDraft.objects.filter(pk=record.pk, **{f"confirmed_{side}_at": None}).update(
            **{f"confirmed_{side}_at": at, f"confirmed_{side}_by": actor.person}
        )
        record.refresh_from_db()
        if changed:
            _log("record.confirmed", record, actor, at=at)
    return record


def note_contact(
    participation: Participation, outcome: str, *, by: Actor | None, note: str = "", at: datetime
) -> Contact:
    """Note an attempt to reach a party, or what somebody said who was reached; a talk meets the deadline (T15)."""
    with transaction.atomic():
        if outcome == Contact.Outcome.REACHED:
            Deadline.objects.filter(
                case=participation.case_id, rule="mediator_contacts_other_party", state=Deadline.State.RUNNING
            ).update(state=Deadline.State.MET)
        return Contact.objects.create(
            participation=participation,
            by=by.person if by else None,
            outcome=outcome,
            note=note.strip()[:300],
            at=at,
        )


def check_identity_again(case: Case, actor: Actor, *, at: datetime, gateway: IdentityGateway) -> Result:
    """Ask the identity registry again for a party, and note a yes on its row (在线诉讼规则第7条, T17)."""
    if actor.person is None or actor.participation is None or not actor.is_party:
        raise CannotDo(_("Only the identity of the two sides is checked here."))
    result = recheck_identity(actor.person, at=at, gateway=gateway)
    if result.ok:
        Participation.objects.filter(pk=actor.participation.pk).update(checked_at=at)
        actor.participation.checked_at = at
    return result


def screen_for_sham(case: Case, actor: Actor, answers: Mapping[str, bool], *, at: datetime) -> None:
    """Keep the mediator's answers against sham mediation; CannotDo says what to do when one is not yes (T17, T23)."""
    if "mediator" not in actor.roles or case.state != "signing":
        raise CannotDo(_("The mediator answers these questions while the agreement is being signed."))
    Mediation.objects.filter(case=case).update(sham_answers=dict(answers), sham_checked_at=at)
    if reason := looks_sham(answers, day_of(at)):
        raise CannotDo(str(reason))


def handle_contact(contact: Contact, *, at: datetime) -> None:
    """Mark a word from outside as dealt with."""
    Contact.objects.filter(pk=contact.pk, handled_at=None).update(handled_at=at)


def _talking(case: Case, actor: Actor) -> None:
    state = Case.objects.values_list("state", flat=True).get(pk=case.pk)
    if state != "open":
        raise CannotDo(_("This can be done while the mediation is open."))
    if not actor.is_party and "mediator" not in actor.roles:
        raise CannotDo(_("Only the two sides and the mediator take part in the talks."))


def _mark(
    fact: Fact, actor: Actor, *, at: datetime | None, person: Any, kind: str, logged_at: datetime | None = None
) -> Fact:
    _talking(fact.case, actor)
    if not actor.is_party:
        raise CannotDo(_("The two sides tick the facts."))
    column = f"ticked_{actor.side}_at"
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=fact.case_id)
        rows = Fact.objects.filter(pk=fact.pk, struck_at=None, **{f"{column}__isnull": at is not None})
        changed = rows.update(**{column: at, f"ticked_{actor.side}_by": person})
        fact.refresh_from_db()
        if fact.struck_at:
            raise CannotDo(_("This fact was struck. Put it again if it still matters."))
        if changed:
            _log(kind, fact, actor, at=at or logged_at)
    return fact


def _log(kind: str, row: Fact | MediationRecordDraft, actor: Actor, *, at: datetime | None) -> None:
    """Leave a ledger leaf; it holds salted digests, so nothing of the talks can be read from it."""
    if at is None:
        raise ValueError("a leaf needs its time")
    content = [kind, str(row.pk), row.text, actor.side, str(actor.person.pk) if actor.person else ""]
    commit("mediation", json.dumps(content, ensure_ascii=False).encode(), at=at)
