"""Draw a round red seal: the name of the body on a circle, what the seal is for below. No national emblem.

A seal drawn with demo settings carries 演示 无效 across its middle.
"""

import io
import math
from functools import lru_cache

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

RED = (200, 22, 29, 255)
SIZE = 480  # pixels of the finished picture; 40 mm at 305 dpi
SCALE = 2  # drawn larger and made smaller, for smooth edges
ARC = 250  # degrees of the circle that the name may take
DEMO_WORDS = ("演示", "无效")


@lru_cache(maxsize=64)
def seal_image(body: str, purpose: str = "电子专用章", *, demo: bool) -> bytes:
    """The seal of ``body`` as a transparent PNG."""
    size = SIZE * SCALE
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    edge = size // 60
    draw.ellipse((edge, edge, size - edge, size - edge), outline=RED, width=size // 38)
    _name_on_circle(image, body)
    if demo:
        _demo_words(draw, size)
    else:
        draw.polygon(_star(size / 2, size / 2, size * 0.13), fill=RED)
    _centred(draw, purpose, size, size * 0.77, _fitting(purpose, size * 0.5, size * 0.075))
    out = io.BytesIO()
    # One colour everywhere and only the opacity varies: small in the file, no dark fringes.
    inked = Image.new("RGBA", (SIZE, SIZE), RED)
    inked.putalpha(image.getchannel("A").resize((SIZE, SIZE), Image.Resampling.LANCZOS))
    inked.save(out, "PNG", optimize=True)
    return out.getvalue()


def _font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(pylopdf_fonts_zh_cn.serif_path()), max(int(size), 8))


def _fitting(text: str, width: float, size: float) -> ImageFont.FreeTypeFont:
    """The font at ``size``, or smaller so that ``text`` is no wider than ``width``."""
    font = _font(size)
    taken = font.getlength(text)
    return font if taken <= width else _font(size * width / taken)


def _name_on_circle(image: Image.Image, name: str) -> None:
    size = image.width
    radius = size * 0.375
    step = min(ARC / max(len(name) - 1, 1), 34)
    glyph = min(size * 0.135, math.radians(step) * radius * 1.05)
    font = _font(glyph)
    first = -step * (len(name) - 1) / 2
    for index, char in enumerate(name):
        angle = first + step * index
        tile = Image.new("RGBA", (int(glyph * 1.6),) * 2, (0, 0, 0, 0))
        middle = tile.width / 2
        ImageDraw.Draw(tile).text(
            (middle, middle), char, font=font, fill=RED, anchor="mm", stroke_width=2, stroke_fill=RED
        )
        turned = tile.rotate(-angle, resample=Image.Resampling.BICUBIC)
        x = size / 2 + radius * math.sin(math.radians(angle)) - middle
        y = size / 2 - radius * math.cos(math.radians(angle)) - middle
        image.alpha_composite(turned, (round(x), round(y)))


def _demo_words(draw: ImageDraw.ImageDraw, size: int) -> None:
    for index, word in enumerate(DEMO_WORDS):
        _centred(draw, word, size, size * (0.44 + 0.15 * index), _font(size * 0.14))


def _centred(draw: ImageDraw.ImageDraw, text: str, size: int, y: float, font: ImageFont.FreeTypeFont) -> None:
    draw.text((size / 2, y), text, font=font, fill=RED, anchor="mm", stroke_width=2, stroke_fill=RED)


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.382
        angle = math.radians(36 * index - 90)
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return points
