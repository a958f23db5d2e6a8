"""The commands by which an operator lets what is done by itself rest, and go on (暂停、恢复)."""

from typing import Annotated

import psycopg
import typer

from hub.commands.command_session import database_session
from hub.commands.schedules import known, paused, resting_now
from hub.commands.setting_options import DATABASE, DELIVERIES, SOURCES, typed_settings
from hub.commands.typed_acts import administers
from registry import parsing
from registry.errors import Refusal
from registry.journal import pauses

Name = Annotated[str, typer.Argument(help="As housing/feedback, deliveries/housing/…, or a job of upkeep (计划名称).")]
By = Annotated[str, typer.Option(help="Who does it (操作人).")]
Why = Annotated[str, typer.Option(help="Why (原因).")]
MOST_LETTERS = 200


@typed_settings(*DATABASE, *SOURCES, *DELIVERIES)
@administers("schedule.pause", "name", "by", "why")
def pause(
    name: Name,
    by: By,
    why: Why,
) -> None:
    """Let a source, a delivery or a job of upkeep rest in all workers; what is in hand is done to its end (暂停)."""
    let_rest(name, by, why)


def let_rest(name: str, by: str, why: str) -> None:
    """Pause a schedule; raises UNKNOWN_SCHEDULE and SCHEDULE_PAUSED."""
    with database_session() as (settings, addresses):
        known(settings, name)
        said = name, parsing.words(by, "by", MOST_LETTERS), parsing.words(why, "why", MOST_LETTERS)
        with psycopg.connect(addresses.app) as connection:
            if not connection.execute(pauses.PAUSE, said).rowcount:
                raise paused(resting_now(connection)[name])
        print(f"{name} rests (已暂停)")


@typed_settings(*DATABASE)
@administers("schedule.resume", "name", "by")
def resume(
    name: Name,
    by: By,
) -> None:
    """Let what was paused go on; what has become due meanwhile is done at once (恢复)."""
    let_go_on(name, by)


def let_go_on(name: str, by: str) -> None:
    """End the pause of a schedule; raises NOT_PAUSED."""
    with database_session() as (_, addresses), psycopg.connect(addresses.app) as connection:
        if not connection.execute(pauses.RESUME, [parsing.words(by, "by", MOST_LETTERS), name]).rowcount:
            raise Refusal("NOT_PAUSED", value=name, codes=", ".join(resting_now(connection)) or "–")
        print(f"{name} goes on (已恢复)")
