"""Turn what a finger drew into a clean picture: strokes in 米字格 squares, or one drawing as a PNG.

Nothing of the input survives but its points or its opacity: strokes become an SVG of our own making, a PNG is decoded
within limits and written anew.
"""

import base64
import binascii
import io
import json
import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

MAX_INPUT = 400_000  # characters
MAX_SQUARES = 12
MAX_STROKES = 64  # per square
MAX_POINTS = 12_000  # in all
MAX_PIXELS = 4_000_000
SIDE = 100  # one square in the picture
GAP = 6
MIN_INK = 24.0  # length of all strokes of a square, in hundredths of its side
MIN_DARK = 60  # pixels
PEN = 4.2
INK = "#141414"
PNG_PREFIX = "data:image/png;base64,"
MAX_SIDE = 900
Point = tuple[float, float]
UNREADABLE = (
    binascii.Error,
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class HandwritingRefused(Exception):
    """The drawing cannot be taken as a signature; the message says why and what to do."""

    def __init__(self, reason: str | Promise) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True)
class Handwriting:
    """A clean drawing: an SVG of strokes, or a transparent PNG. The other one is empty."""

    svg: str = ""
    png: bytes = b""

    @property
    def data(self) -> bytes:
        """The bytes to store."""
        return self.svg.encode() if self.svg else self.png

    @property
    def media_type(self) -> str:
        return "image/svg+xml" if self.svg else "image/png"


def handwriting(drawn: str) -> Handwriting:
    """The drawing in ``drawn``: strokes as JSON, or a PNG as a data URL. Raises `HandwritingRefused`.

    Strokes: ``{"size": 300, "squares": [[[[x, y], …], …], …]}``: squares from left to right, each a list of strokes,
    each a list of points from the upper left corner, in units of which one side has ``size``.
    """
    if len(drawn) > MAX_INPUT:
        raise HandwritingRefused(_("The drawing is too large. Please clear it and sign again."))
    if drawn.startswith(PNG_PREFIX):
        return Handwriting(png=_clean_png(drawn[len(PNG_PREFIX) :]))
    return Handwriting(svg=_svg(_squares(drawn)))


def stored_handwriting(data: bytes, media_type: str) -> Handwriting:
    """The drawing from what `Handwriting.data` gave to the store."""
    return Handwriting(svg=data.decode()) if media_type == "image/svg+xml" else Handwriting(png=data)


def _squares(drawn: str) -> list[list[list[Point]]]:
    try:
        given = json.loads(drawn)
        size = float(given["size"])
        squares = [[_stroke(stroke, size) for stroke in square] for square in given["squares"]]
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise HandwritingRefused(_("The drawing could not be read. Please clear it and sign again.")) from error
    _within_limits(squares)
    written = [square for square in squares if _length(square) >= MIN_INK]
    if not written:
        raise HandwritingRefused(_("There is no signature yet. Please write your name in the squares."))
    return written


def _stroke(points: Sequence[Sequence[float]], size: float) -> list[Point]:
    if not 20 <= size <= 4000:
        raise ValueError("size")
    stroke = [(float(x) / size * SIDE, float(y) / size * SIDE) for x, y in points]
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in stroke):
        raise ValueError("point")
    return [(min(max(x, 0.0), SIDE), min(max(y, 0.0), SIDE)) for x, y in stroke]


def _within_limits(squares: list[list[list[Point]]]) -> None:
    points = sum(len(stroke) for square in squares for stroke in square)
    if len(squares) > MAX_SQUARES or points > MAX_POINTS or any(len(square) > MAX_STROKES for square in squares):
        raise HandwritingRefused(_("The drawing has too many strokes. Please clear it and sign again."))


def _length(square: list[list[Point]]) -> float:
    return sum(math.dist(a, b) for stroke in square for a, b in pairwise(stroke))


def _svg(squares: list[list[list[Point]]]) -> str:
    width = len(squares) * (SIDE + GAP) - GAP
    paths = "".join(
        f'<path d="{_path(stroke, index * (SIDE + GAP))}"/>'
        for index, square in enumerate(squares)
        for stroke in square
        if stroke
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {SIDE}"><g fill="none" stroke="{INK}" '
        f'stroke-width="{PEN}" stroke-linecap="round" stroke-linejoin="round">{paths}</g></svg>'
    )


def _path(stroke: list[Point], shift: float) -> str:
    """A stroke as a smooth line through the middles between its points."""
    points = [(x + shift, y) for x, y in stroke]
    if len(points) < 3:
        points = [points[0], *points[1:], (points[-1][0] + 0.1, points[-1][1])]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    out = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for (x, y), (next_x, next_y) in pairwise(points[1:]):
        out.append(f"Q{x:.1f} {y:.1f} {(x + next_x) / 2:.1f} {(y + next_y) / 2:.1f}")
    return "".join(out) + f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"


def _clean_png(encoded: str) -> bytes:
    try:
        raw = base64.b64decode(encoded, validate=True)
        opacity = _opacity(raw)
    except UNREADABLE as error:
        raise HandwritingRefused(_("The drawing could not be read. Please clear it and sign again.")) from error
    box = opacity.point(lambda value: 255 if value > 40 else 0).getbbox()
    if box is None or sum(opacity.histogram()[64:]) < MIN_DARK:
        raise HandwritingRefused(_("There is no signature yet. Please write your name in the squares."))
    opacity = opacity.crop(box)
    opacity.thumbnail((MAX_SIDE, MAX_SIDE))
    image = Image.new("RGBA", opacity.size, INK)
    image.putalpha(opacity)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _opacity(raw: bytes) -> Image.Image:
    """How dark each pixel is on white paper. Raises `ValueError` for a picture over the limit."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = Image.open(io.BytesIO(raw), formats=["PNG"])
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        image.load()
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return paper.convert("L").point(lambda value: 255 - value)
