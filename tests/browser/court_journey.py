"""The court: one tap of each side, review point by point, ruling, and its delivery to both."""

from __future__ import annotations

import io
import logging
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from visitor import Visitor

# The root of the demo is on nobody's list of trusted roots; here it counts that the signed bytes are intact.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)


def apply_together(first: Visitor, second: Visitor, case: str) -> str:
    """One tap a side makes the joint application; return the address of the confirmation."""
    first.goto(case)
    first.see("43-concluded")
    first.page.locator("main a[href*='/cases/']", has_text="司法确认").first.click()
    first.page.wait_for_load_state()
    address = first.page.url
    for one in (first, second):
        one.goto(address)
        one.see("44-offered-confirmation")
        one.press("申请司法确认")
        one.see("45-apply")
        for box in one.page.locator("main input[type=checkbox]").all():
            assert not box.is_checked(), "a consent is ticked beforehand"
            box.check(force=True)
        one.press("申请司法确认")
        one.see("46-applied")
    return address


def take_up(clerk: Visitor, address: str) -> str:
    """Check the intake and give the application to a judge; return the address of the review."""
    clerk.is_person("gao.min")
    review = address.replace("/cases/", "/confirm/")
    clerk.goto("/confirm/")
    clerk.see("47-confirmations")
    clerk.goto(review)
    clerk.see("48-intake")
    clerk.press("受理")
    clerk.see("49-accept")
    for box in clerk.page.locator("main input[type=checkbox]").all():
        box.check(force=True)
    clerk.page.locator("main label", has_text="丁若川").first.click()
    clerk.page.locator("main form button").last.click()
    clerk.page.wait_for_load_state()
    return review


def rule(judge: Visitor, review: str) -> None:
    """Look at every point, find it in order, read the ruling as it will be printed, and issue it."""
    judge.is_person("ding.ruochuan")
    judge.goto(review)
    judge.see("50-review")
    for radio in judge.page.locator("main input[type=radio][name^=met_][value=yes]").all():
        radio.check(force=True)
    for box in judge.page.locator("main input[type=checkbox][name^=seen_]").all():
        box.check(force=True)
    judge.press("保存审查结论")
    judge.see("51-found")
    judge.choose("decision", "confirm")
    judge.press("下一步")
    judge.see("52-ruling-to-be")
    judge.press("出具并送达")
    judge.see("53-issued")


def receive(who: Visitor, phone: str) -> bytes:
    """Open the ruling with the short code of the message and take the file along.

    The message about an earlier paper looks the same, so the newest one is tried until it leads to the ruling.
    """
    for _try in range(60):
        who.goto("/")
        who.page.locator("main [name=code]").fill(who.site.short_code_for(phone, "送达"))
        who.press("打开我的案件")
        if "民事裁定书" in who.page.locator("main").inner_text():
            break
        time.sleep(0.5)
    who.see("54-ruling")
    who.expects("民事裁定书")
    return file_of(who, "保存")


def file_of(who: Visitor, words: str) -> bytes:
    """Follow the link to a file and return the file; it is a PDF."""
    link = who.page.locator("main a[href$='.pdf']", has_text=words).first
    answer = who.page.request.get(who.site.url + str(link.get_attribute("href")))
    data = answer.body()
    assert answer.status == 200
    assert data.startswith(b"%PDF"), "what was saved is no PDF"
    return data


def signed_fields(pdf: bytes) -> list[str]:
    """Return the signature fields that are filled; the bytes that each covers are unchanged."""
    found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    with ThreadPoolExecutor(1) as aside:  # the browser's thread has an event loop already
        status = list(aside.map(validate_pdf_signature, found))
    assert all(one.intact for one in status), "a signature does not fit its file"
    return [str(one.field_name) for one in found]


def words_of(pdf: bytes) -> str:
    """Return the text of the file as ``pdftotext`` reads it."""
    words = [str(shutil.which("pdftotext")), "-", "-"]
    return subprocess.run(words, input=pdf, capture_output=True, check=True).stdout.decode()


def is_called_unchanged(who: Visitor, pdf: bytes) -> bool:
    """Ask the public page whether the file was changed."""
    who.goto("/papers/verify/")
    file = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": pdf}
    who.page.locator("main input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    who.page.locator("main form button").last.click()
    who.page.wait_for_load_state()
    return "没有改过" in who.page.inner_text("main")
