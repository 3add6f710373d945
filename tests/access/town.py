"""A small town told through the real steps: every kind of thing that an address can name, own and foreign."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django_tasks_db.models import DBTaskResult
from PIL import Image

from access.tales import TALES
from fengqiao.api.models import SCOPES, Token
from fengqiao.cases.actors import Actor, actor_of
from fengqiao.cases.consents import give_consent
from fengqiao.cases.models import Case
from fengqiao.cases.perform import perform
from fengqiao.cases.representation import claim_representation
from fengqiao.cases.steps import step_of
from fengqiao.delivery.actions import ask_for_copy
from fengqiao.delivery.models import Delivery
from fengqiao.delivery.tasks import send_waiting
from fengqiao.demo.authority import power_of_attorney
from fengqiao.demo.people import SINCE
from fengqiao.demo.seeds import make_everybody
from fengqiao.demo.tale import Telling, begin
from fengqiao.evidence.actions import add_evidence
from fengqiao.files.models import Blob
from fengqiao.files.store import store
from fengqiao.intake.actions import add_file, keep
from fengqiao.intake.actions import begin as begin_draft
from fengqiao.law.confirmation import not_accepted_grounds, review_points
from fengqiao.law.mediation import sham_questions
from fengqiao.mediation.actions import note_contact, screen_for_sham, write_record
from fengqiao.mediation.models import Contact
from fengqiao.mediation.signatures import paper_of
from fengqiao.negotiation.agreements import AgreementDraft, TermDraft
from fengqiao.negotiation.agreements import draw_up as draft_text
from fengqiao.notices.actions import send_pending
from fengqiao.notices.models import Message
from fengqiao.people.models import Person
from fengqiao.rooms.actions import may_tell, open_rooms, post_event
from fengqiao.rooms.models import Room
from fengqiao.signing.actions import text_digest
from fengqiao.signing.queries import request_for
from fengqiao.signing.tokens import LINK_LIFE, issue_token

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
"""Wednesday 25 November 2026, 11:00 in Shanghai."""

OFFICES = {
    "filing_clerk": "luo.yifan",
    "judge": "ding.ruochuan",
    "judges_clerk": "gao.min",
    "president": "han.song",
    "administrator": "tian.ye",
    "stranger": "xu.lu",
}
KEYS = {"reader": "fq_reads", "actor": "fq_acts", "revoked": "fq_revoked"}


@dataclass(frozen=True)
class Thing:
    """What fills the arguments of an address, and whose it is.

    ``tag``: which of several kinds; ``may``: whom a step names; ``again``: one more of the same case, at which
    outsiders need not be turned away once more.
    """

    kwargs: Mapping[str, Any]
    people: frozenset[str]
    tag: str = ""
    may: frozenset[str] = frozenset()
    again: bool = False


@dataclass
class Scene:
    """One case with one person for each role towards it; ``reach``: who may open the case at all."""

    name: str
    case: Case
    logins: dict[str, str]
    reach: frozenset[str]
    kept: dict[str, Any] = field(default_factory=dict)

    def person(self, role: str) -> Person:
        """Return the person of a role."""
        return Person.objects.get(login=self.logins[role])

    def actor(self, role: str, at: datetime = NOW) -> Actor:
        """Return the actor that the person of a role is in this case."""
        return actor_of(self.person(role), self.case, at=at)

    def take(self, role: str, name: str, at: datetime = NOW, **data: Any) -> Scene:
        """Take a step of the case's procedure."""
        self.case = perform(step_of(f"{self.case.procedure}.{name}"), self.case, self.actor(role, at), at=at, **data)
        return self

    def sign(self, role: str, step: str = "sign") -> Scene:
        """Read the text that is out and sign it by code, as the signing page does."""
        document = paper_of(self.case)
        assert document is not None
        request = request_for(document, self.person(role))
        return self.take(role, step, request=request, shown=text_digest(document), method="code")

    def room(self, kind: str) -> Room:
        """Return one of the case's rooms."""
        return open_rooms(self.case, at=NOW)[kind]


