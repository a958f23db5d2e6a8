"""The commands that keep an installation as it should be: its database, what is derived, what is checked (维护)."""

import asyncio
from importlib.metadata import version
from typing import Annotated

import typer

import connectors
from hub.commands.command_session import command_session, database_session
from hub.commands.setting_options import DATABASE, typed_settings
from hub.commands.typed_acts import administers, log_typed
from hub.database import setup
from policy.catalogue import load
from registry.reference.calendar import today


@typed_settings(*DATABASE)
@administers("migrate")
def migrate() -> None:
    """Bring the database up to this program: tables, roles, guards, keys, divisions, catalogue (数据库升级)."""
    with command_session() as settings, setup.with_database(settings) as ready:
        setup.migrate(ready)
        from hub.database.first_fill import fill
        from hub.upkeep.runs import recompute

        addresses, catalogue = setup.checked_addresses(ready), load(connectors.discover())
        log_typed(addresses.auth)
        changed = fill(ready, addresses, catalogue)
        recomputed = asyncio.run(recompute(addresses, catalogue, today())) if changed else 0
        print(
            f"The database is at the level of aidhub {version('aidhub')} (数据库已升级): roles, tables, guards, keys."
        )
        print(f"catalogue changed (目录已更新): {'yes' if changed else 'no'}; households recomputed: {recomputed}")


@typed_settings(*DATABASE)
def sweep() -> None:
    """Bring up to date whom the day has changed (按日期更新); `serve` does so by itself every hour."""
    with database_session() as (_, addresses):
        from hub.upkeep.runs import catch_up

        changed = asyncio.run(catch_up(addresses, load(connectors.discover()), today()))
        print(f"{changed} households brought up to date")


@typed_settings(*DATABASE)
def cross_check() -> None:
    """Cross-check every household now (全量数据比对); `serve` checks by itself whatever has changed."""
    with database_session() as (_, addresses):
        from hub.upkeep.runs import check_all

        tally = asyncio.run(check_all(addresses, load(connectors.discover()), today()))
        print(f"{tally.raised} warnings raised, {tally.gone} gone")


@typed_settings(*DATABASE)
def simulate(
    rule: Annotated[str, typer.Argument(help="The rule's code, as in policy/signals.toml (规则代码).")],
) -> None:
    """Say whom a rule of the cross-check would warn of, by county; nothing is written (规则试算)."""
    catalogue = load(connectors.discover())
    if rule not in catalogue.signals:
        raise typer.BadParameter(f"{rule} is no rule: {', '.join(catalogue.signals)}")
    with database_session() as (_, addresses):
        from hub.upkeep import runs

        signal = catalogue.signals[rule]
        warned, households = asyncio.run(runs.simulate(addresses, catalogue, signal, today()))
        for county, count in warned.items():
            print(f"{county}  {count}")
        print(f"{sum(warned.values())} of {households} households would be warned of: {signal.en} ({signal.zh})")


@typed_settings(*DATABASE)
def recount() -> None:
    """Count the targets anew, where rows were changed past the program (重新计数)."""
    with database_session() as (_, addresses):
        from hub.upkeep import runs

        wrong = asyncio.run(runs.recount(addresses))
        print(f"{wrong} counts put right")


@typed_settings(*DATABASE)
def doctor() -> None:
    """Say what is wrong with this installation and what to do about it; status 1 if anything is (检查)."""
    from hub.commands.doctor import examine

    raise typer.Exit(1 if examine() else 0)
