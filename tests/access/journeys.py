"""Ways to the pages that open only after something was done in the same visit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.test import Client
from django.urls import reverse

from access.browsers import Browsers
from access.things import Found, Scenes
from access.town import NOW, Scene, Thing
from fengqiao.cases.steps import PROCEDURES
from fengqiao.gateways.models import DemoMessage
from fengqiao.mediation.signatures import paper_of
from fengqiao.negotiation.agreements import AgreementDraft, TermDraft
from fengqiao.negotiation.agreements import draw_up as draft_text
from fengqiao.signing.queries import request_for

Way = tuple[Client, str]
Journey = Callable[[Scenes, Browsers], Way]
QUERIES = {
    "confirm:decide": ["?decision=dismiss", "?decision=confirm", "?decision=deemed_withdrawn"],
}


def more_steps(scenes: Iterable[Scene]) -> Iterator[Found]:
    for scene in scenes:
        for step in PROCEDURES[scene.case.procedure].steps.values():
            if scene.case.state in step.source:
                yield scene, Thing({"case_id": scene.case.pk, "name": step.name}, scene.reach, "", step.by)


def last_code() -> str:
    """Return the code of the newest message."""
    text = DemoMessage.objects.latest("pk").text
    return re.findall(r"\d{6}", text)[0]


def log_in_code(scenes: Scenes, browsers: Browsers) -> Way:
    client = browsers.client(scenes["course"], "visitor")
    client.post(reverse("people:login"), {"address": scenes["course"].person("applicant").phone})
    return client, reverse("people:login_code")


def change(kind: str) -> Journey:
    def way(scenes: Scenes, browsers: Browsers) -> Way:
        client = browsers.client(scenes["course"], "applicant")
        client.post(reverse("people:me_confirm"), {"send_code": "1"})
        client.post(reverse("people:me_confirm"), {"code": last_code()})
        return client, reverse(f"people:me_{kind}")

    return way


def invited(scenes: Scenes, browsers: Browsers) -> Way:
    client = browsers.client(scenes["website"], "invited")
    client.post(reverse("answer:invitation"))
    return client, reverse("answer:code")


def newcomer(scenes: Scenes, browsers: Browsers) -> Way:
    scenes["website"].case.participations.filter(role="respondent").update(name="何须有")
    client, path = invited(scenes, browsers)
    client.post(path, {"code": last_code()})
    return client, reverse("answer:identity")


def draft(scenes: Scenes, browsers: Browsers) -> Way:
    scene = scenes["course"]
    pay = TermDraft(
        act="pay",
        debtor="b",
        amount=scene.case.dispute.amount,
        due=date(2026, 12, 5),
        place="原路退回",
        default="未按时足额支付的，权利人可以就未付款项主张权利。",
    )
    draft_text(scene.case, AgreementDraft("三年扣费 597 元。", [pay]), scene.actor("mediator"), at=NOW)
    return browsers.client(scene, "mediator"), reverse("agreement:edit", kwargs={"case_id": scene.case.pk})


def read(scenes: Scenes, browsers: Browsers) -> Way:
    document = paper_of(scenes["gym"].case)
    assert document is not None
    row = request_for(document, scenes["gym"].person("applicant"))
    assert row is not None
    client = browsers.client(scenes["gym"], "applicant")
    client.post(reverse("signing:read", args=[row.pk]), {"read": "1"})
    return client, reverse("signing:write", args=[row.pk])


PAGES: dict[str, dict[str, object]] = {
    "tell": {"story": "九月在网上报了剪辑课，交了 4980。上了十二节，后面的不想上了，要退剩下的钱，客服说开课就不退。"},
    "questions": {"paid": "4980", "total": "60", "used": "12", "problem": "no_refund"},
    "ask": {"name": "博文在线教育", "contact": "13800000002", "wish": "refund_unused", "amount": ""},
    "evidence": {},
    "check": {"truth": "on", "online_mediation": "on", "sensitive_data": "on"},
}


def application(page: str) -> Journey:
    """Return the way of a new visitor to one of the pages of an application."""
    until = "evidence" if page in {"request", "later"} else "check" if ":" in page else page

    def way(scenes: Scenes, browsers: Browsers) -> Way:
        client = browsers.client(scenes["course"], "visitor")
        for name, data in PAGES.items():
            if name == until:
                break
            assert client.post(reverse(f"intake:{name}"), data).status_code == 303, name
        return client, reverse(page if ":" in page else f"intake:{page}")

    return way


def explored(scenes: Scenes, browsers: Browsers) -> Way:
    """Return the way of a visitor who has answered a whole guide."""
    client = browsers.client(scenes["course"], "visitor")
    answers = {"problem": "fake", "received": "yes", "received_on": "", "paid": "300", "bought_on": "", "asked": "no"}
    for screen in (1, 2, 3, 4):
        assert client.post(reverse("guide:screen", args=["online_shopping", screen]), answers).status_code == 303
    return client, reverse("guide:result", args=["online_shopping"])


JOURNEYS: dict[str, tuple[Journey, ...]] = {
    "people": (log_in_code, change("phone"), change("email")),
    "answer": (invited, newcomer),
    "agreement": (draft,),
    "guide": (explored,),
    "risk_draft": (application("risk_draft:ask"),),
    "signing": (read,),
    "intake": tuple(
        application(page) for page in ("questions", "ask", "request", "evidence", "later", "check", "identity")
    ),
}
