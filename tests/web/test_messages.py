"""The tool that collects, checks and compiles the words of the platform."""

from __future__ import annotations

import gettext
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

TOOL = spec_from_file_location("messages_tool", Path(__file__).parents[2] / "tools" / "messages.py")
messages = module_from_spec(TOOL)
TOOL.loader.exec_module(messages)

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
A = _("Accept the case")
B = ngettext("%(n)s day", "%(n)s days", 2)
C = pgettext("side", "other")
"""
PAGE = """
    {% load i18n %}
  <h1>{% translate "Your cases" %}</h1>
{% blocktranslate trimmed count n=n %}
    {{ n }} case
{% plural %}
    {{ n }} cases
{% endblocktranslate %}
<p title="{% trans "Why" context "reason" %}">{{ _("Today") }} it's (half
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """An app folder with one module and one page."""
    folder = tmp_path / "orchard"
    (folder / "templates" / "orchard").mkdir(parents=True)
    (folder / "labels.py").write_text(PYTHON, "utf-8")
    (folder / "templates" / "orchard" / "page.html").write_text(PAGE, "utf-8")
    messages.main(["update", str(folder)])
    return folder


def fill(app: Path, words: dict[str, str]) -> None:
    """Translate messages as a person would, in the text file."""
    path = messages.po_path(app)
    text = path.read_text("utf-8")
    for english, chinese in words.items():
        for empty in ('msgstr ""', 'msgstr[0] ""'):
            for plural in ("", f'\nmsgid_plural "{english}s"'):
                before = f'msgid "{english}"{plural}\n{empty}'
                text = text.replace(before, before[:-1] + chinese + '"')
    path.write_text(text, "utf-8")


def test_every_form_of_message_is_collected(app: Path) -> None:
    found = {(message.context, message.id) for message in messages.extracted(app) if message.id}
    assert found == {
        (None, "Accept the case"),
        (None, ("%(n)s day", "%(n)s days")),
        ("side", "other"),
        (None, "Your cases"),
        (None, ("%(n)s case", "%(n)s cases")),
        ("reason", "Why"),
        (None, "Today"),
    }


def test_the_file_names_no_host_no_date_and_no_line(app: Path) -> None:
    text = messages.po_path(app).read_text("utf-8")
    assert text.startswith(messages.HEADER)
    assert "Date" not in text
    assert "#:" not in text


def test_update_keeps_translations_and_drops_what_is_unused(app: Path) -> None:
    fill(app, {"Accept the case": "接受案件", "Today": "今天"})
    (app / "templates" / "orchard" / "page.html").unlink()
    messages.main(["update", str(app)])
    text = messages.po_path(app).read_text("utf-8")
    assert "接受案件" in text
    assert "今天" not in text
    assert "Today" not in text


def test_a_second_update_changes_nothing(app: Path) -> None:
    assert not messages.update(app)


def test_check_names_what_is_not_translated(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(app, {"Accept the case": "接受案件"})
    assert messages.main(["check", str(app)]) == 1
    said = capsys.readouterr().out
    assert "not translated: 'Today'" in said
    assert "Accept" not in said


def test_check_names_a_lost_placeholder(app: Path) -> None:
    fill(app, {"%(n)s day": "几天", "%(n)s case": "%(n)s 件"})
    assert "placeholders differ: '%(n)s day'" in messages.faults(app)
    assert "placeholders differ: '%(n)s case'" not in messages.faults(app)


def test_check_names_new_and_stale_messages(app: Path) -> None:
    (app / "labels.py").write_text('from django.utils.translation import gettext as _\n_("New word")\n', "utf-8")
    found = "\n".join(messages.faults(app))
    assert "not collected, run update: 'New word'" in found
    assert "no longer used, run update: 'Accept the case'" in found


def test_compiled_words_are_found_by_gettext(app: Path) -> None:
    fill(app, {"Accept the case": "接受案件", "%(n)s day": "%(n)s 天"})
    messages.main(["compile", str(app)])
    found = gettext.translation("django", str(app / "locale"), ["zh_Hans"])
    assert found.gettext("Accept the case") == "接受案件"
    assert found.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s 天"


def test_a_wrong_path_is_refused_with_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        messages.main(["check", "no/such/folder"])
    assert "no such folder" in capsys.readouterr().err
