"""Compared persons (比对对象): what is read of the register to find who may be one, as lines of a CSV.

No number is among it: of two ID cards the last four characters, which nothing else reads.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

from registry.identity.identities import ID_CARD
from registry.people.person_locks import LAST_HOME
from registry.store.connection import Connection

COLUMNS = (
    "kind", "id", "owner", "name", "birth", "sex", "division", "ending", "household", "guardian", "sought", "findings"
)  # fmt: skip # in one line they are too many
AT_A_TIME = 10_000

Connect = Callable[[], AbstractAsyncContextManager[Connection]]
"""Makes transactions that see the province."""


async def rows(connect: Connect) -> AsyncIterator[bytes]:
    """All who are compared, as lines of a CSV: registered persons, of whom reports speak, and pairs told apart."""
    for statement in (PERSONS, UNREGISTERED, MISMATCHES, TOLD_APART):
        position, id = -1, UUID(int=0)
        while True:
            async with connect() as connection:
                answer = await connection.execute(statement, [position, id, AT_A_TIME], prepare=True)
                lines = await answer.fetchall()
            if not lines:
                break
            position, id, _ = lines[-1]
            yield "".join(line for _, _, line in lines).encode()


def _line(**columns: str) -> str:
    """A line of the CSV: what may hold anything is quoted, whatever else is written as it is."""
    told = (columns.get(name, "''") for name in COLUMNS)
    return f"""concat({", ',', ".join(told)}, E'\\n')"""


def _quoted(text: str) -> str:
    return f"""'"' || replace({text}, '"', '""') || '"'"""


BEHIND = "(t.position, t.id) > ($1::bigint, $2::uuid)"

# Who has left a household is compared where it was: that is their county, and those are whom they lived with.
PERSONS = f"""SELECT t.position, t.id, {
    _line(
        kind="'PERSON'",
        id="t.id",
        name=_quoted("t.name"),
        birth="to_char(t.birth_date, 'YYYYMMDD')",
        sex="t.sex",
        division="h.division",
        ending=f"CASE WHEN t.id_kind = '{ID_CARD}' THEN right(t.id_number_masked, 4) END",
        household="m.household_id",
        guardian=_quoted("v.guardian"),
        sought=f"t.id_kind <> '{ID_CARD}'",
    )
}
FROM (SELECT * FROM persons t WHERE t.position >= 0 AND {BEHIND} AND t.merged_into IS NULL
  ORDER BY t.position, t.id LIMIT $3) t
LEFT JOIN LATERAL ({LAST_HOME.format("t.id")}) m ON true
LEFT JOIN LATERAL (SELECT * FROM households h WHERE h.id = m.household_id OFFSET 0) h ON true
LEFT JOIN LATERAL (SELECT v.guardian FROM provisional_identities v
  WHERE v.person_id = t.id AND v.superseded_at IS NULL LIMIT 1) v ON true
ORDER BY t.position, t.id"""

UNREGISTERED = f"""SELECT t.position, t.id, {
    _line(
        kind="'UNREGISTERED'",
        id="t.id",
        name=_quoted("i.name"),
        birth="to_char(i.birth_date, 'YYYYMMDD')",
        sex="i.sex",
        division="t.division",
    )
}
FROM unregistered_persons t JOIN identities i ON i.id = t.identity_id
WHERE t.state = 'OPEN' AND {BEHIND} ORDER BY t.position, t.id LIMIT $3"""

# A report that names somebody else's number mostly means one of those who live with them: so whose number it names is a
# fellow, who lives where they live, and birth date and sex of the number say nothing of whom the report means.
MISMATCHES = f"""SELECT t.position, t.id, {
    _line(
        kind="'MISMATCH'",
        id="t.id",
        owner="t.person_id",
        name=_quoted("t.reported_name"),
        division="h.division",
        guardian=_quoted("p.name"),
    )
}
FROM mismatches t JOIN persons p ON p.id = t.person_id
LEFT JOIN LATERAL ({LAST_HOME.format("p.id")}) m ON true
LEFT JOIN LATERAL (SELECT * FROM households h WHERE h.id = m.household_id OFFSET 0) h ON true
WHERE t.state IN ('OPEN', 'UNKNOWN') AND {BEHIND} ORDER BY t.position, t.id LIMIT $3"""

# Upon which findings: with others they are compared as anybody is.
TOLD_APART = f"""SELECT t.position, t.id, {
    _line(kind="'APART'", id="t.person_id", owner="t.other_id", findings=_quoted("t.findings"))
}
FROM identity_decisions t WHERE t.decision = 'NOT_THE_SAME' AND {BEHIND} AND NOT EXISTS (
  SELECT FROM identity_decisions b WHERE b.person_id = t.person_id AND b.other_id = t.other_id
    AND b.decision = 'OPEN' AND b.decided_at > t.decided_at)
ORDER BY t.position, t.id LIMIT $3"""
