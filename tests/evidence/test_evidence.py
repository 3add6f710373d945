"""Evidence: both sides see it, strangers find nothing, the original is unchanged since its deposit."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from cast import Cast
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from intake.test_apply import PNG, logged_in
from story import Story

from fengqiao.evidence.actions import ledger_content
from fengqiao.evidence.models import Evidence
from fengqiao.ledger.actions import leaf_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def put(client: Client, story: Story, name: str = "订单.png") -> Evidence:
    answer = client.post(f"/evidence/cases/{story.case.pk}/", {"files": [SimpleUploadedFile(name, PNG)], "proves": "x"})
    assert answer.status_code == 303
    return Evidence.objects.latest("at")


def test_both_sides_put_forward_and_see_each_others(cast: Cast) -> None:
    story = Story(cast)
    assert (put(logged_in(cast.ali), story).side, put(logged_in(cast.bowen), story, "b.png").side) == ("a", "b")
    for person in (cast.ali, cast.bowen):
        page = logged_in(person).get(f"/evidence/cases/{story.case.pk}/").content.decode()
        assert "订单.png" in page
        assert "b.png" in page


def test_the_original_comes_back_to_the_byte(cast: Cast) -> None:
    story = Story(cast)
    item = put(logged_in(cast.ali), story)
    answer = logged_in(cast.bowen).get(f"/evidence/{item.pk}/")
    assert b"".join(answer.streaming_content) == PNG
    assert answer["Content-Disposition"].startswith("attachment")
    assert item.blob.sha256 == hashlib.sha256(PNG).hexdigest()


def test_a_copied_address_shows_a_stranger_nothing(cast: Cast) -> None:
    story = Story(cast)
    item = put(logged_in(cast.ali), story)
    for path in (f"/evidence/{item.pk}/", f"/evidence/{item.pk}/preview/", f"/evidence/cases/{story.case.pk}/"):
        assert logged_in(cast.stranger).get(path).status_code == 404
        assert Client().get(path).status_code in {302, 404}


def test_the_ledger_entry_can_be_made_again_from_file_and_salt(cast: Cast) -> None:
    item = put(logged_in(cast.ali), Story(cast))
    leaf = item.leaf
    data = leaf_data("evidence", ledger_content(item.blob), bytes(leaf.salt.value), at=leaf.created_at)
    assert data == bytes(leaf.data)


def test_an_officer_looks_and_does_not_add(cast: Cast) -> None:
    story = Story(cast)
    put(logged_in(cast.ali), story)
    client = logged_in(cast.luo)
    assert "订单.png" in client.get(f"/evidence/cases/{story.case.pk}/").content.decode()
    answer = client.post(f"/evidence/cases/{story.case.pk}/", {"files": [SimpleUploadedFile("c.png", PNG)]})
    assert answer.status_code == 422
    assert Evidence.objects.count() == 1


def test_a_closed_case_takes_no_more_and_says_so(cast: Cast) -> None:
    story = Story(cast)
    story.case.closed_at = story.now
    story.case.save(update_fields=["closed_at"])
    answer = logged_in(cast.ali).post(
        f"/evidence/cases/{story.case.pk}/", {"files": [SimpleUploadedFile("c.png", PNG)]}
    )
    assert answer.status_code == 422
    assert not Evidence.objects.exists()
