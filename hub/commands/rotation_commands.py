"""The commands that rotate the keys of ID numbers: the vault's, and those of the blind index (证件号码密钥轮换)."""

import typer

from hub.commands.command_session import database_session
from hub.commands.setting_options import DATABASE, typed_settings

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
def rotate_vault() -> None:
    """Seal all ID numbers with a new key; stop the hub first. Broken off, it goes on when run again (轮换)."""
    from hub.database import rotation

    with database_session() as (settings, addresses):
        number, values = rotation.rotate_vault(settings, addresses)
        print(f"the vault is sealed with key {number} (已使用新密钥); values sealed anew (重新加密): {values}")


@index.command("rotate")
@typed_settings(*DATABASE)
def rotate_index() -> None:
    """Find ID numbers by a new key; stop the hub first. Broken off, it goes on when run again (轮换)."""
    from hub.database import rotation

    with database_session() as (settings, addresses):
        identities = rotation.rotate_index(settings, addresses)
        print(f"identities found by the new key (已使用新索引): {identities}")
