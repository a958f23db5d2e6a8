"""Lost clauses (不再满足的条件): of who is a target no more, which clauses of the rule hold no more."""

import datetime
from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from registry.store.arrays import Rows, array
from registry.store.connection import Connection, Question
from registry.targets.clause_sql import judged
from registry.targets.fact_rows import bindings


class Left(NamedTuple):
    """A target that has just ended."""

    programme: str
    subject: UUID
    household: UUID


async def keep_lost(connection: Connection, catalogue: Catalogue, left: Sequence[Left], today: datetime.date) -> None:
    """Write down why these targets ended, in the words of the rule, which stay where the rule changes later.

    Who died or lives there no more is judged by no clause, and neither is who was a target of a programme that is given
    up. Their households are locked and their facts written.
    """
    judged_still = {one.programme for one in left} & catalogue.programmes.keys()
    if not judged_still:
        return
    homes = array(list(dict.fromkeys(one.household for one in left)))
    statement = keep(catalogue, judged_still)
    await connection.together([Question(statement, [homes, today, *LEFT.arrays(left)], prepare=False)])


LEFT = Rows[Left](programme=("text", lambda one: one.programme), subject_id=("uuid", lambda one: one.subject))


def keep(catalogue: Catalogue, programmes: Collection[str]) -> str:
    """The statement for targets of these programmes, in the households `$1` on the day `$2`.

    Named are the clauses that held before and hold no more. Every target holds all but alternatives: a clause whose
    bit is not set came into the rule after this one was judged, and did not hold before.
    """
    rules = [catalogue.programmes[code] for code in sorted(programmes)]
    return f"""WITH {bindings(catalogue, [clause for rule in rules for clause in rule.condition.clauses])},
found AS MATERIALIZED (SELECT programme, subject_id, met | unknown AS held FROM ({judged(catalogue, rules)}) f)
UPDATE targets t SET lost = (
  SELECT array_agg(k.text ORDER BY k.n) FROM found f JOIN programme_clauses k ON k.programme = f.programme
  WHERE f.programme = t.programme AND f.subject_id = t.subject_id AND (f.held >> k.n) & 1 = 0
    AND ((t.met | t.unknown) >> k.n) & 1 = 1)
FROM {LEFT.unnest("l", first=3)} WHERE t.programme = l.programme AND t.subject_id = l.subject_id"""
