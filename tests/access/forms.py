"""Forms as a browser finds them in a page: read, filled with what fits, filled with what does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_plus

Value = str | bytes
"""What stands in one field; bytes are sent as they are, whatever they mean."""
File = tuple[Value, bytes]
"""The name that is given, and the content."""
FREE = frozenset({"text", "tel", "email", "search", "url", "number", "date", "month", "time", "textarea"})
SECRET = frozenset({"password", "code"})
"""Fields that are never shown again."""
FITS = {
    "address": "13700002222",
    "amount": "1200",
    "bought": "20",
    "code": "246810",
    "contact": "13912345678",
    "credit_code": "",
    "email": "someone@example.cn",
    "facts": "九月报课，交了 4980 元。",
    "id_number": "110101199003072578",
    "name": "周博文",
    "phone": "13700002222",
    "story": "十一月在网上买了件衣服，付款 300 元，衣服掉色，店家不退钱。",
}
PHRASE = "请按说好的办"


@dataclass
class Control:
    """One name of a form with everything that bears it."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    id: str = ""
    numeric: bool = False

    @property
    def is_free(self) -> bool:
        """Return whether a person types here."""
        return self.kind in FREE

    def fitting(self) -> list[Value]:
        """Return values that the page could send."""
        last = self.name.rpartition("-")[2]
        if self.is_free and not self.values:
            fit = FITS.get(last, "2026-12-05" if self.kind == "date" else "300" if self.numeric else PHRASE)
            return [fit] if self.kind != "password" else ["correct horse battery"]
        if self.is_free or self.kind == "hidden":
            return list(self.values)
        if self.kind in {"radio", "select"}:
            return [next((value for value in self.values or self.choices if value), "")]
        return list(self.choices[:1])


@dataclass
class PageForm:
    """A form with its buttons; ``press`` is the button that is pressed."""

    action: str
    method: str
    multipart: bool = False
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def fitting(self) -> dict[str, list[Value]]:
        """Return the form as somebody well-meaning fills it, files left out."""
        return {name: control.fitting() for name, control in self.controls.items() if control.kind != "file"}

    def presses(self) -> list[dict[str, list[Value]]]:
        """Return what each button adds."""
        return [{name: [value]} if name else {} for name, value in self.buttons] or [{}]

    @property
    def shape(self) -> tuple[str, ...]:
        """Return the names, by which two forms of the same address are the same."""
        return (*sorted(self.controls), *sorted(f"{name}={value}" for name, value in self.buttons if name))


class _Reader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._form: PageForm | None = None
        self._control: Control | None = None
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            multipart = given.get("enctype") == "multipart/form-data"
            self._form = PageForm(given.get("action", ""), given.get("method", "get").lower(), multipart)
            self.forms.append(self._form)
        elif self._form is not None:
            self._in_form(self._form, tag, given)

    def _in_form(self, form: PageForm, tag: str, given: Mapping[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "button" and given.get("type", "submit") == "submit":
            form.buttons.append((name, value))
        elif tag == "option" and self._control is not None:
            self._control.choices.append(value)
            self._control.values += [value] if "selected" in given else []
        elif name and tag in {"input", "textarea", "select"}:
            kind = given.get("type", "text") if tag == "input" else tag
            control = form.controls.setdefault(name, Control(name, kind, id=given.get("id", "")))
            control.numeric |= given.get("inputmode") in {"numeric", "decimal"} or kind == "number"
            if kind in {"radio", "checkbox"}:
                control.choices.append(value or "on")
                control.values += [value or "on"] if "checked" in given else []
            elif tag == "input":
                control.values += [value] if value or kind == "hidden" else []
            self._control = control
            self._text = [] if tag == "textarea" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._control is not None and self._text is not None:
            text = "".join(self._text).removeprefix("\n")
            self._control.values += [text] if text else []
            self._text = None
        elif tag == "select":
            self._control = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)


def forms_in(html: str) -> list[PageForm]:
    """Return the forms of a page that are sent by POST."""
    reader = _Reader()
    reader.feed(html)
    return [form for form in reader.forms if form.method == "post"]


def urlencoded(data: Mapping[str, Sequence[Value]]) -> bytes:
    """Return the body that a browser, or somebody who means harm, would send."""
    pairs = ((name, value) for name, values in data.items() for value in values)
    return "&".join(f"{quote_plus(name)}={quote_plus(raw(value))}" for name, value in pairs).encode()


def multipart(data: Mapping[str, Sequence[Value]], files: Mapping[str, Sequence[File]]) -> bytes:
    """Return a body with files, whose names go out as they are."""
    out: list[bytes] = []
    for name, values in data.items():
        head = b"--" + BORDER + b'\r\nContent-Disposition: form-data; name="' + name.encode() + b'"\r\n\r\n'
        out += [head + raw(value) + b"\r\n" for value in values]
    for name, sent in files.items():
        for label, content in sent:
            head = b"--" + BORDER + b'\r\nContent-Disposition: form-data; name="' + name.encode() + b'"; filename="'
            out.append(head + raw(label) + b'"\r\nContent-Type: application/pdf\r\n\r\n' + content + b"\r\n")
    return b"".join(out) + b"--" + BORDER + b"--\r\n"


def raw(value: Value) -> bytes:
    """Return the bytes of a value."""
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


BORDER = b"a-border-of-ours"
