"""A register as large as a busy court's: the told mediations again and again, among other invented people.

Every case is a copy of one that the real steps wrote, row by row, with its own people, codes, numbers and ledger
leaves. Cases with papers out are left out, because their files belong to one case alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models, transaction

from fengqiao.cases.models import (
    Case,
    Consent,
    Deadline,
    Dispute,
    NumberSeries,
    Participation,
    Record,
    Representation,
    Telling,
)
from fengqiao.cases.perform import record_content
from fengqiao.law.case_numbers import format_case_number, kind_of
from fengqiao.law.delivery import day_of
from fengqiao.ledger.actions import leaf_data
from fengqiao.ledger.merkle import leaf_hash
from fengqiao.ledger.models import Leaf, Salt
from fengqiao.mediation.models import Appointment, Fact, Mediation
from fengqiao.negotiation.models import Offer
from fengqiao.people.models import Organisation, Person, Post
from fengqiao.rooms.models import Room, RoomEvent
from fengqiao.textkit.codes import SPACE, code_of

SEED = 20261124
BATCH = 500
CASES_A_PARTY = 10
CASES_A_MEDIATOR = 400
SHARES = {"submitted": 1, "accepted": 1, "appointed": 1, "inviting": 2, "open": 3, "ended": 14, "withdrawn": 20,
          "returned": 58}  # fmt: skip
"""How many of a hundred cases stand in each state: most of a register is closed."""
WEEKS_OF_CLOSED = 150
TEMPLATES = 4
"""So many told cases of each state are copied."""
FIELDS = "买卖、租赁"
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗", "文明晓华建军秀英海燕志强玉兰春梅国庆思远子涵雨桐"

# What hangs on a case, parents before children; of each kind the columns that lead to rows copied before.
PARTS: tuple[tuple[type[models.Model], str], ...] = (
    (Participation, "case"),
    (Representation, "participation__case"),
    (Consent, "participation__case"),
    (Appointment, "case"),
    (Mediation, "case"),
    (Fact, "case"),
    (Record, "case"),
    (Telling, "record__case"),
    (Deadline, "case"),
    (Offer, "case"),
    (Room, "case"),
    (RoomEvent, "room__case"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One case that was told through the real steps, with every row that hangs on it."""

    case: Case
    parts: tuple[tuple[type[models.Model], tuple[models.Model, ...]], ...]

    @classmethod
    def read(cls, case: Case) -> Told:
        """Read the rows of a case."""
        return cls(case, tuple((kind, tuple(kind._meta.base_manager.filter(**{path: case}))) for kind, path in PARTS))


@dataclass(slots=True)
class Crowd:
    """The people and numbers of a register that is being filled; the same seed fills it in the same way."""

    chance: Random
    codes: list[str]
    parties: Sequence[Person]
    mediators: Sequence[Person]
    serials: dict[tuple[str, str, int], int]
    made: dict[type[models.Model], list[Any]] = field(default_factory=dict)

    def copy(self, told: Told) -> None:
        """Put a copy of every row of a case on the pile, for people drawn by lot."""
        open_ = told.case.closed_at is None
        back = timedelta() if open_ else timedelta(weeks=self.chance.randrange(WEEKS_OF_CLOSED))
        people = self._people(told)
        known: dict[object, models.Model] = dict(people)
        dispute = self._row(told.case.dispute, known, back)
        dispute.code = self.codes.pop()
        case = self._row(told.case, known, back)
        if case.number:
            case.number = self._number(case)
        for _kind, rows in told.parts:
            for row in rows:
                self._finish(self._row(row, known, back), case, people)

    def write(self) -> None:
        """Write the pile, parents before children."""
        kinds: list[type[models.Model]] = [Dispute, Case, Leaf, Salt, *(kind for kind, _path in PARTS)]
        for kind in kinds:
            kind._meta.base_manager.bulk_create(self.made.pop(kind, []))

    def _people(self, told: Told) -> dict[object, models.Model]:
        """Draw another person for everybody of the case but the clerks."""
        rows = dict(told.parts)
        acting = [row.person_id for row in rows[Representation]]  # type: ignore[attr-defined]
        seats = [(row.person_id, row.role) for row in rows[Participation]]  # type: ignore[attr-defined]
        mediators = {person for person, role in seats if role == "mediator"}
        parties = sorted({person for person, _role in seats if person} - mediators | set(acting), key=str)
        drawn = self.chance.sample(self.parties, len(parties))
        return {
            **{(Person, person): new for person, new in zip(parties, drawn, strict=True)},
            **{(Person, person): self.chance.choice(self.mediators) for person in sorted(mediators, key=str)},
        }

    def _row(self, old: Any, known: dict[object, models.Model], back: timedelta) -> Any:
        """Return a copy with links to the copies, its times set back, on the pile."""
        new = type(old)()
        for column in old._meta.concrete_fields:
            value = getattr(old, column.attname)
            link = known.get((column.related_model, value)) if column.is_relation else None
            if link is not None:
                setattr(new, column.name, link)
            elif not column.primary_key:
                setattr(new, column.attname, value - back if isinstance(value, (date, datetime)) else value)
        known[(type(old), old.pk)] = new
        self.made.setdefault(type(old), []).append(new)
        return new

    def _finish(self, row: Any, case: Case, people: dict[object, models.Model]) -> None:
        """Give names and numbers that are those of the copy, and a record its own leaf."""
        if isinstance(row, Participation) and row.person is not None and not row.organisation_id:
            row.name, row.phone = row.person.name, row.person.phone
        if isinstance(row, Record):
            self._write_record(row, case, people)

    def _write_record(self, row: Record, case: Case, people: dict[object, models.Model]) -> None:
        mediator = next((new.name for new in people.values() if new in self.mediators), "")  # type: ignore[attr-defined]
        known = {"number": case.number, "mediator": mediator}
        row.data = {key: known.get(key) or value for key, value in row.data.items()}
        salt = self.chance.randbytes(32)
        data = leaf_data("step", record_content(row), salt, at=row.at)
        leaf = Leaf(shard=day_of(row.at).year, kind="step", data=data, hash=leaf_hash(data), created_at=row.at)
        row.leaf = leaf
        self.made.setdefault(Leaf, []).append(leaf)
        self.made.setdefault(Salt, []).append(Salt(leaf=leaf, value=salt))

    def _number(self, case: Case) -> str:
        received, court = day_of(case.opened_at), settings.COURT["code"]
        kind = kind_of("mediation", received)
        key = (court, kind, received.year)
        self.serials[key] = self.serials.get(key, 0) + 1
        return format_case_number(received.year, court, kind, self.serials[key])


