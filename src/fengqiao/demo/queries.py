"""What the demo pages show: the invented people by role, each with the case that tells most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import is_valid_path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.gates import cases_of
from fengqiao.cases.models import Case
from fengqiao.cases.steps import PROCEDURES
from fengqiao.demo.people import GROUPS, STAFF, STRANGERS, Character
from fengqiao.demo.stories import PARTIES
from fengqiao.people.models import Person

ROLES: dict[str, tuple[str | Promise, str]] = {
    "applicant": (_("Applicant"), "user"),
    "respondent": (_("Respondent"), "shop"),
    "mediator": (_("Mediator"), "users"),
    "filing_clerk": (_("Filing clerk"), "doc"),
    "judge": (_("Judge"), "song"),
    "judges_clerk": (_("Judge's clerk"), "pen"),
    "president": (_("Court management"), "ji"),
    "administrator": (_("Administrator"), "home"),
    "stranger": (_("Stranger"), "find"),
}
"""Word and icon of each role."""
TITLES: dict[str, tuple[str | Promise, str | Promise]] = {
    "bridge": (_("The two ends of the bridge, and its middle"), _("A good place to begin; about eight minutes")),
    "court": (_("In the court"), ""),
    "outside": (_("Outside"), _("Nothing of the cases may be seen from here")),
}
LIVELY = ("open", "signing", "inviting", "appointed", "accepted", "submitted")
"""States of a case, the most telling first."""
LEADS = 2
"""People of each role that are shown as cards."""
HOMES = {"mediator": "/bench/", "filing_clerk": "/bench/", "judge": "/confirm/", "judges_clerk": "/confirm/"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One invented person on the demo page."""

    character: Character
    role: str | Promise
    icon: str
    case: Case | None

    @property
    def state(self) -> str | Promise:
        """Return the word for where the case stands."""
        return PROCEDURES[self.case.procedure].states.get(self.case.state, "") if self.case else ""


@dataclass(frozen=True, slots=True)
class Section:
    """One group of roles: the first people of each role side by side, the others in a list."""

    key: str
    title: str | Promise
    remark: str | Promise
    lead: tuple[Entry, ...]
    more: tuple[Entry, ...]


def sections(at: datetime) -> list[Section]:
    """Return everybody by group, in the order of the roles."""
    everybody = (*PARTIES, *STAFF, *STRANGERS)
    people = Person.objects.in_bulk([character.login for character in everybody], field_name="login")
    found = []
    for key, roles in GROUPS:
        by_role = [[each for each in everybody if each.role == role and each.login in people] for role in roles]
        lead = [role[place] for place in range(LEADS) for role in by_role if place < len(role)]
        more = [each for role in by_role for each in role[LEADS:]]
        shown = [tuple(_entry(each, people[each.login], at) for each in part) for part in (lead, more)]
        found.append(Section(key, *TITLES[key], *shown))
    return found


def _entry(character: Character, person: Person, at: datetime) -> Entry:
    return Entry(character, *ROLES[character.role], telling_case(person, at))


def telling_case(person: Person, at: datetime) -> Case | None:
    """Return the person's case that shows most: the liveliest state, then the one that moved last."""
    cases = list(cases_of(person, at=at).filter(participations__person=person).distinct()) or list(
        cases_of(person, at=at).filter(participations__representations__person=person).distinct()
    )
    order = {state: place for place, state in enumerate(LIVELY)}
    return min(cases, key=lambda case: (order.get(case.state, len(order)), -case.changed_at.timestamp()), default=None)


def home_of(character: Character, person: Person, at: datetime) -> str:
    """Return the page where a person of the demo begins."""
    if character.role in {"applicant", "respondent"} and (case := telling_case(person, at)):
        return reverse("cases:case", args=[case.pk])
    path = HOMES.get(character.role, "/cases/")
    return path if is_valid_path(path) else "/cases/"


def character_of(login: str) -> Character | None:
    """Return the invented person with this log-in name."""
    return next((each for each in (*PARTIES, *STAFF, *STRANGERS) if each.login == login), None)
