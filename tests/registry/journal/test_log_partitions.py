"""The access log by months: made ahead, guarded, never deleted."""

from datetime import UTC, datetime

import psycopg
import pytest

from connectors import discover
from hub.database import migrations
from hub.database.partitions import make_ahead
from policy.catalogue import load
from registry.journal import log_partitions
from registry.store import row_security
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS, Copy

ROW = """INSERT INTO access_log (at, kind, client, department, document, subjects, request)
VALUES (%s, 'ANSWER', 'c', 'housing', '', '{}', %s)"""


NEXT = datetime.now(UTC).year + 1


def parts(owner: psycopg.Connection) -> list[str]:
    return [one.name for one in log_partitions.listed(owner)]


def test_the_next_months_are_made_once_and_guarded(copy: Copy, template: Roles) -> None:
    with psycopg.connect(copy.owner, autocommit=True) as owner:
        assert len(parts(owner)) == 2  # what was before the migration, and the default
        make_ahead(copy.owner, copy.addresses)
        made = parts(owner)
        assert len(made) >= 4
        make_ahead(copy.owner, copy.addresses)
        assert parts(owner) == made
        row_security.check(owner, declared(load(discover())), template)


def test_a_row_lies_in_its_month_and_is_read_through_the_log_alone(copy: Copy, template: Roles) -> None:
    with psycopg.connect(copy.owner, autocommit=True) as owner:
        log_partitions.make_ahead(owner, template, datetime(NEXT, 3, 31, 23, tzinfo=UTC))
        made = [f"access_log_{NEXT}_{month:02}" for month in (3, 4, 5)]
        assert parts(owner)[-4:] == [*made, "access_log_default"]
        owner.execute(ROW, [datetime(NEXT, 4, 30, 23, 59, tzinfo=UTC), "last"])
        assert owner.execute(f"SELECT request FROM access_log_{NEXT}_04").fetchall() == [("last",)]
    with psycopg.connect(copy.addresses.app) as app:
        app.execute("SELECT set_config('hub.department', 'housing', true)")
        assert app.execute("SELECT request FROM access_log WHERE client = 'c'").fetchall() == [("last",)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(f"SELECT FROM access_log_{NEXT}_04")


def test_a_month_of_which_rows_lie_in_the_default_stays_there_and_the_others_are_made(
    copy: Copy, template: Roles
) -> None:
    with psycopg.connect(copy.owner, autocommit=True) as owner:
        owner.execute(ROW, [datetime(NEXT, 6, 15, tzinfo=UTC), "stray"])
        made = log_partitions.make_ahead(owner, template, datetime(NEXT, 6, 20, tzinfo=UTC))
        assert made[-2:] == [f"access_log_{NEXT}_07", f"access_log_{NEXT}_08"]
        assert f"access_log_{NEXT}_06" not in made
        assert owner.execute("SELECT request FROM access_log_default").fetchall() == [("stray",)]


def test_whoever_holds_the_log_makes_the_months_wait_and_is_not_held_long(copy: Copy, template: Roles) -> None:
    with psycopg.connect(copy.owner) as other, psycopg.connect(copy.owner, autocommit=True) as owner:
        other.execute("LOCK TABLE access_log IN ACCESS SHARE MODE")
        other.execute("LOCK TABLE access_log_default IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            log_partitions.make_ahead(owner, template, datetime.now(UTC))
        other.rollback()
        assert log_partitions.make_ahead(owner, template, datetime.now(UTC))


def test_what_is_past_its_term_is_listed_and_nothing_else(copy: Copy, template: Roles) -> None:
    with psycopg.connect(copy.owner, autocommit=True) as owner:
        log_partitions.make_ahead(owner, template, datetime(NEXT, 4, 1, tzinfo=UTC))
        listed = log_partitions.listed(owner)
        assert log_partitions.past_term(listed, 36, datetime.now(UTC)) == []
        past = log_partitions.past_term(listed, 36, datetime(NEXT + 3, 4, 1, tzinfo=UTC))
    assert past[-1].name == f"access_log_{NEXT}_03"
    assert len(past) < len(listed)


def test_what_was_logged_before_is_kept_on_the_way_down_and_up(empty_database: str, template: Roles) -> None:
    metadata = declared(load(discover()))
    migrations.upgrade(empty_database, FOLDERS, metadata, template)
    with psycopg.connect(empty_database, autocommit=True) as owner:
        log_partitions.make_ahead(owner, template, datetime.now(UTC))
        for request, at in (("now", datetime.now(UTC)), ("later", datetime(NEXT + 2, 1, 1, tzinfo=UTC))):
            owner.execute(ROW, [at, request])
        migrations.downgrade(empty_database, FOLDERS, "spine@spine_0035")
        assert parts(owner) == ["access_log_default"]
        kept = "SELECT request FROM access_log ORDER BY id"
        assert owner.execute(kept).fetchall() == [("now",), ("later",)]
        owner.execute("DELETE FROM access_log WHERE request = 'later'")
        migrations.upgrade(empty_database, FOLDERS, metadata, template)
        assert owner.execute(kept).fetchall() == [("now",)]
        assert owner.execute("SELECT request FROM access_log_default").fetchall() == []
