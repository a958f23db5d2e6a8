"""How PostgreSQL reads the hot questions in a province of some thousand households, with the plan it keeps for any values."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from hub.database.postgres import Server
from tests.lies import LIES
from tests.schema.explained_questions import CATALOGUE, CITY, COUNTY, PROVINCE, explained, register_reads
from tests.schema.explained_questions import settled as settled

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


@pytest.mark.parametrize("department", ["civil_affairs", "housing"])
@pytest.mark.parametrize("place", [PROVINCE, COUNTY], ids=["province", "county"])
def test_a_page_of_namesakes_is_read_from_the_index_of_their_term_however_many_they_are(
    settled: psycopg.Connection, postgres: Server, place: tuple[int, int], department: str
) -> None:
    settled.rollback()
    with psycopg.connect(postgres.owner_url(settled.info.dbname), autocommit=True) as owner:
        owner.execute("INSERT INTO search_terms SELECT id, '', position FROM persons ON CONFLICT DO NOTHING")
        owner.execute("ANALYZE search_terms")
    text = '{ findPersons(by: {name: "王明"}, first: 20) { nodes { nameMasked household { id } } pageInfo { endCursor } } }'
    reads = list(register_reads(explained(settled, department, place, text)))
    assert "ix_search_terms_page" in {how for _, how, _ in reads}
    assert "Seq Scan" not in {how for _, how, _ in reads}, reads
    if department == "civil_affairs":
        assert max(rows for _, _, rows in reads) <= 10 * SHOWN, reads


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
    plan = explained(settled, "civil_affairs", place, counted)
    reads = list(register_reads(plan))
    assert {table for table, _, rows in reads if rows} <= {"target_counts", "target_deltas"}, reads
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
