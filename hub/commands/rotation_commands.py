"""The commands that rotate the keys of ID numbers: the vault's, and those of the blind index (证件号码密钥轮换)."""

from typing import Annotated

import typer

from hub.commands.command_session import command_session, database_session
from hub.commands.setting_options import DATABASE, typed_settings
from hub.commands.typed_acts import administers, log_typed
from hub.settings import MASTER_KEYS, Keeper
from registry.errors import Refusal

vault = typer.Typer(help="Rotate the key that seals ID numbers (证件号码加密密钥轮换).", no_args_is_help=True)
index = typer.Typer(help="Rotate the key by which ID numbers are found (证件号码索引密钥轮换).", no_args_is_help=True)


@vault.callback()
def vault_() -> None:
    """Rotate the key that seals ID numbers (证件号码加密密钥轮换)."""


@index.callback()
def index_() -> None:
    """Rotate the key by which ID numbers are found (证件号码索引密钥轮换)."""


@vault.command("rotate")
@typed_settings(*DATABASE)
@administers("vault.rotate")
def rotate_vault() -> None:
    """Seal all ID numbers with a new key; stop the hub first. Broken off, it goes on when run again (轮换)."""
    from hub.database import rotation

    with database_session() as (settings, addresses):
        number, values = rotation.rotate_vault(settings, addresses)
        print(f"the vault is sealed with key {number} (已使用新密钥); values sealed anew (重新加密): {values}")


@vault.command("rewrap")
@typed_settings(*DATABASE)
@administers("vault.rewrap")
def rewrap(
    to_command: Annotated[
        str | None, typer.Option(help="A program that prints the new master key (输出新主密钥的程序).")
    ] = None,
    to_service: Annotated[
        str | None, typer.Option(help="A program in front of a key management service (密钥管理服务程序).")
    ] = None,
) -> None:
    """Change the master key, without an option to a new file; stop the hub first. It can be run again (更换主密钥)."""
    from hub.database import rewrapping, setup

    options: tuple[tuple[Keeper, str | None], ...] = ("command", to_command), ("service", to_service)
    given = [(kind, text) for kind, text in options if text]
    # Broken off after the database knew the new key and before the file did, the old file opens nothing.
    with command_session() as named, setup.with_database(named) as settings:
        if len(given) > 1:
            raise Refusal("TWO_MASTER_KEYS")
        log_typed(setup.unchecked_addresses(settings).auth)
        if given:
            rewrapping.rewrap_to(settings, *given[0])
            print(f"all keys are wrapped anew (已更换主密钥); from now on set (请设置): {MASTER_KEYS[given[0][0]]}")
        else:
            print(f"all keys are wrapped anew (已更换主密钥): {rewrapping.rewrap_to_file(settings)}")


@index.command("rotate")
@typed_settings(*DATABASE)
@administers("index.rotate")
def rotate_index() -> None:
    """Find ID numbers by a new key; stop the hub first. Broken off, it goes on when run again (轮换)."""
    from hub.database import rotation

    with database_session() as (settings, addresses):
        identities = rotation.rotate_index(settings, addresses)
        print(f"identities found by the new key (已使用新索引): {identities}")
