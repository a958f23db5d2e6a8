"""Stories of verification: whatever somebody changes past the hub, of rows, leaves, subtrees or checkpoints, is
found."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import sql

from registry.journal.audit_rollback import rolled_back
from registry.journal.audited_rows import SOURCES
from registry.journal.checkpoints import Keys, Note
from tests.conftest import Copy
from tests.registry.journal.audited import fill, found, move, public, sign, tampering

FLIPS = 300


@dataclass
class Log:
    owner: psycopg.Connection
    keys: Keys
    outside: list[Note]

    def after(self, statement: str, *values: object) -> list[str]:
        """What is found after the owner has done this."""
        with tampering(self.owner):
            changed = self.owner.execute(statement, values)
            assert changed.rowcount
            return found(self.owner, self.keys, self.outside)


@pytest.fixture
def log(copy: Copy) -> Iterator[Log]:
    with psycopg.connect(copy.owner, autocommit=True) as owner:
        fill(owner)
        first = sign(owner)
        move(owner)
        fill(owner, 3)
        second = sign(owner)
        log = Log(owner, public(owner), [first, second])
        assert found(owner, log.keys, log.outside) == []
        yield log


def test_an_amount_that_the_owner_changes_is_found(log: Log) -> None:
    assert log.after("UPDATE chain_links SET amount = amount + 1 WHERE amount = 1003") == ["AUDIT_ROW_CHANGED"]
    assert log.after("UPDATE payments SET amount = 9 WHERE amount = 1007") == ["AUDIT_ROW_CHANGED"]


def test_a_row_that_is_deleted_is_found(log: Log) -> None:
    for source in SOURCES:
        statement = f"DELETE FROM {source.table} WHERE ctid = (SELECT ctid FROM {source.table} LIMIT 1)"
        assert set(log.after(statement)) & {"AUDIT_ROW_GONE"}, source.name


def test_a_row_that_is_deleted_is_found_though_its_salt_went_with_it(log: Log) -> None:
    gone = "DELETE FROM chain_links WHERE ctid = (SELECT ctid FROM chain_links LIMIT 1) RETURNING id"
    without = f"WITH gone AS ({gone}) UPDATE audit_leaves SET salt = NULL FROM gone WHERE row_id = gone.id"
    assert "AUDIT_ROW_GONE" in log.after(without)


def test_a_row_that_is_there_twice_or_was_put_in_beside_the_log_is_found(log: Log) -> None:
    log.owner.execute("UPDATE audit_state SET floor = clock_timestamp()")
    again = "INSERT INTO access_log OVERRIDING SYSTEM VALUE SELECT * FROM access_log LIMIT 1"
    assert log.after(again) == ["AUDIT_ROW_TWICE"]
    beside = """INSERT INTO access_log (at, kind, client, department, document, subjects, request)
    SELECT at, kind, client, department, document, subjects, request FROM access_log LIMIT 1"""
    assert log.after(beside) == ["AUDIT_ROWS_UNBOUND"]


def test_a_link_that_is_moved_by_hand_is_found_whether_its_move_is_written_or_not(log: Log) -> None:
    away = """UPDATE chain_links SET household_id = NULL WHERE id = (
      SELECT id FROM chain_links WHERE household_id IS NOT NULL LIMIT 1)"""
    assert log.after(away) == ["AUDIT_ROW_CHANGED"]
    moved = "UPDATE chain_links SET household_id = gen_random_uuid() WHERE id = (SELECT link_id FROM link_moves)"
    assert log.after(moved) == ["AUDIT_LINK_MOVED"]
    with log.owner.transaction(force_rollback=True):  # by psql: the trigger sees it
        log.owner.execute(away)
        assert found(log.owner, log.keys, log.outside) == ["AUDIT_LINK_MOVED"]


def test_what_was_signed_is_missed_when_the_end_of_the_log_is_cut_off(log: Log) -> None:
    cut = log.after('DELETE FROM audit_leaves WHERE "index" >= %s', log.outside[0].checkpoint.size)
    assert "AUDIT_LEAVES_GONE" in cut
    middle = log.after('DELETE FROM audit_leaves WHERE "index" = 5')
    assert "AUDIT_LEAVES_GONE" in middle
    gone = log.after("DELETE FROM audit_checkpoints WHERE at = (SELECT max(at) FROM audit_checkpoints)")
    assert gone == ["AUDIT_CHECKPOINT_GONE"]


def test_an_old_backup_is_found_by_the_checkpoint_outside(log: Log) -> None:
    assert not rolled_back(log.owner, log.outside[-1])
    with tampering(log.owner):
        log.owner.execute('DELETE FROM audit_leaves WHERE "index" >= %s', [log.outside[0].checkpoint.size])
        assert rolled_back(log.owner, log.outside[-1])
        assert not rolled_back(log.owner, log.outside[0])
        log.owner.execute("UPDATE audit_state SET origin = gen_random_uuid()")
        assert rolled_back(log.owner, log.outside[0])


def test_who_rewrites_the_whole_log_has_no_key_to_sign_it(log: Log) -> None:
    with tampering(log.owner):
        log.owner.execute("UPDATE payments SET amount = 9 WHERE amount = 1007")
        for table in ("audit_leaves", "audit_subtrees", "audit_checkpoints", "audit_keys"):
            log.owner.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        log.owner.execute("UPDATE audit_state SET floor = '-infinity', marked_at = NULL, marked_xid = NULL")
        forged = sign(log.owner)
        codes = found(log.owner, log.keys, [])
        assert forged.kid not in log.keys
        assert codes == ["AUDIT_CHECKPOINT_CHANGED"]
        assert "AUDIT_CHECKPOINT_GONE" in found(log.owner, log.keys, log.outside)


def test_any_flipped_bit_of_rows_leaves_subtrees_and_checkpoints_is_found(log: Log) -> None:
    chance = random.Random(16)
    cells = list(_cells(log.owner))
    for n in range(FLIPS):
        table, column, place = cells[n % len(cells)] if n < len(cells) else chance.choice(cells)
        with tampering(log.owner):
            if _flipped(log.owner, table, column, place, chance):
                assert found(log.owner, log.keys, log.outside), (table, column)


BOUND = {source.table: {*source.changing} for source in SOURCES}
BOUND |= {"audit_leaves": set(), "audit_subtrees": set(), "audit_checkpoints": set()}


def _cells(owner: psycopg.Connection) -> Iterator[tuple[str, str, str]]:
    for table, changing in BOUND.items():
        columns = owner.execute(COLUMNS, [table]).fetchall()
        places = owner.execute(f"SELECT tableoid::regclass::text, ctid::text FROM {table}").fetchall()
        for n, (column,) in enumerate(column for column in columns if column[0] not in changing):
            part, place = places[n % len(places)]
            yield part, column, place


def _flipped(owner: psycopg.Connection, table: str, column: str, place: str, chance: random.Random) -> bool:
    """Flip a bit of a value as the database holds it; whether there is such a value."""
    statement = f'SELECT "{column}", pg_typeof("{column}")::text FROM {table} WHERE ctid = %s::tid'
    row = owner.execute(statement, [place]).fetchone()
    if row is None or row[0] is None:
        return False
    change = CHANGES.get(row[1], CHANGES["text"])
    update = f'UPDATE {table} SET "{column}" = {change.format(column=column)} FROM (SELECT %s::int AS bit) b WHERE {table}.ctid = %s::tid'
    try:
        with owner.transaction():
            owner.execute(update, [chance.randrange(8), place])
    except (psycopg.errors.CheckViolation, psycopg.errors.UniqueViolation, psycopg.errors.GeneratedAlways):
        return False
    return True


CHANGES = {
    "text": """overlay("{column}" PLACING CASE left("{column}", 1) WHEN 'x' THEN 'y' ELSE 'x' END FROM 1 FOR 1)""",
    "bytea": """set_bit("{column}", b.bit, 1 - get_bit("{column}", b.bit))""",
    "uuid": "gen_random_uuid()",
    "bigint": '"{column}" # (1::bigint << b.bit)',
    "smallint": '"{column}" + 1::smallint',
    "date": '"{column}" + 1',
    "timestamp with time zone": """"{column}" + interval '1 microsecond'""",
    "uuid[]": "ARRAY[gen_random_uuid()]",
}

COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
