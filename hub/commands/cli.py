"""The aidhub command: what it can be told, and where each of that stands.

The module of a command is imported when the command is typed, so that each starts with what it needs and no more.
"""

from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

COMMANDS = {
    "serve": "serving_commands:serve",
    "demo": "serving_commands:demo",
    "migrate": "upkeep_commands:migrate",
    "sweep": "upkeep_commands:sweep",
    "cross-check": "upkeep_commands:cross_check",
    "simulate": "upkeep_commands:simulate",
    "recount": "upkeep_commands:recount",
    "doctor": "upkeep_commands:doctor",
    "backup": "backup_commands:backup",
    "restore": "backup_commands:restore",
    "token": "asking_commands:token",
    "ask": "asking_commands:ask",
    "export": "asking_commands:export",
    "workbook": "asking_commands:workbook",
    "ingest": "file_commands:ingest",
    "console": "console_commands:app",
    "client": "client_commands:app",
    "officer": "officer_commands:app",
    "agreement": "agreement_commands:app",
    "key": "key_commands:app",
    "parameter": "parameter_commands:app",
    "access-log": "log_commands:app",
    "audit": "audit_commands:app",
    "outbox": "outbox_commands:app",
    "jobs": "job_commands:app",
    "sources": "source_commands:app",
    "webhook": "webhook_commands:app",
    "deliveries": "delivery_commands:app",
    "identities": "identity_commands:app",
    "vault": "rotation_commands:vault",
    "index": "rotation_commands:index",
}
"""What can be typed: the module in this folder and, in it, a command or several under one name."""


class CommandTable(TyperGroup):
    """The commands of the table, each imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 # typer's own context
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 # as above; one of typer's own click
        return _command(cmd_name) if cmd_name in COMMANDS else None


def _command(name: str) -> Any:
    module, _, attribute = COMMANDS[name].partition(":")
    found = getattr(import_module(f"hub.commands.{module}"), attribute)
    holder = typer.Typer()
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name)
    else:
        holder.command(name)(found)
        holder.callback()(lambda: None)  # without it a single command stands for the whole
    return get_group(holder).commands[name]


app = typer.Typer(
    cls=CommandTable,
    help="aidhub: one assistance chain for each household (一户（人）一条救助链).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


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


if __name__ == "__main__":
    app()
