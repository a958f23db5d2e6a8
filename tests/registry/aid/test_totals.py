"""Totals counted in pieces: whatever the pieces are, each subject counts once in a programme."""

import datetime

import psycopg
import pytest

from registry.aid.records import assistance_records
from registry.aid.totals import Counting, Wanted
from registry.journal.jobs import NOTHING_DONE, Stand
from tests.conftest import Copy
from tests.registry.monitoring.settled_cases import a_case, settled
from tests.registry.province import PROVINCE, Province

pytestmark = pytest.mark.anyio

PLAIN = """SELECT programme, count(*), count(DISTINCT subject_id), coalesce(sum(amount), 0)::bigint
FROM assistance_records WHERE status = 'GRANTED' AND happened_on BETWEEN $1 AND $2 GROUP BY 1 ORDER BY 1"""
# Everybody is helped three times more, elsewhere each time.
NAMES = ", ".join(column.name for column in assistance_records.columns if column.computed is None)
AGAIN = f"""INSERT INTO assistance_records ({NAMES}) SELECT {NAMES} FROM (
  SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'external_id', r.external_id || n,
    'period_key', NULL, 'paying_position', r.paying_position + n * 1000000))).*
  FROM assistance_records r, generate_series(1, 3) n) again"""
ALWAYS = datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)


async def counted(province: Province, wanted: Wanted, piece: int) -> Stand:
    stand = NOTHING_DONE
    while stand.after is not None:
        departments = [*province.catalogue.departments]
        counting = Counting(departments, [(0, 10**6), (10**6, 2**62)], PROVINCE, wanted, piece)
        async with province.act() as connection:
            size = await counting.size(connection)
            stand = await counting.step(connection, stand)
    assert stand.done == size
    return stand


async def test_pieces_of_any_size_add_up_to_what_one_statement_counts(province: Province, copy: Copy) -> None:
    await settled(province, copy, a_case(1))
    with psycopg.connect(copy.owner) as owner:
        owner.execute(AGAIN)
    plain = [
        (code, [records, subjects, granted]) for code, records, subjects, granted in await province.ask(PLAIN, *ALWAYS)
    ]
    assert plain
    for piece in (1, 2, 1000):
        stand = await counted(province, Wanted(None, None, None), piece)
        assert sorted((code, of[:3]) for code, of in stand.found.items()) == plain
    code, (records, *_) = plain[0]
    of_one = await counted(province, Wanted(code, *ALWAYS), 2)
    assert [*of_one.found] == [code]
    assert of_one.found[code][0] == records
    assert (await counted(province, Wanted(None, datetime.date(2099, 1, 1), None), 2)).found == {}
