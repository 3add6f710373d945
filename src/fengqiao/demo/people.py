"""The people of the demo: invented, the same at every start, each one click away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from stdnum.cn import ric, uscc

from fengqiao import gateways
from fengqiao.people.actions import register, set_address, set_email
from fengqiao.people.companies import register_company
from fengqiao.people.models import Organisation, Person
from fengqiao.people.staff import appoint, set_password, set_totp

PASSWORD = "fengqiao-demo-2026"  # noqa: S105  invented people only
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""Password and authenticator secret of every invented clerk, judge and mediator: printed at start, demo only."""

SINCE = 900
"""Days before today on which the offices were taken up."""


@dataclass(frozen=True, slots=True)
class Character:
    """One invented person. ``role``: group on the demo page; ``seat``: where a post is held; ``about``: its profile."""

    login: str
    name: str
    role: str
    line: str
    born: str
    sex: int = 1
    seat: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """One invented organisation."""

    key: str
    kind: str
    name: str
    code: str = ""
    route: str = ""
    address: str = ""
    about: str = ""


SEATS = (
    Seat("court", "court", settings.COURT["name"], settings.COURT["code"], address="枫溪市枫桥路1号"),
    Seat(
        "consumer", "mediation_body", "枫溪市消费纠纷调解委员会", "枫消调", "court_platform", "枫溪市枫桥路9号",
        "网购、网课、预付卡，多在线上谈，平均十一天。",
    ),
    Seat(
        "riverside", "mediation_body", "临江街道人民调解委员会", "临人调", "peoples_mediation", "临江街道桥头里3号",
        "邻里、租住、小店，晚上和周末也谈。",
    ),
)  # fmt: skip

STAFF = (
    Character("chen.qiuping", "陈秋平", "mediator", "和双方一起谈、分开谈，一键出协议", "1968-04-12", 0,
              "consumer", "网络服务、网络购物、培训，调解十九年"),
    Character("shen.bonian", "沈柏年", "mediator", "退休法官，手里有几件快到期", "1957-11-02", 1,
              "consumer", "买卖、预付卡、网络购物，原民庭法官"),
    Character("he.jingyi", "何静宜", "mediator", "会手语和英语，接了平台商家的案子", "1986-07-23", 0,
              "consumer", "网络购物、二手交易，手语、英语"),
    Character("zhu.lan", "祝兰", "mediator", "街道里的人民调解员，熟人纠纷多", "1972-01-30", 0,
              "riverside", "租赁、邻里、网络服务，本地方言"),
    Character("ma.teng", "马腾", "mediator", "懂技术，接软件和游戏的纠纷", "1990-09-15", 1,
              "riverside", "网络服务、软件、游戏，曾做程序员"),
    Character("luo.yifan", "罗一凡", "filing_clerk", "审查新来的申请，指定调解员", "1993-03-08", 1, "court"),
    Character("he.zijin", "贺子衿", "filing_clerk", "同一个窗口的另一位，看同样的案件", "1996-12-19", 0, "court"),
    Character("ding.ruochuan", "丁若川", "judge", "审查司法确认，写裁定", "1979-05-05", 1, "court"),
    Character("jiang.yinan", "蒋以南", "judge", "另一位法官，办另一半确认案件", "1983-10-27", 0, "court"),
    Character("gao.min", "高敏", "judges_clerk", "整理确认案件的材料，看送达", "1991-06-14", 0, "court"),
    Character("su.hang", "苏杭", "judges_clerk", "给蒋法官做书记员", "1998-02-21", 1, "court"),
    Character("han.song", "韩松", "president", "看收结和期限", "1970-08-17", 1, "court"),
    Character("yu.he", "俞鹤", "president", "分管调解的副院长", "1975-04-03", 0, "court"),
    Character("tian.ye", "田野", "administrator", "管人员和设置，看不到案情", "1988-11-11", 1, "court"),
    Character("shao.qing", "邵青", "administrator", "另一位系统管理员", "1994-01-06", 0, "court"),
)  # fmt: skip

