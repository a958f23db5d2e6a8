"""Two persons (录入与审核确认分离): an act that is declared so is kept where its caller may only enter it.

It is done and taken back first, so that who enters is told at once what is wrong with it.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import strawberry
from graphql import GraphQLArgument, GraphQLField, GraphQLID, GraphQLList, GraphQLSchema

from auth.grants import Grant
from planner.rights import Rule
from policy.confirmations import Confirmation, ConfirmedAct
from policy.spine import registrar
from registry import parsing
from registry.errors import Refusal
from registry.identity.identities import ID_CARD
from registry.journal.access_log import answered
from registry.journal.batches import kept_batch
from registry.matters import proposal_entries
from registry.matters.proposal_subjects import found
from registry.matters.proposals import ATTRIBUTE, About, Proposal
from registry.store.connection import Connection, Question
from registry.store.database import new_id
from schema.fields import item_checks
from schema.fields.scalars import Date
from schema.requests.context import Context
from schema.requests.entered_values import plain, shown, text
from schema.requests.problems import Refused, refused
from schema.requests.proposed import Proposed
from schema.requests.transaction import act

Resolve = Callable[..., Any]  # graphql-core's own
MENDS = "mends"
BATCH = "items"


def await_second_person(core: GraphQLSchema, confirmation: Confirmation) -> None:
    """Let the declared acts wait for a second person; each may say which returned proposal it mends."""
    assert core.mutation_type  # noqa: S101 - the graph has acts
    for declared in confirmation.acts.values():
        field = core.mutation_type.fields[declared.act]
        direct: Rule = field.extensions["strawberry-definition"].metadata["mapped"].rule
        assert field.resolve  # noqa: S101 - every act has
        entering = Entering(declared, confirmation, direct, field.resolve, BATCH in field.args)
        field.resolve = entering.resolve
        field.args[MENDS] = _mends(entering.batch)


def opened(rules: Mapping[Any, Rule], confirmation: Confirmation) -> dict[Any, Rule]:
    """The rules of the declared acts: who may enter may call them too."""
    places = [("Mutation", one) for one in confirmation.acts]
    enters = frozenset({confirmation.enter})
    return {place: replace(rules[place], scopes=(*rules[place].scopes, enters)) for place in places}


def _mends(batch: bool) -> GraphQLArgument:
    what = "The returned proposal that this mends (所更正的退回事项标识)."
    each = "The returned proposals that the items mend, in their order, null for none (所更正的退回事项标识，按顺序)."
    return (
        GraphQLArgument(GraphQLList(GraphQLID), description=each)
        if batch
        else GraphQLArgument(GraphQLID, description=what)
    )


@dataclass(frozen=True)
class Entering:
    """A declared act: done at once for who may do it alone, kept for everyone else."""

    declared: ConfirmedAct
    confirmation: Confirmation
    direct: Rule
    """What it takes to do it alone."""
    done: Resolve
    batch: bool

    async def resolve(self, source: Any, info: Any, mends: Any = None, **arguments: Any) -> Any:  # graphql-core's own
        """Do it, or keep it as a proposal."""
        context: Context = info.context
        if context.confirms or not self.waits(context.caller.grant):
            if mends:
                return refused(context, Refusal("NOT_EXPECTED", MENDS, name=MENDS))
            return await _awaited(self.done(source, info, **arguments))
        keep = self._keep_each if self.batch else self._keep_one

        async def work(connection: Connection) -> tuple[Any, list[UUID]]:
            await connection.execute("SAVEPOINT entered")
            within = replace(context, within=connection, tentative=True)
            tried = SimpleNamespace(context=within, field_nodes=getattr(info, "field_nodes", ()))
            result = await _awaited(self.done(source, tried, **arguments))
            return await keep(context, connection, result, arguments, mends), []

        try:
            return await act(context, context.caller.grant.multirange, work)
        except Refusal as refusal:
            return refused(context, refusal)

    def waits(self, grant: Grant) -> bool:
        """Whether what this caller enters waits for another; no other department has anybody who confirms."""
        if not any(some <= grant.scopes for some in self.direct.scopes):
            return True
        if grant.department != registrar():
            return False
        return self.declared.waits == "everyone" or (self.declared.waits == "officers" and grant.officer is not None)

    async def _keep_one(
        self, context: Context, connection: Connection, result: Any, arguments: Mapping[str, Any], mends: Any
    ) -> Any:
        await _take_back(connection)
        if isinstance(result, Refused):
            return result
        return await self._keep(context, connection, plain(arguments), mends)

    async def _keep_each(
        self, context: Context, connection: Connection, report: Any, arguments: Mapping[str, Any], mends: Any
    ) -> Any:
        """The report with a proposal in the place of each item that would be taken in; its batch stays."""
        batch = None if isinstance(report, Refused) else await kept_batch(connection, UUID(report.batch))
        await _take_back(connection)
        if batch is None:
            return report
        old = [*(mends or ()), *[None] * len(report.outcomes)]
        outcomes = []
        for n, (outcome, item) in enumerate(zip(report.outcomes, arguments[BATCH], strict=True)):
            if isinstance(outcome, Refused) or getattr(outcome, "replayed", False):
                outcomes.append(outcome)
                continue
            try:
                outcomes.append(await self._keep(context, connection, plain(item), old[n]))
            except Refusal as refusal:
                outcomes.append(refused(context, refusal.under(f"{BATCH}[{n}]")))
        # What waits is neither taken in nor refused yet.
        declined = sum(isinstance(outcome, Refused) for outcome in outcomes)
        known = sum(bool(getattr(outcome, "replayed", False)) for outcome in outcomes)
        await connection.together([batch.row(replayed=known, refused=declined)])
        return replace(report, outcomes=outcomes)

    async def _keep(self, context: Context, connection: Connection, entered: Any, mends: Any) -> Proposed:
        grant, vault, id = context.caller.grant, context.hub.vault, new_id()
        about = await self._about(context, connection, entered)
        written = text(entered)
        standing = about.standing if self.declared.beside else {}
        proposal = Proposal(
            grant.department,
            self.declared.act,
            about,
            shown(entered, standing),
            vault.blind_index(ATTRIBUTE, f"{self._whose(grant)}{written}"),
            vault.seal(ATTRIBUTE, id, written),
            context.caller.today,
            self.declared.reviewed,
            item_checks.id(mends, MENDS) if mends else None,
            id,
        )
        kept = await proposal_entries.enter(connection, proposal, self.confirmation.due)
        await answered(connection, context.look, [about.person or about.household or kept.id])
        return Proposed(id=strawberry.ID(str(kept.id)), due_on=Date(kept.due_on.isoformat()))

    def _whose(self, grant: Grant) -> str:
        """Whose it is besides what it says: names are opened for who asked, and what two ask for alike is two."""
        return f"{grant.asker}|" if self.declared.act == self.confirmation.opening.act else ""

    async def _about(self, context: Context, connection: Connection, entered: Any) -> About:
        """Whom it is about: the first that it names; the act has found them already."""
        number, about = None, None
        for kind, path in self.declared.names.items():
            value = _at(entered, path)
            if value is None:
                continue
            if kind == "household_number":
                value = number = parsing.household_number(value, path)
            if about is None:
                about = await _found(context, connection, kind, value)
        if about is None:
            raise Refusal("UNKNOWN_HOUSEHOLD", next(iter(self.declared.names.values())))
        return about._replace(number=None if about.household else number)


async def _found(context: Context, connection: Connection, kind: str, value: Any) -> About | None:
    today = context.caller.today
    if kind == "division":
        return About(None, None, item_checks.division(context.hub.divisions, value, kind, today).lo, {})
    if kind == "id_number":
        number = item_checks.id_number(value, "idNumber", today)
        return await found(connection, kind, context.hub.vault.blind_index(ID_CARD, number))
    return await found(connection, kind, value)


def _at(entered: Any, path: str) -> Any:
    for name in path.split("."):
        entered = entered.get(name) if isinstance(entered, Mapping) else None
    return entered


async def _take_back(connection: Connection) -> None:
    # psycopg's own rollback would forget what is prepared.
    await connection.together([Question("ROLLBACK TO SAVEPOINT entered", prepare=False)])


async def _awaited(result: Any) -> Any:
    return await result if inspect.isawaitable(result) else result


def field_of(core: GraphQLSchema, name: str) -> GraphQLField:
    """The field of an act."""
    assert core.mutation_type  # noqa: S101 - the graph has acts
    field: GraphQLField = core.mutation_type.fields[name]
    return field