def fill(count: int, *, at: datetime, seed: int = SEED, progress: Callable[[int], None] = lambda done: None) -> None:
    """Copy told cases until the register holds ``count`` cases more; LookupError without a seeded demo."""
    chance = Random(seed)  # noqa: S311  invented people, no secrets
    told = templates()
    crowd = Crowd(
        chance,
        fresh_codes(chance, count),
        make_parties(chance, max(20, count // CASES_A_PARTY), at),
        make_mediators(chance, max(2, count // CASES_A_MEDIATOR), at),
        {(row.court_code, row.kind, row.year): row.last for row in NumberSeries.objects.all()},
    )
    states = [state for state in SHARES if told.get(state)]
    if not states:
        raise LookupError("the seeded demo holds no mediation to copy")
    for start in range(0, count, BATCH):
        with transaction.atomic():
            for state in chance.choices(states, [SHARES[state] for state in states], k=min(BATCH, count - start)):
                crowd.copy(chance.choice(told[state]))
            crowd.write()
        progress(min(start + BATCH, count))
    for (court, kind, year), last in crowd.serials.items():
        NumberSeries.objects.update_or_create(court_code=court, kind=kind, year=year, defaults={"last": last})


def templates() -> dict[str, list[Told]]:
    """Return the told mediations without papers or follow-up cases, by state."""
    found: dict[str, list[Told]] = {}
    cases = Case.objects.filter(procedure="mediation", children=None, documents=None, agreements=None)
    for case in cases.select_related("dispute").order_by("opened_at", "pk"):
        if len(alike := found.setdefault(case.state, [])) < TEMPLATES:
            alike.append(Told.read(case))
    return found


def fresh_codes(chance: Random, count: int) -> list[str]:
    """Draw case codes that no dispute has."""
    taken = set(Dispute.objects.values_list("code", flat=True))
    drawn = (code_of(number).replace("-", "") for number in chance.sample(range(SPACE), count + len(taken)))
    return [code for code in drawn if code not in taken][:count]


def make_parties(chance: Random, count: int, at: datetime) -> list[Person]:
    """Make people who take part in cases; they have a number and no identity papers."""
    return Person.objects.bulk_create(_person(chance, UUID(bytes=chance.randbytes(16)), at) for _each in range(count))


def make_mediators(chance: Random, count: int, at: datetime) -> list[Person]:
    """Make mediators and give them posts, by turns in the bodies of the court."""
    people = make_parties(chance, count, at)
    bodies: Iterable[Organisation] = Organisation.objects.filter(kind=Organisation.Kind.MEDIATION_BODY).order_by("name")
    seats = list(bodies)
    since = day_of(at) - timedelta(days=365 * 5)
    Post.objects.bulk_create(
        Post(
            person=person,
            organisation=seats[number % len(seats)],
            role=Post.Role.MEDIATOR,
            about="买卖、租赁",
            since=since,
        )
        for number, person in enumerate(people)
    )
    return people


def _person(chance: Random, key: UUID, at: datetime) -> Person:
    name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.randint(1, 2)))
    return Person(id=key, name=name, phone=f"137{chance.randrange(10**8):08d}", verified_at=at, verified_by="demo")
