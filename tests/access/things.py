"""What can stand behind each address: for every argument the things of several cases, own and foreign."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.urls import URLPattern, URLResolver, get_resolver

from access.table import (
    ADMINISTRATOR,
    APPLICANT,
    CLERK,
    EVERYBODY,
    JUDGE,
    JUDGES_CLERK,
    LOGGED_IN,
    MEDIATOR,
    MEDIATORS,
    NOBODY,
    PARTIES,
    RESPONDENT,
    TALKS,
)
from access.town import Scene, Thing
from fengqiao.cases.models import Consent
from fengqiao.cases.steps import PROCEDURES
from fengqiao.delivery.models import Delivery
from fengqiao.documents.models import Document
from fengqiao.mediation.models import Fact
from fengqiao.mediation.signatures import paper_of
from fengqiao.negotiation.models import Offer
from fengqiao.notices.models import Message
from fengqiao.people.models import LogIn
from fengqiao.signing.models import SigningRequest

Scenes = dict[str, Scene]
Found = tuple[Scene, Thing]
PEOPLE_OF_ROOM = {"joint": TALKS, "caucus_a": APPLICANT | MEDIATOR, "caucus_b": TALKS - APPLICANT}


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the name and the arguments of every address that the platform answers."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", list(pattern.pattern.converters)
        else:
            yield from addresses(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def things(name: str, arguments: Sequence[str], scenes: Scenes) -> list[Found]:
    """Return what stands behind an address; the first maker that knows its name or its arguments answers."""
    if not arguments:
        return [(scenes["website" if name.startswith("answer:") else "course"], Thing({}, EVERYBODY))]
    maker = BY_NAME.get(name) or BY_ARGUMENTS[tuple(arguments)]
    return list(maker(scenes))


def _cases(scenes: Scenes, names: Sequence[str] = ("gym", "ruling")) -> Iterator[Found]:
    for name in names:
        scene = scenes[name]
        yield scene, Thing({"case_id": scene.case.pk}, scene.reach, name)


def _every_state(scenes: Scenes) -> Iterator[Found]:
    yield from _cases(scenes, ("course", "sofa", "gym", "ruling"))


def _steps(scenes: Scenes) -> Iterator[Found]:
    for scene, thing in _cases(scenes):
        for place, step in enumerate(PROCEDURES[scene.case.procedure].steps.values()):
            yield scene, Thing({**thing.kwargs, "name": step.name}, scene.reach, thing.tag, step.by, place > 0)


def _queue(scenes: Scenes) -> Iterator[Found]:
    for scene in (scenes["lamp"], scenes["tutor"]):
        for name in ("accept", "return", "appoint"):
            yield scene, Thing({"case_id": scene.case.pk, "name": name}, scene.reach, "mediation")


def _rooms(scenes: Scenes) -> Iterator[Found]:
    for kind, people in PEOPLE_OF_ROOM.items():
        yield scenes["course"], Thing({"room_id": scenes["course"].room(kind).pk}, people, kind)


def _room_files(scenes: Scenes) -> Iterator[Found]:
    for scene, thing in _rooms(scenes):
        yield scene, Thing({**thing.kwargs, "number": scene.kept[f"file {thing.tag}"]}, thing.people, thing.tag)


def _may_tell(scenes: Scenes) -> Iterator[Found]:
    for scene, thing in _rooms(scenes):
        if thing.tag != "joint":
            yield scene, Thing({**thing.kwargs, "number": scene.kept[f"may_tell {thing.tag}"]}, thing.people, thing.tag)


def _offers(scenes: Scenes) -> Iterator[Found]:
    for case, people in (("course", TALKS), ("gifts", NOBODY)):
        offer = Offer.objects.filter(case=scenes[case].case).latest("made_at")
        for scene, thing in _rooms(scenes):
            both = people & thing.people
            yield scene, Thing({**thing.kwargs, "offer_id": offer.pk}, both, thing.tag)


def _facts(scenes: Scenes) -> Iterator[Found]:
    for case, people in (("course", TALKS), ("gifts", NOBODY)):
        fact = Fact.objects.filter(case=scenes[case].case)[0]
        for scene, thing in _rooms(scenes):
            yield scene, Thing({**thing.kwargs, "fact_id": fact.pk}, people & thing.people, thing.tag)


def _evidence(scenes: Scenes) -> Iterator[Found]:
    scene = scenes["course"]
    for side in ("a", "b"):
        yield scene, Thing({"evidence_id": scene.kept[f"evidence {side}"]}, scene.reach, side)


def _draft(scenes: Scenes) -> Iterator[Found]:
    yield scenes["course"], Thing({"draft_id": scenes["course"].kept["draft"]}, APPLICANT)


def _draft_file(scenes: Scenes) -> Iterator[Found]:
    yield scenes["course"], Thing({"file_id": scenes["course"].kept["draft file"]}, APPLICANT)


def _authority(scenes: Scenes) -> Iterator[Found]:
    yield scenes["sofa"], Thing({"pk": scenes["sofa"].kept["authority"]}, CLERK | MEDIATOR)


def _contact(scenes: Scenes) -> Iterator[Found]:
    yield scenes["sofa"], Thing({"pk": scenes["sofa"].kept["contact"]}, CLERK | MEDIATOR)


def _requests(scenes: Scenes) -> Iterator[Found]:
    scene = scenes["gym"]
    document = paper_of(scene.case)
    for role in sorted(TALKS):
        row = SigningRequest.objects.get(document=document, person=scene.person(role))
        yield scene, Thing({"pk": row.pk}, frozenset({role}))


def _tokens(scenes: Scenes) -> Iterator[Found]:
    scene = scenes["gym"]
    for role in sorted(PARTIES):
        yield scene, Thing({"token": scene.kept[f"token {role}"]}, EVERYBODY, role)


def _consents(scenes: Scenes) -> Iterator[Found]:
    scene = scenes["course"]
    row = Consent.objects.filter(participation__case=scene.case, participation__side="b", withdrawn_at=None)[0]
    yield scene, Thing({"pk": row.pk}, frozenset({"respondent"}))


def _log_ins(scenes: Scenes) -> Iterator[Found]:
    for role in ("applicant", "mediator"):
        row = LogIn.objects.filter(person=scenes["course"].person(role))[0]
        yield scenes["course"], Thing({"pk": row.pk}, frozenset({role}))


def _people(scenes: Scenes) -> Iterator[Found]:
    """A member of staff, a party, and somebody who has neither post nor case."""
    scene = scenes["course"]
    for role, tag in (("mediator", "staff"), ("applicant", "party")):
        yield scene, Thing({"person_id": scene.person(role).pk}, ADMINISTRATOR, tag)
    yield scene, Thing({"person_id": scene.person("stranger").pk}, NOBODY, "stranger")


def _staff_posts(scenes: Scenes) -> Iterator[Found]:
    scene = scenes["course"]
    for role in ("mediator", "judge"):
        yield scene, Thing({"post_id": scene.person(role).posts.get().pk}, ADMINISTRATOR)


def _demo(scenes: Scenes) -> Iterator[Found]:
    yield scenes["course"], Thing({"login": "lin.li"}, EVERYBODY)


def _tables_of_law(scenes: Scenes) -> Iterator[Found]:
    for name in ("fees/property", "holidays"):
        yield scenes["course"], Thing({"name": name}, EVERYBODY)


def _guides(scenes: Scenes) -> Iterator[Found]:
    for kind in ("online_shopping", "online_personality"):
        yield scenes["course"], Thing({"kind": kind}, EVERYBODY)


def _guide_screens(scenes: Scenes) -> Iterator[Found]:
    for scene, thing in _guides(scenes):
        yield scene, Thing({**thing.kwargs, "screen": 1}, EVERYBODY)


def _guide_letters(scenes: Scenes) -> Iterator[Found]:
    yield scenes["course"], Thing({"kind": "online_shopping", "letter": "demand"}, EVERYBODY)


def _sheets(scenes: Scenes) -> Iterator[Found]:
    for kind in ("csv", "xlsx"):
        yield scenes["course"], Thing({"kind": kind}, LOGGED_IN | MEDIATORS)


def _deliveries(scenes: Scenes) -> Iterator[Found]:
    for role in sorted(PARTIES):
        row = Delivery.objects.filter(document__case=scenes["ruling"].case, participation__role=role)[0]
        yield scenes["ruling"], Thing({"delivery_id": row.pk}, frozenset({role}))


def _papers(scenes: Scenes) -> Iterator[Found]:
    """The agreement that is out, the joint application, and a receipt that was never released to the parties."""
    agreement = paper_of(scenes["gym"].case)
    assert agreement is not None
    yield scenes["gym"], Thing({"document_id": agreement.pk}, scenes["gym"].reach)
    scene = scenes["ruling"]
    for kind, people in (("confirmation_application", scene.reach), ("delivery_receipt", scene.reach - PARTIES)):
        row = Document.objects.filter(case=scene.case, kind=kind)[0]
        yield scene, Thing({"document_id": row.pk}, people)


def _court_papers(scenes: Scenes) -> Iterator[Found]:
    for kind in ("agreement", "application"):
        yield scenes["ruling"], Thing({"case_id": scenes["ruling"].case.pk, "kind": kind}, JUDGE | JUDGES_CLERK)


def _letters(scenes: Scenes) -> Iterator[Found]:
    yield scenes["ruling"], Thing({"pk": scenes["ruling"].kept["letter"]}, JUDGES_CLERK)


def _notes_on_letters(scenes: Scenes) -> Iterator[Found]:
    for scene, thing in _letters(scenes):
        for act in ("posted", "received", "returned"):
            yield scene, Thing({**thing.kwargs, "act": act}, thing.people)


def _own_authority(scenes: Scenes) -> Iterator[Found]:
    yield scenes["sofa"], Thing({"pk": scenes["sofa"].kept["authority"]}, RESPONDENT)


def _lost_message(scenes: Scenes) -> Iterator[Found]:
    yield scenes["sofa"], Thing({"pk": scenes["sofa"].kept["lost message"]}, CLERK)


def _message(scenes: Scenes) -> Iterator[Found]:
    row = Message.objects.filter(participation__case=scenes["course"].case, participation__role="applicant")[0]
    yield scenes["course"], Thing({"pk": row.pk}, APPLICANT)


def _scanned(scenes: Scenes) -> Iterator[Found]:
    yield scenes["course"], Thing({"code": scenes["course"].case.dispute.code}, EVERYBODY)


Maker = Callable[[Scenes], Iterator[Found]]
BY_ARGUMENTS: dict[tuple[str, ...], Maker] = {
    ("case_id",): _cases,
    ("case_id", "name"): _steps,
    ("person_id",): _people,
    ("post_id",): _staff_posts,
    ("room_id",): _rooms,
    ("room_id", "number"): _room_files,
    ("room_id", "offer_id"): _offers,
    ("room_id", "fact_id"): _facts,
    ("evidence_id",): _evidence,
    ("file_id",): _draft_file,
    ("draft_id",): _draft,
    ("token",): _tokens,
    ("kind",): _sheets,
    ("delivery_id",): _deliveries,
    ("document_id",): _papers,
    ("code",): _scanned,
    ("case_id", "kind"): _court_papers,
    ("login",): _demo,
}
BY_NAME: dict[str, Maker] = {
    "law:table": _tables_of_law,
    "guide:screen": _guide_screens,
    "guide:result": _guides,
    "guide:onward": _guides,
    "guide:letter": _guide_letters,
    "guide:letter_text": _guide_letters,
    "cases:case": _every_state,
    "risk:case": _every_state,
    "risk:report": _every_state,
    "answer:question": _every_state,
    "agreement:show": _every_state,
    "agreement:word": _every_state,
    "rooms:case": _every_state,
    "bench:conclude": _every_state,
    "bench:take": _queue,
    "bench:authority": _authority,
    "bench:authority_file": _authority,
    "bench:authority_picture": _authority,
    "intake:another_paper": _own_authority,
    "bench:handled": _contact,
    "rooms:relay": _may_tell,
    "signing:read": _requests,
    "signing:write": _requests,
    "signing:done": _requests,
    "delivery:note": _notes_on_letters,
    "delivery:print": _letters,
    "delivery:handled": _lost_message,
    "delivery:open_message": _message,
    "people:me_withdraw": _consents,
    "people:me_end_one": _log_ins,
}
