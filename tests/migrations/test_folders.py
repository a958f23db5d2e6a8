import shutil
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Column, MetaData, Table, Text, Uuid

from hub.database import migrations
from registry.errors import Refusal
from registry.store import row_security
from registry.store.roles import Roles

SPINE = "spine_0001"
FIRST = """
from pathlib import Path
from alembic import op
code = Path(__file__).resolve().parents[1].name
revision, down_revision, branch_labels, depends_on = f"{code}_0001", None, (code,), "spine_0001"
def upgrade():
    op.execute(f"CREATE TABLE {code}_records (id uuid NOT NULL PRIMARY KEY REFERENCES assistance_records)")
def downgrade():
    op.execute(f"DROP TABLE {code}_records")
"""
SECOND = """
from pathlib import Path
from alembic import op
code = Path(__file__).resolve().parents[1].name
revision, down_revision, branch_labels, depends_on = f"{code}_0002", f"{code}_0001", None, None
def upgrade():
    op.execute(f"ALTER TABLE {code}_records ADD note text")
def downgrade():
    op.execute(f"ALTER TABLE {code}_records DROP note")
"""


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Two departments' folders, below a path with a space and a per cent sign."""
    folders = tmp_path / "100 % ours" / "connectors"
    for code in ("charity", "red_cross"):
        (folders / code / "migrations").mkdir(parents=True)
        (folders / code / "migrations" / "0001_records.py").write_text(FIRST)
    return folders


def upgrade(url: str, folders: Path, roles: Roles, metadata: MetaData | None = None) -> None:
    migrations.upgrade(url, folders, metadata or MetaData(), roles)


def tables(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")
        return {name for (name,) in rows} & {"charity_records", "red_cross_records", "households"}


def test_a_folder_brings_its_tables_and_takes_them_away(empty_database: str, template: Roles, folders: Path) -> None:
    upgrade(empty_database, folders, template)
    assert tables(empty_database) == {"charity_records", "red_cross_records", "households"}
    migrations.downgrade(empty_database, folders, "charity@base")
    assert tables(empty_database) == {"red_cross_records", "households"}
    upgrade(empty_database, folders, template)
    assert tables(empty_database) == {"charity_records", "red_cross_records", "households"}
    migrations.check_level(empty_database, folders)


def test_a_folder_that_comes_later_is_migrated_later(empty_database: str, template: Roles, folders: Path) -> None:
    late = folders / "red_cross"
    aside = late.rename(folders.parent / "red_cross")
    upgrade(empty_database, folders, template)
    aside.rename(late)
    with pytest.raises(Refusal, match=r"older than this program \(red_cross_0001\)\. Run `aidhub migrate`"):
        migrations.check_level(empty_database, folders)
    upgrade(empty_database, folders, template)
    migrations.check_level(empty_database, folders)


def test_an_empty_database_is_older_than_the_program(empty_database: str, folders: Path) -> None:
    with pytest.raises(Refusal, match="Run `aidhub migrate`"):
        migrations.check_level(empty_database, folders)


def test_a_missing_folder_is_named(empty_database: str, template: Roles, folders: Path) -> None:
    upgrade(empty_database, folders, template)
    shutil.rmtree(folders / "charity")
    for act in (
        lambda: migrations.check_level(empty_database, folders),
        lambda: upgrade(empty_database, folders, template),
    ):
        with pytest.raises(Refusal, match=r"folder .*/charity is missing \(charity_0001"):
            act()


@pytest.mark.parametrize("place", ["charity", "spine"])
def test_a_database_newer_than_the_program_is_refused(
    empty_database: str, template: Roles, folders: Path, place: str
) -> None:
    upgrade(empty_database, folders, template)
    with psycopg.connect(empty_database) as connection:
        connection.execute(
            "UPDATE alembic_version SET version_num = %s WHERE version_num ~ 'charity'", [f"{place}_0099"]
        )
    with pytest.raises(Refusal, match=rf"newer than this program \({place}_0099\)\. Update the program"):
        migrations.check_level(empty_database, folders)


def test_a_second_migration_of_a_folder_follows_the_first(empty_database: str, template: Roles, folders: Path) -> None:
    upgrade(empty_database, folders, template)
    (folders / "charity" / "migrations" / "0002_note.py").write_text(SECOND)
    with pytest.raises(Refusal, match="charity_0002"):
        migrations.check_level(empty_database, folders)
    upgrade(empty_database, folders, template)
    migrations.check_level(empty_database, folders)


def test_after_the_upgrade_the_tables_are_guarded(empty_database: str, template: Roles, folders: Path) -> None:
    metadata = MetaData()
    Table("charity_records", metadata, Column("id", Uuid), Column("note", Text), info={"rls": "open"})
    upgrade(empty_database, folders, template, metadata)
    with psycopg.connect(empty_database) as connection, pytest.raises(row_security.Unguarded, match="no forced row"):
        row_security.check(connection, metadata, template)  # of the tables that this metadata does not know
    with psycopg.connect(empty_database) as connection:
        forced = "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'charity_records'"
        assert connection.execute(forced).fetchone() == (True,)
