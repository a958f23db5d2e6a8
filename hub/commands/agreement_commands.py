"""The commands that keep agreements on sharing (数据共享约定)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar
from uuid import UUID

import typer

import connectors
from hub.commands.command_session import database_session
from hub.commands.setting_options import DATABASE, typed_settings
from hub.commands.typed_acts import administers
from policy.catalogue import load
from policy.sharing import WAYS
from policy.spine import registrar
from registry import parsing
from registry.errors import Refusal
from registry.reference import agreement_acts
from registry.reference.agreement_acts import Decision
from registry.reference.agreements import LISTED, SHOWN, Line
from registry.reference.calendar import today
from registry.store.connection import Connection
from registry.store.database import Addresses

if TYPE_CHECKING:
    from hub.upkeep.province import Province
    from schema.sharing.terms import RequestSharingInput

app = typer.Typer(
    help="List, show, grant and end agreements on sharing (数据共享约定的列出、查看、同意、终止).", no_args_is_help=True
)

Id = Annotated[str, typer.Argument(help="The agreement's id (约定标识).")]
By = Annotated[str, typer.Option(help="Who does it (操作人).")]
Why = Annotated[str, typer.Option(help="Why (理由).")]
MOST_LETTERS = 200
Result = TypeVar("Result")


@app.command("list")
@typed_settings(*DATABASE)
def list_(department: Annotated[str, typer.Argument(help="One department's; all if none (部门代码).")] = "") -> None:
    """List agreements and requests, and by when one is to be answered; `show` tells the rest (列出)."""
    with database_session() as (_, addresses):
        for row in _run(addresses, lambda connection, _: connection.fetch(Line, LISTED, [today(), department or None])):
            print(_line(row))


@app.command()
@typed_settings(*DATABASE)
def show(agreement: Id) -> None:
    """Show one agreement: its terms, who decided it, how it stands (查看)."""
    with database_session() as (_, addresses):
        id = parsing.uuid(agreement, "id")
        told = _run(addresses, lambda connection, _: connection.fetch_one(str, SHOWN, [today(), id]))
        if told is None:
            raise Refusal("UNKNOWN_AGREEMENT")
        print(told)


@app.command()
@typed_settings(*DATABASE)
@administers("agreement.grant", "request", "department", "by", "why", "replace")
def grant(
    by: By,
    why: Why,
    request: Annotated[str, typer.Option(help="A request's id; else what follows is agreed (申请标识).")] = "",
    department: Annotated[str, typer.Option(help="With whom (使用部门代码).")] = "",
    basis: Annotated[str, typer.Option(help="The law or document on which it rests (法律依据).")] = "",
    scenario: Annotated[str, typer.Option(help="What for (使用场景).")] = "",
    field: Annotated[list[str] | None, typer.Option(help="A column; all of its folder's if none (数据项).")] = None,
    programme: Annotated[list[str] | None, typer.Option(help="A programme; all if none (项目).")] = None,
    division: Annotated[list[str] | None, typer.Option(help="A division; all if none (行政区划代码).")] = None,
    way: Annotated[list[str] | None, typer.Option(help="GRAPH, FILE, TABLE, WEBHOOK; all if none (方式).")] = None,
    quota: Annotated[int | None, typer.Option(help="At most so many questions in a day (每日限额).")] = None,
    since: Annotated[str, typer.Option("--from", help="Its first day; today if none (起始日期).")] = "",
    until: Annotated[str, typer.Option(help="The day from which on it holds no more (终止日期).")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="In the place of what is in force (取代现有约定).")
    ] = False,
) -> None:
    """Grant what was asked for, or an agreement that nobody asked for; in force within seconds (同意)."""
    from schema.sharing.terms import RequestSharingInput

    with database_session() as (_, addresses):
        who, reason = parsing.words(by, "by", MOST_LETTERS), parsing.words(why, "why", MOST_LETTERS)
        given = RequestSharingInput(
            basis=basis,
            scenario=scenario,
            fields=field or [],
            programmes=programme,
            divisions=division,
            ways=way or [*WAYS],  # type: ignore[arg-type] # codes are plain text
            quota=quota,
            valid_from=since or None,  # type: ignore[arg-type] # read as the graph reads it
            valid_to=until or None,  # type: ignore[arg-type]
        )

        async def work(connection: Connection, whole: "Province") -> UUID:
            asked = parsing.uuid(request, "request") if request else None
            id = asked or await _request(connection, whole, given, department, who)
            await agreement_acts.decide(connection, Decision(id, True, who, today(), reason, replace))
            return id

        print(f"{_run(addresses, work)} is granted (已同意)")


@app.command()
@typed_settings(*DATABASE)
@administers("agreement.end", "agreement", "by", "why")
def end(agreement: Id, by: By, why: Why) -> None:
    """End an agreement, or refuse a request; nothing goes out by it any more within seconds (终止)."""
    with database_session() as (_, addresses):
        id = parsing.uuid(agreement, "id")
        who, reason = parsing.words(by, "by", MOST_LETTERS), parsing.words(why, "why", MOST_LETTERS)
        _run(addresses, lambda connection, _: agreement_acts.end(connection, id, who, reason))
        print(f"{id} has ended (已终止)")


async def _request(
    connection: Connection, whole: "Province", given: "RequestSharingInput", department: str, by: str
) -> UUID:
    """Ask on behalf of a department, by all the columns of its folder where none is named."""
    from schema.sharing.terms import checked

    catalogue = load(connectors.discover())
    if department not in catalogue.departments or department == registrar():
        known = [code for code in catalogue.departments if code != registrar()]
        raise Refusal("UNKNOWN_DEPARTMENT", value=department, codes=", ".join(known))
    given.fields = given.fields or list(catalogue.departments[department].sees)
    terms = checked(given, department, catalogue, whole.divisions, today())
    return await agreement_acts.request(connection, terms, by, today())


def _run(addresses: Addresses, work: "Callable[[Connection, Province], Awaitable[Result]]") -> Result:
    """Do it in one transaction of who keeps the register."""
    from hub.upkeep.province import province

    async def done() -> Result:
        async with province(addresses) as whole, whole.connect() as connection:
            return await work(connection, whole)

    return asyncio.run(done())


def _line(row: Line) -> str:
    late = " overdue 已超期" if row.overdue else ""
    due = f" due 答复期限 {row.due_on}{late}" if row.state == "REQUESTED" else ""
    until = f" to {row.valid_to}" if row.valid_to else ""
    return f"{row.id}  {row.state}{due}  {row.department}  {' '.join(row.ways)}  {row.valid_from}{until}  {row.basis}"
