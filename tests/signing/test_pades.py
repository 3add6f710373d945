"""Signatures in the file: places, order of updates, seals, keys."""

import stat
from pathlib import Path

import pytest
from PIL import Image
from signing import samples

from fengqiao.signing.authority import Authority
from fengqiao.signing.pades import SigningFailed, open_fields
from fengqiao.signing.seal_image import seal_image


def test_all_places_are_there_before_the_first_signature() -> None:
    assert open_fields(samples.prepared()) == ("applicant-1", "respondent-1", "mediator-1", "body")


def test_each_signature_only_adds_to_the_file() -> None:
    before = samples.prepared()
    after = samples.signed_by("applicant-1", before)
    assert after.startswith(before)
    assert "applicant-1" not in open_fields(after)


def test_a_field_is_signed_once() -> None:
    signed = samples.signed_by("applicant-1", samples.prepared())
    with pytest.raises(SigningFailed, match="signed already"):
        samples.signed_by("applicant-1", signed)


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(SigningFailed, match="no signature field"):
        samples.signed_by("applicant-1", samples.agreement().pdf)


def test_the_root_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first, second = Authority(tmp_path, demo=True), Authority(tmp_path, demo=True)
    assert first.root == second.root
    assert stat.S_IMODE((tmp_path / "root.pem").stat().st_mode) == 0o600


def test_a_person_gets_a_new_key_for_each_signing_and_a_body_keeps_its_own() -> None:
    authority = samples.authority()
    assert authority.issue("林丽", "申请人", samples.AT).key != authority.issue("林丽", "申请人", samples.AT).key
    assert authority.seal(samples.BODY).fingerprint == authority.seal(samples.BODY).fingerprint


def test_a_long_company_name_stands_whole_in_the_certificate() -> None:
    name = "枫溪市高新技术产业开发区互联网行业消费纠纷人民调解委员会（联合）"
    credential = samples.authority().issue(name, "被申请人", samples.AT)
    assert credential.signer().signing_cert.subject.native["common_name"] == f"演示 {name}"


@pytest.mark.parametrize("body", ["枫", "枫溪市互联网法庭", "枫溪市高新技术产业开发区互联网行业消费纠纷人民调解委员会"])
def test_a_seal_is_round_red_and_clear_elsewhere(body: str, tmp_path: Path) -> None:
    path = tmp_path / "seal.png"
    path.write_bytes(seal_image(body, demo=True))
    image = Image.open(path)
    assert image.mode == "RGBA"
    assert image.getpixel((2, 2))[3] == 0
    assert image.getpixel((image.width // 2, image.width // 60 + 6))[:3] == (200, 22, 29)
