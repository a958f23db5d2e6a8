"""The commands that keep the outbox (发件箱)."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import psycopg
import typer

from hub.commands.command_session import database_session
from hub.commands.setting_options import DATABASE, typed_settings
from hub.commands.typed_acts import administers
from hub.progress import shown
from registry.journal import outbox_trims
from registry.store.database import metadata
from registry.store.row_security import lifted

app = typer.Typer(help="Trim the outbox (发件箱清理).", no_args_is_help=True)


@app.callback()
def outbox() -> None:
    """Trim the outbox (发件箱清理)."""


@app.command()
@typed_settings(*DATABASE)
@administers("outbox.trim", "keep", "yes")
def trim(
    keep: Annotated[int, typer.Option(min=7, max=36_500, help="Days that stay (保留天数).")] = 90,
    yes: Annotated[bool, typer.Option("--yes", help="Take them out; without it they are counted (确认清理).")] = False,
) -> None:
    """Take out what subscribers were told long ago; who has not read it is told CURSOR_TRIMMED (清理)."""
    than = datetime.now(UTC) - timedelta(days=keep)
    with database_session() as (settings, _), psycopg.connect(settings.database_url or "", autocommit=True) as owner:
        tables = [metadata.tables[name] for name in ("outbox", "outbox_trims")]
        with lifted(owner, tables):
            wanted = outbox_trims.older(owner, than)
        if not yes:
            print(f"{wanted} rows are older than {keep} days; --yes takes them out (加 --yes 执行清理)")
            return
        with lifted(owner, tables):
            outbox_trims.remember(owner, than)
        with shown(wanted, "rows") as tell:
            done = 0
            while True:
                with lifted(owner, tables):
                    count = outbox_trims.take_out(owner, than)
                if not count:
                    break
                tell(done := done + count)
        print(f"rows taken out (已清理): {done}")
