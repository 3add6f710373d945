"""``fengqiao similar``: import a collection of statutes, and search it with questions of every day."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from fengqiao.search.index import build
from fengqiao.search.query import search
from fengqiao.search.rows import BadRow, read_rows
from fengqiao.search.store import NoIndex, check_target, read, write


@click.group()
def command() -> None:
    """Import a collection of statutes and search it with lay questions."""


@command.command("index")
@click.argument("corpus", type=click.File("rb"), metavar="CORPUS.jsonl")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder of the index.")
def index(corpus: IO[bytes], out: Path) -> None:
    """Build the index DIR from CORPUS.jsonl, one article a line: {"id": …, "text": …}; title or name if there is one.

    An index that is already in DIR is replaced in one move. Further fields of a row are kept for display.
    """
    with _faults():
        check_target(out)
        rows = list(read_rows(_name(corpus), corpus))
        if not rows:
            raise click.ClickException(f"{_name(corpus)} holds no article. Write one object a line.")
        with click.progressbar(length=len(rows), label="Indexing", file=sys.stderr) as bar:
            built = build(rows, bar.update)
        manifest = write(built, out)
    empty = sum(1 for row in rows if not row["text"].strip())
    if empty:
        click.echo(f"{empty} of the articles have no text and are found by their name only.", err=True)
    click.echo(f"{manifest['articles']:,} articles, {manifest['grams']:,} grams in {out}", err=True)


@command.command("query")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.argument("queries", type=click.File("rb"), metavar="QUERIES.jsonl")
@click.option("--top", default=10, show_default=True, type=click.IntRange(min=1), help="Most hits for one question.")
def query(folder: Path, queries: IO[bytes], top: int) -> None:
    """Answer each line {"id": …, "text": …} of QUERIES.jsonl with the best articles of DIR, in the same order.

    A line of the answer is {"id": …, "hits": [{"id": …, "score": …, "why": [words]}]}, the best hit first. A question
    without text, or without a word of the collection, has no hits.
    """
    with _faults():
        opened = read(folder)
        asked = list(read_rows(_name(queries), queries))
    with click.progressbar(asked, label="Searching", file=sys.stderr) as bar:
        for row in bar:
            hits = search(opened, row["text"], top)
            line = {"id": row["id"], "hits": [_hit(hit.row["id"], hit.score, hit.why) for hit in hits]}
            _put(line)


def _name(file: IO[bytes]) -> str:
    return str(getattr(file, "name", "standard input")).replace("<stdin>", "standard input")


def _hit(identity: Any, score: float, why: tuple[str, ...]) -> dict[str, Any]:
    return {"id": identity, "score": score, "why": list(why)}


def _put(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")


@contextmanager
def _faults() -> Iterator[None]:
    """Turn what cannot be read or written into one sentence and exit 1."""
    try:
        yield
    except (BadRow, NoIndex) as fault:
        raise click.ClickException(str(fault)) from None
    except OSError as fault:
        raise click.ClickException(f"{fault.filename}: {fault.strerror}. Check the path and the free space.") from None
