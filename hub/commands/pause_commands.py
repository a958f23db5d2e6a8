"""The commands by which an operator lets what is done by itself rest, and go on (暂停、恢复)."""

from typing import Annotated

import psycopg
import typer

from hub.commands.command_session import database_session
from hub.commands.schedules import known, paused, resting_now
from hub.commands.setting_options import DATABASE, DELIVERIES, SOURCES, typed_settings
from registry import parsing
from registry.errors import Refusal
from registry.journal import pauses

Name = Annotated[str, typer.Argument(help="A source or delivery, as housing/feedback, or a job of upkeep (计划名称).")]
MOST_LETTERS = 200


@typed_settings(*DATABASE, *SOURCES, *DELIVERIES)
def pause(
    name: Name,
    by: Annotated[str, typer.Option(help="Who pauses it (操作人).")],
    why: Annotated[str, typer.Option(help="Why (原因).")],
) -> None:
    """Let a source or a job of upkeep rest in all workers; what is being fetched is fetched to its end (暂停)."""
    with database_session() as (settings, addresses):
        known(settings, name)
        said = name, parsing.words(by, "by", MOST_LETTERS), parsing.words(why, "why", MOST_LETTERS)
        with psycopg.connect(addresses.app) as connection:
            if not connection.execute(pauses.PAUSE, said).rowcount:
                raise paused(resting_now(connection)[name])
        print(f"{name} rests (已暂停)")


@typed_settings(*DATABASE)
def resume(
    name: Name,
    by: Annotated[str, typer.Option(help="Who resumes it (操作人).")],
) -> None:
    """Let what was paused go on; what has become due meanwhile is done at once (恢复)."""
    with database_session() as (_, addresses), psycopg.connect(addresses.app) as connection:
        if not connection.execute(pauses.RESUME, [parsing.words(by, "by", MOST_LETTERS), name]).rowcount:
            raise Refusal("NOT_PAUSED", value=name, codes=", ".join(resting_now(connection)) or "–")
        print(f"{name} goes on (已恢复)")
