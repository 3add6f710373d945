"""Put PAdES signatures (B-B) into a paper: fields first, then one incremental update per signature.

The first signature certifies the file so that only the prepared fields may still be filled (DocMDP P2). There is no
time stamp of a third party in the signature: its time is the platform's own, backed by the ledger.
"""

import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from fengqiao.documents.papers import Anchor
from fengqiao.documents.typesetting import typeset

from .authority import Credential
from .seal_image import seal_image

APPEARANCE = Path(__file__).parent / "appearance.typ"
PAGE_HEIGHT = 841.8898
PICTURE_TIME = datetime(2020, 1, 1, tzinfo=UTC)  # a picture has no time of its own; the signature has
RESERVED = 8192  # hexadecimal digits for the CMS object; ours take about 3,800


class SigningFailed(Exception):
    """A signature could not be put into the file; the file given is unchanged."""


@dataclass(frozen=True)
class Field:
    """A signature field: its name in the file, where it lies, what a screen reader says of it."""

    name: str
    anchor: Anchor
    label: str


@dataclass(frozen=True)
class Mark:
    """What is shown in the field. ``note`` is one short line: time and manner of signing."""

    name: str
    note: str
    png: bytes = b""
    svg: str = ""


def prepare(pdf: bytes, fields: Sequence[Field]) -> bytes:
    """The file with an empty signature field at each anchor. Must happen before the first signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for field in fields:
        append_signature_field(
            writer,
            SigFieldSpec(
                sig_field_name=field.name,
                on_page=field.anchor.page - 1,
                box=_box(field.anchor),
                readable_field_name=field.label,
            ),
        )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def sign(pdf: bytes, field: str, credential: Credential, mark: Mark, *, at: datetime, demo: bool) -> bytes:
    """The file with this person's signature in ``field``, the handwriting shown there, as an incremental update."""
    return _signed(pdf, field, credential, mark, at=at, demo=demo, seal=False)


def seal(pdf: bytes, field: str, credential: Credential, *, purpose: str, at: datetime, demo: bool) -> bytes:
    """The file with the seal of a court or a body in ``field``; the last act on a paper."""
    mark = Mark(credential.name, "", png=seal_image(credential.name, purpose, demo=demo))
    return _signed(pdf, field, credential, mark, at=at, demo=demo, seal=True)


def open_fields(pdf: bytes) -> tuple[str, ...]:
    """Names of the signature fields that are still empty."""
    reader = PdfFileReader(io.BytesIO(pdf))
    return tuple(name for name, value, _ in enumerate_sig_fields(reader) if value is None)


def _signed(
    pdf: bytes, field: str, credential: Credential, mark: Mark, *, at: datetime, demo: bool, seal: bool
) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    states = {name: (value, reference) for name, value, reference in enumerate_sig_fields(writer.prev)}
    if field not in states:
        raise SigningFailed(f"The file has no signature field {field!r}.")
    if states[field][0] is not None:
        raise SigningFailed(f"The field {field!r} is signed already.")
    x1, y1, x2, y2 = (float(edge) for edge in states[field][1].get_object()["/Rect"])
    draw = _seal_appearance if seal else _appearance
    content = _Shown(draw(mark, round(abs(x2 - x1), 2), round(abs(y2 - y1), 2), demo=demo))
    first = all(value is None for value, _ in states.values())
    signer = _TimedSigner(_metadata(field, mark, first), signer=credential.signer(), stamp_style=_style(content))
    signer.at = at
    out = io.BytesIO()
    signer.sign_pdf(writer, existing_fields_only=True, bytes_reserved=RESERVED, output=out)
    return out.getvalue()


def _metadata(field: str, mark: Mark, first: bool) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=field,
        name=mark.name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )


class _TimedSigner(PdfSigner):
    """A signer whose time is given instead of read from the clock of the machine."""

    at: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


class _Shown(PdfContent):
    """The only page of a small PDF, shown inside a signature field."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        writer = self._ensure_writer
        form = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        name = f"/Mark{uuid.uuid4().hex}"
        self.resources.xobject[name] = form
        x1, y1, x2, y2 = form.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=abs(x2 - x1), height=abs(y2 - y1))
        return f"{name} Do".encode()


def _style(content: PdfContent) -> StaticStampStyle:
    return StaticStampStyle(
        border_width=0,
        background=content,
        background_opacity=1.0,
        background_layout=layout.SimpleBoxLayoutRule(
            x_align=layout.AxisAlignment.ALIGN_MID,
            y_align=layout.AxisAlignment.ALIGN_MID,
            margins=layout.Margins(0, 0, 0, 0),
        ),
    )


def _appearance(mark: Mark, width: float, height: float, *, demo: bool, seal: bool = False) -> bytes:
    alt = f"{mark.name}{'印章' if seal else '签名'}"
    data = {
        "width": width,
        "height": height,
        "name": mark.name,
        "note": mark.note,
        "svg": mark.svg,
        "png": list(mark.png),
        "seal": seal,
        "alt": alt,
    }
    return typeset(APPEARANCE, data, at=PICTURE_TIME, title=alt, demo=demo, tagged=False).pdf


@lru_cache(maxsize=64)
def _seal_appearance(mark: Mark, width: float, height: float, *, demo: bool) -> bytes:
    """A seal looks the same each time, so it is kept; handwriting never is."""
    return _appearance(mark, width, height, demo=demo, seal=True)


def _box(anchor: Anchor) -> tuple[int, int, int, int]:
    """From points below the upper left corner to the coordinates of PDF, which begin at the lower left one."""
    top = PAGE_HEIGHT - anchor.y
    edges = (anchor.x, top - anchor.height, anchor.x + anchor.width, top)
    left, bottom, right, upper = (round(edge) for edge in edges)
    return left, bottom, right, upper
