"""The installation: whether a `var/` is the one to which a database belongs, asked before anything is changed."""

import psycopg

from hub.database.data_folder import PLACE_OF_DATA
from hub.database.keys import master_key, master_key_file
from hub.settings import MASTER_KEYS, Settings
from registry.errors import Refusal
from registry.identity import keys
from registry.identity.suites import proven
from registry.store.database import Addresses, metadata
from registry.store.row_security import lifted


def check_it_is_there(settings: Settings) -> None:
    """Refuse a `var/` in which no hub has ever been made: a mistyped one would become a hub without anything in it.

    Raises NOT_INSTALLED. A database that the operator names stands by itself.
    """
    if not settings.database_url and not (settings.var / PLACE_OF_DATA).exists():
        raise Refusal("NOT_INSTALLED", value=str(settings.var))


def check_before_migrating(owner_url: str, settings: Settings) -> None:
    """Refuse to migrate a database of another installation; raises OTHER_INSTALLATION.

    Nothing is made or changed, in the database or in `var/`.
    """
    with psycopg.connect(owner_url, autocommit=True) as owner:
        if wrapped := _a_wrapped_key(owner):
            _open(settings, *wrapped)


def check_before_use(addresses: Addresses, settings: Settings) -> None:
    """Refuse a `var/` whose passwords or master key are not those of the database.

    Raises OTHER_PASSWORDS and OTHER_INSTALLATION.
    """
    try:
        connection = psycopg.connect(addresses.vault)
    except psycopg.OperationalError as error:
        if "password" not in str(error):
            raise
        raise Refusal("OTHER_PASSWORDS", value=str(settings.var / "secrets.json")) from error
    with connection:
        wrapped = connection.execute(NEWEST).fetchone()
    if wrapped:
        _open(settings, *wrapped)


# Before its migration a database says nothing of suites: then it is the first.
NEWEST = """SELECT version, coalesce((to_jsonb(k) ->> 'suite')::int, 1), wrapped FROM index_keys k
ORDER BY version DESC LIMIT 1"""


def _a_wrapped_key(owner: psycopg.Connection) -> tuple[int, int, bytes] | None:
    """One that the installation's master key opens, with its version and suite; None before the first migration."""
    if owner.execute("SELECT to_regclass('public.index_keys')").fetchone() == (None,):
        return None
    with lifted(owner, [metadata.tables["index_keys"]]):
        row: tuple[int, int, bytes] | None = owner.execute(NEWEST).fetchone()
    return row


def _open(settings: Settings, version: int, suite: int, wrapped: bytes) -> None:
    file = master_key_file(settings)
    kept = MASTER_KEYS[settings.master_key[0]] if settings.master_key else str(file)
    if settings.master_key is None and not file.exists():
        raise Refusal("OTHER_INSTALLATION", value=kept)
    try:
        master_key(settings).unwrap(wrapped, keys.index_key_use(version), proven(suite))
    except Refusal as refusal:
        if refusal.code != "WRONG_MASTER_KEY":
            raise
        raise Refusal("OTHER_INSTALLATION", value=kept) from refusal
