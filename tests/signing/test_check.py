"""What counts as a valid signed paper, and every trick that must not."""

import io
import os
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from signing import samples

from fengqiao.signing.authority import Authority
from fengqiao.signing.check import Verdict, check_pdf

SHARED = Path(os.environ.get("FENGQIAO_SHARED") or Path(__file__).parents[3] / "shared") / "vectors" / "pdf"
needs_vectors = pytest.mark.skipif(not SHARED.is_dir(), reason="FENGQIAO_SHARED does not name the shared vectors")
Change = Callable[[IncrementalPdfFileWriter], None]


def vectors(pattern: str) -> list[Path]:
    return sorted(SHARED.glob(pattern)) if SHARED.is_dir() else [SHARED]


def verdict(data: bytes, text: str | None = None) -> Verdict:
    return check_pdf(data, trust=[samples.authority().root], expected_text=text, at=samples.AT)


def codes(data: bytes, text: str | None = None) -> set[str]:
    return {reason.code for reason in verdict(data, text).reasons}


def appended(data: bytes, change: Change) -> bytes:
    """The file with a change of the content added as an incremental update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@needs_vectors
@pytest.mark.parametrize("path", vectors("atk_*.pdf"), ids=lambda path: path.stem)
def test_an_attacked_file_is_refused_with_a_reason(path: Path) -> None:
    found = check_pdf(path.read_bytes(), trust=[(SHARED / "c.pem").read_bytes()])
    assert not found.valid
    assert all(reason.zh and reason.en for reason in found.reasons)


@needs_vectors
@pytest.mark.parametrize("name", ["signed", "two_signers"])
def test_an_honest_file_is_accepted(name: str) -> None:
    found = check_pdf((SHARED / f"{name}.pdf").read_bytes(), trust=[(SHARED / "c.pem").read_bytes()])
    assert found.valid, found.reasons


def test_an_agreement_signed_by_all_is_valid_and_complete() -> None:
    found = verdict(samples.signed_agreement(), samples.text())
    assert found.complete, found.reasons
    assert [sig.field for sig in found.signatures] == ["applicant-1", "respondent-1", "mediator-1", "body"]
    assert all("演示" in sig.signer and sig.signed_at == samples.AT for sig in found.signatures)


@pytest.mark.parametrize("field", ["applicant-1", "respondent-1"])
def test_whoever_signs_first_the_file_is_valid_and_names_the_open_places(field: str) -> None:
    found = verdict(samples.signed_by(field, samples.prepared()), samples.text())
    assert found.valid
    assert not found.complete
    assert set(found.open_fields) == {"applicant-1", "respondent-1", "mediator-1", "body"} - {field}


def test_a_paper_without_a_signature_is_refused() -> None:
    assert codes(samples.prepared()) == {"unsigned"}


def test_another_text_than_the_confirmed_one_is_refused() -> None:
    assert codes(samples.signed_agreement(), samples.text().replace("3,400", "340")) == {"text_unexpected"}


def test_a_strange_root_is_refused(tmp_path: Path) -> None:
    other = Authority(tmp_path, demo=True)
    found = check_pdf(samples.signed_agreement(), trust=[other.root], at=samples.AT)
    assert [reason.code for reason in found.reasons] == ["untrusted"]


def test_an_expired_certificate_is_refused() -> None:
    late = samples.AT + timedelta(days=365 * 16)
    found = check_pdf(samples.signed_agreement(), trust=[samples.authority().root], at=late)
    assert not found.valid


def test_junk_after_the_end_is_refused() -> None:
    assert "not_whole" in codes(samples.signed_agreement() + b"\n% more\n")


def script(writer: IncrementalPdfFileWriter) -> None:
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject(action)


def layer(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OCProperties"] = generic.DictionaryObject({pdf_name("/OCGs"): generic.ArrayObject()})


def attachment(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Names"] = generic.DictionaryObject({pdf_name("/EmbeddedFiles"): generic.DictionaryObject()})


def overlay(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(1)[0].get_object()
    note = {
        pdf_name("/Type"): pdf_name("/Annot"),
        pdf_name("/Subtype"): pdf_name("/FreeText"),
        pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 600, 300, 640))),
        pdf_name("/Contents"): generic.pdf_string("34,000.00"),
    }
    page["/Annots"] = generic.ArrayObject([writer.add_object(generic.DictionaryObject(note))])
    writer.update_container(page)


def new_page_text(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(1)[0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (script, "active"),
        (layer, "layers"),
        (attachment, "active"),
        (overlay, "foreign"),
        (new_page_text, "text_differs"),
    ],
)
def test_a_change_added_after_signing_is_refused_by_name(change: Change, code: str) -> None:
    found = codes(appended(samples.signed_agreement(), change))
    assert {code, "not_whole"} <= found


@pytest.mark.parametrize(("change", "code"), [(script, "active"), (layer, "layers"), (overlay, "foreign")])
def test_what_was_planted_before_signing_is_refused_too(change: Change, code: str) -> None:
    planted = samples.signed_by("applicant-1", appended(samples.prepared(), change))
    assert code in codes(planted)


def test_no_changed_byte_is_accepted() -> None:
    data, chance = samples.signed_agreement(), random.Random(20261125)
    for place in sorted(chance.sample(range(len(data)), 60)):
        flipped = data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]
        assert not verdict(flipped).valid, place


def test_no_changed_byte_in_the_unused_part_of_a_signature_is_accepted() -> None:
    data = samples.signed_agreement()
    place = data.rindex(b"0" * 200) + 120
    assert not verdict(data[:place] + b"7" + data[place + 1 :]).valid


def test_no_truncated_file_is_accepted() -> None:
    data, chance = samples.signed_agreement(), random.Random(20261126)
    for length in chance.sample(range(len(data) - 1), 40):
        found = verdict(data[:length], samples.text())
        assert not found.complete


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"\x00" * 1000, b"<html>", b"%PDF-1.7\ntrailer<</Root 1 0 R>>startxref 0"]
)
def test_what_is_no_pdf_is_refused_without_an_error(data: bytes) -> None:
    assert codes(data) == {"unreadable"}
