"""The commands that look after sources which the hub fetches itself (数据来源)."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Annotated

import typer

import connectors
from connectors.ingest.mapping import CellError
from connectors.ingest.mapping import Mapping as SourceMapping
from connectors.sources.files import read_file
from connectors.sources.pieces import streamed
from connectors.sources.places import Place
from hub.commands.command_session import command_session, database_session
from hub.commands.pause_commands import pause, resume
from hub.commands.schedules import declared, paused, schedules
from hub.commands.score_command import score
from hub.commands.setting_options import DATABASE, SOURCES, typed_settings
from hub.commands.typed_acts import administers
from hub.settings import Settings
from policy.catalogue import load
from registry.errors import Refusal
from registry.journal import pauses
from registry.store.database import Addresses, Database

app = typer.Typer(help="See, try, fetch and judge sources (数据来源).", no_args_is_help=True)
app.command()(pause)
app.command()(resume)
app.command()(score)
Name = Annotated[str, typer.Argument(help="The source, as medical_insurance/identity_list (来源).")]
TRIED = 1000
"""Rows that are read of a source that is tried."""


@app.command("list")
@typed_settings(*DATABASE, *SOURCES)
def list_() -> None:
    """Print each source: how often, when it was fetched last, when it will be, what failed, whether it rests (列出)."""
    with database_session() as (settings, addresses):
        names = _declared(settings)
        for schedule in schedules(settings, addresses):
            if schedule.name in names:
                print(schedule)
        for name in _without_place(names):
            print(f"{name}  no place in AIDHUB_SOURCES (未配置来源地址)")


@app.command()
@typed_settings(*SOURCES)
def test(name: Name) -> None:
    """Read the first rows of a source and say which of their cells are wrong; nothing is taken in (试读)."""
    with command_session() as settings:
        place = _one(settings, name)
        source = load(connectors.discover()).departments[place.department].sources[place.source]
        mapping, wrong, count = SourceMapping(source), Counter[str](), 0
        units = list(place.origin.units(""))
        print(f"{name}: {len(units)} to fetch (待读取){''.join(f'  {unit.name}' for unit in units[:TRIED])}")
        for unit in units[:1]:
            with streamed(place.origin.content(unit)) as content:
                for row in islice(read_file(unit.name, content, mapping.layout), TRIED):
                    item, count = mapping.item(row), count + 1
                    errors: list[CellError] = item if isinstance(item, list) else []
                    wrong.update(f"{error.column}: {error.refusal.code}" for error in errors)
            print("\n".join(_found(unit.name, count, wrong.total())))
        for told, times in wrong.most_common():
            print(f"  {told}  {times}")


@app.command()
@typed_settings(*DATABASE, *SOURCES)
@administers("schedule.run", "name")
def run(name: Name) -> None:
    """Have a source fetched now by the hub that runs; `aidhub jobs list` shows how far it is (立即读取)."""
    with database_session() as (settings, addresses):
        fetch_now(_one(settings, name), addresses)


def fetch_now(place: Place, addresses: Addresses) -> None:
    """Ask for the fetching of a source; raises SCHEDULE_PAUSED and TOO_MANY_JOBS."""
    from connectors.ingest.fetch_work import ask

    async def asked() -> None:
        async with (
            Database(addresses) as database,
            database.own_transaction(ranges="", department=place.department) as connection,
        ):
            resting = await pauses.resting(connection)
            if pause := resting.get(place.name) or resting.get("sources"):
                raise paused(pause)
            await ask(connection, place)

    asyncio.run(asked())
    print(f"{place.name} is asked for (已提交)")


def _found(name: str, rows: int, wrong: int) -> tuple[str, str]:
    """What was looked at and what was not, in a line of each language."""
    return (
        f"{name}: {rows} rows read, {wrong} cells are wrong. Only cells were looked at, not whether the hub knows the"
        " persons and programmes: aidhub ingest FILE --check does that.",
        f"{name}：已读 {rows} 行，有误单元格 {wrong} 个。仅核对单元格，未核对人员、项目等是否已登记；"
        "如需全面核对，请用 aidhub ingest 文件 --check。",
    )


def _declared(settings: Settings) -> dict[str, Place]:
    if settings.sources is None:
        raise Refusal("NO_SOURCES")
    return dict(declared(settings))


def _without_place(declared: Mapping[str, Place]) -> Iterator[str]:
    """Sources that departments declare as fetched, and that are fetched from nowhere here."""
    for code, department in load(connectors.discover()).departments.items():
        for name, source in department.sources.items():
            if source.fetching.mode != "file" and f"{code}/{name}" not in declared:
                yield f"{code}/{name}"


def _one(settings: Settings, name: str) -> Place:
    places = _declared(settings)
    if name not in places:
        raise Refusal("SOURCE_GONE", name=name)
    return places[name]
