"""From the request to the signed and sealed file."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from cast import Cast
from django.db import connection
from documents import samples
from signing.desk import Desk

from fengqiao.documents.actions import draft, void
from fengqiao.documents.tasks import print_document
from fengqiao.files.models import Blob
from fengqiao.signing.actions import AlreadySigned, AssentRefused, Signer, request_signatures, void_assents
from fengqiao.signing.models import SigningRequest
from fengqiao.signing.queries import fully_assented, last_assent, request_for, verdict_on
from fengqiao.signing.tasks import resume_signing
from fengqiao.signing.tokens import TokenRefused, issue_token

pytestmark = pytest.mark.django_db


def test_an_agreement_is_signed_by_all_sealed_and_valid(desk: Desk, run_jobs: Callable[[], None]) -> None:
    for minute, field in enumerate(("respondent-1", "applicant-1", "mediator-1")):
        desk.sign(field, at=desk.now + timedelta(minutes=minute))
    run_jobs()
    found = verdict_on(desk.fresh(), at=desk.now)
    assert found.complete, found.reasons
    assert [sig.field for sig in found.signatures] == ["respondent-1", "applicant-1", "mediator-1", "body"]


def test_an_assent_counts_before_the_file_is_signed(desk: Desk) -> None:
    desk.sign("applicant-1")
    desk.sign("respondent-1")
    assert not fully_assented(desk.document)
    desk.sign("mediator-1")
    assert fully_assented(desk.document)
    assert last_assent(desk.document) == desk.now


def test_assents_given_before_the_paper_is_printed_are_applied_after(cast: Cast, own_folders: None) -> None:
    desk = Desk(cast, printed=False)
    desk.sign("applicant-1")
    assert desk.apply() == 0
    print_document(desk.document, at=desk.now)
    assert desk.apply() == 1


def test_a_code_instead_of_handwriting_needs_no_drawing(desk: Desk) -> None:
    assert desk.sign("applicant-1", method="code", drawing=None).state == "assented"
    assert desk.apply() == 1


def test_handwriting_without_a_drawing_is_refused(desk: Desk) -> None:
    with pytest.raises(AssentRefused):
        desk.sign("applicant-1", drawing=None)


def test_the_mediator_waits_for_the_parties_and_hears_for_whom(desk: Desk) -> None:
    desk.sign("applicant-1")
    with pytest.raises(AssentRefused, match="周博文（代）"):
        desk.sign("mediator-1")


def test_signing_twice_is_answered_and_done_once(desk: Desk) -> None:
    first = desk.sign("applicant-1")
    with pytest.raises(AlreadySigned):
        desk.sign("applicant-1", at=desk.now + timedelta(minutes=1))
    first.refresh_from_db()
    assert first.assented_at == desk.now
    assert Blob.objects.filter(name="signature").count() == 1


def test_the_job_run_again_signs_nothing_twice(desk: Desk) -> None:
    desk.sign("applicant-1")
    assert (desk.apply(), desk.apply()) == (1, 0)
    assert desk.requests["applicant-1"].__class__.objects.get(field="applicant-1").certificate


def test_a_text_other_than_the_shown_one_is_not_signed(desk: Desk) -> None:
    with pytest.raises(AssentRefused):
        desk.sign("applicant-1", shown="0" * 64)


def test_an_edit_voids_what_was_signed_and_names_who_must_be_told(desk: Desk) -> None:
    desk.sign("applicant-1")
    told = void_assents(desk.document)
    void(desk.document, "条款修改", desk.now)
    assert [request.field for request in told] == ["applicant-1"]
    with pytest.raises(AssentRefused):
        desk.sign("respondent-1")
    assert desk.apply() == 0


def test_asking_again_changes_nothing_and_a_strange_field_is_refused(desk: Desk, cast: Cast) -> None:
    again = request_signatures(desk.document, [Signer("applicant-1", cast.ali)], at=desk.now)
    assert again == [desk.requests["applicant-1"]]
    with pytest.raises(ValueError, match="no place for judge-1"):
        request_signatures(desk.document, [Signer("judge-1", cast.ding)], at=desk.now)


def test_a_person_finds_the_own_request(desk: Desk, cast: Cast) -> None:
    assert request_for(desk.document, cast.ali) == desk.requests["applicant-1"]
    assert request_for(desk.document, cast.stranger) is None


def test_what_a_killed_worker_left_is_taken_up_again(desk: Desk, run_jobs: Callable[[], None]) -> None:
    run_jobs()
    desk.sign("applicant-1")
    assert resume_signing() == 1
    run_jobs()
    assert SigningRequest.objects.get(field="applicant-1").state == "applied"
    assert resume_signing() == 0


def test_a_kill_between_file_and_row_leaves_the_old_file_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.sign("applicant-1")
    before = desk.fresh().sha256
    with monkeypatch.context() as patched:
        patched.setattr(SigningRequest, "save", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            desk.apply()
    assert desk.fresh().sha256 == before
    assert desk.apply() == 1
    assert verdict_on(desk.fresh(), at=desk.now).valid


def test_a_ruling_is_sealed_by_the_court_without_further_signatures(desk: Desk, run_jobs: Callable[[], None]) -> None:
    ruling = draft(desk.story.case, "confirmation_ruling", samples.ruling(), at=desk.now, step="confirmation.rule")
    run_jobs()
    ruling.refresh_from_db()
    found = verdict_on(ruling, at=desk.now)
    assert found.complete
    assert [(sig.field, sig.signer) for sig in found.signatures] == [("court", "演示 枫溪市互联网法庭")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by_link", [True, False])
def test_many_phones_at_once_give_exactly_one_signature(cast: Cast, own_folders: None, by_link: bool) -> None:
    desk = Desk(cast)
    token = issue_token(desk.requests["applicant-1"], at=desk.now) if by_link else None

    def phone(_: int) -> str:
        try:
            desk.sign("applicant-1", token=token)
        except (AlreadySigned, TokenRefused) as error:
            return type(error).__name__
        finally:
            connection.close()
        return "signed"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(phone, range(8)))
    assert answers.count("signed") == 1
    assert SigningRequest.objects.filter(field="applicant-1", state="assented").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_put_each_signature_in_once(cast: Cast, own_folders: None) -> None:
    desk = Desk(cast)
    for field in ("applicant-1", "respondent-1", "mediator-1"):
        desk.sign(field)

    def worker(_: int) -> int:
        try:
            return desk.apply()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(worker, range(3))) == 4
    assert verdict_on(desk.fresh(), at=desk.now).complete
