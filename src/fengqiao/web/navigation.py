"""The menu of each role, and the seven clouds of the platform: the only place where the cloud names stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import is_valid_path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Item:
    """One word of the menu and where it leads."""

    path: str
    label: Text


@dataclass(frozen=True, slots=True)
class Cloud:
    """One of the seven parts of the platform; without a path while that part has no page of its own."""

    icon: str
    name: Text
    title: Text
    about: Text
    path: str = ""


HOME = Item("/", _("Home"))
GUIDE = Item("/guide/", _("Where do I stand"))
APPLY = Item("/apply/", pgettext_lazy("menu", "Apply"))
VERIFY = Item("/verify/", _("Check a message"))
HELP = Item("/help/", _("How it works"))
LAW = Item("/law/", pgettext_lazy("menu", "Law"))
CALIBRATION = Item("/risk/calibration/", _("Forecasts"))
MY_CASES = Item("/cases/", _("My cases"))
ALL_CASES = Item("/cases/", _("Cases"))
BENCH = Item("/bench/", _("Workbench"))
CONFIRM = Item("/confirm/", _("Confirmation"))
MESSAGES = Item("/papers/messages/", _("Messages"))
PEOPLE = Item("/staff/people/", _("People"))
POST = Item("/papers/queue/", _("Post and messages"))

MENUS: dict[str, tuple[Item, ...]] = {
    "visitor": (HOME, GUIDE, APPLY, LAW, VERIFY, HELP),
    "party": (MY_CASES, MESSAGES, GUIDE, APPLY, LAW, VERIFY, HELP),
    "mediator": (BENCH, ALL_CASES, MESSAGES, VERIFY),
    "filing_clerk": (BENCH, ALL_CASES, POST, VERIFY),
    "judges_clerk": (BENCH, CONFIRM, ALL_CASES, POST, VERIFY),
    "judge": (CONFIRM, BENCH, ALL_CASES, VERIFY),
    "president": (BENCH, ALL_CASES, CALIBRATION, VERIFY),
    "administrator": (PEOPLE, BENCH, ALL_CASES, VERIFY),
}

CLOUDS = (
    Cloud("song", _("Cloud Suit"), _("Litigation service"), _("Say what happened, apply and file online"), "/apply/"),
    Cloud("tiao", _("Cloud Mediation"), _("Dispute resolution"), _("A mediator works with both sides"), "/cases/"),
    Cloud("lian", _("Cloud Chain"), _("Evidence deposit"), _("Any later change to a file shows"), "/verify/"),
    Cloud("shen", _("Cloud Hearing"), _("Online hearing"), _("By video, or each at their own time")),
    Cloud("ji", _("Cloud Docket"), _("Trial management"), _("Time limits and files at one glance"), "/bench/"),
    Cloud("zhi", _("Cloud Counsel"), _("Expert think-tank"), _("Written opinions on hard questions")),
    Cloud("chuang", _("Cloud Culture"), _("Rule-of-law culture"), _("Students practise on the real procedure")),
)


def menu(roles: Collection[str]) -> list[Item]:
    """Return the menu of somebody with these roles; pages that this installation does not have are left out."""
    chosen: dict[str, Item] = {}
    for role, items in MENUS.items():
        if role in roles:
            chosen.update({item.path: item for item in items if item.path not in chosen})
    return [item for item in chosen.values() if is_valid_path(item.path)]


def clouds() -> list[tuple[Cloud, str]]:
    """Return the seven clouds, each with its address or nothing where there is no page."""
    return [(cloud, cloud.path if cloud.path and is_valid_path(cloud.path) else "") for cloud in CLOUDS]


def current(items: Collection[Item], path: str) -> str:
    """Return the path of the menu item under which ``path`` lies; nothing when it lies elsewhere."""
    under = [item.path for item in items if path == item.path or (item.path != "/" and path.startswith(item.path))]
    return max(under, key=len, default="")
