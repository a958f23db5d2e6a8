"""The commands of the console's pages (工作台页面)."""

import typer

from hub.commands.command_session import command_session

app = typer.Typer(help="Build the console's pages (生成工作台页面).", no_args_is_help=True)


@app.callback()
def console() -> None:
    """Build the console's pages (生成工作台页面)."""


@app.command()
def build() -> None:
    """Build the console from its sources, unless that is done; installs Node.js where the machine has none (生成)."""
    with command_session() as settings:
        from hub.console import building

        if building.fresh():
            print("The console is built (工作台页面已生成).")
            return
        building.build(settings.var / "node", lambda step: print(f"Building the console: {step} ...", flush=True))
        print("The console is built (工作台页面已生成).", flush=True)
