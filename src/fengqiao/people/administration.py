"""What administrators change about people: posts, a lost app, wrong data. Each change keeps a reason and a leaf.

Nobody changes anything about itself here: a second pair of eyes is the safeguard. The person is told, see ``tidings``.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.gateways import IdentityGateway
from fengqiao.ledger.actions import commit
from fengqiao.people.actions import ask_registry, enrol
from fengqiao.people.contacts import clean_email, clean_phone
from fengqiao.people.errors import NotAccepted
from fengqiao.people.fields import blind_index
from fengqiao.people.models import Change, Organisation, Person, Post
from fengqiao.people.names import check_name
from fengqiao.people.numbers import check_id_number
from fengqiao.people.sessions import end_all
from fengqiao.people.staff import ALPHABET, appoint, forget_totp, posts_on, set_password

Kind = Organisation.Kind
ROLES_OF: dict[str, frozenset[str]] = {
    Kind.COURT: frozenset({"filing_clerk", "judge", "judges_clerk", "president", "administrator"}),
    Kind.MEDIATION_BODY: frozenset({"mediator", "administrator"}),
}
"""Which posts there are in which kind of organisation."""
LOGIN = re.compile(r"[a-z][a-z0-9.]{2,39}")
SHORTEST_REASON, LONGEST_REASON = 4, 200


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who changes something, for which organisation, and why."""

    person: Person
    organisation: Organisation
    reason: str


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to give: to whom, which, from when until when (``until`` is the first day without it)."""

    name: str
    id_number: str
    phone: str
    login: str
    role: str
    since: date
    until: date | None = None
    about: str = ""


def give_post(new: NewPost, by: Administrator, *, at: datetime, gateway: IdentityGateway) -> tuple[Post, str]:
    """Appoint somebody and return the post with a first password, empty for whoever logs in here already.

    A person who is new is registered after the registry said yes. NotAccepted names the field that is wrong.
    """
    _check_reason(by)
    _check_post(new, by, timezone.localdate(at))
    # The registry is asked outside the transaction: an answer may take seconds.
    person = enrol(new.name, new.id_number, new.phone, at=at, gateway=gateway)
    _refuse_oneself(person, by)
    with transaction.atomic():
        _check_free(person, new, by)
        password = _first_password(person, new.login)
        post = appoint(
            person, by.organisation, new.role, at=at, about=new.about.strip(), since=new.since, until=new.until
        )
        _note(person, by, Change.Kind.APPOINTED, _post_details(post), at)
    return post, password


def end_post(post: Post, on: date, by: Administrator, *, at: datetime) -> None:
    """End a post; ``on`` is the first day without it, today at the earliest. Today ends the log-ins too."""
    _check_reason(by)
    _refuse_oneself(post.person, by)
    today = timezone.localdate(at)
    if on < today:
        raise NotAccepted(_("A post cannot end in the past. Today is the earliest day."), field="until")
    if post.until and post.until <= on:
        raise NotAccepted(_("The post ends on or before that day already."), field="until")
    if on < post.since:
        raise NotAccepted(_("The post begins later than that. Choose a day after its beginning."), field="until")
    with transaction.atomic():
        before, post.until = post.until, on
        post.save(update_fields=["until"])
        if on <= today:
            end_all(post.person, at=at)
        _note(post.person, by, Change.Kind.ENDED, {"role": post.role, "until": [_text(before), _text(on)]}, at)


def reset_app(person: Person, by: Administrator, *, at: datetime) -> None:
    """Take a lost authenticator app and its recovery codes away; the next log-in sets up a new one."""
    _check_reason(by)
    _refuse_oneself(person, by)
    if not any(post.organisation_id == by.organisation.pk for post in posts_on(person, timezone.localdate(at))):
        raise NotAccepted(_("Only members of staff have an app. This person holds no post here today."))
    if not person.totp_key:
        raise NotAccepted(_("No app is set up: the next log-in with the password does that anyway."))
    with transaction.atomic():
        forget_totp(person, at=at)
        _note(person, by, Change.Kind.APP_RESET, {}, at)


def correct(
    person: Person, new: Mapping[str, str], by: Administrator, *, at: datetime, gateway: IdentityGateway
) -> list[str]:
    """Correct name, identity number, mobile number and e-mail; return which of them changed.

    Name and identity number change together with a new yes of the registry, or not at all. A new mobile number ends
    every log-in, because whoever has the old one could log in with it.
    """
    _check_reason(by)
    _refuse_oneself(person, by)
    clean = _cleaned(person, new, timezone.localdate(at))
    changed = {name: [getattr(person, name), value] for name, value in clean.items() if getattr(person, name) != value}
    if not changed:
        raise NotAccepted(_("Nothing is different from what is kept. Change what is wrong, then keep it."))
    if {"name", "id_number"} & changed.keys() and clean["id_number"]:
        ask_registry(clean["name"], clean["id_number"], at=at, gateway=gateway)
        person.verified_at, person.verified_by = at, gateway.name
        person.birth_date = check_id_number(clean["id_number"], on=timezone.localdate(at)).birth_date
    with transaction.atomic():
        for name, (_old, value) in changed.items():
            setattr(person, name, value)
        person.save(update_fields=[*changed, "verified_at", "verified_by", "birth_date"])
        if "phone" in changed:
            end_all(person, at=at)
        _note(person, by, Change.Kind.CORRECTED, changed, at)
    return list(changed)


def _cleaned(person: Person, new: Mapping[str, str], today: date) -> dict[str, str]:
    """Return the four in normal form; an empty number stays as it is, because none can be taken away."""
    typed = new.get("id_number", "").strip()
    number = check_id_number(typed, on=today).number if typed else person.id_number
    taken = Person.objects.filter(id_number_index=blind_index(number)).exclude(pk=person.pk)
    if number != person.id_number and taken.exists():
        raise NotAccepted(_("Somebody else is registered with this identity number. Compare it with the card."),
                          field="id_number")  # fmt: skip
    phone, email = new.get("phone", "").strip(), new.get("email", "").strip()
    return {
        "name": check_name(new.get("name", "")),
        "id_number": number,
        "phone": clean_phone(phone) if phone else person.phone,
        "email": clean_email(email) if email else "",
    }


def _check_reason(by: Administrator) -> None:
    if len(by.reason.strip()) < SHORTEST_REASON:
        raise NotAccepted(_("Write the reason in a few words: the person concerned reads it."), field="reason")
    if len(by.reason) > LONGEST_REASON:
        raise NotAccepted(_("The reason has at most 200 characters."), field="reason")


def _refuse_oneself(person: Person, by: Administrator) -> None:
    if person == by.person:
        raise NotAccepted(_("This is you. Another administrator does this for you; your own data are under “My data”."))


def _check_post(new: NewPost, by: Administrator, today: date) -> None:
    if new.role not in ROLES_OF.get(by.organisation.kind, frozenset()):
        raise NotAccepted(_("There is no such post in this organisation. Choose another post."), field="role")
    if new.since < today:
        raise NotAccepted(_("A post cannot begin in the past. Today is the earliest day."), field="since")
    if new.until and new.until <= new.since:
        raise NotAccepted(_("The post would end before it begins. Choose a later day, or none."), field="until")


def _check_free(person: Person, new: NewPost, by: Administrator) -> None:
    held = Post.objects.filter(Q(until=None) | Q(until__gt=new.since), person=person, organisation=by.organisation)
    held = held.filter(role=new.role)
    held = held.filter(since__lt=new.until) if new.until else held
    again = Post.objects.filter(person=person, organisation=by.organisation, role=new.role, since=new.since)
    if held.exists() or again.exists():
        raise NotAccepted(_("This person holds or held that post on these days already."), field="since")


def _first_password(person: Person, login: str) -> str:
    """Give log-in name and a first password to whoever has none; the app follows at the first log-in."""
    if person.login and person.password:
        return ""
    name = login.strip().lower()
    if not LOGIN.fullmatch(name):
        raise NotAccepted(
            _("A log-in name has 3 to 40 letters a–z, digits and dots and begins with a letter."), field="login"
        )
    password = "-".join("".join(secrets.choice(ALPHABET) for _n in range(5)) for _g in range(4))
    try:
        with transaction.atomic():
            set_password(person, name, password)
    except IntegrityError:
        raise NotAccepted(_("Somebody else has this log-in name. Choose another one."), field="login") from None
    return password


def _post_details(post: Post) -> dict[str, Any]:
    days = {"since": post.since, "until": post.until}
    return {"role": post.role, **{name: ["", _text(day)] for name, day in days.items() if day}}


def _note(person: Person, by: Administrator, kind: str, details: Mapping[str, Any], at: datetime) -> Change:
    content = [str(person.pk), str(by.person.pk), str(by.organisation.pk), kind, by.reason.strip(), details]
    leaf = commit("administration", json.dumps(content, ensure_ascii=False, sort_keys=True).encode(), at=at)
    return Change.objects.create(
        person=person,
        by=by.person,
        organisation=by.organisation,
        kind=kind,
        reason=by.reason.strip(),
        details=json.dumps(details, ensure_ascii=False),
        at=at,
        leaf=leaf,
    )


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
