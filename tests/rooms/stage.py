"""Run as a program: act on the database of a running server from another process.

Reads lines of JSON: ``["set"]`` makes a case with rooms and answers room ids and session keys;
``["say", KIND, WHO, TEXT]``, ``["leave", WHO]`` and ``["logout", KEY]`` do what they say. Each line is answered.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from cast import Cast  # noqa: E402  models can be imported only after setup
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.utils import timezone  # noqa: E402
from hall import Hall  # noqa: E402

from fengqiao.cases.actors import actor_of  # noqa: E402
from fengqiao.cases.models import Participation  # noqa: E402
from fengqiao.people.models import Person  # noqa: E402
from fengqiao.rooms.actions import say  # noqa: E402
from fengqiao.rooms.models import Room  # noqa: E402

NAMES = {"ali": "阿丽", "bowen": "博文", "chen": "陈调", "stranger": "外人"}


def session_of(person: Person) -> str:
    """Return the key of a fresh session of the person."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "fengqiao.people.backends.StaffBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def set_up() -> dict[str, dict[str, str]]:
    """Make the case and return what a browser needs."""
    cast = Cast()
    hall = Hall(cast)
    people = {who: getattr(cast, who) for who in NAMES}
    return {
        "rooms": {kind: str(room.pk) for kind, room in hall.rooms.items()},
        "sessions": {who: session_of(person) for who, person in people.items()},
    }


def speak(kind: str, who: str, text: str) -> None:
    """Say something as another process would."""
    room = Room.objects.select_related("case__organisation").get(kind=kind)
    now = timezone.now()
    say(room, actor_of(Person.objects.get(name=NAMES[who]), room.case, at=now), text, at=now)


def leave(who: str) -> None:
    """End the person's part in the case."""
    Participation.objects.filter(person__name=NAMES[who]).update(until=timezone.now())


def log_out(key: str) -> None:
    """Drop a session."""
    Session.objects.filter(session_key=key).delete()


ACTS = {"set": set_up, "say": speak, "leave": leave, "logout": log_out}

if __name__ == "__main__":
    for line in sys.stdin:
        act, *words = json.loads(line)
        sys.stdout.write(json.dumps(ACTS[act](*words)) + "\n")
        sys.stdout.flush()
