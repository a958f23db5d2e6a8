"""The commands of the audit log: verify it, sign it, and say that a restore was meant (审计存证)."""

import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import psycopg
import typer

from hub.commands.command_session import command_session, database_session
from hub.commands.setting_options import CHECKPOINTS, DATABASE, typed_settings
from hub.commands.typed_acts import administers
from hub.database.keys import master_key
from hub.progress import shown
from hub.settings import Settings
from hub.upkeep.audit_keeping import AuditKeeping
from registry.aid import told_amounts
from registry.errors import Refusal
from registry.journal import audit_verification, checkpoints
from registry.journal.checkpoint_file import CheckpointFile
from registry.journal.checkpoints import BadNote, Note, keys_of
from registry.journal.receipt_proofs import NotProved, ReceiptProof
from registry.store.database import Addresses

app = typer.Typer(help="Verify and sign the audit log (审计存证的核验与签名).", no_args_is_help=True)


@app.command()
@typed_settings(*DATABASE, *CHECKPOINTS)
def verify(
    receipt: Annotated[
        Path | None,
        typer.Option(help="A proof that the graph gave; nothing else is needed but its keys (回执证明文件)."),
    ] = None,
    keys: Annotated[
        Path | None, typer.Option(help="The hub's public keys, as `audit keys` printed them (公钥文件).")
    ] = None,
    link: Annotated[str, typer.Option(help="The receipt's link, where it is to be this one (条目标识).")] = "",
    hash: Annotated[str, typer.Option(help="The receipt's hash, where it is to be this one (存证哈希).")] = "",
) -> None:
    """Derive every leaf, subtree and checkpoint anew, or verify one receipt offline; exit 1 where anything differs
    (核验)."""
    with command_session():
        found = _receipt(receipt, keys, link, hash) if receipt else _database(keys)
    raise typer.Exit(1 if found else 0)


@app.command()
@typed_settings(*DATABASE, *CHECKPOINTS)
def checkpoint() -> None:
    """Bring the log up to date, sign it now and print the checkpoint (立即签名)."""
    with database_session() as (settings, addresses):
        note = AuditKeeping.of(settings, addresses.auth, master_key(settings)).tend(now=True)
        print(note, end="")


@app.command()
@typed_settings(*DATABASE)
def keys() -> None:
    """Print the public keys by which checkpoints are verified, as a JWK set (列出公钥)."""
    with database_session() as (_, addresses), psycopg.connect(addresses.auth) as connection:
        print(checkpoints.public_keys(connection))


@app.command("rotate")
@typed_settings(*DATABASE)
@administers("audit.rotate")
def rotate() -> None:
    """Sign checkpoints with a new key; those that the old one signed are verified by it as before (轮换签名密钥)."""
    with database_session() as (settings, addresses), psycopg.connect(addresses.auth) as connection:
        kid = checkpoints.renew_key(connection, master_key(settings))
        print(f"checkpoints are signed with {kid} from now on; hand out its public half (请分发新公钥)")


@app.command("restored")
@typed_settings(*DATABASE, *CHECKPOINTS)
@administers("audit.restored")
def restored() -> None:
    """Go on from a restored backup: the file of checkpoints is put aside and kept, and a new one begun (确认还原)."""
    with database_session() as (settings, _):
        name = f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        aside = CheckpointFile(settings.checkpoints_file).set_aside(name)
        print(f"the checkpoints so far are kept in (原检查点已存为): {aside or '–'}")


def _receipt(file: Path, keys: Path | None, link: str, hash: str) -> bool:
    try:
        proof = ReceiptProof.read(file.read_text("utf-8"))
        note = proof.check(keys_of(keys.read_text("utf-8") if keys else "{}"), link, hash)
    except (OSError, UnicodeDecodeError, NotProved, BadNote) as error:
        raise Refusal("RECEIPT_NOT_PROVED", detail=str(error)) from error
    for name, value in proof.content.items():
        print(f"{name}: {value}")
    print(
        f"proved: leaf {proof.index} of {note.checkpoint.size}, signed {note.checkpoint.at:%Y-%m-%d %H:%M:%S}Z (已证明)"
    )
    return False


def _database(keys: Path | None) -> int:
    with database_session() as (settings, addresses):
        began, found = time.monotonic(), 0
        outside, outer_keys = _outside(settings, keys)
        with psycopg.connect(addresses.auth) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            leaves, erased = audit_verification.leaves(connection)
            believed = outer_keys or keys_of(checkpoints.public_keys(connection))
            with shown(leaves, "leaves") as tell:
                for refusal in audit_verification.verify(connection, believed, outside, tell):
                    found += _print(refusal)
        found += _amounts(addresses)
        print(f"leaves (叶子): {leaves}, erased (已清除): {erased}, checkpoints outside (库外检查点): {len(outside)}")
        print(f"differences (不符): {found}, {time.monotonic() - began:.0f} s")
    return found


def _outside(settings: Settings, keys: Path | None) -> "tuple[list[Note], checkpoints.Keys]":
    """The checkpoints outside the database and the keys kept with them: who writes into the database has neither."""
    file = CheckpointFile(settings.checkpoints_file)
    try:
        outside = file.read()
        with suppress(FileNotFoundError):
            return outside, keys_of((keys or file.keys_path).read_text("utf-8"))
    except (BadNote, OSError) as error:
        raise Refusal("CHECKPOINTS_UNREADABLE", value=str(file.path), detail=str(error)) from error
    return outside, {}


def _amounts(addresses: Addresses) -> int:
    """The records that say something else than their links."""
    with psycopg.connect(addresses.auth) as connection:
        return sum(
            _print(Refusal("AUDIT_AMOUNT_DIFFERS", name=str(record))) for record in told_amounts.differing(connection)
        )


def _print(refusal: Refusal) -> int:
    print(f"{refusal.code}: {refusal.en}\n  {refusal.zh}")
    return 1
