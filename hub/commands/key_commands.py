"""The commands that keep the keys (密钥)."""

import time
from typing import Annotated

import psycopg
import typer

from auth import signing_keys
from hub.commands.command_session import database_session
from hub.commands.setting_options import DATABASE, typed_settings
from hub.commands.typed_acts import administers
from hub.database.keys import master_key

app = typer.Typer(help="Rotate the hub's keys (密钥轮换).", no_args_is_help=True)


@app.callback()
def keys() -> None:
    """Rotate the hub's keys (密钥轮换)."""


@app.command()
@typed_settings(*DATABASE)
@administers("key.rotate", "compromised")
def rotate(
    compromised: Annotated[
        bool, typer.Option(help="Believe no token signed until now: a key has leaked (密钥已泄露).")
    ] = False,
) -> None:
    """Sign access tokens with the next key; what the old one signed stays good until it ends (轮换签名密钥)."""
    with database_session() as (settings, addresses):
        master = master_key(settings)
        change = signing_keys.compromise if compromised else signing_keys.rotate
        with psycopg.connect(addresses.auth) as connection:
            change(connection, master, time.time())
            active = signing_keys.load(connection, master, time.time()).active
        print(f"tokens are signed with {active.kid} from now on")
