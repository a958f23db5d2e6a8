"""Next change: the sweep follows what a day by itself begins or ends."""

import datetime
from typing import Any

import pytest

from registry.targets.sweep import sweep
from tests.registry.aid.grants import accepted, grant
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


DUE = "SELECT recompute_on FROM households WHERE id = $1"


async def swept(province: Province, day: str) -> int:
    province.today = datetime.date.fromisoformat(day)
    return await sweep(province.act, province.maintenance, province.today, lambda _: None)


@pytest.mark.parametrize(
    ("born", "eve", "birthday"),
    [
        ("2006-04-02", "2024-04-01", "2024-04-02"),
        ("2004-02-29", "2022-02-28", "2022-03-01"),
        ("2006-02-28", "2024-02-27", "2024-02-28"),
        ("2008-02-29", "2026-02-28", "2026-03-01"),
    ],
)
async def test_the_sweep_ends_what_ends_with_the_eighteenth_birthday(
    province: Province, born: str, eve: str, birthday: str
) -> None:
    province.today = datetime.date.fromisoformat(eve) - datetime.timedelta(days=30)
    child = province.person("小", born)
    home = await province.settle(child)
    await province.determine(home, "subsistence_allowance", valid_from="2020-01-01")
    await province.report("civil_affairs", child, as_of="2020-01-01", self_care="NONE")
    assert await province.ask(DUE, home) == [(datetime.date.fromisoformat(birthday),)]
    assert await swept(province, eve) == 0
    assert "MZ-11@小" in await province.targets(home)
    assert await swept(province, birthday) == 1
    assert "MZ-11@小" not in await province.targets(home)


async def test_the_sweep_follows_the_end_of_a_determination(province: Province) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "subsistence_allowance", valid_to="2024-06-01")
    assert await swept(province, "2024-05-31") == 0
    assert "MZ-02@H" in await province.targets(home)
    assert await swept(province, "2024-06-01") == 1
    assert "MZ-02@H" not in await province.targets(home)


async def test_the_sweep_follows_a_determination_to_come(province: Province) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "subsistence_allowance", valid_from="2024-04-01")
    assert "MZ-02@H" not in await province.targets(home)
    assert await swept(province, "2024-04-03") == 1
    assert "MZ-02@H" in await province.targets(home)


async def test_the_sweep_follows_the_end_of_an_event(province: Province) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "near_subsistence")
    until = datetime.date(2024, 4, 10)
    await province.report(
        "civil_affairs", head, "event", kind="SUDDEN", urgency="URGENT", severity="LIGHT", until=until
    )
    assert "MZ-08@H" in await province.targets(home)
    assert await swept(province, "2024-04-10") == 1
    assert "MZ-08@H" not in await province.targets(home)


async def test_the_sweep_follows_the_end_of_a_parameter(province: Province, owner: Any) -> None:
    await province.switch_on("heating")
    await owner.execute("UPDATE parameters SET valid_to = '2024-04-01' WHERE name = 'heating'")
    home = await province.settle(province.person())
    await province.determine(home, "subsistence_allowance")
    assert "MZ-13@H" in await province.targets(home)
    assert await swept(province, "2024-04-01") == 1
    assert "MZ-13@H" in await province.targets(home, "UNKNOWN")


@pytest.mark.parametrize(
    ("programme", "refused", "stated", "anew"),
    [
        ("JY-02", "2024-03-10", {}, "2024-08-01"),
        ("JY-02", "2023-12-20", {"term": "2024-spring"}, "2024-02-01"),
        ("JY-02", "2024-02-10", {"term": "2023-autumn"}, None),
        ("MZ-13", "2024-03-10", {}, "2024-07-01"),
        ("MZ-07", "2024-03-10", {}, "2024-09-06"),
    ],
)
async def test_the_sweep_looks_again_when_a_refusal_begins_to_count_and_when_it_counts_no_more(
    province: Province, programme: str, refused: str, stated: dict[str, str], anew: str | None
) -> None:
    province.today = datetime.date.fromisoformat(refused)
    head = province.person("王", "1960-12-15")
    home = await province.settle(head)
    given = {"status": "REFUSED", "amount": None, "reason": "已有他项救助", "happened_on": refused, **stated}
    accepted(await grant(province, programme, head, "r", **given))
    days = [day for (day,) in await province.ask(DUE, home) if day]
    assert days == ([datetime.date.fromisoformat(anew)] if anew else days)
    if anew:
        await province.ask("DELETE FROM unchecked WHERE household_id = $1 RETURNING 1", home)
        assert await swept(province, anew) == 1
        assert await province.ask("SELECT 1 FROM unchecked WHERE household_id = $1", home) == [(1,)]
