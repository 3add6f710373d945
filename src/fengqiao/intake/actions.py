"""Changes to drafts, and the one moment when a draft becomes a dispute."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.consents import give_consent
from fengqiao.cases.models import Case, Dispute
from fengqiao.cases.standing import Standing, principal_of
from fengqiao.evidence.actions import add_evidence, deposit
from fengqiao.files.store import store
from fengqiao.gateways import IdentityGateway
from fengqiao.insight.actions import freeze
from fengqiao.intake.bodies import body_for
from fengqiao.intake.models import Draft, DraftFile
from fengqiao.intake.parties import check_parties, open_mediation, seat_applicant
from fengqiao.intake.sheet import Application, Sheet
from fengqiao.people.errors import NotAccepted
from fengqiao.people.fields import blind_index
from fengqiao.people.models import Organisation, Person
from fengqiao.people.numbers import is_minor
from fengqiao.people.throttle import Limit, take
from fengqiao.textkit.codes import SPACE, code_of

LIFE = timedelta(days=30)
PER_CLIENT = (Limit(30, 3600), Limit(100, 86_400))
"""Drafts that one network address may begin."""
MOST_FILES = 30
LONGEST_KEPT = 20_000
RESUME_ALPHABET = "ACDEFGHJKMNPQRTUVWXYZ2346789"


class Unfinished(Exception):
    """The draft cannot be sent; ``pages`` still need something."""

    def __init__(self, pages: Sequence[str]) -> None:
        super().__init__(", ".join(pages))
        self.pages = pages


def begin(*, client: str, person: Person | None, at: datetime) -> Draft:
    """Begin an application; TooOften when one network address begins too many."""
    take("draft", client, PER_CLIENT, at=at)
    return Draft.objects.create(
        client=blind_index(client), person=person, created_at=at, changed_at=at, expires_at=at + LIFE
    )


def keep(draft: Draft, page: str, typed: Mapping[str, Sequence[str]], *, at: datetime) -> None:
    """Keep what was typed on a page as it is, right or wrong. Each text is kept up to 20,000 characters."""
    with transaction.atomic():
        fresh = Draft.objects.select_for_update().get(pk=draft.pk)
        data = json.loads(fresh.typed)
        data[page] = {name: [text[:LONGEST_KEPT] for text in texts] for name, texts in typed.items()}
        draft.typed, draft.step = json.dumps(data, ensure_ascii=False), page.partition(":")[0]
        draft.changed_at, draft.expires_at = at, at + LIFE
        draft.save(update_fields=["typed", "step", "changed_at", "expires_at"])


def forget(draft: Draft, page: str, *, at: datetime) -> None:
    """Drop what was typed on one page: the generated words come back."""
    with transaction.atomic():
        fresh = Draft.objects.select_for_update().get(pk=draft.pk)
        data = json.loads(fresh.typed)
        data.pop(page, None)
        draft.typed, draft.changed_at = json.dumps(data, ensure_ascii=False), at
        draft.save(update_fields=["typed", "changed_at"])


def choose_kind(draft: Draft, code: str, *, at: datetime) -> None:
    """Note the kind of dispute that the person chose."""
    draft.type_code, draft.changed_at = code, at
    draft.save(update_fields=["type_code", "changed_at"])


def own(draft: Draft, person: Person) -> None:
    """Bind a draft without owner to the person who is logged in; from then on a cookie alone does not open it."""
    if draft.person_id is None:
        Draft.objects.filter(pk=draft.pk, person=None).update(person=person)
        draft.person = person


def add_file(draft: Draft, name: str, stream: IO[bytes] | File, *, proves: str, at: datetime) -> DraftFile:
    """Store a file, deposit its digests now, and put it to the draft. FileRefused, or NotAccepted after 30 files."""
    if draft.files.count() >= MOST_FILES:
        raise NotAccepted(_("There are 30 files already. Please put the others together, or add them later."))
    blob = store(name, stream, at=at)
    with transaction.atomic():
        Draft.objects.select_for_update().get(pk=draft.pk)
        last = draft.files.aggregate(last=Max("position"))["last"] or 0
        return DraftFile.objects.create(
            draft=draft, blob=blob, leaf=deposit(blob, at=at), position=last + 1, proves=proves, at=at
        )


def remove_file(draft: Draft, file_id: UUID) -> None:
    """Take a file out of the draft; bytes and ledger entry stay until the clean-up of unused files."""
    draft.files.filter(pk=file_id).delete()


def hand_out_resume_code(draft: Draft, phone: str, *, at: datetime) -> str:
    """Return a fresh code (shown once, kept as a digest) that opens the draft together with a code to ``phone``."""
    code = "".join(secrets.choice(RESUME_ALPHABET) for _place in range(8))
    draft.resume_digest, draft.phone = resume_digest(code), phone
    draft.changed_at, draft.expires_at = at, at + LIFE
    draft.save(update_fields=["resume_digest", "phone", "changed_at", "expires_at"])
    return f"{code[:4]}-{code[4:]}"


def resume_digest(code: str) -> str:
    """Return the digest under which a resume code is kept."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    return salted_hmac("intake.resume", plain, algorithm="sha256").hexdigest()


