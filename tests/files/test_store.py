"""Stored files: told from their bytes, kept untouched, refused with a reason."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from pathlib import Path

import pytest
from cast import START
from django.conf import LazySettings
from PIL import Image

from fengqiao.files.models import Blob
from fengqiao.files.refused import FileRefused
from fengqiao.files.serve import file_response, preview_response
from fengqiao.files.store import digests, path_of, store

pytestmark = pytest.mark.django_db

PDF = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R%b>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
"""


@pytest.fixture(autouse=True)
def files(settings: LazySettings, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_ROOT.mkdir()
    return settings.FILES_ROOT


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#b24a16").save(out, kind, **more)
    return out.getvalue()


def pdf(extra: bytes = b"") -> bytes:
    body = PDF % extra
    offsets = [body.index(b"%d 0 obj" % number) for number in (1, 2, 3)]
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + table + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.html", "<script>alert(1)</script>")
    return out.getvalue()


def put(data: bytes, name: str = "照片.jpg", **more: int) -> Blob:
    return store(name, io.BytesIO(data), at=START, **more)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("WEBP"), "image/webp"),
        (pdf(), "application/pdf"),
    ],
)
def test_an_accepted_file_is_kept_to_the_byte_with_both_digests(data: bytes, media_type: str) -> None:
    blob = put(data)
    assert path_of(blob).read_bytes() == data
    assert (blob.media_type, blob.size) == (media_type, len(data))
    assert (blob.sha256, blob.sm3) == (hashlib.sha256(data).hexdigest(), hashlib.new("sm3", data).hexdigest())
    assert digests(path_of(blob)) == (blob.sha256, blob.sm3)


def test_the_preview_has_no_place_of_taking_and_the_original_keeps_it() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (30.0, 39.0, 0.0)}
    data = picture(exif=exif)
    blob = put(data)
    assert b"Exif" in path_of(blob).read_bytes()
    assert blob.preview is not None
    assert b"Exif" not in path_of(blob.preview).read_bytes()


def test_a_large_picture_gets_a_preview_that_fits_a_screen() -> None:
    preview = put(picture(size=(4000, 3000))).preview
    assert preview is not None
    assert Image.open(path_of(preview)).size == (1600, 1200)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script>", "wrong_type"),
        (b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)", "wrong_type"),
        (archive(), "unknown_type"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "heic"),
        (pdf() + archive(), "two_in_one"),
        (b"<html>" + pdf(), "two_in_one"),
        (pdf().replace(b"%PDF-1.4\n", b"%PDF-1.4\n%<script>alert(1)</script>\n"), "two_in_one"),
        (picture() + archive(), "two_in_one"),
        (picture()[:200], "damaged"),
        (picture("PNG")[:60], "damaged"),
        (b"%PDF-1.4\nnothing\n%%EOF", "damaged"),
        (pdf(b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), "script"),
        (pdf(b"/OpenAction<</S/#4aavaScript/J#53(1)>>"), "script"),
        (pdf(b"/OpenAction<</S/Launch/F(calc.exe)>>"), "script"),
        (pdf(b"/Names<</EmbeddedFiles<</Names[]>>>>"), "attachment"),
        (b"MZ" + b"\0" * 200, "unknown_type"),
    ],
)
def test_a_dangerous_or_broken_file_is_refused_and_leaves_nothing(data: bytes, code: str, files: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        put(data)
    assert refused.value.code == code
    assert refused.value.reason
    assert not [path for path in files.rglob("*") if path.is_file()]
    assert not Blob.objects.exists()


def test_a_picture_bomb_is_refused_by_its_header() -> None:
    data = picture("PNG", (1, 1))
    bomb = data[:16] + (12_000).to_bytes(4, "big") * 2 + data[24:]
    bomb = bomb[:29] + zlib.crc32(bomb[12:29]).to_bytes(4, "big") + bomb[33:]
    with pytest.raises(FileRefused, match="too_many_pixels"):
        put(bomb)


def test_a_file_over_the_limit_is_refused_while_it_streams() -> None:
    class Endless(io.RawIOBase):
        read_bytes = 0

        def read(self, size: int = -1) -> bytes:
            self.read_bytes += size
            return b"\xff\xd8\xff" + b"x" * (size - 3)

    stream = Endless()
    with pytest.raises(FileRefused, match="too_large"):
        store("a.jpg", stream, at=START, max_bytes=1_000_000)
    assert stream.read_bytes < 2_000_000


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\ali\\订单截图.JPG", "订单截图.JPG"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.jpg"),
        ("a\0b.jpg", "ab.jpg"),
        ("合同.pdf.exe", "合同.pdf.exe.jpg"),
        ("x" * 300 + ".jpeg", "x" * 115 + ".jpeg"),
        ("", "file.jpg"),
        ("CON", "CON.jpg"),
        ("<b>.jpg", "_b_.jpg"),
    ],
)
def test_a_file_name_is_shown_without_its_tricks(given: str, shown: str) -> None:
    assert put(picture(), given).name == shown


def test_the_original_is_only_ever_a_download() -> None:
    response = file_response(put(picture(), "订单 截图.jpg"))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E8%AE%A2")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


def test_a_pdf_has_no_inline_view() -> None:
    assert preview_response(put(pdf(), "合同.pdf")) is None
