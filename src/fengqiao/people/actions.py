"""Changes of a person: registering, recognising, checking again, new contact data."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.gateways import IdentityGateway, Result, State
from fengqiao.people.codes import check_code, send_code
from fengqiao.people.contacts import clean_email, clean_phone
from fengqiao.people.errors import NotAccepted, Text
from fengqiao.people.fields import blind_index
from fengqiao.people.models import Person
from fengqiao.people.names import check_name
from fengqiao.people.numbers import OWN_CONSENT_AGE, IdNumber, age, check_id_number
from fengqiao.people.sessions import end_all
from fengqiao.people.staff import is_staff
from fengqiao.people.throttle import Limit, take

__all__ = [
    "change_phone",
    "check_code",
    "identify",
    "recheck_identity",
    "register",
    "register_absent",
    "send_code",
    "set_address",
    "set_email",
    "set_language",
]

CHECKS_PER_NUMBER = (Limit(10, 3600),)
"""Questions to the registry about one identity number."""


def identify(name: str, id_number: str, phone: str, *, at: datetime, gateway: IdentityGateway) -> Person:
    """Return the person with this name, number and mobile number: recognised, or registered when new.

    The mobile number must have been proven by a code before. NotAccepted when the registry says no or nothing, when
    the number is known with another mobile number or name, and for staff, who log in with password and app.
    """
    name, phone = check_name(name), clean_phone(phone)
    found = check_id_number(id_number, on=timezone.localdate(at))
    known = Person.objects.filter(id_number_index=blind_index(found.number)).first()
    if known and known.verified_at and known.name == name and known.phone == phone:
        return _active(known, at)
    # The registry is asked before anything is said about a known person, so that a guess learns nothing.
    ask_registry(name, found.number, at=at, gateway=gateway)
    if known is None:
        return _create(name, found, phone, at, gateway)
    if not known.phone:
        return _claimed(known, name, phone, at, gateway)
    if known.phone != phone:
        raise NotAccepted(_other_phone(), field="phone")
    if known.name != name:
        raise NotAccepted(
            _("The name is not the one that we have for this number. Compare with the card."), field="name"
        )
    known.verified_at, known.verified_by, known.birth_date = at, gateway.name, found.birth_date
    known.save(update_fields=["verified_at", "verified_by", "birth_date"])
    return _active(known, at)


def register_absent(name: str, id_number: str, *, at: datetime, gateway: IdentityGateway) -> Person:
    """Return the person for whom somebody else acts (a child, a principal); registered without number when new.

    The registry says whether name and number belong together. Who later comes in person proves a mobile number then
    (``identify``). NotAccepted when the registry says no or nothing.
    """
    name = check_name(name)
    found = check_id_number(id_number, on=timezone.localdate(at))
    ask_registry(name, found.number, at=at, gateway=gateway)
    made, _new = Person.objects.get_or_create(
        id_number_index=blind_index(found.number),
        defaults={
            "name": name,
            "id_number": found.number,
            "birth_date": found.birth_date,
            "verified_at": at,
            "verified_by": gateway.name,
        },
    )
    return made


def register(name: str, id_number: str, phone: str, *, at: datetime, gateway: IdentityGateway) -> Person:
    """Register a new person after the registry said yes; NotAccepted also when the number is known already."""
    found = check_id_number(id_number, on=timezone.localdate(at))
    if Person.objects.filter(id_number_index=blind_index(found.number)).exists():
        raise NotAccepted(_other_phone(), field="id_number")
    return identify(name, id_number, phone, at=at, gateway=gateway)


def enrol(name: str, id_number: str, phone: str, *, at: datetime, gateway: IdentityGateway) -> Person:
    """Return the person with this name and number for a post here, registered when new; the registry is asked.

    Unlike ``identify`` it takes staff too, needs no proof of the mobile number, and leaves a known number as it is.
    """
    name, phone = check_name(name), clean_phone(phone)
    found = check_id_number(id_number, on=timezone.localdate(at))
    ask_registry(name, found.number, at=at, gateway=gateway)
    known = Person.objects.filter(id_number_index=blind_index(found.number)).first()
    if known is None:
        return _create(name, found, phone, at, gateway)
    if known.name != name:
        raise NotAccepted(
            _("The name is not the one that we have for this number. Compare with the card."), field="name"
        )
    if not known.is_active:
        raise NotAccepted(_("This account is switched off. Please call the help line."))
    return known


def recheck_identity(person: Person, *, at: datetime, gateway: IdentityGateway) -> Result:
    """Ask the registry again (when mediation opens, at signing: Online Rules T17) and note a yes on the person."""
    if not person.id_number:
        return Result(State.REFUSED, "no_number")
    result = gateway.check(person.name, person.id_number, at=at)
    if result.ok:
        person.verified_at, person.verified_by = at, gateway.name
        person.save(update_fields=["verified_at", "verified_by"])
    return result


def change_phone(person: Person, phone: str, *, at: datetime, keep: str = "") -> None:
    """Set a mobile number that was proven by a code; every log-in but the one with session key ``keep`` ends."""
    with transaction.atomic():
        person.phone = clean_phone(phone)
        person.save(update_fields=["phone"])
        end_all(person, at=at, but=keep)


def set_email(person: Person, email: str) -> None:
    """Set an e-mail address that was proven by a code."""
    person.email = clean_email(email)
    person.save(update_fields=["email"])


def set_address(person: Person, address: str) -> None:
    """Set the postal address, at most 200 characters on one line."""
    plain = " ".join(address.split())
    if len(plain) > 200:
        raise NotAccepted(_("An address has at most 200 characters."), field="address")
    person.address = plain
    person.save(update_fields=["address"])


def set_language(person: Person, language: str) -> None:
    """Set the language in which messages reach the person."""
    person.language = language
    person.save(update_fields=["language"])


def ask_registry(name: str, number: str, *, at: datetime, gateway: IdentityGateway) -> None:
    """Ask the registry whether name and number belong together; NotAccepted when it says no or nothing."""
    take("identity", number, CHECKS_PER_NUMBER, at=at, field="id_number")
    result = gateway.check(name, number, at=at)
    if result.state is State.REFUSED:
        raise NotAccepted(
            _("Name and identity number do not belong together in the registry. Compare both with the card."),
            field="id_number",
        )
    if not result.ok:
        raise NotAccepted(
            _("The registry does not answer just now. What you typed is kept: please try again in a few minutes.")
        )


def _claimed(known: Person, name: str, phone: str, at: datetime, gateway: IdentityGateway) -> Person:
    """Let a person whom somebody else registered come in person, with a mobile number of its own."""
    _check_own_age(known.birth_date, at)
    known.name, known.phone, known.verified_at, known.verified_by = name, phone, at, gateway.name
    known.save(update_fields=["name", "phone", "verified_at", "verified_by"])
    return _active(known, at)


def _check_own_age(born: date | None, at: datetime) -> None:
    if born and age(born, timezone.localdate(at)) < OWN_CONSENT_AGE:
        raise NotAccepted(
            _("Children under 14 do not register themselves. Please let a parent register and act for the child."),
            field="id_number",
        )


def _create(name: str, found: IdNumber, phone: str, at: datetime, gateway: IdentityGateway) -> Person:
    _check_own_age(found.birth_date, at)
    try:
        with transaction.atomic():
            return Person.objects.create(
                name=name,
                id_number=found.number,
                phone=phone,
                birth_date=found.birth_date,
                verified_at=at,
                verified_by=gateway.name,
            )
    except IntegrityError:
        # The same form sent twice at once: the other one has just registered this person.
        known = Person.objects.filter(id_number_index=blind_index(found.number), phone_index=blind_index(phone)).first()
        if known is None:
            raise NotAccepted(_other_phone(), field="phone") from None
        return known


def _active(person: Person, at: datetime) -> Person:
    if not person.is_active:
        raise NotAccepted(_("This account is switched off. Please call the help line."))
    if is_staff(person, timezone.localdate(at)):
        raise NotAccepted(_("You work here: please use the staff log-in with password and app."))
    return person


def _other_phone() -> Text:
    return _(
        "This identity number is registered with another mobile number. Log in with that number; if you no longer "
        "have it, call the help line: after a check of your card it is changed."
    )
