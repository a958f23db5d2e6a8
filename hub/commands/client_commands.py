"""The commands that keep the client registry (账户登记)."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer
from psycopg.rows import dict_row

import connectors
from auth import clients
from auth.client_registration import Application, register
from auth.client_registration import renew as renew_credentials
from auth.scopes import defaults, scopes
from hub.commands.command_session import database_session
from hub.commands.setting_options import DATABASE, typed_settings
from hub.commands.typed_acts import administers
from policy.catalogue import load
from registry.errors import Refusal
from registry.reference.calendar import today

app = typer.Typer(
    help="Register, show, renew, disable and enable clients (账户登记、查看、更换密钥、停用、恢复).",
    no_args_is_help=True,
)


@app.command()
@typed_settings(*DATABASE)
@administers("client.add", "department", "division", "scope", "also", "purpose", "approved_by")
def add(
    department: Annotated[str, typer.Option(help="The department's code, as housing (部门代码).")],
    division: Annotated[list[str], typer.Option(help="A twelve-digit division; may be repeated (辖区代码).")],
    approved_by: Annotated[str, typer.Option(help="Who approved it (批准人).")],
    scope: Annotated[
        list[str] | None, typer.Option(help="A scope; the department's ordinary ones if none (授权范围).")
    ] = None,
    also: Annotated[list[str] | None, typer.Option(help="A scope besides the ordinary ones (另加授权).")] = None,
    purpose: Annotated[list[str] | None, typer.Option(help="A purpose it may state; any if none (查询用途).")] = None,
    expires: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day on which it may be used (有效期至).")
    ] = None,
    jwks: Annotated[Path | None, typer.Option(help="A file with its public keys as a JWK set (公钥文件).")] = None,
    secret_in_body: Annotated[
        bool, typer.Option("--secret-in-body", help="It sends its secret in the form, not as Basic (密钥置于表单).")
    ] = False,
    redirect_uri: Annotated[
        list[str] | None, typer.Option(help="Where officers come back to who sign in for it (登录后的返回地址).")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="It runs at its users' and keeps no secret; officers only (无密钥).")
    ] = False,
) -> None:
    """Register a client; without --jwks or --public it is given a secret, shown this once (登记账户)."""
    from schema.fields.purposes import PURPOSES  # loads the graph, which the other commands do without

    with database_session() as (_, addresses):
        departments = load(connectors.discover()).departments
        if department not in departments:
            raise Refusal("UNKNOWN_DEPARTMENT", value=department, codes=", ".join(departments))
        if unknown := sorted(set(purpose or ()).difference(PURPOSES)):
            raise Refusal("UNKNOWN_PURPOSE", value=unknown[0], codes=", ".join(PURPOSES))
        application = Application(
            department=department,
            divisions=division,
            scopes=sorted({*(scope or defaults(department)), *(also or ())}),
            approved_by=approved_by,
            purposes=purpose or (),
            jwks=_keys(jwks),
            secret=jwks is None and not public,
            in_body=secret_in_body,
            expires_on=expires.date() if expires else None,
            redirect_uris=redirect_uri or (),
        )
        with psycopg.connect(addresses.auth) as connection:
            credentials = register(connection, application, scopes(departments))
        print(f"client_id: {credentials.client_id}")
        if credentials.client_secret:
            print(f"client_secret: {credentials.client_secret}")


@app.command("list")
@typed_settings(*DATABASE)
def list_() -> None:
    """List all clients and how they stand; `client show` says what one may do (列出账户)."""
    with database_session() as (_, addresses), psycopg.connect(addresses.auth) as connection:
        for row in [HEADINGS, *connection.execute(LIST, [today()])]:
            print(" ".join(f"{value:<{width}}" for value, width in zip(row, WIDTHS, strict=True)).rstrip())


@app.command()
@typed_settings(*DATABASE)
def show(client_id: Annotated[str, typer.Argument(help="The client's id (账户标识).")]) -> None:
    """Show one client: what it may do, where, for what, until when, and who approved it (查看账户)."""
    with database_session() as (_, addresses):
        with psycopg.connect(addresses.auth) as connection:
            rows = connection.cursor(row_factory=dict_row).execute(SHOW, [client_id]).fetchall()
        if not rows:
            raise Refusal("UNKNOWN_CLIENT", value=client_id)
        for name, value in rows[0].items():
            print(f"{name}: {value}")


@app.command("scopes")
def scopes_() -> None:
    """List the scopes that a client may be given (列出授权范围)."""
    for scope in scopes(load(connectors.discover()).departments).values():
        print(f"{scope.name}  {scope.zh}  {scope.en}")


@app.command()
@typed_settings(*DATABASE)
@administers("client.disable", "client_id")
def disable(client_id: Annotated[str, typer.Argument(help="The client's id (账户标识).")]) -> None:
    """Disable a client; its tokens are refused within seconds (停用账户)."""
    with database_session() as (_, addresses):
        with psycopg.connect(addresses.auth) as connection:
            clients.disable(connection, client_id)
        print(f"{client_id} is disabled")


@app.command()
@typed_settings(*DATABASE)
@administers("client.enable", "client_id", "expires")
def enable(
    client_id: Annotated[str, typer.Argument(help="The client's id (账户标识).")],
    expires: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Its last day from now on (有效期至).")
    ] = None,
) -> None:
    """Let a disabled client in again, or one that has expired with a new last day (恢复账户)."""
    with database_session() as (_, addresses):
        with psycopg.connect(addresses.auth) as connection:
            clients.enable(connection, client_id, expires.date() if expires else None, today())
        print(f"{client_id} is enabled")


@app.command()
@typed_settings(*DATABASE)
@administers("client.actors", "client_id", "required")
def actors(
    client_id: Annotated[str, typer.Argument(help="The client's id (账户标识).")],
    required: Annotated[
        bool, typer.Option("--required/--optional", help="Whether it must say for whom it acts (是否须说明经办人员).")
    ],
) -> None:
    """Have a client say for whom it acts before it changes anything, or not (办理事项须说明经办人员)."""
    with database_session() as (_, addresses):
        with psycopg.connect(addresses.auth) as connection:
            clients.require_actor(connection, client_id, required)
        print(f"{client_id}: whom it acts for is {'required' if required else 'optional'}")


@app.command()
@typed_settings(*DATABASE)
@administers("client.renew", "client_id", "beside")
def renew(
    client_id: Annotated[str, typer.Argument(help="The client's id (账户标识).")],
    jwks: Annotated[
        Path | None, typer.Option(help="A file with its new public keys as a JWK set (新公钥文件).")
    ] = None,
    beside: Annotated[
        int, typer.Option(min=0, max=90, help="Days for which the old one goes on beside it (旧凭据并用天数).")
    ] = 0,
) -> None:
    """Give a client a new secret, shown this once, or new keys with --jwks (更换密钥)."""
    with database_session() as (_, addresses):
        with psycopg.connect(addresses.auth) as connection:
            credentials = renew_credentials(connection, client_id, _keys(jwks), timedelta(days=beside))
        print(f"client_id: {client_id}")
        if credentials.client_secret:
            print(f"client_secret: {credentials.client_secret}")
        print(f"the old one goes on for: {beside} days")


def _keys(file: Path | None) -> dict[str, Any] | None:  # as the department's program wrote it
    try:
        return json.loads(file.read_text()) if file else None
    except (OSError, ValueError) as error:
        raise Refusal("UNSUITABLE_KEY") from error


HEADINGS = ("client", "state", "last day", "divisions", "by")
WIDTHS = (33, 8, 10, 12, 10)

LIST = """SELECT client_id, CASE WHEN disabled_at IS NOT NULL THEN 'disabled' WHEN expires_on < %s THEN 'expired'
    ELSE 'active' END, coalesce(expires_on::text, '–'),
  CASE cardinality(divisions) WHEN 1 THEN divisions[1] ELSE cardinality(divisions) || ' of them' END,
  concat_ws('+', CASE WHEN jwks IS NOT NULL THEN 'key' END, CASE WHEN secret_hash IS NOT NULL THEN 'secret' END)
