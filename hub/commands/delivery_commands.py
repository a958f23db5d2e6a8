"""The commands that look after lists which the hub writes into tables of others (对外交付)."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Annotated

import typer

import connectors
from connectors.deliver.delivery_places import DeliveryPlace, DeliveryPlaces
from hub.commands.command_session import command_session, database_session
from hub.commands.pause_commands import By, Why, let_go_on, let_rest
from hub.commands.schedules import paused, rest
from hub.commands.schedules import told as at
from hub.commands.setting_options import DATABASE, DELIVERIES, SOURCES, typed_settings
from hub.commands.typed_acts import administers
from hub.jobs import schedule
from hub.settings import Settings
from policy.catalogue import load
from registry.errors import Refusal
from registry.journal import delivery_marks, pauses
from registry.journal.delivery_marks import DeliveryMark
from registry.journal.pauses import Pause
from registry.store.database import Addresses, Database

app = typer.Typer(help="See, try and run the deliveries of AIDHUB_DELIVERIES (对外交付).", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The delivery, as housing/renovation_targets (交付).")]
Whole = Annotated[bool, typer.Option("--whole", help="All of the list, not what has changed alone (整表交付).")]
MINUTE = timedelta(minutes=1)


@app.command("list")
@typed_settings(*DATABASE, *DELIVERIES)
def list_() -> None:
    """Print each delivery: when it was done and will be, its rows, whether it rests; those without place (列出)."""
    with database_session() as (settings, addresses):
        declared = _declared(settings)
        marks, resting = asyncio.run(_standing(addresses, {place.department for place in declared.values()}))
        for place in declared.values():
            mark = marks.get(place.name)
            told = f"in vain {mark.failures} times: {mark.failure}" if mark and mark.failure else ""
            rows = f"{mark.rows} rows, {mark.gone} gone" if mark and mark.delivered_at else ""
            rests = _rests(resting, place)
            next_ = mark.tried_at + schedule.pause(place, mark) if mark and not rests else None
            last = mark.delivered_at if mark else None
            times = f"every {place.every // MINUTE} min  last {at(last)}  next {at(next_)}"
            print("  ".join(part for part in (place.name, times, rows, rest(rests) if rests else "", told) if part))
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
@administers("delivery.run", "name", "whole")
def run(name: Name, whole: Whole = False) -> None:
    """Have a list delivered now, unless it rests; `aidhub jobs list` shows how far it is (立即交付)."""
    with database_session() as (settings, addresses):
        from connectors.deliver.delivery_work import ask

        place = _one(settings, name)

        async def asked() -> None:
            async with (
                Database(addresses) as database,
                database.own_transaction(ranges="", department=place.department) as connection,
            ):
                if rests := _rests(await pauses.resting(connection), place):
                    raise paused(rests)
                await ask(connection, place, whole)

        asyncio.run(asked())
        print(f"{name} is asked for (已提交)")


@app.command()
@typed_settings(*DATABASE, *SOURCES, *DELIVERIES)
@administers("schedule.pause", "name", "by", "why")
def pause(name: Name, by: By, why: Why) -> None:
    """Let a delivery rest in all workers; what is in hand is done to its end (暂停)."""
    let_rest(pauses.of_delivery(name), by, why)


@app.command()
@typed_settings(*DATABASE)
@administers("schedule.resume", "name", "by")
def resume(name: Name, by: By) -> None:
    """Let a delivery go on; what has become due meanwhile is done at once (恢复)."""
    let_go_on(pauses.of_delivery(name), by)


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


async def _standing(
    addresses: Addresses, departments: set[str]
) -> tuple[Mapping[str, DeliveryMark], Mapping[str, Pause]]:
    """How each delivery stands, and what rests."""
    found, resting = dict[str, DeliveryMark](), dict[str, Pause]()
    async with Database(addresses) as database:
        for department in sorted(departments):
            async with database.own_transaction(ranges="", department=department) as connection:
                marks = await delivery_marks.marks(connection)
                found.update({f"{department}/{name}": mark for name, mark in marks.items()})
                resting.update(await pauses.resting(connection))
    return found, resting


def _rests(resting: Mapping[str, Pause], place: DeliveryPlace) -> Pause | None:
    """Why it rests: by itself or with all deliveries."""
    return resting.get(pauses.of_delivery(place.name)) or resting.get("deliveries")
