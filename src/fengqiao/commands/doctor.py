"""``fengqiao doctor``: is this installation fit to run, and if not, what to do."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import click
import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.utils import timezone

from fengqiao.cases.models import Record
from fengqiao.commands.checks import faults
from fengqiao.commands.models import WorkerLife
from fengqiao.commands.recovery import SILENCE
from fengqiao.documents.typesetting import faces
from fengqiao.ledger import guards
from fengqiao.search.store import NoIndex, read_manifest

Line = tuple[str, str]
"""``ok``, ``note`` or ``fault``, and a sentence."""


@click.command()
def command() -> None:
    """Check settings, database, keys, clock, fonts and what is optional. Exit 1 when something must be mended."""
    checks: tuple[Callable[[], Iterator[Line]], ...] = (own_settings, database, keys, clock, fonts, room, optional)
    lines = [line for check in checks for line in check()]
    for mark, sentence in lines:
        click.echo(f"{mark:6}{sentence}")
    sys.exit(1 if any(mark == "fault" for mark, _sentence in lines) else 0)


def own_settings() -> Iterator[Line]:
    """Which settings are set, and which start-up checks fail."""
    given = sorted(name for name in settings.KNOWN_SETTINGS if name in os.environ)
    yield "ok", f"mode: {'demo' if settings.DEMO else 'production'}; set: {', '.join(given) or 'nothing, all defaults'}"
    for message in faults():
        yield "fault", f"{message.msg}{' ' + str(message.hint) if message.hint else ''}"


def database() -> Iterator[Line]:
    """The database answers, has this version's tables and triggers, and writes durably."""
    try:
        plan = MigrationExecutor(connection)
        waiting = plan.migration_plan(plan.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield "fault", f"the database does not answer: {str(error).splitlines()[0]}"
        return
    yield "ok", f"database: {connection.vendor} answers"
    if waiting:
        yield "fault", f"{len(waiting)} migrations are not applied. Run: fengqiao migrate"
        return
    for name in guards.missing(connection):
        yield (
            "fault",
            f"the append-only trigger {name} is missing: rows may have been changed. Run: fengqiao fsck",
        )
    yield from durability()


def durability() -> Iterator[Line]:
    """What was acknowledged survives a power cut."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous" if sqlite else "SHOW fsync")
        value = str(cursor.fetchone()[0])
    if value in ({"2", "3"} if sqlite else {"on"}):
        yield "ok", "writes are durable"
    else:
        yield (
            "fault",
            f"{'synchronous' if sqlite else 'fsync'} = {value}: a power cut loses cases",
        )


def keys() -> Iterator[Line]:
    """Private keys are readable by their owner only."""
    folder = Path(settings.KEYS_ROOT)
    files = [path for path in folder.glob("**/*") if path.is_file()] if folder.is_dir() else []
    for path in files:
        if path.suffix in {".pem", ".key"} and stat.S_IMODE(path.stat().st_mode) & 0o077 and "cert" not in path.name:
            yield "fault", f"others may read {path.name}. Run: chmod 600 {path}"
    yield "ok", f"keys: {len(files)} files" if files else "keys: none yet, made when first needed"


def clock() -> Iterator[Line]:
    """The clock is the database's clock, and nothing was recorded in the future."""
    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            away = abs(cursor.fetchone()[0] - timezone.now())
        if away > timedelta(seconds=5):
            yield "fault", f"this clock and the database's clock differ by {away.total_seconds():.0f} s. Set up NTP"
            return
    try:
        last = Record.objects.aggregate(last=Max("at"))["last"]
    except DatabaseError:
        return
    if last and last > now + timedelta(minutes=1):
        yield "fault", f"the newest record is from {last.isoformat()}, later than now: the clock was set back"
        return
    yield (
        "ok",
        f"clock: {now.isoformat(timespec='seconds')}, pages show {settings.TIME_ZONE}",
    )


def fonts() -> Iterator[Line]:
    """Papers have a face for every use."""
    present = faces(settings.FONT_DIR)
    missing = sorted(use for use, families in present.items() if not families)
    if missing:
        yield "fault", f"no font for {', '.join(missing)}. Install the packages again, or set FENGQIAO_FONT_DIR"
    else:
        yield "ok", "fonts: " + ", ".join(f"{use} {families[0]}" for use, families in present.items())


def room() -> Iterator[Line]:
    """The disk has room."""
    free = shutil.disk_usage(settings.VAR).free // 2**20
    yield ("ok" if free > 1024 else "fault"), f"disk: {free} MB free in {settings.VAR.name}/"


def optional() -> Iterator[Line]:
    """What may be absent, and what its absence means."""
    try:
        alive = WorkerLife.objects.filter(beat_at__gte=timezone.now() - SILENCE).count()
        yield ("ok", f"worker: {alive} alive") if alive else ("note", "worker: none alive. Start one: fengqiao worker")
    except DatabaseError:
        yield "note", "worker: unknown, the tables are not there"
    if settings.REDIS_URL:
        try:
            redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2).ping()
            yield "ok", "Redis answers"
        except redis.RedisError:
            yield "note", "Redis does not answer: room events take up to a second longer"
    yield from statutes()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    yield ("ok", "Chromium: found") if chromium else ("note", "Chromium: absent; only the browser tests need it")


def statutes() -> Iterator[Line]:
    """The collection that the search for statutes asks can be read."""
    if not settings.STATUTES:
        yield "note", "statutes: none imported; /law/search/ searches our own summaries. See docs/search.md"
        return
    try:
        yield "ok", f"statutes: {read_manifest(Path(settings.STATUTES))['articles']:,} articles"
    except NoIndex as fault:
        yield "note", f"statutes: {fault}"
