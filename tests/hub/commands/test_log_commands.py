"""The access log as an operator searches it."""

import json
import uuid

import psycopg
import pytest

from registry.identity.identity_numbers import with_check_digit
from tests.hub.commands.test_rotation_commands import Keeper
from tests.hub.commands.typed import Operator, aidhub

NUMBER, OTHER = (with_check_digit(f"62990119900101{n:03}") for n in (1, 2))  # of the keeper's five


class Watched(Keeper):
    """The first of the five is registered."""

    person: uuid.UUID
    home: uuid.UUID


def looked(
    keeper: Keeper, department: str, subject: uuid.UUID | None, variables: str = "{}", ago: str = "0 days"
) -> str:
    request = uuid.uuid4().hex
    with psycopg.connect(keeper.operator.url) as owner:
        owner.execute(
            "INSERT INTO access_log (at, kind, client, department, operation, document, variables, subjects, request)"
            " VALUES (now() - %s::interval, 'ANSWER', %s, %s, 'Look', '', %s, %s, %s)",
            [ago, f"client of {department}", department, variables, [subject] if subject else [], request],
        )
    return request


@pytest.fixture(scope="module")
def keeper(operator: Operator) -> Watched:
    keeper = Watched(operator)
    with psycopg.connect(operator.url) as owner:
        home, person = uuid.uuid4(), uuid.uuid4()
        owner.execute(
            "INSERT INTO households (id, number, division, position, as_of, channel) SELECT %s, 'H1', code, lo, '2024-01-01', 'APPLICATION' FROM divisions WHERE code = '620102000000'",
            [home],
        )
        owner.execute(
            "INSERT INTO persons (id, identity_id, position, name, name_masked, id_number_masked, sex, birth_date) SELECT %s, %s, position, '周甲', '周*', '6299…', '1', '1990-01-01' FROM households",
            [person, keeper.ids[0]],
        )
        owner.execute(
            "INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from) SELECT %s, id, %s, position, '02', '2024-01-01' FROM households",
            [uuid.uuid4(), person],
        )
    keeper.person, keeper.home = person, home
    return keeper


def requests(said: str) -> list[str]:
    return [line.split()[-1] for line in said.splitlines()]


def test_the_log_is_searched_by_time_client_and_department(keeper: Watched) -> None:
    old = looked(keeper, "housing", None, ago="40 days")
    new = looked(keeper, "housing", None)
    health = looked(keeper, "health", None)
    assert requests(keeper.operator("access-log search --department housing")) == [new]
    assert requests(keeper.operator("access-log search --client 'client of health'")) == [health]
    assert old in requests(keeper.operator("access-log search --since 2020-01-01 --department housing"))
    narrowed = aidhub("access-log search --most 1", keeper.operator.var, AIDHUB_DATABASE_URL=keeper.operator.url)
    assert len(narrowed.stdout.splitlines()) == 1
    assert "--most" in narrowed.stderr


def test_who_looked_at_a_person_is_found_by_number_also_after_the_index_was_rotated(keeper: Watched) -> None:
    by_id, by_home = looked(keeper, "housing", keeper.person), looked(keeper, "health", keeper.home)
    hex = keeper.vault().blind_index("ID_CARD", NUMBER).hex()
    in_vain = looked(keeper, "finance", None, json.dumps({"number": hex}))
    looked(keeper, "finance", keeper.ids[1])

    def found() -> set[str]:
        said = keeper.operator(f"access-log search --number {NUMBER} --json")
        assert NUMBER not in said
        return {json.loads(line)["request"] for line in said.splitlines()}

    assert found() == {by_id, by_home, in_vain}
    keeper.operator("index rotate")
    assert found() == {by_id, by_home, in_vain}
    assert keeper.operator(f"access-log search --number {OTHER}") == ""


def test_what_is_wrong_with_a_search_is_one_line(keeper: Watched) -> None:
    assert "water is no department" in keeper.operator.refused("access-log search --department water")
    assert "YYYY-MM-DD" in keeper.operator.refused("access-log search --since yesterday")
    said = keeper.operator.refused(f"access-log search --number {NUMBER[:-1]}9")
    assert "check digit" in said
    assert NUMBER[:-1] not in said


def test_who_looked_at_a_list_is_found_by_the_number_of_whoever_stands_on_it(keeper: Watched) -> None:
    whole, theirs, others = (uuid.uuid4() for _ in range(3))
    with psycopg.connect(keeper.operator.url) as owner:
        owner.execute("SET session_replication_role = replica")  # the other person is nobody's
        for list, person in ((whole, None), (theirs, keeper.person), (others, uuid.uuid4())):
            owner.execute(
                "INSERT INTO target_snapshots (id, department, client, programme, division, certainty, rules,"
                " count, hash, taken_on) SELECT %s, 'housing', 'c', 'p', code, 'MET', '', 1, '', '2024-01-01'"
                " FROM divisions WHERE code = '620102000000'",
                [list],
            )
            owner.execute(
                "INSERT INTO snapshot_items (snapshot_id, subject_id, household_id, person_id, position)"
                " SELECT %s, %s, id, %s, position FROM households",
                [list, person or keeper.home, person],
            )
    shown = {looked(keeper, "housing", list): list for list in (whole, theirs, others)}
    said = keeper.operator(f"access-log search --number {NUMBER}")
    assert {shown.get(one) for one in requests(said)} & {whole, theirs, others} == {whole, theirs}
