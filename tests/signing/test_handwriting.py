"""What is taken as a handwritten signature, and what is not."""

import base64
import io
import json
import zlib

import pytest
from PIL import Image, ImageDraw
from signing.samples import CROSS

from fengqiao.signing.handwriting import PNG_PREFIX, HandwritingRefused, handwriting, stored_handwriting


def strokes(*squares: list[list[list[float]]], size: float = 300) -> str:
    return json.dumps({"size": size, "squares": squares})


LINE = [[10, 10], [150, 160], [290, 290]]


def png(size: tuple[int, int], *, ink: bool) -> str:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    if ink:
        ImageDraw.Draw(image).line((10, 10, size[0] - 10, size[1] - 10), fill="black", width=6)
    out = io.BytesIO()
    image.save(out, "PNG")
    return PNG_PREFIX + base64.b64encode(out.getvalue()).decode()


def test_characters_stand_side_by_side_in_one_picture() -> None:
    drawn = handwriting(strokes([LINE], [LINE, LINE]))
    assert 'viewBox="0 0 206 100"' in drawn.svg
    assert drawn.svg.count("<path") == 3


def test_empty_squares_leave_no_gap() -> None:
    assert 'viewBox="0 0 100 100"' in handwriting(strokes([], [LINE], [])).svg


def test_a_png_comes_out_transparent_cropped_and_written_anew() -> None:
    drawn = handwriting(png((400, 200), ink=True))
    image = Image.open(io.BytesIO(drawn.png))
    assert (image.format, image.mode) == ("PNG", "RGBA")
    assert image.width < 400
    assert image.getpixel((image.width - 1, 0))[3] == 0


def test_the_stored_drawing_is_the_same_again() -> None:
    drawn = handwriting(CROSS)
    assert stored_handwriting(drawn.data, drawn.media_type) == drawn


@pytest.mark.parametrize(
    "drawn",
    [strokes(), strokes([]), strokes([[[5, 5]]]), strokes([[[5, 5], [6, 6]]]), png((300, 300), ink=False)],
)
def test_an_empty_drawing_is_refused(drawn: str) -> None:
    with pytest.raises(HandwritingRefused):
        handwriting(drawn)


@pytest.mark.parametrize(
    "drawn",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"size": 300, "squares": 5}',
        '{"size": 300, "squares": [[[["a", 1]]]]}',
        '{"size": 0, "squares": [[[[1, 1]]]]}',
        '{"size": 300, "squares": [[[[NaN, 1], [2, 2]]]]}',
        '{"size": 300, "squares": [[[[1e999, 1], [2, 2]]]]}',
        "[" * 100_000,
        "<svg onload=alert(1)>",
        "data:image/svg+xml;base64,PHN2Zz4=",
        PNG_PREFIX + "%%%",
        PNG_PREFIX + base64.b64encode(b"GIF89a").decode(),
    ],
)
def test_what_is_no_drawing_is_refused(drawn: str) -> None:
    with pytest.raises(HandwritingRefused):
        handwriting(drawn)


@pytest.mark.parametrize(
    "drawn",
    [strokes(*[[LINE]] * 13), strokes([LINE] * 65), strokes([[[1, 1]] * 12_001]), "x" * 400_001],
)
def test_a_drawing_over_the_limits_is_refused(drawn: str) -> None:
    with pytest.raises(HandwritingRefused):
        handwriting(drawn)


def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_unpacked() -> None:
    header = bytearray(base64.b64decode(png((64, 64), ink=True)[len(PNG_PREFIX) :]))
    header[16:24] = (12_000).to_bytes(4, "big") * 2
    header[29:33] = zlib.crc32(bytes(header[12:29])).to_bytes(4, "big")
    with pytest.raises(HandwritingRefused):
        handwriting(PNG_PREFIX + base64.b64encode(bytes(header)).decode())


def test_points_outside_the_square_are_kept_inside() -> None:
    drawn = handwriting(strokes([[[-500, -500], [150, 150], [9000, 9000]]]))
    assert '"M0.0 0.0' in drawn.svg
    assert "L100.0 100.0" in drawn.svg
