"""Maintenance (对象维护): targets, groups, reach and help are kept true in the transaction that changes the facts."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self
from uuid import UUID

from policy.catalogue import Catalogue
from registry.people.fact_reporting import Change
from registry.store.arrays import array
from registry.store.connection import FEW, Connection, Question, planned_once
from registry.targets.closing import keep_closed
from registry.targets.fact_uses import DEATH, Use, fact_uses
from registry.targets.helped import KEEP_HELPED
from registry.targets.lost_clauses import Left, keep_lost
from registry.targets.next_change import next_change
from registry.targets.reach import keep_reach
from registry.targets.target_sql import keep, keep_part


class Judged(NamedTuple):
    """A household of which a target came, changed, or ended: which one that was."""

    household: UUID
    programme: str | None
    subject: UUID | None


@dataclass(frozen=True)
class Maintenance:
    """The statements that keep targets, reach and the next day of change true, compiled once from a catalogue."""

    targets: str
    reach: str
    helped: str
    next_change: str
    closed: str
    catalogue: Catalogue
    uses: Mapping[tuple[str, str], Use]
    _parts: dict[tuple[frozenset[str], bool], str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        """Compile the statements."""
        return cls(
            targets=keep(catalogue),
            reach=keep_reach(),
            helped=KEEP_HELPED,
            next_change=next_change(catalogue),
            closed=keep_closed(catalogue),
            catalogue=catalogue,
            uses=fact_uses(catalogue),
        )

    async def recompute(self, connection: Connection, households: Sequence[UUID], today: datetime.date) -> None:
        """Make what is derived from these households' facts true again.

        The caller has locked them with `person_locks.lock_people` in an earlier statement of the same transaction and
        has written; a second writer's facts would otherwise be missed.
        """
        if not households:
            return
        ids = list(dict.fromkeys(households))
        named, few = array(ids), len(ids) <= FEW
        statements = [
            Question(statement, [named, today] if "$2" in statement else [named], prepare=few)
            for statement in (self.closed, self.targets, self.reach, self.helped, self.next_change, UNCHECKED)
        ]
        answers = await connection.together(planned_once(statements) if few else statements)
        # Behind what is closed, and behind the setting that keeps plans.
        left = connection.read(Left, answers[2 if few else 1])
        if left:
            await keep_lost(connection, self.catalogue, left, today)

    async def follow_facts(
        self, connection: Connection, department: str, changes: Sequence[Change], today: datetime.date
    ) -> None:
        """Make true again what rests on the facts of a department that have changed; the rest is as it was.

        The caller has locked and written, as for `recompute`.
        """
        everything, touched, unchecked = set[UUID](), list[tuple[UUID, Use]](), set[UUID]()
        for entity, household, before, after in changes:
            use = self.uses[department, entity]
            if household is None:
                continue
            if entity == "person" and use.changed((DEATH,), before, after):
                everything.add(household)
                continue
            unchecked.add(household)
            if use.rests_on(before, after):
                touched.append((household, use))
        await self.recompute(connection, sorted(everything), today)
        await self._judge(connection, [(id, use) for id, use in touched if id not in everything], today)
        if unchecked := unchecked - everything:
            await connection.together([Question(UNCHECKED, [array(sorted(unchecked))])])

    async def _judge(self, connection: Connection, touched: Sequence[tuple[UUID, Use]], today: datetime.date) -> None:
        """Judge households anew by the rules that read what has changed of them, and let what rests on that follow."""
        if not touched:
            return
        codes = frozenset[str]().union(*(use.programmes for _, use in touched))
        statement = self._part(codes, any(use.groups for _, use in touched))
        ids = list(dict.fromkeys(id for id, _ in touched))
        few = len(ids) <= FEW
        changed = await connection.rows(Judged, Question(statement, [array(ids), today], prepare=few), few)
        homes = array(list(dict.fromkeys(row.household for row in changed)))
        follow = [Question(self.reach, [homes], few), Question(self.helped, [homes, today], few)] if changed else []
        if happened := list(dict.fromkeys(id for id, use in touched if use.repeats)):
            follow.append(Question(self.next_change, [array(happened), today], few))
        if follow:
            await connection.together(planned_once(follow) if few else follow)
        left = [Left(row.programme, row.subject, row.household) for row in changed if row.programme and row.subject]
        if left:
            await keep_lost(connection, self.catalogue, left, today)

    def _part(self, programmes: frozenset[str], groups: bool) -> str:
        """The statement that keeps the targets of some programmes, and the groups if they read it too."""
        if (programmes, groups) not in self._parts:
            self._parts[programmes, groups] = keep_part(self.catalogue, programmes, groups)
        return self._parts[programmes, groups]

    async def follow_help(self, connection: Connection, households: Sequence[UUID], today: datetime.date) -> None:
        """Make true whom the help given to these households helps; their facts are as they were."""
        statements = [Question(statement, [array(households), today]) for statement in (self.helped, self.next_change)]
        await connection.together(statements)


# The cross-check looks at them again (registry.monitoring.cross_check).
UNCHECKED = """INSERT INTO unchecked (household_id, position)
SELECT id, position FROM households WHERE id = ANY($1) ON CONFLICT DO NOTHING"""
