"""The context of a request: what a resolver or a mutation is given, and nothing it has to look for."""

import datetime
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import partial

from graphql.execution.values import VariableValues

from auth.administration import Desk
from planner.document import Document
from planner.planner import Planner
from policy.catalogue import Catalogue
from registry.identity.identities import ID_CARD
from registry.identity.vault import Vault
from registry.journal.access_log import Look
from registry.journal.receivers import PUBLIC, Receivers
from registry.journal.signing_watch import SigningWatch
from registry.monitoring.cross_check import CrossCheck
from registry.redaction import logged_name
from registry.reference.divisions import Divisions
from registry.store.connection import Connection
from registry.store.database import Database
from registry.store.standby import Standby
from registry.store.turns import Claim
from registry.targets.maintenance import Maintenance
from schema.fields.references import References
from schema.requests.caller import READS_REGISTER, Caller


@dataclass(frozen=True)
class Hub:
    """What lasts longer than a request."""

    database: Database
    catalogue: Catalogue
    divisions: Divisions
    vault: Vault
    maintenance: Maintenance
    cross_check: CrossCheck
    planner: Planner
    today: Callable[[], datetime.date]
    subgraph_sdl: Callable[[], str]
    desk: Desk
    epoch: int = 1
    """What a restore raises: a cursor of changes that is older may have seen what was taken back."""
    standby: Standby | None = None
    job_keeping: datetime.timedelta = datetime.timedelta(days=7)
    """For how long a job can be fetched once it has ended."""
    signing: SigningWatch = field(default_factory=SigningWatch)
    """For how long nobody has signed for what is done."""
    receivers: Receivers = PUBLIC
    """Where webhooks may be sent to."""


@dataclass
class Context:
    """One request."""

    hub: Hub
    caller: Caller
    document: Document
    operation: str | None
    values: VariableValues
    chinese: bool
    logged_variables: str | None
    """The variables as the access log may hold them."""
    heavy: bool = False
    """Whether its statements are among those of which a client has one at work."""
    patient: bool = False
    """Whether it waits for its turns however long that takes, since nobody could send it again."""
    sealed: bool = False
    may_lag: bool = False
    """Whether the answer may be a moment old, so that the standby may give it."""

    source: str = ""
    """Of which of its department's sources the items of its act are; empty where they came through the graph."""
    within: Connection | None = None
    """The transaction in which its act is done, of whoever writes more in it; it sees what the act has to see."""
    outcomes_only: bool = False
    """Whether of its act's answer only what became of each item is read: nothing else need be found out."""
    confirms: bool = False
    """Whether its act was entered by another and is confirmed now: it waits for nobody else."""
    tentative: bool = False
    """Whether all that its act writes is taken back: what would only follow from it need not be written."""

    @property
    def claim(self) -> Claim:
        """What it says when it wants a connection."""
        return Claim(self.caller.grant.asker, self.heavy, self.patient)

    async def unsealed(self, body: bytes) -> bytes:
        """An answer with clear values in the place of its handles; it has been asked, so it waits for its turn."""
        database = self.hub.database
        async with database.vault_turns.turn(self.claim._replace(patient=True)):
            return await self.hub.vault.unseal(database.vault, body)

    def transaction(self) -> AbstractAsyncContextManager[Connection]:
        """A transaction of the caller's department on the caller's divisions; it commits when the block ends."""
        grant = self.caller.grant
        return self.hub.database.transaction(
            ranges=grant.multirange, department=grant.department, actor=grant.actor_id, claim=self.claim
        )

    @property
    def look(self) -> Look:
        """What the access log says of this request."""
        grant, purpose = self.caller.grant, self.caller.purpose
        return Look(
            grant.client_id,
            grant.department,
            purpose.code if purpose else None,
            purpose.note if purpose else None,
            logged_name(self.operation),
            self.document.logged_hash,
            self.logged_variables,
            self.caller.request,
        )

    @property
    def references(self) -> References:
        """Where what arguments name is looked up."""
        hub = self.hub
        blind_index = partial(hub.vault.blind_index, ID_CARD)
        grant = self.caller.grant
        published_only = READS_REGISTER not in grant.scopes
        return References(
            hub.catalogue,
            grant.department,
            hub.divisions.exists,
            blind_index,
            self.caller.today,
            hub.vault.blind_index,
            hub.vault.lasting,
            published_only,
        )

    @property
    def caller_values(self) -> dict[str, object]:
        """What `ask.caller(…)`, the access log and the conversion of arguments may name."""
        own = {"references": self.references, "chinese": self.chinese, "epoch": self.hub.epoch}
        return {**self.caller.values(self.hub.catalogue), **own}
