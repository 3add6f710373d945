"""Staff: posts, passwords, the second factor (RFC 6238, 30 seconds, once) and recovery codes."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

import pyotp
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from fengqiao.people.errors import NotAccepted
from fengqiao.people.models import Organisation, Person, Post, RecoveryCode
from fengqiao.people.sessions import end_all

STAFF_ROLES = frozenset(Post.Role.values) - {Post.Role.LEGAL_REPRESENTATIVE}
"""Posts whose holders log in with password and second factor only."""
RECOVERY_CODES = 8
STEP = 30
"""Seconds that one code of the app lives; the one before and the one after count too (clocks differ)."""
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def posts_on(person: Person, day: date) -> list[Post]:
    """Return the staff posts that the person holds on a day."""
    return [post for post in held_on(person, day) if post.role in STAFF_ROLES]


def held_on(person: Person, day: date) -> list[Post]:
    """Return every post that the person holds on a day; whoever is logged in brings them along, unasked."""
    return [post for post in person.posts.all() if post.since <= day and (post.until is None or post.until > day)]


def is_staff(person: Person, day: date) -> bool:
    """Return whether the person holds any staff post on a day."""
    return bool(posts_on(person, day))


def appoint(
    person: Person,
    organisation: Organisation,
    role: str,
    *,
    at: datetime,
    about: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Post:
    """Give a post, from today on when ``since`` is not said; ``until`` is the first day without it.

    Open sessions end: whoever logged in by code comes back with password and app.
    """
    with transaction.atomic():
        post = Post.objects.create(
            person=person, organisation=organisation, role=role, about=about, since=since or at.date(), until=until
        )
        end_all(person, at=at)
    return post


def set_password(person: Person, login: str, password: str) -> None:
    """Set log-in name and password; NotAccepted when the password is too short or too common."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise NotAccepted(" ".join(error.messages), field="password") from None
    person.login = login.strip()
    person.set_password(password)
    person.save(update_fields=["login", "password"])


def new_totp_secret() -> str:
    """Return a fresh secret (160 bits, base32) for an authenticator app."""
    return pyotp.random_base32()


def totp_address(person: Person, secret: str, issuer: str) -> str:
    """Return the ``otpauth:`` address that the QR code of the set-up page holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.login or person.name, issuer_name=issuer)


def set_totp(person: Person, secret: str) -> None:
    """Keep a secret without asking for a code (seeds, and the second half of ``confirm_totp``)."""
    person.totp_key, person.totp_last = secret, 0
    person.save(update_fields=["totp_key", "totp_last"])


def forget_totp(person: Person, *, at: datetime) -> None:
    """Take the app away, because the phone is lost: the next log-in sets up a new one. Every log-in ends."""
    with transaction.atomic():
        RecoveryCode.objects.filter(person=person).delete()
        set_totp(person, "")
        end_all(person, at=at)


def confirm_totp(person: Person, secret: str, code: str, *, at: datetime) -> list[str]:
    """Bind the app after its first right code and return fresh recovery codes, shown once and never again."""
    with transaction.atomic():
        set_totp(person, secret)
        if not _use_totp(person, code, at):
            transaction.set_rollback(True)
            raise NotAccepted(_wrong_code(), field="code")
        return _new_recovery_codes(person)


def check_second_factor(person: Person, code: str, *, at: datetime) -> bool:
    """Return whether the code of the app or a recovery code is right, and use it up."""
    plain = "".join(code.split()).replace("-", "").lower()
    if plain.isdigit() and len(plain) == 6:
        return _use_totp(person, plain, at)
    return _use_recovery(person, plain, at)


def recovery_left(person: Person) -> int:
    """Return how many recovery codes are unused."""
    return RecoveryCode.objects.filter(person=person, used_at=None).count()


def _use_totp(person: Person, code: str, at: datetime) -> bool:
    """Compare with the codes of now, before and after; compare-and-set on the last used step makes it single use."""
    totp = pyotp.TOTP(person.totp_key)
    here = int(at.timestamp()) // STEP
    for step in (here, here - 1, here + 1):
        if constant_time_compare(totp.at(step * STEP), "".join(code.split())):
            moved = Person.objects.filter(pk=person.pk, totp_last__lt=step).update(totp_last=step)
            return moved == 1
    return False


def _use_recovery(person: Person, plain: str, at: datetime) -> bool:
    live = RecoveryCode.objects.filter(person=person, digest=_digest(plain), used_at=None)
    return live.update(used_at=at) == 1


def _new_recovery_codes(person: Person) -> list[str]:
    plain = ["".join(secrets.choice(ALPHABET) for _n in range(10)) for _c in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, digest=_digest(code)) for code in plain)
    return [f"{code[:5]}-{code[5:]}" for code in plain]


def _digest(code: str) -> str:
    return salted_hmac("people.recovery", code, algorithm="sha256").hexdigest()


def _wrong_code() -> Any:
    return _("The code does not fit. Codes change every 30 seconds: wait for the next one and type it at once.")
