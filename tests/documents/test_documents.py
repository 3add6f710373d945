"""Papers of a case: issued in a step, printed by a job, read by the right people."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cast import Cast
from documents import samples
from documents.case import PaperCase
from pytest_django.fixtures import Settings

from fengqiao.cases.actors import Actor
from fengqiao.documents import actions, queries
from fengqiao.documents.models import Document
from fengqiao.documents.tasks import print_document, resume_printing
from fengqiao.documents.typesetting import UnprintableText
from fengqiao.files.store import DamagedFile, read

Jobs = Callable[[], None]
pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Cast, settings: Settings, tmp_path: Path) -> PaperCase:
    settings.FILES_ROOT, settings.KEYS_ROOT = tmp_path / "files", tmp_path / "keys"
    return PaperCase(cast)


def issue(story: PaperCase, fields: object = None, kind: str = "mediation_agreement") -> Document:
    return actions.draft(story.case, kind, fields or samples.agreement(), at=story.now, step="mediation.draw_up")


def test_an_issued_paper_is_a_row_at_once_and_a_file_after_the_job(story: PaperCase, run_jobs: Jobs) -> None:
    document = issue(story)
    assert (document.state, document.blob, document.title) == ("drafted", None, "调解协议书")
    run_jobs()
    document.refresh_from_db()
    assert document.state == "rendered"
    assert document.blob is not None
    assert read(document.blob).startswith(b"%PDF-1.7")


def test_the_words_are_the_same_before_and_after_printing(story: PaperCase, run_jobs: Jobs) -> None:
    document = issue(story)
    before = queries.text_of(document)
    run_jobs()
    document.refresh_from_db()
    assert queries.text_of(document) == before


def test_printing_twice_makes_one_file(story: PaperCase) -> None:
    document = issue(story)
    again = Document.objects.get(pk=document.pk)
    assert print_document(document, at=story.now)
    assert not print_document(again, at=story.now)
    assert document.blob == Document.objects.get(pk=document.pk).blob


def test_a_paper_left_over_by_a_killed_worker_is_printed_later(story: PaperCase, run_jobs: Jobs) -> None:
    run_jobs()
    document = issue(story)
    assert resume_printing() == 1
    run_jobs()
    document.refresh_from_db()
    assert document.state == "rendered"
    assert resume_printing() == 0


def test_a_voided_paper_is_not_printed_and_keeps_its_first_reason(story: PaperCase, run_jobs: Jobs) -> None:
    document = issue(story)
    actions.void(document, "条款修改", story.now)
    actions.void(document, "另一原因", story.now)
    run_jobs()
    document.refresh_from_db()
    assert (document.state, document.blob, document.void_reason) == ("void", None, "条款修改")


def test_each_issue_is_a_new_version_and_the_last_in_force_is_the_latest(story: PaperCase) -> None:
    first, second = issue(story), issue(story)
    assert (first.version, second.version) == (1, 2)
    assert queries.latest(story.case, "mediation_agreement") == second
    actions.void(second, "条款修改", story.now)
    assert queries.latest(story.case, "mediation_agreement") == first


def test_a_paper_with_a_character_that_cannot_be_printed_is_not_issued(story: PaperCase) -> None:
    with pytest.raises(UnprintableText, match="😀（U\\+1F600）"):
        issue(story, samples.agreement(cause="网络😀服务"))
    assert not Document.objects.exists()


def test_the_fields_of_another_paper_are_refused(story: PaperCase) -> None:
    with pytest.raises(TypeError, match="MediationAgreement"):
        issue(story, samples.ruling())


def test_a_ruling_is_hidden_from_the_parties_until_it_is_released(story: PaperCase, cast: Cast) -> None:
    ruling = issue(story, samples.ruling(), "confirmation_ruling")
    agreement = issue(story)
    party, clerk = story.actor("ali"), Actor(roles=frozenset({"judges_clerk"}), person=cast.gao)
    assert list(queries.visible_documents(story.case, party)) == [agreement]
    assert set(queries.visible_documents(story.case, clerk)) == {agreement, ruling}
    actions.release(ruling, at=story.now)
    assert set(queries.visible_documents(story.case, party)) == {agreement, ruling}


def test_the_record_of_a_mediation_is_read_by_its_parties_and_the_mediator_only(story: PaperCase, cast: Cast) -> None:
    record = issue(story, samples.record(), "mediation_record")
    mediator = Actor(roles=frozenset({"mediator"}), person=cast.chen)
    for reader in (story.actor("ali"), story.actor("bowen"), mediator):
        assert record in queries.visible_documents(story.case, reader)
    for role in ("filing_clerk", "judges_clerk", "judge"):
        officer = Actor(roles=frozenset({role}), person=cast.gao)
        assert record not in queries.visible_documents(story.case, officer)


def test_a_stranger_sees_no_paper(story: PaperCase) -> None:
    issue(story)
    assert not queries.visible_documents(story.case, story.actor("stranger"))


def test_a_changed_file_is_never_given_out(story: PaperCase, settings: Settings) -> None:
    document = issue(story)
    print_document(document, at=story.now)
    assert document.blob is not None
    path = Path(settings.FILES_ROOT) / document.blob.path
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(DamagedFile):
        read(document.blob)


def test_other_fields_have_another_digest(story: PaperCase) -> None:
    first = issue(story)
    second = issue(story, samples.agreement(parties=(replace(samples.LIN_LI, name="林莉"), samples.BOWEN)))
    assert first.content_digest != second.content_digest
