"""The doctor: everything that may be wrong with an installation is looked at, and told line by line (检查)."""

import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

import psycopg

from hub.commands.command_session import command_session
from hub.database import checkup, setup
from hub.database.checkup import Findings, Installation
from hub.database.installation import check_it_is_there
from hub.settings import Settings
from registry.errors import Refusal
from registry.reference.calendar import today

Examined = TypeVar("Examined")


def examine() -> int:
    """Look at everything that can be looked at; how many findings were told."""
    with command_session() as settings:
        wrong = sum(_told(name, check, settings) for name, check in checkup.OF_SETTINGS.items())
        try:
            check_it_is_there(settings)
            with setup.with_database(settings) as ready:
                wrong += _of_database(ready)
        except Refusal as refusal:
            wrong += _print("database (数据库)", [refusal])
        print(f"findings (发现问题): {wrong}")
    return wrong


def _of_database(settings: Settings) -> int:
    wrong = sum(_told(name, check, settings) for name, check in checkup.OF_DATABASE.items())
    try:
        installation = Installation(settings, setup.checked_addresses(settings), today())
    except Refusal:
        print(f"–      {', '.join(checkup.OF_INSTALLATION)}: once the database is as it should be (待数据库正常后再查)")
        return wrong
    return wrong + sum(_told(name, check, installation) for name, check in checkup.OF_INSTALLATION.items())


def _told(name: str, check: Callable[[Examined], Findings], examined: Examined) -> int:
    return _print(name, list(_found(check, examined)))


def _found(check: Callable[[Examined], Findings], examined: Examined) -> Iterator[Refusal]:
    try:
        yield from check(examined)
    except Refusal as refusal:
        yield refusal
    except psycopg.Error as error:
        yield Refusal("DATABASE_LOST", detail=type(error).__name__)


def _print(name: str, found: list[Refusal]) -> int:
    if not found:
        print(f"ok     {name}")
    for refusal in found:
        print(f"wrong  {name}: {' '.join(refusal.en.split())}\n       {' '.join(refusal.zh.split())}")
    sys.stdout.flush()
    return len(found)
