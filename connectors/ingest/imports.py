"""Imports: by which act and mapping a file of a department's source is taken in, and with whose rights."""

from collections.abc import Awaitable, Callable
from collections.abc import Set as AbstractSet
from functools import partial
from uuid import UUID

from auth.grants import Grant
from connectors.ingest.fetch_work import Fetching, FetchWork
from connectors.ingest.import_work import ImportWork
from connectors.ingest.items_act import ItemsAct
from connectors.ingest.mapping import Mapping
from connectors.sources.places import Place
from policy.sources import Source
from registry.errors import Refusal
from registry.journal import imports
from registry.journal.imports import Import
from registry.redaction import quoted
from schema.compose import Graph
from schema.requests.context import Hub

Rights = Callable[[str, AbstractSet[str]], Awaitable[Grant]]
"""What a client may do now, of these scopes."""


class Imports:
    """The acts and mappings of all sources, each made when it is used first."""

    def __init__(self, hub: Hub, graph: Graph, rights: Rights, mib: int) -> None:
        self._hub, self._graph, self._rights, self._mib = hub, graph, rights, mib
        self._acts: dict[tuple[str, str], ItemsAct] = {}
        self._mappings: dict[tuple[str, str], Mapping] = {}

    def source(self, department: str, name: str) -> Source:
        """A source of a department; raises UNKNOWN_SOURCE."""
        declared = self._hub.catalogue.departments.get(department)
        sources = declared.sources if declared else {}
        if name not in sources:
            raise Refusal("UNKNOWN_SOURCE", "source", value=quoted(name), codes=", ".join(sources))
        return sources[name]

    def act(self, department: str, source: Source) -> ItemsAct:
        """The act that takes its items."""
        key = department, source.act
        if key not in self._acts:
            self._acts[key] = ItemsAct(self._graph, self._hub.catalogue.departments[department], source.act)
        return self._acts[key]

    async def work(self, id: UUID, department: str) -> ImportWork:
        """What is left of an import to be done; raises FILE_GONE and UNKNOWN_SOURCE."""
        async with self._hub.database.own_transaction(ranges="", department=department) as connection:
            one = await imports.read(connection, id)
        source = self.source(department, one.source)
        return ImportWork(
            self._hub, one, self.act(department, source), self._mapping(department, source), partial(self._now, one)
        )

    def fetching(self, place: Place, job: UUID) -> FetchWork:
        """The fetching of a source from its place, by a job; raises UNKNOWN_SOURCE."""
        source = self.source(place.department, place.source)
        act = self.act(place.department, source)
        rights = partial(self._rights, place.client, frozenset({"hub:read", act.scope}))
        return FetchWork(self._hub, Fetching(job, place, source, act, self._mib), rights)

    def _mapping(self, department: str, source: Source) -> Mapping:
        key = department, source.name
        if key not in self._mappings:
            self._mappings[key] = Mapping(source)
        return self._mappings[key]

    async def _now(self, one: Import) -> Grant:
        try:
            return await self._rights(one.client, frozenset(one.scopes))
        except Refusal as refusal:
            if refusal.code == "UNAVAILABLE" and refusal.__cause__:
                raise refusal.__cause__ from None  # the registry of clients is away: that passes, and the job waits
            raise
