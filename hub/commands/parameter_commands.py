"""The commands that keep the values of local policy (地方政策参数)."""

import asyncio
from itertools import groupby
from typing import Annotated

import typer

import connectors
from hub.commands.command_session import database_session
from hub.commands.setting_options import DATABASE, typed_settings
from hub.commands.typed_acts import administers
from policy.catalogue import Catalogue, load
from policy.clauses import Fact
from registry.errors import Refusal
from registry.parsing import words
from registry.reference.calendar import today
from registry.reference.local_values import Setting, read_value
from schema.fields.item_checks import ahead

app = typer.Typer(
    help="List, set and end the values of local policy (地方政策参数的列出、设定、终止).", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(help="The parameter, as subsistence_standard_rural (参数).")]
Where = Annotated[str, typer.Option("--division", help="The twelve-digit division that sets it (行政区划代码).")]


@app.command("list")
@typed_settings(*DATABASE)
def list_(name: Annotated[str, typer.Argument(help="One parameter; all of them if none (参数).")] = "") -> None:
    """List what stands or will stand; of several around a household the smallest division's counts (列出)."""
    catalogue = load(connectors.discover())
    with database_session() as (_, addresses):
        from hub.upkeep import local_policy

        chosen = _parameter(catalogue, name).name if name else ""
        listed = asyncio.run(local_policy.listed(addresses, today()))
        for known, values in groupby(listed, key=lambda value: value.name):
            if chosen in ("", known):
                fact = catalogue.facts.get(("parameter", known))
                print(f"{known}: {fact.zh}, {fact.en} ({fact.type})" if fact else known)
                for one in values:
                    ends = f" to {one.until}" if one.until else ""
                    print(f"  {one.value}  {one.division} {one.place}  {one.since}{ends}  {one.source}")


@app.command("set")
@typed_settings(*DATABASE)
@administers("parameter.set", "name", "value", "division", "basis", "since", "until")
def set_(
    name: Name,
    value: Annotated[str, typer.Argument(help="true or false; a whole number, money in fen; codes, with commas (值).")],
    division: Where,
    basis: Annotated[str, typer.Option(help="The paper on which it rests (依据).")],
    since: Annotated[str, typer.Option("--from", help="Its first day, YYYY-MM-DD; today if none (起始日).")] = "",
    until: Annotated[str, typer.Option(help="The day from which on it holds no more (终止日).")] = "",
) -> None:
    """Set a value from a day on; the targets that depend on it are computed anew (设定).

    A value of the same division and day gives way to it and is kept. A run that was broken off is made good by running
    it again.
    """
    catalogue = load(connectors.discover())
    with database_session() as (_, addresses):
        from hub.upkeep import local_policy

        parameter = _parameter(catalogue, name)
        if not basis.strip():
            raise Refusal("NO_BASIS")
        setting = Setting(
            name,
            division,
            read_value(parameter, value),
            ahead(since or None, "from", today()) or today(),
            ahead(until or None, "until", today()),
            words(basis, "basis"),
        )
        new, households = asyncio.run(local_policy.put(addresses, catalogue, setting, today()))
        print(
            f"{name} = {value} {'is set (已设定)' if new else 'stands already (已是该值)'},"
            f" {division}, from {setting.since}; households computed anew (重新计算户数): {households}"
        )


@app.command()
@typed_settings(*DATABASE)
@administers("parameter.end", "name", "division", "on")
def end(
    name: Name,
    division: Where,
    on: Annotated[str, typer.Option(help="From which day on, YYYY-MM-DD; today if none (自何日起).")] = "",
) -> None:
    """End what a division has set, so that what stands around it counts there again (终止)."""
    catalogue = load(connectors.discover())
    with database_session() as (_, addresses):
        from hub.upkeep import local_policy

        known, day = _parameter(catalogue, name).name, ahead(on or None, "on", today()) or today()
        ended, households = asyncio.run(local_policy.end(addresses, catalogue, known, division, day, today()))
        print(
            f"{name}, {division}: values ended on {day} (终止个数): {ended};"
            f" households computed anew (重新计算户数): {households}"
        )


def _parameter(catalogue: Catalogue, name: str) -> Fact:
    if parameter := catalogue.facts.get(("parameter", name)):
        return parameter
    known = ", ".join(name for entity, name in catalogue.facts if entity == "parameter")
    raise Refusal("UNKNOWN_PARAMETER", value=name, codes=known)
