"""Database triggers that refuse to change or delete what was recorded, whoever asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Guard:
    """One append-only table; ``once`` is a column that may go from NULL to a value once, the rest never changes."""

    table: str
    fixed: tuple[str, ...] = ()
    once: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """Return the names of the two triggers."""
        return f"{self.table}_no_update", f"{self.table}_no_delete"

    def changed(self, differs: str) -> str:
        """Return the SQL condition under which an update is refused; ``differs`` is the NULL-safe operator."""
        if not self.once:
            return "1 = 1"
        fixed = [f'OLD."{column}" {differs} NEW."{column}"' for column in self.fixed]
        return " OR ".join([*fixed, f'OLD."{self.once}" IS NOT NULL', f'NEW."{self.once}" IS NULL'])


LEAVES = Guard("ledger_leaf", ("id", "shard", "kind", "data", "hash", "created_at"), once="index")
HEADS = Guard("ledger_treehead")
RECORDS = Guard("cases_record")
ALL = (LEAVES, HEADS, RECORDS)

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {update} BEFORE UPDATE ON {table} WHEN {changed}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER IF NOT EXISTS {delete} BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION fengqiao_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE OR REPLACE TRIGGER {update} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed})
EXECUTE FUNCTION fengqiao_append_only();
CREATE OR REPLACE TRIGGER {delete} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION fengqiao_append_only();
"""


def install(connection: BaseDatabaseWrapper, guard: Guard) -> None:
    """Create the triggers of one table where they are missing."""
    update, delete = guard.names
    sqlite = connection.vendor == "sqlite"
    template, differs = (SQLITE, "IS NOT") if sqlite else (POSTGRESQL, "IS DISTINCT FROM")
    words = {"table": guard.table, "update": update, "delete": delete, "changed": guard.changed(differs)}
    _run(connection, [part.format(**words) for part in _statements(template, sqlite)])


def remove(connection: BaseDatabaseWrapper, guard: Guard) -> None:
    """Drop the triggers of one table (a migration that rebuilds it, a test that empties it)."""
    tail = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
    _run(connection, [f"DROP TRIGGER IF EXISTS {name}{tail}" for name in guard.names])


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that should exist and do not."""
    source = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        there = {row[0] for row in cursor.fetchall()}
    return [name for guard in ALL for name in guard.names if name not in there]


def _statements(template: str, sqlite: bool) -> list[str]:
    """Split SQLite's script at each trigger (its driver takes one statement a call); PostgreSQL takes it whole."""
    if not sqlite:
        return [template]
    return [f"CREATE TRIGGER{part}" for part in template.split("CREATE TRIGGER")[1:]]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
