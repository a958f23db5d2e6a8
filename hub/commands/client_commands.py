"""The commands that keep the client registry (账户登记)."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from joserfc.errors import JoseError
from psycopg.rows import dict_row

import connectors
from auth import clients
from auth.client_registration import Application, register
from auth.scopes import defaults, scopes
from hub.commands.command_session import database_session
from policy.catalogue import load
from registry.errors import Refusal

app = typer.Typer(help="Register, show and disable clients (账户登记、查看、停用).", no_args_is_help=True)


@app.command()
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
) -> None:
    """Register a client; without --jwks it is given a secret, shown this once (登记账户)."""
    from schema.fields.purposes import PURPOSES  # loads the graph, which the other commands do without

    with database_session() as (_, addresses):
        departments = load(connectors.discover()).departments
        if department not in departments:
            raise Refusal("UNKNOWN_DEPARTMENT", value=department, codes=", ".join(departments))
        if unknown := sorted(set(purpose or ()).difference(PURPOSES)):
            raise Refusal("UNKNOWN_PURPOSE", value=unknown[0], codes=", ".join(PURPOSES))
        try:
            application = Application(
                department=department,
                divisions=division,
                scopes=sorted({*(scope or defaults(department)), *(also or ())}),
                approved_by=approved_by,
                purposes=purpose or (),
                jwks=json.loads(jwks.read_text()) if jwks else None,
                secret=jwks is None,
                expires_on=expires.date() if expires else None,
            )
            with psycopg.connect(addresses.auth) as connection:
                credentials = register(connection, application, scopes(departments))
        except (JoseError, OSError, ValueError) as error:
            raise Refusal("UNSUITABLE_KEY") from error
        print(f"client_id: {credentials.client_id}")
        if credentials.client_secret:
            print(f"client_secret: {credentials.client_secret}")


@app.command("list")
def list_() -> None:
    """List all clients with what they may do (列出账户)."""
    with database_session() as (_, addresses), psycopg.connect(addresses.auth) as connection:
        for row in connection.execute(LIST):
            print("  ".join(str(value) for value in row))


@app.command()
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
def disable(client_id: Annotated[str, typer.Argument(help="The client's id (账户标识).")]) -> None:
    """Disable a client; its tokens are refused within seconds (停用账户)."""
    with database_session() as (_, addresses):
        with psycopg.connect(addresses.auth) as connection:
            clients.disable(connection, client_id)
        print(f"{client_id} is disabled")


LIST = """SELECT client_id, CASE WHEN disabled_at IS NULL THEN 'active' ELSE 'disabled' END,
  array_to_string(divisions, ','), array_to_string(scopes, ' ') FROM oauth_clients ORDER BY client_id"""

SHOW = """SELECT client_id, department, array_to_string(divisions, ' ') AS divisions,
  array_to_string(scopes, ' ') AS scopes, coalesce(nullif(array_to_string(purposes, ' '), ''), 'any') AS purposes,
  array_to_string(token_endpoint_auth_methods, ' ') AS signs_in_with,
  coalesce((SELECT string_agg(key ->> 'kid', ' ') FROM json_array_elements(jwks::json -> 'keys') key), 'none') AS keys,
  coalesce(expires_on::text, 'never') AS expires, coalesce(disabled_at::text, 'no') AS disabled, approved_by,
  created_at::timestamptz(0)::text AS registered
FROM oauth_clients WHERE client_id = %s"""