FROM oauth_clients ORDER BY client_id"""

SHOW = """SELECT client_id, department, array_to_string(divisions, ' ') AS divisions,
  array_to_string(scopes, ' ') AS scopes, coalesce(nullif(array_to_string(purposes, ' '), ''), 'any') AS purposes,
  array_to_string(token_endpoint_auth_methods, ' ') AS signs_in_with,
  coalesce(nullif(array_to_string(redirect_uris, ' '), ''), 'nowhere') AS officers_come_back_to,
  coalesce((SELECT string_agg(key ->> 'kid', ' ') FROM json_array_elements(jwks::json -> 'keys') key), 'none') AS keys,
  coalesce(nullif(concat_ws(' ', CASE WHEN clock_timestamp() < former_secret_until THEN 'secret until ' ||
    former_secret_until::timestamptz(0) END, CASE WHEN clock_timestamp() < former_jwks_until THEN 'keys until ' ||
    former_jwks_until::timestamptz(0) END), ''), 'none') AS former,
  CASE WHEN requires_actor THEN 'required' ELSE 'optional' END AS says_for_whom_it_acts,
  coalesce(expires_on::text, 'never') AS expires, coalesce(disabled_at::text, 'no') AS disabled, approved_by,
  created_at::timestamptz(0)::text AS registered
FROM oauth_clients WHERE client_id = %s"""