MEDIATION = frozenset({"applicant", "respondent", "mediator", "filing_clerk"})
CONFIRMATION = frozenset({"applicant", "respondent", "judge", "judges_clerk"})


def tell() -> dict[str, Scene]:
    """Tell every tale, and what else can lie behind an address; return the scenes by name."""
    people, companies, seats = make_everybody(NOW - timedelta(days=SINCE))
    told = {tale.key: begin(tale, place, people, companies, seats, NOW) for place, tale in enumerate(TALES)}
    scenes = {key: _scene(telling.tell(), telling) for key, telling in told.items()}
    _talk(scenes["course"])
    _invite(scenes["sofa"])
    scenes["gym"].take("mediator", "draw_up")
    scenes["ruling"] = _confirmed(scenes["software"])
    _desk(scenes["course"])
    run_jobs()
    send_waiting(NOW)
    send_pending(NOW)
    run_jobs()
    _post(scenes)
    return scenes


def _scene(case: Case, telling: Telling) -> Scene:
    """Return a told case with its people; a mediator reaches it once asked, the other side once joined."""
    tale = telling.tale
    logins = {"applicant": tale.applicant.login, "respondent": tale.respondent.login, **OFFICES}
    logins |= {
        "mediator": telling.mediator or "he.jingyi",
        "other_mediator": "shen.bonian",
        "other_party": "fang.zheng",
    }
    joined = case.participations.filter(role="respondent").exclude(joined_at=None).exists()
    absent = ({"respondent"} if not joined else set()) | ({"mediator"} if not telling.mediator else set())
    return Scene(tale.key, case, logins, MEDIATION - absent)


def picture(shade: int = 200) -> io.BytesIO:
    """Return a small real photo."""
    out = io.BytesIO()
    Image.new("RGB", (24, 16), (shade, 90, 60)).save(out, "PNG")
    out.seek(0)
    return out


def blob(name: str, shade: int = 200) -> Blob:
    """Store a small photo."""
    return store(name, picture(shade), at=NOW)


def _talk(scene: Scene) -> None:
    """Put a file into each room, a sentence that may be told into each private talk, and evidence on each side."""
    for kind, who in (("joint", "applicant"), ("caucus_a", "applicant"), ("caucus_b", "respondent")):
        file = blob(f"{kind}.png", len(kind))
        payload = {"name": file.name, "size": file.size, "type": file.media_type}
        event = post_event(scene.room(kind), "file", payload, by=scene.actor(who), at=NOW, file=file)
        scene.kept[f"file {kind}"] = event.number
        if kind != "joint":
            event = may_tell(scene.room(kind), scene.actor(who), "可以再谈一点", at=NOW)
            scene.kept[f"may_tell {kind}"] = event.number
    for side, who in (("a", "applicant"), ("b", "respondent")):
        row = add_evidence(
            scene.case.dispute, side, blob(f"证据{side}.png", ord(side)), title="截图", proves="付款",
            by=scene.person(who), at=NOW,
        )  # fmt: skip
        scene.kept[f"evidence {side}"] = row.pk
    write_record(scene.case, scene.actor("mediator"), "双方到场，核对身份。", at=NOW)


def _invite(scene: Scene) -> None:
    """Let the invited company's person claim authority that nobody has checked; somebody says: I am not this person."""
    row = scene.case.participations.get(role="respondent")
    paper = power_of_attorney(row.name, "潘青", "agent", special=True, at=NOW)
    claimed = claim_representation(row, scene.person("respondent"), "agent", at=NOW, authority=paper)
    scene.kept["authority"] = claimed.pk
    scene.kept["contact"] = note_contact(row, Contact.Outcome.NOT_THE_PERSON, by=None, note="打错了", at=NOW).pk
    scene.reach = MEDIATION


