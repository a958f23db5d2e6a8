"""The commands that look after lists which the hub writes into tables of others (对外交付)."""

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Annotated

import typer

import connectors
from connectors.deliver.delivery_places import DeliveryPlace, DeliveryPlaces
from hub.commands.command_session import command_session, database_session
from hub.commands.setting_options import DATABASE, DELIVERIES, typed_settings
from hub.jobs.schedule import pause
from hub.settings import Settings
from policy.catalogue import load
from registry.errors import Refusal
from registry.journal import delivery_marks
from registry.journal.delivery_marks import DeliveryMark
from registry.reference.calendar import ZONE
from registry.store.database import Addresses, Database

app = typer.Typer(help="See, try and run the deliveries of AIDHUB_DELIVERIES (对外交付).", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The delivery, as housing/renovation_targets (交付).")]
Whole = Annotated[bool, typer.Option("--whole", help="All of the list, not what has changed alone (整表交付).")]
MINUTE = timedelta(minutes=1)


@app.command("list")
@typed_settings(*DATABASE, *DELIVERIES)
def list_() -> None:
    """Print each delivery: how often, when it was done last and will be, how many rows; those without place (列出)."""
    with database_session() as (settings, addresses):
        declared = _declared(settings)
        marks = asyncio.run(_marks(addresses, {place.department for place in declared.values()}))
        for place in declared.values():
            mark = marks.get(place.name)
            told = f"in vain {mark.failures} times: {mark.failure}" if mark and mark.failure else ""
            rows = f"{mark.rows} rows, {mark.gone} gone" if mark and mark.delivered_at else ""
            last, next_ = (mark.delivered_at, mark.tried_at + pause(place, mark)) if mark else (None, None)
            times = f"every {place.every // MINUTE} min  last {_told(last)}  next {_told(next_)}"
            print("  ".join(part for part in (place.name, times, rows, told) if part))
        for name in _without_place(declared):
            print(f"{name}  no place in AIDHUB_DELIVERIES (未配置交付位置)")


@app.command()
@typed_settings(*DELIVERIES)
def test(name: Name) -> None:
    """See whether the table is there, has its columns and its key and may be written; no row is (试连)."""
    with command_session() as settings:
        place = _one(settings, name)
        try:
            place.table.check()
        except Refusal:
            raise
        except Exception as error:  # whatever a driver raises; its words may hold the address
            raise Refusal("DELIVERY_AWAY", name=name, detail=type(error).__name__) from None
        print(f"{name}: {place.table.name} can be written (可写入)")


@app.command()
@typed_settings(*DATABASE, *DELIVERIES)
def run(name: Name, whole: Whole = False) -> None:
    """Have a list delivered now by the hub that runs; `aidhub jobs list` shows how far it is (立即交付)."""
    with database_session() as (settings, addresses):
        from connectors.deliver.delivery_work import ask

        place = _one(settings, name)

        async def asked() -> None:
            async with (
                Database(addresses) as database,
                database.own_transaction(ranges="", department=place.department) as connection,
            ):
                await ask(connection, place, whole)

        asyncio.run(asked())
        print(f"{name} is asked for (已提交)")


def _declared(settings: Settings) -> dict[str, DeliveryPlace]:
    if settings.deliveries is None:
        raise Refusal("NO_DELIVERIES")
    return dict(DeliveryPlaces(settings.deliveries, load(connectors.discover())).now())


def _without_place(declared: Collection[str]) -> list[str]:
    """The tables that departments declare and no entry of the file has."""
    departments = load(connectors.discover()).departments.values()
    names = (f"{one.code}/{name}" for one in departments for name in one.deliveries)
    return [name for name in names if name not in declared]


def _one(settings: Settings, name: str) -> DeliveryPlace:
    declared = _declared(settings)
    if name not in declared:
        raise Refusal("DELIVERY_GONE", name=name)
    return declared[name]


async def _marks(addresses: Addresses, departments: set[str]) -> dict[str, DeliveryMark]:
    found = {}
    async with Database(addresses) as database:
        for department in sorted(departments):
            async with database.own_transaction(ranges="", department=department) as connection:
                marks = await delivery_marks.marks(connection)
                found.update({f"{department}/{name}": mark for name, mark in marks.items()})
    return found


def _told(moment: datetime | None) -> str:
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}" if moment else "–"