STRANGERS = (
    Character("xu.lu", "许路", "stranger", "没有案件的人，看不到别人的任何东西", "1992-02-02", 1),
    Character("jin.duo", "金朵", "stranger", "另一个没有案件的人，可以从头申请一件", "1999-09-09", 0),
)  # fmt: skip

GROUPS = (
    ("bridge", ("applicant", "respondent", "mediator")),
    ("court", ("filing_clerk", "judge", "judges_clerk", "president", "administrator")),
    ("outside", ("stranger",)),
)
"""How the demo page groups the roles."""


def id_number(born: str, order: int) -> str:
    """Return an invented identity number with a right check digit; ``order`` keeps people of one day apart."""
    body = f"510104{born.replace('-', '')}{order:03d}"
    return str(body + ric.calc_check_digit(body + "0"))


def credit_code(order: int) -> str:
    """Return an invented credit code with a right check character."""
    body = f"9151010400{order:07d}"
    return str(body + uscc.calc_check_digit(body + "0"))


def phone(order: int) -> str:
    """Return an invented mobile number."""
    return f"139{order:08d}"


def make_seats() -> dict[str, Organisation]:
    """Make court and mediation bodies."""
    made: dict[str, Organisation] = {}
    for seat in SEATS:
        made[seat.key] = Organisation.objects.create(
            kind=seat.kind,
            name=seat.name,
            code=seat.code,
            route=seat.route,
            address=seat.address,
            about=seat.about,
            invited_by=made.get("court"),
        )
    return made


def make_staff(seats: dict[str, Organisation], at: datetime) -> dict[str, Person]:
    """Make everybody who works here, with posts, passwords and second factors, and the two strangers."""
    made = {}
    for order, character in enumerate((*STAFF, *STRANGERS), start=1):
        person = make_person(character, 100 + order, at)
        made[character.login] = person
        if character.seat:
            appoint(person, seats[character.seat], character.role, at=at, about=character.about)
            set_totp(person, TOTP)
    return made


def make_person(character: Character, order: int, at: datetime) -> Person:
    """Register one person through the identity gateway, and give staff a password."""
    order_in_day = 2 * order + character.sex
    with transaction.atomic():
        person = register(
            character.name,
            id_number(character.born, order_in_day % 1000),
            phone(60_000_000 + order * 1013),
            at=at,
            gateway=gateways.identity(),
        )
        set_address(person, f"枫溪市临江路{order % 180 + 1}号")
        set_email(person, f"{character.login}@mail.example")
        if character.seat:
            _give_password(person, character.login)
        else:
            Person.objects.filter(pk=person.pk).update(login=character.login)
    person.refresh_from_db()
    return person


_hashed: list[str] = []


def _give_password(person: Person, login: str) -> None:
    """Set the shared demo password; it is hashed once, because scrypt takes its time on purpose."""
    if not _hashed:
        set_password(person, login, PASSWORD)
        _hashed.append(person.password)
    Person.objects.filter(pk=person.pk).update(login=login, password=_hashed[0])


def make_company(name: str, order: int) -> Organisation:
    """Register an invented company."""
    return register_company(name, credit_code(order), address=f"枫溪市学府大道{order * 2 + 10}号")


def log_in_lines() -> list[str]:
    """Return the log-ins per role for the terminal."""
    rows: dict[str, list[str]] = {}
    for character in STAFF:
        rows.setdefault(character.role, []).append(f"{character.name} {character.login}")
    width = max(len(role) for role in rows)
    lines = [f"  {role:{width}}  {'   '.join(people)}" for role, people in rows.items()]
    return [
        "",
        "Everybody is one click away on /demo/. Staff can also log in the long way:",
        *lines,
        f"  password {PASSWORD}   authenticator key {TOTP}",
    ]