def _confirmed(scene: Scene) -> Scene:
    """Conclude a mediation and lead its confirmation into the judge's review, with a question to the applicant."""
    pay = TermDraft(
        act="pay", debtor="b", amount=scene.case.dispute.amount, due=date(2026, 12, 5), place="原路退回",
        default="未按时足额支付的，权利人可以就未付款项主张权利。",
    )  # fmt: skip
    draft_text(scene.case, AgreementDraft("三年扣费 597 元。", [pay]), scene.actor("mediator"), at=NOW)
    scene.take("mediator", "draw_up")
    run_jobs()
    scene.sign("applicant").sign("respondent")
    answers = {question.code: True for question in sham_questions(NOW.date())}
    screen_for_sham(scene.case, scene.actor("mediator"), answers, at=NOW)
    scene.sign("mediator", "conclude")
    case = Case.objects.get(parent=scene.case)
    opened = Scene("ruling", case, {**scene.logins, "other_mediator": scene.logins["mediator"]}, CONFIRMATION)
    for role in ("applicant", "respondent"):
        row = case.participations.get(role=role)
        for kind in ("online_confirmation", "electronic_delivery"):
            give_consent(row, kind, opened.person(role), at=NOW, scope=SCOPE if kind.startswith("elec") else None)
        opened.take(role, "apply")
    checked = [ground.code for ground in not_accepted_grounds(NOW.date())]
    return opened.take("judges_clerk", "accept", judge=opened.person("judge"), checked=checked)


def _post(scenes: dict[str, Scene]) -> None:
    """One letter in the clerk's queue, and one message that did not arrive."""
    ruling, sofa = scenes["ruling"], scenes["sofa"]
    delivery = Delivery.objects.filter(document__case=ruling.case, participation__role="respondent")[0]
    ask_for_copy(delivery, ruling.person("respondent"), at=NOW)
    ruling.kept["letter"] = delivery.attempts.get(channel="paper").pk
    for role in ("applicant", "respondent"):
        row = request_for(paper_of(scenes["gym"].case), scenes["gym"].person(role))
        scenes["gym"].kept[f"token {role}"] = issue_token(row, at=NOW, life=LINK_LIFE)
    lost = Message.objects.filter(participation__case=sofa.case)[0]
    lost.failures = [{"channel": "sms", "reason": "no_address", "at": NOW.isoformat()}]
    lost.state = Message.State.FAILED
    lost.save()
    sofa.kept["lost message"] = lost.pk


SCOPE = {"documents": ["notices", "rulings", "later_instances"], "phone": True, "email": False}
POINTS = [point.code for point in review_points(NOW.date())]


def _desk(scene: Scene) -> None:
    """Give the applicant an open draft with a file, and keys to the API."""
    person = scene.person("applicant")
    draft = begin_draft(client="127.0.0.1", person=person, at=NOW)
    keep(draft, "story", {"story": ["网上买的水壶漏水，店家不退钱。"]}, at=NOW)
    scene.kept["draft"] = draft.pk
    scene.kept["draft file"] = add_file(draft, "水壶.png", picture(), proves="漏水", at=NOW).pk
    for name, key in KEYS.items():
        scopes = ["cases:read"] if name == "reader" else list(SCOPES)
        Token.objects.create(
            person=person, name=name, digest=Token.digest_of(key), scopes=scopes, created_at=NOW,
            revoked_at=NOW if name == "revoked" else None,
        )  # fmt: skip


def run_jobs() -> None:
    """Run every waiting job; one that fails fails the test."""
    while (row := DBTaskResult.objects.ready().first()) is not None:
        row.claim("test")
        row.set_successful(row.task.call(*row.task_result.args, **row.task_result.kwargs))


NEVER = {UUID: lambda: uuid4(), int: lambda: 10**8 + 7, str: lambda: "x" * 32}


def unknown(kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same arguments with ids that nobody has; words such as a step's name stay."""
    return {name: value if name in {"name", "kind", "act"} else NEVER[type(value)]() for name, value in kwargs.items()}
