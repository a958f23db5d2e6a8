"""How PostgreSQL reads the hot questions in a province of some thousand households, with the plan it keeps for any values."""

import asyncio
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from auth.grants import Grant
from connectors import discover
from hub.database.first_fill import fill
from hub.database.keys import master_key, vault_of
from hub.database.postgres import Server
from hub.database.roles import addresses
from hub.population.ledger import Order
from hub.population.loading import load as load_population
from hub.settings import Settings
from planner.document import coerced, read
from policy.catalogue import load
from registry.store.connection import Connection
from registry.store.database import WALKED
from registry.store.roles import Roles
from schema.compose import compose
from schema.fields.references import References
from schema.requests.caller import Caller
from tests.conftest import TEMPLATE, Copy
from tests.explained import rows_read, steps
from tests.hub_running import TODAY
from tests.lies import LIES

CATALOGUE = load(discover())
GRAPH = compose(CATALOGUE)
PROVINCE, CITY, COUNTY = (620000000000, 630000000000), (621100000000, 621200000000), (621102000000, 621103000000)
SHOWN = 20
ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "plans"
HOME = """number categories { code } members { relation person { nameMasked categories { code } } }"""
TARGETS = (
    'eligibleTargets(programme: "{programme}", first: {first}) {{ pageInfo {{ endCursor }} nodes {{ certainty since'
    " met {{ text }} unknown {{ text }} leftToDepartment cites household {{ {home} }} }} }}"
)
CHANGES = (
    'targetChanges(programme: "{programme}", first: {first}) {{ pageInfo {{ endCursor }} nodes {{ kind'
    " household {{ {home} }} }} }}"
)
HOUSEHOLDS = "households(first: {first}) {{ pageInfo {{ endCursor }} nodes {{ {home} }} }}"
PERSON = """nameMasked relation leftOn categories { code } household { number } determinations { category { code } }
  memberships(first: 5) { nodes { relation household { number } } } corrections { id } merges { id } facts { asOf }
  chain(first: 5) { nodes { kind record { id } person { nameMasked } } }"""
WHOLE = f"""number division {{ code name }} categories {{ code }} members {{ person {{ {PERSON} }} }} formerly
  memberships(first: 5) {{ nodes {{ relation person {{ nameMasked }} }} }} history(first: 5) {{ nodes {{ asOf }} }}
  chain(first: 5) {{ nodes {{ kind record {{ id }} person {{ nameMasked }} programme {{ number }} }} }}"""


@pytest.fixture(scope="module")
def settled(
    postgres: Server, template: Roles, new_database: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[psycopg.Connection]:
    """A connection as the application's role to a province of some thousand households."""
    owner = postgres.owner_url(new_database(TEMPLATE))
    copy = Copy(owner, addresses(owner, template, postgres.secrets))
    settings = Settings(owner, "any", 1, 6000, tmp_path_factory.mktemp("plans"), "http://127.0.0.1:1", 2)
    fill(settings, copy.addresses, CATALOGUE)
    asyncio.run(populate(settings, copy))
    with psycopg.connect(copy.addresses.app, cursor_factory=psycopg.ClientCursor) as connection:
        yield connection


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


@pytest.fixture
def misled(
    request: pytest.FixtureRequest, settled: psycopg.Connection, postgres: Server
) -> Iterator[psycopg.Connection]:
    """The same within a transaction whose statistics lie, and which is undone."""
    name, app = settled.info.dbname, settled.info.user
    settled.rollback()
    with psycopg.connect(postgres.owner_url(name), cursor_factory=psycopg.ClientCursor) as connection:
        for lie in LIES.get(request.param, ()):
            connection.execute(lie.encode())
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(app)))
        yield connection
        connection.rollback()


async def populate(settings: Settings, copy: Copy) -> None:
    with psycopg.connect(copy.addresses.vault) as connection:
        vault = vault_of(connection, master_key(settings))
    owner = await Connection.connect(copy.owner, autocommit=True, cursor_factory=psycopg.AsyncRawCursor)
    async with owner:
        await load_population(owner, Order(settings.demo_persons, 1), vault, CATALOGUE, TODAY)
        await owner.execute("VACUUM ANALYZE")


