"""The commands about who may be the same person (疑似同一人)."""

import asyncio
from datetime import datetime
from typing import NamedTuple

import typer

from hub.commands.command_session import database_session
from hub.commands.setting_options import DATABASE, typed_settings
from hub.commands.typed_acts import administers
from hub.upkeep.province import province
from policy.identity_evidence import declared
from registry.reference.calendar import ZONE
from registry.store.database import Addresses

app = typer.Typer(help="Find who may be the same person, for officers to decide (疑似同一人).", no_args_is_help=True)


class Counted(NamedTuple):
    """Pairs of a kind and a state, how many are as likely as each, and when they were found last."""

    kind: str
    state: str
    counts: list[int]
    found_at: datetime


@app.command()
@typed_settings(*DATABASE)
@administers("identities.link")
def link() -> None:
    """Have the hub that runs compare everybody; `aidhub jobs list` shows how far it is (立即比对)."""
    with database_session() as (_, addresses):
        from hub.jobs.linkage_work import ask
        from hub.linkage.linkage import installed

        installed()

        async def asked() -> bool:
            async with province(addresses) as whole, whole.connect() as connection:
                return await ask(connection, whole.divisions.whole)

        print("the linkage is asked for (已提交)" if asyncio.run(asked()) else "it is asked for already (此前已提交)")


@app.command()
@typed_settings(*DATABASE)
def candidates() -> None:
    """Count the pairs that may be one person: by kind and state, by likelihood, when they were found (统计)."""
    with database_session() as (_, addresses):
        called = [one.code for one in declared().likelihoods]
        for row in asyncio.run(_counted(addresses)):
            counts = "  ".join(f"{code} {count}" for code, count in zip(called, row.counts, strict=True))
            print(f"{row.kind}  {row.state}  {counts}  found {row.found_at.astimezone(ZONE):%Y-%m-%d %H:%M}")


async def _counted(addresses: Addresses) -> list[Counted]:
    async with province(addresses) as whole, whole.connect() as connection:
        return await connection.fetch(Counted, _counts())


def _counts() -> str:
    least = [one.least for one in declared().likelihoods]
    each = (
        f"count(*) FILTER (WHERE probability >= {lo} AND probability < {hi})"
        for lo, hi in zip(least, [*least[1:], 101], strict=True)
    )
    return f"""SELECT kind, state, ARRAY[{", ".join(each)}], max(found_at)
      FROM identity_candidates GROUP BY kind, state ORDER BY kind, state"""
