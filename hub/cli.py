"""The aidhub command."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from socket import socket
from types import FrameType

import typer
import uvicorn

import connectors
from hub import ground
from hub.errors import Surroundings
from hub.listening import claim, listen
from hub.settings import Settings
from policy.catalogue import load

app = typer.Typer(
    help="aidhub: one assistance chain for each household (一户（人）一条救助链).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def serve() -> None:
    """Serve the hub on 127.0.0.1 at PORT; the database must be migrated."""
    with plainly() as settings, closing(claim(settings.port)) as listener, ground.ground(settings) as found:
        _listen(found, listener)


@app.command()
def migrate() -> None:
    """Bring the database up to this program: tables, roles, guards, keys, divisions and catalogue."""
    with plainly() as settings, ground.ground(settings) as found:
        ground.migrate(found)
        from hub.first_fill import fill  # the same

        fill(found, ground.stand(found), load(connectors.discover()))


@app.command()
def demo() -> None:
    """Serve the hub with an invented population, made on the first run."""
    with plainly() as settings, closing(claim(settings.port)) as listener, ground.ground(settings) as found:
        ground.migrate(found)
        from hub.demo import prepare  # what makes the population is not for those who only serve

        prepare(found, ground.stand(found))
        _listen(found, listener)


@contextmanager
def plainly() -> Iterator[Settings]:
    """Say what is wrong in one line, and end quietly when told to stop, leaving nothing running."""
    for asked in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, _end)
    try:
        yield Settings.read(os.environ)
    except Surroundings as problem:
        print(f"aidhub: {' '.join(str(problem).split())}", file=sys.stderr)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _listen(settings: Settings, listener: socket) -> None:
    from hub.app import create  # `migrate` needs no graph

    application = create(settings, ground.stand(settings))
    server = uvicorn.Server(uvicorn.Config(application, log_config=None, server_header=False))
    listen(listener)
    server.run(sockets=[listener])


if __name__ == "__main__":
    app()
