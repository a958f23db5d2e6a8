"""The commands that look after webhooks (事件推送)."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated
from uuid import UUID

import psycopg
import typer

import connectors
from auth import client_state
from auth.grants import Grant
from hub.commands.command_session import database_session
from hub.commands.setting_options import DATABASE, RECEIVERS, typed_settings
from hub.commands.typed_acts import administers
from hub.database.keys import master_key, vault_of
from hub.settings import Settings
from policy.catalogue import load
from policy.procedures import kinds
from registry import parsing
from registry.errors import Refusal
from registry.journal import webhook_stands, webhooks
from registry.journal.webhook_secrets import Secrets
from registry.journal.webhooks import Listed
from registry.redaction import quoted
from registry.reference.calendar import ZONE
from registry.store.connection import Connection
from registry.store.database import Addresses

app = typer.Typer(help="Register, see, pause, resume, replay and remove webhooks (事件推送).", no_args_is_help=True)
Id = Annotated[str, typer.Argument(help="The webhook's id (推送标识).")]


@app.command()
@typed_settings(*DATABASE, *RECEIVERS)
@administers("webhook.add", "client", "event")
def add(
    client: Annotated[str, typer.Option(help="On whose behalf: it is told what this client may be (账户标识).")],
    url: Annotated[str, typer.Option(help="An https address (接收地址).")],
    event: Annotated[list[str], typer.Option(help="Of which matters, as referral; may be repeated (事件).")],
) -> None:
    """Have events sent to an address; its secret is shown this once (登记)."""
    from schema.webhooks.events import may_have_webhooks

    with database_session() as (settings, addresses):
        known = [kind.code for kind in kinds()]
        if unknown := sorted(set(event).difference(known)):
            raise Refusal("UNKNOWN_CODE", value=quoted(unknown[0]), name="event", codes=", ".join(known))
        settings.receivers.check(url)
        grant = _grant(addresses, client)
        may_have_webhooks(grant)
        one = webhooks.Webhook(grant.department, client, grant.scopes, url, set(event))
        secrets = _secrets(settings, addresses)
        secret = _done(addresses, grant.department, lambda connection: webhooks.add(connection, one, secrets))
        print(f"webhook: {one.id}\nsecret: {secret}")


@app.command("list")
@typed_settings(*DATABASE)
def list_() -> None:
    """Print each webhook: its client, how it stands, what was delivered last, what could not be (列出)."""
    with database_session() as (_, addresses):
        for one in _listed(addresses):
            failing = f"  failing since {_told(one.failing_since)}: {one.failure_en}" if one.failing_since else ""
            letters = f"  dead letters {one.dead}" if one.dead else ""
            delivered = f"delivered {one.delivered}, last {_told(one.delivered_at)}"
            print(f"{one.id}  {one.state}  {one.department}  {one.client}  {one.url}")
            print(f"    {' '.join(one.topics)}  {delivered}{letters}{failing}")


@app.command()
@typed_settings(*DATABASE)
@administers("webhook.pause", "id")
def pause(id: Id) -> None:
    """Send nothing until it is resumed; what happens meanwhile is sent then (暂停)."""
    _change(id, webhook_stands.pause)
    print(f"webhook {id} is paused (已暂停)")


@app.command()
@typed_settings(*DATABASE)
@administers("webhook.resume", "id")
def resume(id: Id) -> None:
    """Go on where it was left, at once; also after it was disabled (恢复)."""
    _change(id, webhook_stands.resume)
    print(f"webhook {id} goes on (已恢复)")


@app.command()
@typed_settings(*DATABASE)
@administers("webhook.replay", "id")
def replay(
    id: Id,
    since: Annotated[
        str | None, typer.Option(help="All that came after this cursor; the dead letters if none (起始游标).")
    ] = None,
) -> None:
    """Send its dead letters once more, or what came after a cursor, and go on (重发)."""

    async def replayed(connection: Connection, webhook: UUID, client: str) -> None:
        await webhook_stands.replay(connection, webhook, client, since)

    _change(id, replayed)
    print(f"webhook {id} is sent it once more (已提交重发)")


@app.command()
@typed_settings(*DATABASE)
@administers("webhook.renew", "id")
def renew(id: Id) -> None:
    """Give it a new secret, shown this once; for a day the one before signs too, an older one no more (更换密钥)."""
    with database_session() as (settings, addresses):
        one, secrets = _one(addresses, id), _secrets(settings, addresses)
        secret = _done(
            addresses, one.department, lambda connection: webhooks.renew(connection, one.id, one.client, secrets)
        )
        print(f"webhook: {one.id}\nsecret: {secret}")


@app.command()
@typed_settings(*DATABASE)
@administers("webhook.remove", "id")
def remove(id: Id) -> None:
    """Take it out, with its dead letters (删除)."""
    _change(id, webhooks.remove)
    print(f"webhook {id} is removed (已删除)")


def _change(id: str, change: Callable[[Connection, UUID, str], Awaitable[None]]) -> None:
    with database_session() as (_, addresses):
        one = _one(addresses, id)
        _done(addresses, one.department, lambda connection: change(connection, one.id, one.client))


def _done(addresses: Addresses, department: str, work: Callable[[Connection], Awaitable[str | None]]) -> str | None:
    """Do it in one transaction of the department."""

    async def done() -> str | None:
        connecting = Connection.connect(addresses.app, cursor_factory=psycopg.AsyncRawCursor)
        async with await connecting as connection:
            await connection.execute("SELECT set_config('hub.department', $1, true)", [department])
            return await work(connection)

    return asyncio.run(done())


def _grant(addresses: Addresses, client: str) -> Grant:
    """What a client may do; raises UNKNOWN_CLIENT."""
    with psycopg.connect(addresses.auth) as connection:
        state = client_state.read(connection, client, time.time())
    if state is None:
        raise Refusal("UNKNOWN_CLIENT", value=client)
    return state.standing_grant(state.client.scopes)


def _secrets(settings: Settings, addresses: Addresses) -> Secrets:
    with psycopg.connect(addresses.vault) as connection:
        return Secrets(vault_of(connection, master_key(settings)))


def _one(addresses: Addresses, id: str) -> Listed:
    wanted = parsing.uuid(id, "id")
    for one in _listed(addresses):
        if one.id == wanted:
            return one
    raise Refusal("UNKNOWN_WEBHOOK", "id")


def _listed(addresses: Addresses) -> list[Listed]:
    """All there are, department by department: each sees its own alone."""
    found: list[Listed] = []
    with psycopg.connect(addresses.app) as connection:
        for department in load(connectors.discover()).departments:
            connection.execute("SELECT set_config('hub.department', %s, true)", [department])
            found += [Listed(*row) for row in connection.execute(webhooks.LISTED).fetchall()]
    return found


def _told(moment: datetime | None) -> str:
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}" if moment else "–"