def choose_whom(draft: Draft, whom: str, *, at: datetime) -> None:
    """Note for whom the application is; a paper that was uploaded for another kind of principal is put away."""
    before = Sheet(draft, timezone.localdate(at)).whom
    keep(draft, "whom", {"stands_for": [whom]}, at=at)
    if before != whom and draft.authority_id:
        draft.authority = None
        draft.save(update_fields=["authority"])


def set_authority(draft: Draft, name: str, stream: IO[bytes] | File, *, at: datetime) -> None:
    """Store the paper of whoever applies for another; a second one replaces the first. FileRefused says why not."""
    draft.authority, draft.changed_at = store(name, stream, at=at), at
    draft.save(update_fields=["authority", "changed_at"])


def hand_over(draft: Draft, minor: Person, *, at: datetime) -> None:
    """Let a minor's application become nobody's, so that a parent goes on with it in this browser."""
    if is_minor(minor.birth_date, timezone.localdate(at)):
        Draft.objects.filter(pk=draft.pk, person=minor, dispute=None).update(person=None)


def submit(
    draft: Draft,
    person: Person,
    *,
    at: datetime,
    gateway: IdentityGateway,
    body: Organisation | None = None,
    code: str = "",
) -> Case:
    """Turn the draft into a dispute with its mediation case; sent twice it gives the same case.

    The registry is asked about a child or principal before; then one transaction. ``Unfinished`` when a page is not
    valid (any more), NotAccepted when the person is a minor, is the other side, or may not stand for the principal,
    and ``NoBody`` when no mediation body is set up. ``body`` and ``code`` fix what load and lot decide otherwise.
    """
    standing, principal = _principal(draft, at, gateway)
    with transaction.atomic():
        # The row is locked by its own update, so that of two senders the second finds the first one's dispute.
        Draft.objects.filter(pk=draft.pk).update(changed_at=at)
        fresh = Draft.objects.select_related("dispute").get(pk=draft.pk)
        if fresh.dispute:
            return fresh.dispute.cases.get(procedure="mediation")
        sheet = Sheet(fresh, timezone.localdate(at))
        if pages := sheet.unfinished():
            raise Unfinished(pages)
        application = sheet.application()
        if application.standing != standing:
            raise Unfinished(["standing"])
        check_parties(application, person, at)
        dispute = _dispute(application, person, at, code)
        case = open_mediation(dispute, application, person, body or body_for(), at=at)
        seat_applicant(case, person, standing, principal, fresh.authority, at=at)
        _consents(case, person, sheet.typed.get("check", {}), at)
        _evidence(fresh, dispute, person, at)
        _forecast(case, sheet.typed.get("risk"), at)
        fresh.dispute, fresh.person, fresh.resume_digest = dispute, person, ""
        fresh.typed = "{}"
        fresh.save(update_fields=["dispute", "person", "resume_digest", "typed"])
    return case


def clear_expired(before: datetime) -> int:
    """Delete drafts that ended before a moment and were never sent; return how many."""
    return Draft.objects.filter(expires_at__lt=before, dispute=None).delete()[0]


def _principal(
    draft: Draft, at: datetime, gateway: IdentityGateway
) -> tuple[Standing | None, Person | Organisation | None]:
    """Return whom the draft is for, as it stands now, and the person or company; nothing for oneself."""
    fresh = Draft.objects.get(pk=draft.pk)
    sheet = Sheet(fresh, timezone.localdate(at))
    if fresh.dispute_id or sheet.unfinished() or sheet.standing is None:
        return None, None
    standing = sheet.standing.standing
    try:
        return standing, principal_of(standing, gateway=gateway, at=at)
    except NotAccepted as error:
        raise NotAccepted(error.message, field="standing") from None


def _dispute(application: Application, person: Person, at: datetime, code: str) -> Dispute:
    for _try in range(8):
        try:
            with transaction.atomic():
                return Dispute.objects.create(
                    code=(code or code_of(secrets.randbelow(SPACE))).replace("-", ""),
                    type_code=application.kind.code,
                    type_version=application.kind.version.isoformat(),
                    cause=application.kind.cause.zh,
                    story=application.story,
                    request=application.request,
                    amount=application.amount,
                    answers=dict(application.raw_answers),
                    created_by=person,
                    created_at=at,
                )
        except IntegrityError:
            continue  # The code is taken; twenty million are left.
    raise RuntimeError("no free case code in eight draws")


def _consents(case: Case, person: Person, typed: Mapping[str, Sequence[str]], at: datetime) -> None:
    """Record each consent that was ticked, with the scope of the electronic delivery."""
    side = case.participations.get(role="applicant")
    for kind in ("online_mediation", "electronic_delivery", "online_confirmation", "sensitive_data"):
        if kind in typed:
            delivery = kind == "electronic_delivery"
            scope = {"documents": list(typed.get("documents", ())), "phone": True, "email": bool(person.email)}
            give_consent(side, kind, person, at=at, scope=scope if delivery else None)


def _forecast(case: Case, typed: Mapping[str, Sequence[str]] | None, at: datetime) -> None:
    """Freeze the risk review that the person filed with, if there is one."""
    if typed is not None:
        freeze(case, case.participations.get(role="applicant"), typed, on=timezone.localdate(at), at=at)


def _evidence(draft: Draft, dispute: Dispute, person: Person, at: datetime) -> None:
    for file in draft.files.select_related("blob", "leaf").order_by("position"):
        add_evidence(
            dispute, "a", file.blob, title=file.blob.name, proves=file.proves, by=person, at=at, leaf=file.leaf
        )
