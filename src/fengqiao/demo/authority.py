"""Powers of attorney and family papers of the invented people, as the photos that they would upload."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from fengqiao.files.models import Blob
from fengqiao.files.store import store

PAPER, INK, FAINT = (252, 251, 247), (34, 38, 42), (170, 60, 60)
TITLES = {"agent": "授权委托书", "guardian": "监护关系证明", "legal_representative": "法定代表人身份证明"}


def power_of_attorney(principal: str, agent: str, kind: str, *, special: bool, at: datetime) -> Blob:
    """Store the picture of a paper by which ``agent`` stands for ``principal``, marked as invented."""
    scope = ["特别授权：代为承认、放弃、变更请求，", "进行和解、调解，申请司法确认。"] if special else ["一般授权。"]
    lines = {
        "agent": [f"委托人：{principal}", f"受委托人：{agent}", "委托事项：本次网络纠纷的调解", *scope],
        "guardian": [f"未成年人：{principal}", f"监护人：{agent}", "关系：父母", "仅供本次调解使用"],
    }.get(kind, [f"单位：{principal}", f"法定代表人：{agent}"])
    title = TITLES.get(kind, "证明")
    return store(f"{title}.png", picture_of(title, [*lines, at.strftime("%Y年%m月%d日")]), at=at)


def picture_of(title: str, lines: Sequence[str]) -> io.BytesIO:
    """Return the bytes of a picture with a title and lines, marked as invented."""
    out = io.BytesIO()
    _picture(title, lines).save(out, "PNG", compress_level=1)
    out.seek(0)
    return out


def _picture(title: str, lines: Sequence[str]) -> Image.Image:
    image = Image.new("RGB", (900, 640), PAPER)
    draw = ImageDraw.Draw(image)
    face = str(pylopdf_fonts_zh_cn.serif_path())
    draw.text((450, 70), title, INK, ImageFont.truetype(face, 46), anchor="mm")
    body = ImageFont.truetype(face, 26)
    for place, line in enumerate(lines):
        draw.text((90, 160 + place * 58), line, INK, body)
    draw.text((450, 585), "演示材料，无效", FAINT, ImageFont.truetype(face, 30), anchor="mm")
    return image
