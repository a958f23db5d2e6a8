"""The commands that back an installation up and restore it (备份与恢复)."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import psycopg
import typer

from hub.commands.command_session import command_session
from hub.commands.setting_options import DATABASE, typed_settings
from hub.commands.typed_acts import administers, log_typed
from hub.database import backup as backups
from hub.database import setup
from registry.errors import Refusal

Place = Annotated[Path, typer.Argument(help="The backup's folder (备份目录).")]


@typed_settings(*DATABASE)
@administers("backup", "place")
def backup(
    place: Place,
    keys: Annotated[
        Path | None, typer.Option(help="A folder elsewhere for a copy of the master key (主密钥的另存目录).")
    ] = None,
) -> None:
    """Write the database into a new folder, as it stands at one moment; the hub may be at work (备份)."""
    with command_session() as settings, setup.with_database(settings) as ready:
        # A database that an older program or other roles have left is backed up too; only there nothing can be noted.
        with suppress(Refusal, psycopg.Error):
            log_typed(setup.checked_addresses(ready).auth)
        contents = backups.backup(ready, place.absolute(), keys.absolute() if keys else None)
        print(f"{place}: {sum(contents.rows.values())} rows of {len(contents.rows)} tables (已备份)")
        kept = keys / "master.key" if keys else None
        print(
            f"{kept}: the master key; keep it apart from the backup (主密钥，请与备份分开保管)"
            if kept
            else f"{settings.var}/keys/master.key is not in it: keep a copy elsewhere, or nobody's number opens again"
            " (备份不含主密钥，请另行保管)"
        )


@typed_settings(*DATABASE)
@administers("restore", "place")
def restore(
    place: Place,
    keys: Annotated[Path | None, typer.Option(help="The folder with the copy of its master key (主密钥目录).")] = None,
) -> None:
    """Fill an empty database from a backup, check that all of it is there, and migrate it (恢复)."""
    with command_session() as settings, setup.with_database(settings) as ready:
        contents = backups.restore(ready, place.absolute(), keys.absolute() if keys else None)
        log_typed(setup.checked_addresses(ready).auth)
        print(f"{sum(contents.rows.values())} rows of {len(contents.rows)} tables, as of {contents.made_at} (已恢复)")
        print("what was written later is gone; cursors begin anew (此后写入的内容不在其中，游标须重新开始)")
