"""The commands that serve the hub, and its demonstration (启动、演示)."""

from contextlib import closing
from importlib.metadata import version
from socket import socket
from typing import Annotated

import typer

from hub.commands.command_session import serving_session
from hub.commands.listening import claim, listen, once_ready
from hub.commands.setting_options import DATABASE, DELIVERIES, DEMONSTRATION, SERVING, SOURCES, typed_settings
from hub.database import setup
from hub.settings import Settings
from registry.store.database import Addresses

Workers = Annotated[int, typer.Option(min=1, max=16, help="Processes that answer; one for each core (工作进程数).")]


@typed_settings(*DATABASE, *SERVING, *SOURCES, *DELIVERIES)
def serve(workers: Workers = 1) -> None:
    """Serve the hub on AIDHUB_HOST at PORT; the database must be migrated (启动服务)."""
    with (
        serving_session() as settings,
        closing(claim(settings.host, settings.port)) as listener,
        setup.with_database(settings, patient=True) as ready,
    ):
        _listen(ready, setup.addresses_if_it_answers(ready), listener, workers, _standing(ready, workers))


@typed_settings(*DATABASE, *SERVING, *DEMONSTRATION)
def demo(workers: Workers = 1) -> None:
    """Serve the hub with an invented population, made on the first run (演示)."""
    with (
        serving_session() as settings,
        closing(claim(settings.host, settings.port)) as listener,
        setup.with_database(settings) as ready,
    ):
        setup.migrate(ready)
        from hub.commands.console_building import built_meanwhile
        from hub.commands.demo import prepare

        addresses = setup.checked_addresses(ready)
        words = prepare(ready, addresses)
        with built_meanwhile(ready):
            _listen(ready, addresses, listener, workers, words)


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
