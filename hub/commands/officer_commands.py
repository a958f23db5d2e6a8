"""The commands that keep the accounts of officers (人员账号)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer
from psycopg.rows import dict_row

import connectors
from auth import enrolments, officer_registration
from auth.administration import Administrator
from auth.officer_registration import Change, Entry, one
from auth.officer_roles import officer_roles
from hub.commands.command_session import database_session
from hub.commands.officer_rows import OfficerFile
from hub.commands.setting_options import DATABASE, SERVING, typed_settings
from policy.catalogue import load
from registry.errors import Refusal
from registry.reference.calendar import today

app = typer.Typer(
    help="Add, show, change, disable and enable officers, give them roles (人员账号登记、变更、停用、授权).",
    no_args_is_help=True,
)
ISSUER = tuple(option for option in SERVING if option.flag == "--issuer")

Account = Annotated[str, typer.Argument(help="The account (账号).")]
ApprovedBy = Annotated[str, typer.Option(help="Who approved it (批准人).")]
Department = Annotated[str | None, typer.Option(help="The department's code, as housing (部门代码).")]
Division = Annotated[list[str] | None, typer.Option(help="A twelve-digit division; may be repeated (辖区代码).")]
Role = Annotated[list[str] | None, typer.Option(help="A role, as `officer roles` lists them; may be repeated (角色).")]
From = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day (起始日期).")]
To = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day (截止日期).")]


@app.command()
@typed_settings(*DATABASE, *ISSUER)
def add(
    account: Account,
    name: Annotated[str, typer.Option(help="The officer's name (姓名).")],
    department: Annotated[str, typer.Option(help="The department's code, as housing (部门代码).")],
    division: Annotated[list[str], typer.Option(help="A twelve-digit division; may be repeated (辖区代码).")],
    approved_by: ApprovedBy,
    role: Role = None,
    first: From = None,
    last: To = None,
) -> None:
    """Add an officer, with a link that takes over the account, shown this once (登记人员)."""
    with _acting(approved_by) as (connection, by, issuer):
        entry = Entry(account, name, department, division, _day(first) or today(), _day(last))
        officer = officer_registration.add(connection, by, entry, _departments())
        if role:
            officer_registration.give_roles(connection, by, officer, role)
        code = officer_registration.enrol(connection, by, officer)
    print(f"account: {officer.account}")
    _say_link(issuer, code)


@app.command()
@typed_settings(*DATABASE, *ISSUER)
def enrol(account: Account, approved_by: ApprovedBy) -> None:
    """Print a new link that takes over an account, as for a password that was forgotten (重发启用链接)."""
    with _acting(approved_by) as (connection, by, issuer):
        code = officer_registration.enrol(connection, by, one(connection, account))
    _say_link(issuer, code)


@app.command("list")
@typed_settings(*DATABASE)
def list_(department: Department = None) -> None:
    """List the officers and how they stand; `officer show` says more of one (列出人员)."""
    with database_session() as (_, addresses), psycopg.connect(addresses.auth) as connection:
        rows = connection.execute(LIST, {"today": today(), "department": department})
        for row in [HEADINGS, *rows]:
            print(" ".join(f"{value:<{width}}" for value, width in zip(row, WIDTHS, strict=True)).rstrip())


@app.command()
@typed_settings(*DATABASE)
def show(account: Account) -> None:
    """Show one officer: who, where, with which roles, until when, and who stands in (查看人员)."""
    with database_session() as (_, addresses), psycopg.connect(addresses.auth) as connection:
        rows = connection.cursor(row_factory=dict_row).execute(SHOW, [account.strip().lower()]).fetchall()
        if not rows:
            raise Refusal("UNKNOWN_OFFICER", value=account)
        for name, value in rows[0].items():
            print(f"{name}: {value}")


@app.command()
@typed_settings(*DATABASE)
def change(
    account: Account,
    approved_by: ApprovedBy,
    name: Annotated[str | None, typer.Option(help="The officer's name (姓名).")] = None,
    department: Department = None,
    division: Division = None,
    first: From = None,
    last: To = None,
) -> None:
    """Change who, where or when an officer is (变更人员)."""
    with _acting(approved_by) as (connection, by, _):
        wanted = Change(name, department, division, _day(first), _day(last))
        officer_registration.change(connection, by, one(connection, account), wanted, _departments())
    print(f"{account} is changed")


@app.command()
@typed_settings(*DATABASE)
def roles(
    account: Annotated[str | None, typer.Argument(help="The account; none lists the roles (账号).")] = None,
    role: Role = None,
    approved_by: Annotated[str, typer.Option(help="Who approved it (批准人).")] = "",
) -> None:
    """Give an officer these roles and no others, or list the roles that there are (授予角色)."""
    if account is None:
        for known in officer_roles().values():
            print(f"{known.code}  {known.zh}  {known.en}")
        return
    with _acting(approved_by) as (connection, by, _):
        officer_registration.give_roles(connection, by, one(connection, account), role or [])
    print(f"{account} has the roles: {' '.join(sorted(role or [])) or 'none'}")


@app.command()
@typed_settings(*DATABASE)
def deputy(
    account: Account,
    approved_by: ApprovedBy,
    by: Annotated[str | None, typer.Option(help="The account that stands in; nobody if none (代理人账号).")] = None,
    first: From = None,
    last: To = None,
) -> None:
    """Say who stands in for an officer from a day to a day, or that nobody does (指定代理人)."""
    with _acting(approved_by) as (connection, operator, _):
        officer = one(connection, account)
        if by is None:
            officer_registration.end_deputy(connection, operator, officer)
        elif (until := _day(last)) is None:
            raise Refusal("MISSING", name="--to")
        else:
            begins = _day(first) or today()
            officer_registration.deputise(connection, operator, officer, one(connection, by), begins, until)
    print(f"{by or 'nobody'} stands in for {account}")


@app.command()
@typed_settings(*DATABASE)
def disable(account: Account, approved_by: ApprovedBy) -> None:
    """Disable an officer, whose tokens are refused within seconds (停用人员)."""
    with _acting(approved_by) as (connection, by, _):
        officer_registration.disable(connection, by, one(connection, account))
    print(f"{account} is disabled")


@app.command()
@typed_settings(*DATABASE)
def enable(account: Account, approved_by: ApprovedBy) -> None:
    """Let a disabled officer in again (恢复人员)."""
    with _acting(approved_by) as (connection, by, _):
        officer_registration.enable(connection, by, one(connection, account))
    print(f"{account} is enabled")


@app.command()
@typed_settings(*DATABASE)
def login(
    account: Account,
    provider: Annotated[str, typer.Option(help="The iss of an issuer of AIDHUB_ISSUERS (身份认证服务).")],
    approved_by: ApprovedBy,
    subject: Annotated[str, typer.Option(help="As whom it knows the officer (身份标识).")] = "",
    end: Annotated[bool, typer.Option("--end", help="Let them in by it no more (解除).")] = False,
) -> None:
    """Let an officer in by an identity provider outside of the hub, or no more (统一身份认证登录)."""
    with _acting(approved_by) as (connection, by, _):
        if end:
            officer_registration.let_in_no_more(connection, by, one(connection, account), provider)
        else:
            officer_registration.let_in(connection, by, one(connection, account), provider, subject)
    print(f"{account} is let in by {provider}{' no more' if end else ''}")


@app.command("import")
@typed_settings(*DATABASE)
def import_(
    file: Annotated[
        Path, typer.Argument(help="A CSV or .xlsx with 账号, 姓名, 部门, 辖区, 角色, 起始日期, 截止日期 (文件).")
    ],
    approved_by: ApprovedBy,
    check: Annotated[bool, typer.Option("--check", help="Say what is wrong, and add nobody (仅核对).")] = False,
) -> None:
    """Add the officers of a file, all of them or none; each takes over the account by `officer enrol` (批量登记)."""
    with _acting(approved_by) as (connection, by, _):
        rows = OfficerFile(load(connectors.discover()).departments.values(), today())
        added = rows.add(connection, by, file, check)
    print(f"{added} officers {'could be' if check else 'are'} added")


@contextmanager
def _acting(approved_by: str) -> Iterator[tuple[psycopg.Connection, Administrator, str]]:
    """One transaction of an operator; what is refused leaves nothing behind."""
    with database_session() as (settings, addresses):
        by = Administrator.at_the_machine(approved_by)
        with psycopg.connect(addresses.auth) as connection:
            yield connection, by, settings.issuer


def _departments() -> Any:  # the codes; the catalogue is loaded where they are needed
    return load(connectors.discover()).departments


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _say_link(issuer: str, code: str) -> None:
    print(f"link: {enrolments.link(issuer, code)}")
    print(f"It works once, for {enrolments.LIFE.seconds // 60} minutes; whoever opens it takes over the account.")


HEADINGS = ("account", "state", "last day", "department", "roles")
WIDTHS = (20, 8, 10, 20, 10)

STATE = """CASE WHEN disabled_at IS NOT NULL THEN 'disabled' WHEN %(today)s < valid_from THEN 'to come'
    WHEN valid_to < %(today)s THEN 'ended' WHEN resting_since IS NOT NULL THEN 'resting' ELSE 'active' END"""

LIST = f"""SELECT account, {STATE}, coalesce(valid_to::text, '–'), department,
  coalesce(nullif(array_to_string(roles, ' '), ''), 'none')
FROM officers WHERE %(department)s::text IS NULL OR department = %(department)s ORDER BY account"""

SHOW = """SELECT o.account, o.name, o.department, array_to_string(o.divisions, ' ') AS divisions,
  coalesce(o.administration, 'none') AS administration,
  coalesce(nullif(array_to_string(o.roles, ' '), ''), 'none') AS roles,
  coalesce('since ' || o.resting_since::timestamptz(0), 'no') AS resting,
  o.valid_from AS first_day, coalesce(o.valid_to::text, 'none') AS last_day,
  coalesce(d.account || ' ' || o.deputy_from || ' – ' || o.deputy_to, 'none') AS deputy,
  coalesce((SELECT string_agg(l.issuer || ' ' || l.subject, ', ' ORDER BY l.issuer, l.subject)
    FROM officer_logins l WHERE l.officer_id = o.id), 'none') AS logins,
  coalesce(o.disabled_at::text, 'no') AS disabled, o.created_by AS approved_by,
  o.created_at::timestamptz(0)::text AS registered
FROM officers o LEFT JOIN officers d ON d.id = o.deputy_id WHERE o.account = %s"""
