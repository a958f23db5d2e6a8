"""The aidhub command.

A command imports the graph and what works upon it by itself, so that `--help` and the others do without.
"""

import asyncio
from contextlib import closing
from importlib.metadata import version
from socket import socket
from typing import Annotated

import typer

import connectors
from hub.commands import (
    asking_commands,
    backup_commands,
    client_commands,
    file_commands,
    job_commands,
    key_commands,
    log_commands,
    outbox_commands,
    parameter_commands,
    rotation_commands,
    source_commands,
)
from hub.commands.command_session import command_session, database_session, serving_session
from hub.commands.listening import claim, listen, once_ready
from hub.commands.setting_options import DATABASE, DEMONSTRATION, SERVING, SOURCES, typed_settings
from hub.database import setup
from hub.settings import Settings
from policy.catalogue import load
from registry.reference.calendar import today
from registry.store.database import Addresses

app = typer.Typer(
    help="aidhub: one assistance chain for each household (一户（人）一条救助链).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(client_commands.app, name="client")
app.add_typer(key_commands.app, name="key")
app.add_typer(parameter_commands.app, name="parameter")
app.add_typer(log_commands.app, name="access-log")
app.add_typer(outbox_commands.app, name="outbox")
app.add_typer(job_commands.app, name="jobs")
app.add_typer(source_commands.app, name="sources")
app.add_typer(rotation_commands.vault, name="vault")
app.add_typer(rotation_commands.index, name="index")
COMMANDS = (
    asking_commands.token,
    asking_commands.ask,
    asking_commands.export,
    asking_commands.workbook,
    file_commands.ingest,
    backup_commands.backup,
    backup_commands.restore,
)
for command in COMMANDS:
    app.command()(command)


def _version(asked: bool) -> None:
    if asked:
        print(f"aidhub {version('aidhub')}")
        raise typer.Exit


@app.callback()
def aidhub(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version (版本).")
    ] = False,
) -> None:
    """One assistance chain for each household (一户（人）一条救助链)."""


Workers = Annotated[int, typer.Option(min=1, max=16, help="Processes that answer; one for each core (工作进程数).")]


@app.command()
@typed_settings(*DATABASE, *SERVING, *SOURCES)
def serve(workers: Workers = 1) -> None:
    """Serve the hub on AIDHUB_HOST at PORT; the database must be migrated (启动服务)."""
    with (
        serving_session() as settings,
        closing(claim(settings.host, settings.port)) as listener,
        setup.with_database(settings, patient=True) as ready,
    ):
        _listen(ready, setup.addresses_if_it_answers(ready), listener, workers, _standing(ready, workers))


@app.command()
@typed_settings(*DATABASE)
def migrate() -> None:
    """Bring the database up to this program: tables, roles, guards, keys, divisions, catalogue (数据库升级)."""
    with command_session() as settings, setup.with_database(settings) as ready:
        setup.migrate(ready)
        from hub.database.first_fill import fill
        from hub.upkeep.runs import recompute

        addresses, catalogue = setup.checked_addresses(ready), load(connectors.discover())
        changed = fill(ready, addresses, catalogue)
        recomputed = asyncio.run(recompute(addresses, catalogue, today())) if changed else 0
        print(
            f"The database is at the level of aidhub {version('aidhub')} (数据库已升级): roles, tables, guards, keys."
        )
        print(f"catalogue changed (目录已更新): {'yes' if changed else 'no'}; households recomputed: {recomputed}")


@app.command()
@typed_settings(*DATABASE)
def sweep() -> None:
    """Bring up to date whom the day has changed (按日期更新); `serve` does so by itself every hour."""
    with database_session() as (_, addresses):
        from hub.upkeep.runs import catch_up

        changed = asyncio.run(catch_up(addresses, load(connectors.discover()), today()))
        print(f"{changed} households brought up to date")


@app.command("cross-check")
@typed_settings(*DATABASE)
def cross_check() -> None:
    """Cross-check every household now (全量数据比对); `serve` checks by itself whatever has changed."""
    with database_session() as (_, addresses):
        from hub.upkeep.runs import check_all

        tally = asyncio.run(check_all(addresses, load(connectors.discover()), today()))
        print(f"{tally.raised} warnings raised, {tally.gone} gone")


@app.command()
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


@app.command()
@typed_settings(*DATABASE)
def recount() -> None:
    """Count the targets anew, where rows were changed past the program (重新计数)."""
    with database_session() as (_, addresses):
        from hub.upkeep import runs

        wrong = asyncio.run(runs.recount(addresses))
        print(f"{wrong} counts put right")


@app.command()
@typed_settings(*DATABASE)
def doctor() -> None:
    """Say what is wrong with this installation and what to do about it; status 1 if anything is (检查)."""
    from hub.commands.doctor import examine

    raise typer.Exit(1 if examine() else 0)


@app.command()
@typed_settings(*DATABASE, *SERVING, *DEMONSTRATION)
def demo(workers: Workers = 1) -> None:
    """Serve the hub with an invented population, made on the first run (演示)."""
    with (
        serving_session() as settings,
        closing(claim(settings.host, settings.port)) as listener,
        setup.with_database(settings) as ready,
    ):
        setup.migrate(ready)
        from hub.commands.demo import prepare

        addresses = setup.checked_addresses(ready)
        _listen(ready, addresses, listener, workers, prepare(ready, addresses))


def _standing(settings: Settings, workers: int) -> str:
    return (
        f"aidhub {version('aidhub')} is ready on {settings.host} at port {settings.port}, known as {settings.issuer},"
        f" with {workers} worker{'s' if workers > 1 else ''} (已就绪). Ctrl-C stops it."
    )


def _listen(settings: Settings, addresses: Addresses | None, listener: socket, workers: int, words: str) -> None:
    from hub.commands.workers import answer

    listen(listener)
    once_ready(listener, lambda: print(words, flush=True))
    answer(settings, addresses, listener, workers)


if __name__ == "__main__":
    app()
