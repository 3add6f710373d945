"""Say whether a signed PDF is what was signed. Never raises; every refusal has a reason.

VALID only if: no error while reading, every signature good (pyHanko ``bottom_line``: intact, trusted, no later change
that it cannot justify), the last signature covers the entire file, nothing active or foreign in the file (scripts,
actions, attachments, layers, annotations other than the signature fields), and the text of the first signed revision
equals the text of the whole file and, where given, the text that the person confirmed.
"""

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import core, pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from fengqiao.documents.blocks import normalised
from fengqiao.documents.pdf_text import pages, pdf_text

# Refused changes are our answer, not an event for the operator.
logging.getLogger("pyhanko.sign.diff_analysis").setLevel(logging.CRITICAL)

MAX_BYTES = 50 * 1024 * 1024
MAX_OBJECTS = 200_000
ACTIVE_KEYS = frozenset(
    ("/OpenAction", "/AA", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/RichMedia", "/Collection")
)
LAYER_KEYS = frozenset(("/OCProperties", "/OCGs", "/OC"))
ACTIONS = frozenset(
    ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/URI", "/Rendition", "/Movie")
)
REASONS = {
    "unreadable": ("文件无法读取，或者已经损坏。", "The file cannot be read or is damaged."),
    "too_large": ("文件过大，无法核验。", "The file is too large to be checked."),
    "unsigned": ("文件没有签名。", "The file bears no signature."),
    "changed": ("签名之后内容被改动。", "The content was changed after it was signed."),
    "later_change": (
        "签名之后文件被追加了不允许的修改。",
        "Something not allowed was added after the signature.",
    ),
    "untrusted": ("签名证书不受信任，或者不在有效期内。", "The certificate is not trusted or not valid at this time."),
    "not_whole": ("最后一个签名没有覆盖整个文件。", "The last signature does not cover the entire file."),
    "active": ("文件中有脚本、自动动作或者附件。", "The file holds a script, an automatic action or an attachment."),
    "layers": ("文件中有可以隐藏的图层。", "The file holds layers that can be hidden."),
    "foreign": (
        "文件中有签名域以外的批注或者表单。",
        "The file holds annotations or fields that are no signatures.",
    ),
    "text_differs": ("签名时的文字与现在的文字不一致。", "The text that was signed is not the text that is shown now."),
    "text_unexpected": ("文件的文字与当事人确认的文字不一致。", "The text is not the text that was confirmed."),
}


@dataclass(frozen=True)
class Reason:
    """Why a file is refused, in both languages."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class SignatureFound:
    """One signature: its field, the subject of its certificate, the time it claims, whether it is good by itself."""

    field: str
    signer: str
    signed_at: datetime | None
    good: bool
    fingerprint: str


@dataclass(frozen=True)
class Verdict:
    """The outcome. ``open_fields`` are places still without a signature: a file may be valid and not yet complete."""

    valid: bool
    reasons: tuple[Reason, ...]
    signatures: tuple[SignatureFound, ...] = ()
    open_fields: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """True when the file is valid and every prepared field is signed."""
        return self.valid and not self.open_fields


def check_pdf(
    data: bytes, *, trust: Sequence[bytes], expected_text: str | None = None, at: datetime | None = None
) -> Verdict:
    """The verdict on a file. ``trust``: root certificates (PEM or DER). ``at``: the time of checking, else now.

    ``expected_text`` is `fengqiao.documents.blocks.plain_text` of the paper that was confirmed.
    """
    if len(data) > MAX_BYTES:
        return _refused(["too_large"])
    try:
        return _checked(data, trust, expected_text, at)
    except Exception:  # noqa: BLE001  a hostile file may break the reader anywhere; that is a refusal, not an error
        logging.getLogger(__name__).info("pdf_check_unreadable")
        return _refused(["unreadable"])


def _checked(data: bytes, trust: Sequence[bytes], expected_text: str | None, at: datetime | None) -> Verdict:
    reader = PdfFileReader(io.BytesIO(data))
    embedded = list(reader.embedded_signatures)
    if not embedded:
        return _refused(["unsigned"], open_fields=_open_fields(reader))
    context = [_context(trust, at) for _ in embedded]
    results = [validate_pdf_signature(sig, ctx) for sig, ctx in zip(embedded, context, strict=True)]
    codes = [code for status in results for code in _faults(status)]
    if results[-1].coverage != SignatureCoverageLevel.ENTIRE_FILE:
        codes.append("not_whole")
    if not all(_padding_is_empty(sig) for sig in embedded):
        codes.append("changed")
    codes += _foreign(reader)
    codes += _text_faults(reader, embedded, expected_text)
    found = tuple(_found(sig, status) for sig, status in zip(embedded, results, strict=True))
    return _refused(codes, found, _open_fields(reader)) if codes else Verdict(True, (), found, _open_fields(reader))


def _refused(
    codes: Iterable[str], signatures: tuple[SignatureFound, ...] = (), open_fields: tuple[str, ...] = ()
) -> Verdict:
    reasons = tuple(Reason(code, *REASONS[code]) for code in dict.fromkeys(codes))
    return Verdict(False, reasons, signatures, open_fields)


def _context(trust: Sequence[bytes], at: datetime | None) -> ValidationContext:
    roots = [asn1_x509.Certificate.load(_der(certificate)) for certificate in trust]
    # No OCSP and no lists: the platform's certificates carry none, and a check must work without a network.
    return ValidationContext(trust_roots=roots, moment=at, allow_fetching=False, best_signature_time=at)


def _der(certificate: bytes) -> bytes:
    return pem.unarmor(certificate)[2] if pem.detect(certificate) else certificate


def _faults(status: PdfSignatureStatus) -> Iterator[str]:
    if status.bottom_line:
        return
    if not (status.intact and status.valid):
        yield "changed"
    elif not status.trusted:
        yield "untrusted"
    else:
        yield "later_change"


def _padding_is_empty(signature: EmbeddedPdfSignature) -> bool:
    """True when nothing but zeros follows the signature in its container, the only bytes that no digest covers."""
    content = signature.pkcs7_content
    return not content[len(core.Asn1Value.load(content).dump()) :].strip(b"\0")


def _found(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> SignatureFound:
    certificate = status.signing_cert
    return SignatureFound(
        field=signature.field_name,
        signer=str(certificate.subject.native.get("common_name", "")),
        signed_at=status.signer_reported_dt,
        good=bool(status.bottom_line),
        fingerprint=certificate.sha256.hex(),
    )


def _open_fields(reader: PdfFileReader) -> tuple[str, ...]:
    return tuple(name for name, value, _ in enumerate_sig_fields(reader) if value is None)


def _foreign(reader: PdfFileReader) -> Iterator[str]:
    for value in _dictionaries(reader):
        keys = value.keys()
        if keys & ACTIVE_KEYS or value.get("/S") in ACTIONS or value.get("/Type") == "/Filespec":
            yield "active"
        if keys & LAYER_KEYS or value.get("/Type") == "/OCG":
            yield "layers"
    if not all(_is_signature_field(field.get_object()) for field in reader.root["/AcroForm"]["/Fields"]):
        yield "foreign"
    if not all(_is_signature_field(annotation) for annotation in _annotations(reader)):
        yield "foreign"


def _is_signature_field(entry: generic.DictionaryObject) -> bool:
    return entry.get("/FT") == "/Sig" and entry.get("/Subtype", "/Widget") == "/Widget"


def _annotations(reader: PdfFileReader) -> Iterator[generic.DictionaryObject]:
    for page, _ in pages(reader):
        for annotation in page.get("/Annots", ()):
            yield annotation.get_object()


def _dictionaries(reader: PdfFileReader) -> Iterator[generic.DictionaryObject]:
    """Every dictionary (also of streams) that can be reached from the trailer."""
    waiting: list[generic.PdfObject] = [reader.root]
    seen: set[tuple[int, int]] = set()
    for _ in range(MAX_OBJECTS):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, generic.IndirectObject):
            if (value.idnum, value.generation) not in seen:
                seen.add((value.idnum, value.generation))
                waiting.append(reader.get_object(value.reference))
        elif isinstance(value, generic.DictionaryObject):
            yield value
            waiting.extend(value.raw_get(key) for key in value)
        elif isinstance(value, generic.ArrayObject):
            waiting.extend(value.raw_get(index) for index in range(len(value)))
    raise ValueError("The file holds too many objects.")


def _text_faults(
    reader: PdfFileReader, embedded: Sequence[EmbeddedPdfSignature], expected_text: str | None
) -> Iterator[str]:
    shown = normalised(pdf_text(reader))
    signed = reader.get_historical_resolver(embedded[0].signed_revision)
    if normalised(pdf_text(signed)) != shown:
        yield "text_differs"
    if expected_text is not None and normalised(expected_text) != shown:
        yield "text_unexpected"
