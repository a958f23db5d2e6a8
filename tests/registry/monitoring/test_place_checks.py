"""A cross-check of a place, piece by piece: it counts what it does, and one household that fails holds up no other."""

import psycopg
import pytest

from registry.journal.jobs import NOTHING_DONE
from registry.monitoring.cross_check import CrossCheck
from registry.monitoring.place_checks import PlaceCheck
from tests.conftest import Copy
from tests.registry.monitoring.settled_cases import DAY, a_case, settled
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

ALL = [(0, 2**62)]
WAIT = "INSERT INTO unchecked (household_id, position) SELECT id, position FROM households ON CONFLICT DO NOTHING"
# One household's check fails by itself.
FAILING = """CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'broken' USING ERRCODE = 'division_by_zero'; END $$;
CREATE TRIGGER broken BEFORE DELETE ON unchecked FOR EACH ROW
  WHEN (OLD.household_id = '{}') EXECUTE FUNCTION broken()"""


async def test_a_place_is_checked_to_its_end_and_one_that_fails_is_set_aside_alone(
    province: Province, copy: Copy
) -> None:
    homes = [(await settled(province, copy, a_case(n)))[0] for n in (1, 2, 5)]
    with psycopg.connect(copy.owner, autocommit=True) as owner:
        owner.execute(WAIT)
        owner.execute(FAILING.format(homes[1]).encode())
    check = PlaceCheck(CrossCheck.of(province.catalogue), ALL, DAY)
    stand, attempts = NOTHING_DONE, 0
    while stand.after is not None:
        async with province.act() as connection:
            stand = await check.step(connection, stand)
        attempts += 1
    assert await province.ask("SELECT count(*) FROM households") == [(stand.done,)]
    assert await province.ask("SELECT household_id, failure FROM unchecked") == [(homes[1], "FAILED")]
    result = check.result(stand)
    assert result["households"] == stand.done
    assert await province.ask("SELECT count(*) FROM early_warnings") == [(result["raised"],)]
    assert attempts < 3 * stand.done
