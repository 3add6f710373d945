"""Collect, check and compile the words that people read. No GNU gettext is needed.

    python tools/messages.py update [PATH...]    write <PATH>/locale/zh_Hans/LC_MESSAGES/django.po
    python tools/messages.py check [PATH...]     exit 1 and list what is missing, stale or wrongly filled in
    python tools/messages.py compile [PATH...]   write django.mo beside each django.po

PATH is the folder of an app, or of an area of ``web``; without one, every folder is taken. Message ids are English.
Words of ``config`` and of the modules that lie directly in ``web`` belong to ``web/shell``.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "fengqiao"
LOCALE = "zh_Hans"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = r"""msgid ""
msgstr ""
"Language: zh_Hans\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w+)\}")

Key = tuple[str | None, str]


def folders(package: Path = PACKAGE) -> list[Path]:
    """Return every folder that keeps words of its own: the apps, and the areas of ``web``."""
    apps = [path for path in package.iterdir() if path.is_dir() and path.name not in {"web", "config"}]
    areas = [path for path in (package / "web").glob("*") if path.is_dir() and path.name not in {"static"}]
    return sorted(path for path in [*apps, *areas] if path.name not in {"__pycache__", "templatetags"})


def sources(folder: Path) -> Iterator[Path]:
    """Yield the Python files and templates whose words belong to ``folder``."""
    yield from _files(folder.rglob("*.py"))
    for ending in ("html", "txt"):
        yield from _files(folder.glob(f"templates/**/*.{ending}"))
    if folder.name == "shell" and folder.parent.name == "web":
        yield from _files(folder.parent.glob("*.py"))
        yield from _files((folder.parent / "templatetags").glob("*.py"))
        yield from _files((folder.parent.parent / "config").glob("*.py"))


def extracted(folder: Path) -> Catalog:
    """Return the messages that the sources of ``folder`` use."""
    found = Catalog(locale=LOCALE)
    for path in sources(folder):
        for _line, message, _comments, context in extract("python", _code(path), keywords=KEYWORDS):
            if message and message != ("", ""):
                found.add(message, context=context)
    return found


def po_path(folder: Path) -> Path:
    """Return where the Chinese words of ``folder`` lie."""
    return folder / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def written(folder: Path) -> Catalog:
    """Return the catalogue on disk; an empty one when there is none."""
    path = po_path(folder)
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def update(folder: Path) -> bool:
    """Write the catalogue of ``folder`` anew, keeping translations, and return whether it changed."""
    old = {_key(message): _strings(message)[0] for message in _messages(written(folder))}
    fresh = extracted(folder)
    for message in _messages(fresh):
        text = old.get(_key(message), "")
        message.string = text if isinstance(message.id, str) else (text,)
        message.flags.discard("fuzzy")
    path, text = po_path(folder), _po_text(fresh)
    if not len(fresh) or (path.exists() and path.read_text("utf-8") == text):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return True


def faults(folder: Path) -> list[str]:
    """Return what is wrong with the words of ``folder``, one line each; empty when all is well."""
    wanted = {_key(message): message for message in _messages(extracted(folder))}
    present = {_key(message): message for message in _messages(written(folder))}
    found = [f"not collected, run update: {_shown(key)}" for key in wanted if key not in present]
    for key, message in present.items():
        if key not in wanted:
            found.append(f"no longer used, run update: {_shown(key)}")
        elif message.fuzzy or not all(_strings(message)):
            found.append(f"not translated: {_shown(key)}")
        elif any(_placeholders(text) != _placeholders(_fullest(message)) for text in _strings(message)):
            found.append(f"placeholders differ: {_shown(key)}")
    return found


def clashes(all_folders: Iterable[Path]) -> list[str]:
    """Return messages that two folders translate differently: only one of them would ever be shown."""
    seen: dict[Key, tuple[str, Path]] = {}
    found = []
    for folder in all_folders:
        for message in _messages(written(folder)):
            text, key = _strings(message)[0], _key(message)
            first, other = seen.setdefault(key, (text, folder))
            if text and first and first != text:
                found.append(f"{_name(folder)} and {_name(other)} differ: {_shown(key)}: {text} / {first}")
    return found


def compile_folder(folder: Path) -> bool:
    """Write the binary catalogue beside the text one where that is newer, and return whether it was written."""
    source = po_path(folder)
    target = source.with_suffix(".mo")
    if not source.exists() or (target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns):
        return False
    out = io.BytesIO()
    write_mo(out, written(folder))
    target.write_bytes(out.getvalue())
    return True


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("act", choices=["update", "check", "compile"])
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    chosen = parser.parse_args(arguments)
    wrong = [str(path) for path in chosen.paths if not path.is_dir()]
    if wrong:
        parser.error(f"no such folder: {', '.join(wrong)}. Name an app, such as src/fengqiao/cases.")
    if not settings.configured:
        settings.configure(USE_I18N=True)
    todo = [path.resolve() for path in chosen.paths] or folders()
    if chosen.act == "check":
        return _report(todo)
    act = update if chosen.act == "update" else compile_folder
    for folder in todo:
        if act(folder):
            sys.stdout.write(f"{chosen.act}: {_name(folder)}\n")
    return 0


def _report(todo: list[Path]) -> int:
    lines = [f"{_name(folder)}: {fault}" for folder in todo for fault in faults(folder)]
    lines += clashes(sorted({*folders(), *todo}))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    yield from sorted(path for path in paths if "migrations" not in path.parts)


def _code(path: Path) -> io.BytesIO:
    """Return Python for the extractor; of a template, its messages as calls, free of indentation."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    return io.BytesIO(text.encode())


def _po_text(catalog: Catalog) -> str:
    out = io.BytesIO()
    write_po(out, catalog, width=110, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return HEADER + out.getvalue().decode().strip() + "\n"


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def _fullest(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[1]


def _placeholders(text: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(text)}


def _shown(key: Key) -> str:
    return repr(key[1]) if key[0] is None else f"{key[1]!r} ({key[0]})"


def _name(folder: Path) -> str:
    return folder.relative_to(PACKAGE).as_posix() if folder.is_relative_to(PACKAGE) else folder.name


if __name__ == "__main__":
    sys.exit(main())
