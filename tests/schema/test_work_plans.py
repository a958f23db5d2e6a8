"""How PostgreSQL reads what an officer works through: warnings by rank, a day's list, the deadlines of a box."""

import psycopg
import pytest

from hub.database.postgres import Server
from tests.schema.explained_questions import CITY, COUNTY, PROVINCE, explained, register_reads
from tests.schema.explained_questions import settled as settled

SHOWN = 20


@pytest.fixture(scope="module")
def warned(settled: psycopg.Connection, postgres: Server) -> psycopg.Connection:
    """The same once it has been cross-checked."""
    name = settled.info.dbname
    settled.rollback()
    with psycopg.connect(postgres.owner_url(name), autocommit=True) as owner:
        owner.execute(WARNINGS)
        owner.execute("ANALYZE early_warnings")
    return settled


# Four of each household, most of them of little weight.
WARNINGS = """INSERT INTO early_warnings (id, household_id, position, kind, rule, key, programmes, records, departments,
  evidence, fingerprint, rank, raised_on, state)
SELECT gen_random_uuid(), h.id, h.position, k.kind, 'uncovered', 'plan ' || n, '{}', '{}', '{}', '[]', '',
  70 + hashtext(h.id::text || n) % 60, date '2024-01-01' + n, 'OPEN'
FROM households h CROSS JOIN generate_series(1, 4) n
  CROSS JOIN LATERAL (SELECT CASE n % 2 WHEN 0 THEN 'UNCOVERED' ELSE 'LAPSING' END AS kind) k WHERE h.position >= 0"""


WARNED = """{ earlyWarnings(first: 20%s) { nodes { rank raisedOn household { id } } } }"""


@pytest.mark.parametrize("place", [PROVINCE, CITY, COUNTY], ids=["province", "city", "county"])
@pytest.mark.parametrize("filter", ["", ', filter: {kind: UNCOVERED, since: "2024-01-01"}'], ids=["all", "some"])
def test_the_worst_warnings_are_read_a_page_from_each_county(
    warned: psycopg.Connection, place: tuple[int, int], filter: str
) -> None:
    reads = list(register_reads(explained(warned, "civil_affairs", place, WARNED % filter)))
    read = [(how, rows) for table, how, rows in reads if table == "early_warnings"]
    assert "ix_early_warnings_rank" in {how for how, _ in read}, reads
    assert "Seq Scan" not in {how for how, _ in read}, reads
    # Each is compared with the others of its household.
    counties = min((place[1] - place[0]) // 1_000_000, 90)
    assert sum(rows for _, rows in read) <= (counties + 1) * 10 * SHOWN, reads


@pytest.fixture(scope="module")
def matters_closed(settled: psycopg.Connection, postgres: Server) -> psycopg.Connection:
    """The same with a matter of each household, of which one in fifty is open."""
    name = settled.info.dbname
    settled.rollback()
    with psycopg.connect(postgres.owner_url(name), autocommit=True) as owner:
        owner.execute(MATTERS)
        owner.execute("ANALYZE matters")
    return settled


MATTERS = """INSERT INTO matters (id, procedure, state, household_id, position, from_department, to_department, content,
  opened_on, due_on, closed_on)
SELECT gen_random_uuid(), 'referral', 'PUSHED', h.id, h.position, 'civil_affairs', 'education_aid', '{}', date '2024-01-01',
  date '2024-03-01', CASE WHEN n % 50 > 0 THEN date '2024-02-01' END
FROM (SELECT id, position, row_number() OVER () AS n FROM households WHERE position >= 0) h"""


@pytest.mark.parametrize("mode", ["force_generic_plan", "force_custom_plan"])
@pytest.mark.parametrize("box", ["HOME", "IN", "OUT"])
def test_the_deadlines_of_a_box_are_read_of_open_matters_alone(
    matters_closed: psycopg.Connection, box: str, mode: str
) -> None:
    text = f"{{ deadlines(box: {box}) {{ procedure open overdue nextDueOn }} }}"
    reads = list(register_reads(explained(matters_closed, "civil_affairs", PROVINCE, text, mode)))
    read = [(how, rows) for table, how, rows in reads if table == "matters"]
    assert "Seq Scan" not in {how for how, _ in read}, reads
    open_, all_ = counted(matters_closed)
    assert sum(rows for _, rows in read) <= open_ < all_ / 20, (reads, open_, all_)


def counted(connection: psycopg.Connection) -> tuple[int, int]:
    """How many matters of the province are open, and how many there are."""
    with connection.transaction(force_rollback=True):
        connection.execute("SELECT set_config('hub.ranges', '{[620000000000,630000000000)}', true)")
        connection.execute("SELECT set_config('hub.department', 'civil_affairs', true)")
        row = connection.execute("SELECT count(*) FILTER (WHERE closed_on IS NULL), count(*) FROM matters").fetchone()
    assert row is not None
    return row[0], row[1]


@pytest.fixture(scope="module")
def listed(warned: psycopg.Connection, postgres: Server) -> psycopg.Connection:
    """The same with a day's list of a city."""
    name = warned.info.dbname
    warned.rollback()
    with psycopg.connect(postgres.owner_url(name), autocommit=True) as owner:
        owner.execute(DAY_LIST, [*CITY, SHOWN])
        owner.execute("ANALYZE day_lists, day_list_lines")
    return warned


DAY_LIST = """WITH list AS (INSERT INTO day_lists (id, department, division, day, lo, hi)
  VALUES (gen_random_uuid(), 'civil_affairs', '621100000000', '2024-03-15', %s, %s) RETURNING *),
worst AS (SELECT w.household_id, w.position, max(w.rank) AS rank, array_agg(w.id) AS warnings
  FROM early_warnings w, list WHERE list.lo <= w.position AND w.position < list.hi
  GROUP BY 1, 2 ORDER BY rank DESC LIMIT %s)
INSERT INTO day_list_lines (list_id, place, household_id, position, rank, warnings)
SELECT list.id, row_number() OVER (), w.household_id, w.position, w.rank, w.warnings FROM worst w, list"""


@pytest.mark.parametrize("mode", ["force_generic_plan", "force_custom_plan"])
def test_what_came_since_a_days_list_was_taken_is_read_off_the_index_of_ranks(
    listed: psycopg.Connection, mode: str
) -> None:
    text = '{ dayList(division: "621100000000") { newSince } }'
    reads = list(register_reads(explained(listed, "civil_affairs", CITY, text, mode)))
    read = [(how, rows) for table, how, rows in reads if table == "early_warnings"]
    assert {how for how, _ in read} == {"ix_early_warnings_rank"}, reads
    # No more than the list's own, as urgent as its last line, and a look into each county.
    assert sum(rows for _, rows in read) <= SHOWN * 4 + 2 * 10, reads
