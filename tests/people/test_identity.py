"""First-time identity: the registry, recognition, refusals with a way out."""

from __future__ import annotations

from datetime import date

import pytest
from cast import START, Cast
from django.db import connection
from django.utils import translation

from fengqiao import gateways
from fengqiao.gateways.demo import DEMO_MISMATCH, DEMO_UNREACHABLE, sample_id_number
from fengqiao.gateways.models import DemoMessage
from fengqiao.people.actions import identify, recheck_identity, register
from fengqiao.people.companies import find_company, register_company
from fengqiao.people.errors import NotAccepted, TooOften
from fengqiao.people.models import Person
from fengqiao.people.numbers import check_id_number
from fengqiao.people.staff import appoint

NUMBER, PHONE = "330681198504125119", "13900002222"
CHILD = "510104201503070038"
pytestmark = pytest.mark.django_db


def who(name: str = "博文", number: str = NUMBER, phone: str = PHONE) -> Person:
    return identify(name, number, phone, at=START, gateway=gateways.identity())


def refused(*args: str) -> tuple[str, str]:
    """Return field and English sentence of the refusal."""
    with translation.override("en"), pytest.raises(NotAccepted) as caught:
        who(*args)
    with translation.override("en"):
        return caught.value.field, str(caught.value.message)


def test_a_new_person_is_registered_with_the_birth_date_of_the_number() -> None:
    person = who()
    assert (person.birth_date, person.verified_at, person.verified_by) == (date(1985, 4, 12), START, "demo")


def test_the_same_person_is_recognised() -> None:
    assert who() == who(number=f" {NUMBER} ", phone="+86 139 0000 2222")


def test_another_phone_for_a_known_number_is_refused_with_a_way_out() -> None:
    who()
    field, said = refused("博文", NUMBER, "13900003333")
    assert field == "phone"
    assert "help line" in said
    assert "2222" not in said


def test_another_name_for_a_known_number_is_refused() -> None:
    who()
    assert refused("卜文", NUMBER, PHONE)[0] == "name"


def test_the_registry_says_no() -> None:
    assert refused("林丽", DEMO_MISMATCH)[0] == "id_number"


def test_the_registry_says_nothing() -> None:
    field, said = refused("林丽", DEMO_UNREACHABLE)
    assert field == ""
    assert "is kept" in said


def test_the_registry_is_asked_at_most_ten_times_an_hour_about_one_number() -> None:
    for _try in range(10):
        refused("林丽", DEMO_MISMATCH)
    with pytest.raises(TooOften):
        who("林丽", DEMO_MISMATCH)


def test_what_the_registry_was_asked_is_kept_masked() -> None:
    who()
    kept = str(DemoMessage.objects.filter(channel="identity").values().get())
    assert NUMBER not in kept
    assert "博文" not in kept


def test_a_child_does_not_register_itself() -> None:
    assert "parent" in refused("小明", CHILD)[1]


def test_staff_do_not_come_in_through_this_door(cast: Cast) -> None:
    appoint(who(), cast.body, "mediator", at=START)
    assert "staff log-in" in refused()[1]


@pytest.mark.parametrize("name", ["林\u202e丽", "😀", "", "林\n丽", "x" * 61])
def test_a_trick_in_the_name_is_refused(name: str) -> None:
    assert refused(name)[0] == "name"


@pytest.mark.parametrize("name", ['#read("secret.txt")', "{{ settings.SECRET_KEY }}", "古丽·买买提", "𠮷田"])
def test_odd_but_harmless_names_are_taken_as_text(name: str) -> None:
    assert who(name).name == name


def test_registering_a_known_number_is_refused() -> None:
    who()
    with pytest.raises(NotAccepted):
        register("博文", NUMBER, PHONE, at=START, gateway=gateways.identity())


def test_an_identity_is_checked_again(lin: Person) -> None:
    assert recheck_identity(lin, at=START, gateway=gateways.identity()).ok
    lin.id_number = DEMO_MISMATCH
    assert not recheck_identity(lin, at=START, gateway=gateways.identity()).ok


def test_the_columns_are_encrypted_at_rest() -> None:
    who()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person")
        raw = str(cursor.fetchall())
    assert "博文" in raw
    assert NUMBER not in raw
    assert PHONE not in raw


def test_the_index_follows_the_column_whoever_writes_it(lin: Person) -> None:
    lin.phone = PHONE
    lin.save(update_fields=["phone"])
    Person.objects.bulk_create([Person(name="多人", phone=PHONE)])
    assert len(set(Person.objects.values_list("phone_index", flat=True))) == 1


def test_sample_numbers_of_the_demo_pass() -> None:
    assert all(check_id_number(sample_id_number(), on=START.date()) for _sample in range(50))


def test_a_company_is_found_by_its_code_and_keeps_its_name() -> None:
    company = register_company("博文在线教育（枫溪）有限公司", "91510100MA0000000H")
    assert find_company("91510100ma0000000h") == company
    with pytest.raises(NotAccepted) as caught:
        register_company("别家公司", "91510100MA0000000H")
    assert caught.value.field == "credit_code"