def explained(
    connection: psycopg.Connection,
    department: str,
    range_: tuple[int, int],
    text: str,
    mode: str = "force_generic_plan",
    **variables: object,
) -> list[Any]:
    """Every step of the plan, as it was run."""
    document = read(text)
    values = coerced(GRAPH.core, document.operation(None), variables)
    plan = GRAPH.planner().plan(document, None, values)
    scopes = frozenset(
        {
            "hub:read",
            f"{department}/targets:read",
            f"{department}/feedback:read",
            "household/chain:read",
            "civil/population:read",
            "civil/supervise:read",
        }
    )
    grant = Grant("a test", department, (), (range_,), scopes, (), "", 0)
    caller = Caller(grant, None, TODAY, "a request")
    references = References(CATALOGUE, department, lambda _: True, lambda _: b"", TODAY)
    known = {"kind": "ANSWER", "variables": None, "references": references}
    bound = plan.bind(values, {**caller.values(CATALOGUE), **known})
    with connection.transaction(force_rollback=True):
        connection.execute(f"SET LOCAL plan_cache_mode = {mode}".encode())
        for name, value in {**caller.settings, **(WALKED if plan.walks else {})}.items():
            connection.execute("SELECT set_config(%s, %s, true)", [name, value])
        connection.execute(f"PREPARE asked AS {plan.statement}".encode())
        places = ", ".join(["%s"] * len(bound))
        row = connection.execute(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE asked ({places})".encode(), bound
        ).fetchone()
        connection.execute("DEALLOCATE asked")
    assert row is not None
    return list(steps(row[0][0]["Plan"]))


def register_reads(plan: list[Any]) -> Iterator[tuple[str, str, float]]:
    """The tables that grow with the province: how each is read, and how many rows of it."""
    for step in plan:
        table = step.get("Relation Name")
        if table not in (
            None,
            "access_log",
            "categories",
            "departments",
            "divisions",
            "programmes",
            "programme_clauses",
        ):
            yield table, step.get("Index Name", step["Node Type"]), rows_read(step)


@pytest.mark.parametrize("place", [PROVINCE, COUNTY], ids=["province", "county"])
@pytest.mark.parametrize(
    ("department", "question", "programme", "index"),
    [
        ("rural_revitalization", TARGETS, "XC-01", "ix_targets_page"),
        ("education_aid", TARGETS, "JY-02", "ix_targets_page"),
        ("civil_affairs", TARGETS, "MZ-12", "ix_targets_page"),
        ("rural_revitalization", HOUSEHOLDS, "", "ix_reach_page"),
        ("civil_affairs", HOUSEHOLDS, "", "ix_reach_page"),
    ],
)
def test_a_page_begins_in_its_index_and_reads_little_more_than_it_shows(
    settled: psycopg.Connection, department: str, question: str, programme: str, index: str, place: tuple[int, int]
) -> None:
    text = f"{{ {question.format(programme=programme, first=SHOWN, home=HOME)} }}"
    plan = explained(settled, department, place, text)
    reads = list(register_reads(plan))
    assert index in {how for _, how, _ in reads}
    assert "Seq Scan" not in {how for _, how, _ in reads}, reads
    assert max(rows for _, _, rows in reads) <= 10 * SHOWN, reads
    assert "hashed" not in json.dumps(plan)


VISITS = """{ visitPriorities(first: 20) { nodes { rank groups household { id } } }
  zeroEmploymentFamilies(first: 20) { nodes { able certain household { id } } } }"""


