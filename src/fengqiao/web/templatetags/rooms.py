"""Template words of the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils.functional import Promise

from fengqiao.cases.labels import ROLES
from fengqiao.cases.steps import PROCEDURES, step_of
from fengqiao.rooms.models import RoomEvent
from fengqiao.web.templatetags.fengqiao import yuan

register = template.Library()


@register.filter
def role_word(role: str) -> str | Promise:
    """Return the word for the role under which somebody speaks; nothing for the system."""
    return ROLES.get(role, "")


@register.filter
def speaker(event: RoomEvent) -> str:
    """Return the name of whom the event is about: who did it, or whom the platform names in it."""
    return event.by.name if event.by else str(event.payload.get("name", ""))


@register.filter
def spoken_yuan(amount: str) -> str:
    """Return an amount of a log (``"3400.00"``) as people say it."""
    return yuan(Decimal(amount))


@register.filter
def step_says(code: str) -> str | Promise:
    """Return the audit sentence of the step with this code, without subject."""
    return step_of(code).says


@register.filter
def step_way(payload: Mapping[str, str]) -> str:
    """Return the states that a step led from and to, as ``accepted → in mediation``; nothing when it led nowhere."""
    states = PROCEDURES[payload["step"].partition(".")[0]].states
    before, after = payload.get("from", ""), payload.get("to", "")
    return f"{states[before]} → {states[after]}" if before != after else ""


@register.simple_tag
def typed_part(typed: Mapping[str, str], name: str, number: int) -> str:
    """Return what was typed into the field ``name_number``."""
    return typed.get(f"{name}_{number}", "")
