"""The commands that read the access log (查询日志)."""

import json
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import psycopg
import typer

import connectors
from hub.commands.command_session import database_session
from hub.commands.setting_options import DATABASE, typed_settings
from hub.commands.typed_acts import administers
from hub.database.keys import master_key, vault_of
from hub.settings import Settings
from policy.catalogue import load
from registry import parsing
from registry.errors import Refusal
from registry.identity.identities import ID_CARD
from registry.identity.identity_numbers import check
from registry.journal import log_partitions
from registry.journal.access_log_search import Looked, Sought, Traces, search, traces
from registry.reference.calendar import ZONE, today
from registry.reference.divisions import Divisions
from registry.store.database import Addresses

app = typer.Typer(help="Search the access log: who looked at whom, what for (查询日志检索).", no_args_is_help=True)

DAYS = 30
FORM = "%Y-%m-%d %H:%M:%S"


@app.callback()
def access_log() -> None:
    """Search the access log: who looked at whom, what for (查询日志检索)."""


@app.command("search")
@typed_settings(*DATABASE)
@administers("access-log.search", "since", "until", "client", "department")
def search_(
    since: Annotated[str, typer.Option(help=f"First day, YYYY-MM-DD; {DAYS} days back if none (起始日).")] = "",
    until: Annotated[str, typer.Option(help="Last day; today if none (截止日).")] = "",
    client: Annotated[str, typer.Option(help="What this client asked (账户标识).")] = "",
    department: Annotated[str, typer.Option(help="What this department asked (部门代码).")] = "",
    number: Annotated[
        str,
        typer.Option(help="What was shown or asked of a person; - reads the number from standard input (证件号码)."),
    ] = "",
    most: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many, the newest (最多条数).")] = 200,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object a line, with every column (JSON).")] = False,
) -> None:
    """Print who asked what of whom, newest first, in the province's time; no number stands in it (检索)."""
    departments = list(load(connectors.discover()).departments)
    with database_session() as (settings, addresses):
        if department and department not in departments:
            raise Refusal("UNKNOWN_DEPARTMENT", value=department, codes=", ".join(departments))
        last = parsing.date(until) if until else today()
        first = parsing.date(since) if since else last - timedelta(days=DAYS)
        person = _traces(settings, addresses, number) if number else None
        sought = Sought(_midnight(first), _midnight(last + timedelta(days=1)), client or None, person)
        with psycopg.connect(addresses.app) as connection:
            found = search(connection, [department] if department else departments, sought, most + 1)
        for row in found[:most]:
            print(_object(row) if as_json else _line(row))
        if len(found) > most:
            print("aidhub: there are more; narrow the days, or ask for more with --most", file=sys.stderr)
            print("aidhub: 还有更多记录，请缩小日期范围或用 --most 增加条数", file=sys.stderr)


@app.command()
@typed_settings(*DATABASE)
def partitions() -> None:
    """List the months of the log, and which are past AIDHUB_ACCESS_LOG_MONTHS; nothing is deleted (分区与保存期限)."""
    with database_session() as (settings, _), psycopg.connect(settings.database_url or "") as owner:
        listed = log_partitions.listed(owner)
        past = log_partitions.past_term(listed, settings.access_log_months, datetime.now(UTC))
        for one in listed:
            until = f"before {one.until:%Y-%m-%d}" if one.until else "any other day"
            said = "  past its term (已过保存期限)" if one in past else ""
            print(f"{one.name}  {until}  about {one.rows} rows  {one.size / 2**20:.1f} MB{said}")
        for one in past:
            print(f"to take it out (移出): ALTER TABLE access_log DETACH PARTITION {one.name};")


def _traces(settings: Settings, addresses: Addresses, number: str) -> Traces:
    known = check(sys.stdin.readline().strip() if number == "-" else number, today())
    with psycopg.connect(addresses.vault) as keeper:
        indexes = vault_of(keeper, master_key(settings)).ever(ID_CARD, known)
    with psycopg.connect(addresses.app) as connection:
        return traces(connection, Divisions.read(connection).whole, indexes)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _line(row: Looked) -> str:
    shown = f"{row.subjects} shown" if row.lines is None else f"{row.lines} lines"
    said = (row.kind, row.client, row.department, row.purpose or "–", row.operation or "–", row.refusal or shown)
    return f"{row.at.astimezone(ZONE):{FORM}}  {'  '.join(said)}  {row.request}"


def _object(row: Looked) -> str:
    return json.dumps({**row._asdict(), "at": row.at.astimezone(ZONE).isoformat()}, ensure_ascii=False)
