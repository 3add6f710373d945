"""Parts of the case page that other areas bring along: evidence, documents, agreement, rooms, signing.

An area adds its part by one line in its ``urls.py``::

    panels.add("documents", _("Documents"), "delivery/_documents.html", documents_of_case)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.functional import Promise

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case

PanelContext = Callable[[Case, Actor, datetime], Mapping[str, Any] | None]
"""Returns what the template shows, or ``None`` when there is nothing to show to this actor."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the case page: its heading, its template and the function that fills it."""

    name: str
    title: str | Promise
    template: str
    context: PanelContext
    place: Literal["main", "aside"] = "main"
    order: int = 50


PANELS: dict[str, Panel] = {}


def add(
    name: str,
    title: str | Promise,
    template: str,
    context: PanelContext,
    *,
    place: Literal["main", "aside"] = "main",
    order: int = 50,
) -> None:
    """Declare a part of the case page; ValueError when the name is taken by another one."""
    panel = Panel(name, title, template, context, place, order)
    if PANELS.setdefault(name, panel) != panel:
        raise ValueError(f"the case page has a panel {name} already")


def shown(case: Case, actor: Actor, at: datetime) -> dict[str, list[tuple[Panel, Mapping[str, Any]]]]:
    """Return the panels with something to show, by place, in order; each costs the queries of its function."""
    found: dict[str, list[tuple[Panel, Mapping[str, Any]]]] = {"main": [], "aside": []}
    for panel in sorted(PANELS.values(), key=lambda each: (each.order, each.name)):
        context = panel.context(case, actor, at)
        if context is not None:
            found[panel.place].append((panel, context))
    return found
