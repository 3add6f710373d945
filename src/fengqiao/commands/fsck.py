"""``fengqiao fsck``: every promise that database, files and ledger make, checked from the stored bytes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Max, Q

from fengqiao.cases.models import Case, Record
from fengqiao.cases.steps import PROCEDURES
from fengqiao.files.models import Blob
from fengqiao.files.store import digests, path_of
from fengqiao.ledger import guards, keys
from fengqiao.ledger.merkle import CompactRange, leaf_hash
from fengqiao.ledger.models import Leaf, TreeHead
from fengqiao.ledger.notes import BadNote, open_note, read_checkpoint

Findings = Iterator[str]


@click.command()
@click.option("--no-files", is_flag=True, help="Leave out the stored files (they take the longest).")
def command(no_files: bool) -> None:
    """Check every invariant of database, files and ledger. Exit 1 when one does not hold."""
    checks: list[tuple[str, Callable[[], Findings]]] = [
        ("cases and records", cases),
        ("ledger leaves", leaves),
        ("tree heads", heads),
        ("append-only triggers", triggers),
    ]
    if not no_files:
        checks.append(("stored files", files))
    broken = 0
    for name, check in checks:
        found = list(check())
        broken += len(found)
        click.echo(f"{name}: {'ok' if not found else f'{len(found)} broken'}")
        for line in found[:50]:
            click.echo(f"  {line}")
    sys.exit(1 if broken else 0)


def cases() -> Findings:
    """A case has as many records as its revision says, in a chain of states that ends in its state."""
    counted = Case.objects.annotate(records_there=Count("records"), last=Max("records__number"))
    for case in counted.filter(~Q(revision=F("records_there")) | ~Q(revision=F("last"))):
        yield f"case {case.pk}: revision {case.revision}, {case.records_there} records, last {case.last}"
    for stray in Case.objects.exclude(procedure__in=PROCEDURES):
        yield f"case {stray.pk}: unknown procedure {stray.procedure}"
    rows = Record.objects.order_by("case", "number").values_list("case", "number", "from_state", "to_state")
    before: tuple[object, str] = (None, "")
    ends: dict[object, str] = {}
    for case_id, number, from_state, to_state in rows.iterator():
        expected = before[1] if before[0] == case_id else ""
        if from_state != expected:
            yield f"case {case_id}: record {number} leaves {from_state!r}, the one before reached {expected!r}"
        before = (case_id, to_state)
        ends[case_id] = to_state
    for case_id, state in Case.objects.values_list("pk", "state").iterator():
        if ends.get(case_id, state) != state:
            yield f"case {case_id}: state {state!r}, last record reached {ends[case_id]!r}"


def leaves() -> Findings:
    """A leaf's hash is that of its bytes; a record's leaf is of its kind and time."""
    for leaf in Leaf.objects.iterator(chunk_size=2000):
        if leaf_hash(bytes(leaf.data)) != bytes(leaf.hash):
            yield f"leaf {leaf}: the hash is not that of the stored bytes"
    for record in Record.objects.exclude(leaf__kind="step").select_related("leaf"):
        yield f"record {record.pk}: its leaf is a {record.leaf.kind}"


def heads() -> Findings:
    """Indices run from 0 without a gap, and every signed head is the root of its first leaves."""
    shards = sorted(set(Leaf.objects.exclude(index=None).values_list("shard", flat=True)))
    for shard in [*shards, *set(TreeHead.objects.exclude(shard__in=shards).values_list("shard", flat=True))]:
        yield from _shard(shard)


def _shard(shard: int) -> Findings:
    waiting = {head.size: head for head in TreeHead.objects.filter(shard=shard)}
    tree, rows = CompactRange(), Leaf.objects.filter(shard=shard, index__isnull=False).order_by("index")
    for index, data in rows.values_list("index", "data").iterator(chunk_size=2000):
        if index != tree.size:
            yield f"shard {shard}: index {tree.size} is missing"
            return
        tree = tree.extended([leaf_hash(bytes(data))])
        if head := waiting.pop(tree.size, None):
            yield from _head(head, tree)
    for size in waiting:
        yield f"shard {shard}: a head of {size} leaves was signed, {tree.size} are there"
    if rows.exists() and not TreeHead.objects.filter(shard=shard, size=tree.size).exists():
        yield f"shard {shard}: no head was signed for the {tree.size} leaves"


def _head(head: TreeHead, tree: CompactRange) -> Findings:
    if bytes(head.root) != tree.root or bytes(head.peaks) != b"".join(tree.peaks):
        yield f"head {head}: not the root of its leaves"
    try:
        signed = read_checkpoint(open_note(head.checkpoint, keys.verifier(head.shard)))
    except (BadNote, keys.KeyMissing) as error:
        yield f"head {head}: {error}"
        return
    if signed != (keys.origin(head.shard), tree.size, tree.root):
        yield f"head {head}: the checkpoint signs something else"


def triggers() -> Findings:
    """The database refuses to change what was recorded."""
    for name in guards.missing(connection):
        yield f"trigger {name} is missing; run: fengqiao migrate"


def files() -> Findings:
    """Every stored file is there with the digests of its row."""
    for blob in Blob.objects.iterator():
        path = path_of(blob)
        if not path.is_file():
            yield f"file {blob.pk}: missing"
        elif digests(path) != (blob.sha256, blob.sm3) or path.stat().st_size != blob.size:
            yield f"file {blob.pk}: changed since it was stored"
    known = set(Blob.objects.values_list("path", flat=True))
    root = Path(settings.FILES_ROOT)
    for path in root.glob("*/*"):
        if path.is_file() and str(path.relative_to(root)) not in known and not path.name.endswith(".part"):
            click.echo(f"  note: {path.relative_to(root)} belongs to no row (an upload that was cut off)")