@pytest.mark.parametrize("place", [PROVINCE, CITY, COUNTY], ids=["province", "city", "county"])
def test_whom_to_visit_is_read_a_page_from_each_county(settled: psycopg.Connection, place: tuple[int, int]) -> None:
    reads = list(register_reads(explained(settled, "civil_affairs", place, VISITS)))
    listed = [rows for table, _, rows in reads if table == "household_groups"]
    assert {how for table, how, _ in reads if table == "household_groups"} == {
        "ix_household_groups_rank",
        "ix_household_groups_place",
    }
    counties = min((place[1] - place[0]) // 1_000_000, 90)
    assert sum(listed) <= (counties + 1) * (SHOWN + 3) + SHOWN, reads
    assert max(rows for table, _, rows in reads if table != "household_groups") <= 3 * SHOWN, reads


def test_for_a_townships_page_the_rest_of_its_county_is_passed_over_in_the_index(settled: psycopg.Connection) -> None:
    township = (COUNTY[0] + 1_000, COUNTY[0] + 2_000)
    plan = list(explained(settled, "civil_affairs", township, "{ visitPriorities(first: 20) { nodes { rank } } }"))
    read = [step for step in plan if step.get("Index Name") == "ix_household_groups_rank"]
    (walked,) = (step for step in read if "position" in step["Index Cond"])
    assert walked["Index Cond"].count("position") >= 2, walked
    assert walked["Actual Rows"] <= SHOWN + 1


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


def test_changes_are_walked_in_their_order_until_the_page_is_full(settled: psycopg.Connection) -> None:
    text = f"{{ {CHANGES.format(programme='XC-01', first=SHOWN, home=HOME)} }}"
    reads = list(register_reads(explained(settled, "rural_revitalization", PROVINCE, text)))
    assert max(rows for _, _, rows in reads) <= 10 * SHOWN, reads
    # A county's changes lie between those of others: they are passed over in the same order, and never sorted.
    county = explained(settled, "rural_revitalization", COUNTY, text)
    walked = [step["Index Name"] for step in county if step.get("Parent Relationship") == "Member"]
    assert walked == ["ix_targets_changes", "ix_departures_changes"]
    assert "Sort" not in {step["Node Type"] for step in county if step["Actual Rows"] > SHOWN + 1}


@pytest.mark.parametrize("place", [PROVINCE, CITY, COUNTY], ids=["province", "city", "county"])
def test_coverage_is_added_up_from_counts_and_never_reads_the_targets(
    settled: psycopg.Connection, place: tuple[int, int]
) -> None:
    counted = "{ coverage { programme { code } targets unknown helped unhelped } }"
    plan = explained(settled, "finance", place, counted)
    reads = list(register_reads(plan))
    assert {table for table, _, _ in reads} == {"target_counts", "target_deltas"}, reads
    assert "Seq Scan" not in {how for table, how, _ in reads if table == "target_counts"}, reads
    counties = (place[1] - place[0]) // 1_000_000
    assert sum(rows for _, _, rows in reads) <= len(CATALOGUE.programmes) * min(counties, 100), reads


@pytest.mark.parametrize("mode", ["force_generic_plan", "force_custom_plan"])
@pytest.mark.parametrize("misled", LIES, indirect=True)
@pytest.mark.parametrize("place", [PROVINCE, COUNTY], ids=["province", "county"])
def test_hot_pages_keep_their_index_and_read_a_page_whatever_the_statistics_say(
    misled: psycopg.Connection, place: tuple[int, int], mode: str
) -> None:
    for home, blocks in ((HOME, 250), (WHOLE, 500)):
        page = TARGETS.format(programme="MZ-12", first=SHOWN, home=home)
        pages = {"ix_targets_page": page, "ix_reach_page": HOUSEHOLDS.format(first=SHOWN, home=home)}
        for index, question in pages.items():
            plan = explained(misled, "civil_affairs", place, f"{{ {question} }}", mode)
            reads = list(register_reads(plan))
            assert index in {how for _, how, _ in reads}, reads
            # Of the dozen categories each may be looked for by itself.
            assert max(rows for _, _, rows in reads) <= 15 * SHOWN, sorted(reads, key=lambda r: -r[2])[:3]
            assert plan[0]["Shared Hit Blocks"] + plan[0]["Shared Read Blocks"] <= blocks * SHOWN


RECORDS = "{{ records(first: {first}{filter}) {{ pageInfo {{ endCursor }} nodes {{ id month programmeKind }} }} }}"
FILTERS = ("", ', filter: {status: GRANTED, division: "621102000000"}')


@pytest.mark.parametrize("mode", ["force_generic_plan", "force_custom_plan"])
@pytest.mark.parametrize("misled", ["nothing", *LIES], indirect=True)
@pytest.mark.parametrize("place", [PROVINCE, CITY, COUNTY], ids=["province", "city", "county"])
def test_own_records_are_read_a_page_from_each_county_whatever_the_statistics_say(
    misled: psycopg.Connection, place: tuple[int, int], mode: str
) -> None:
    counties = min((place[1] - place[0]) // 1_000_000, 90)
    for filter in FILTERS:
        text = RECORDS.format(first=SHOWN, filter=filter)
        read = [
            (how, rows)
            for table, how, rows in register_reads(explained(misled, "education_aid", place, text, mode))
            if table == "assistance_records"
        ]
        assert {how for how, _ in read} == {"ix_assistance_records_page"}, read
        assert sum(rows for _, rows in read) <= (counties + 1) * (SHOWN + 3), read


FEW = ('household: "{id}"', 'person: "{id}"', 'batch: "{id}"', 'externalId: "none"')


@pytest.mark.parametrize("misled", LIES, indirect=True)
@pytest.mark.parametrize("filter", FEW, ids=[filter.split(":")[0] for filter in FEW])
def test_records_of_somebody_or_of_a_batch_are_found_by_it_whatever_the_statistics_say(
    misled: psycopg.Connection, filter: str
) -> None:
    asked = f", filter: {{{filter.format(id=UUID(int=0))}}}"
    plan = explained(misled, "education_aid", PROVINCE, RECORDS.format(first=SHOWN, filter=asked))
    reads = list(register_reads(plan))
    assert sum(rows for _, _, rows in reads) <= SHOWN, reads


# As the application's role, which sees nothing without its settings: they are given for this statement alone.
BUSY = """SELECT l.household_id FROM (SELECT set_config('hub.ranges', '{[620000000000,630000000000)}', false)) s,
  LATERAL (SELECT household_id, count(*) AS links FROM chain_links GROUP BY household_id) l ORDER BY l.links DESC LIMIT 1"""
OPERATIONS = {
    "chain": {"id": None},
    "targets": {"programme": "civil_affairs.heating_aid", "division": None, "after": None},
    "changes": {"programme": "civil_affairs.heating_aid", "since": None},
    "coverage": {"division": "621100000000"},
}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_the_hot_operations_read_and_by_which_index_stands(settled: psycopg.Connection, operation: str) -> None:
    """Each table with the ways it is read: a statement that turns to another way is seen in review."""
    variables: dict[str, object] = {**OPERATIONS[operation]}
    if operation == "chain":
        row = settled.execute(BUSY, prepare=False).fetchone()
        variables["id"] = str(row[0]) if row else None
    text = (ROOT / "benchmarks" / "operations" / f"{operation}.graphql").read_text()
    plan = explained(settled, "civil_affairs", PROVINCE, text, **variables)
    ways = sorted({f"{table}: {how}" for step in plan if (table := step.get("Relation Name")) for how in [_way(step)]})
    file = FOLDER / f"{operation}.txt"
    if os.environ.get("AIDHUB_SNAPSHOTS") == "write":
        file.write_text("\n".join(ways) + "\n")
    assert file.read_text().splitlines() == ways, f"{file.name} moved: AIDHUB_SNAPSHOTS=write keeps it anew"


def _way(step: dict[str, Any]) -> str:
    return f"{step['Node Type']} {step['Index Name']}" if "Index Name" in step else str(step["Node Type"])
