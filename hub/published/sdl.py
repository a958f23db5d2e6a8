"""The SDL in three views: the whole graph for client tools, the subgraph for routers, and what one token may use."""

import argparse
from functools import cached_property, lru_cache

import connectors
from auth.grants import Grant
from hub.published.definitions import definitions, printed
from hub.published.own_view import Usable
from hub.published.subgraph import subgraph
from planner.rights import Need, Rule, missing
from policy.catalogue import load
from registry.errors import Refusal
from registry.redaction import quoted
from schema.compose import Graph, compose

VIEWS = ("whole", "subgraph", "mine")
CUTS_KEPT = 32  # of a few hundred kilobytes; clients of a department mostly have the same scopes


class Sdl:
    """The views of a graph, each printed when it is first asked for."""

    def __init__(self, graph: Graph, requires_scopes: bool = False) -> None:
        self._graph, self._requires_scopes = graph, requires_scopes
        self._types = definitions(graph.core)
        self.mine = lru_cache(CUTS_KEPT)(self._mine)

    def view(self, name: str, grant: Grant, columns: frozenset[str]) -> str:
        """The view of this name for a caller whose department is shown these columns; raises Refusal (UNKNOWN_CODE)."""
        match name:
            case "whole":
                return self.whole
            case "subgraph":
                return self.subgraph
            case "mine":
                return self.mine(grant.scopes, columns, grant.purposes)
        raise Refusal("UNKNOWN_CODE", value=quoted(name), name="view", codes=", ".join(VIEWS))

    @cached_property
    def whole(self) -> str:
        """What any client tool reads: no trace of federation."""
        return printed(self._types.values())

    @cached_property
    def subgraph(self) -> str:
        """What a router composes with other subgraphs, and what `_service { sdl }` answers."""
        return printed(subgraph(self._graph, self._types, self._requires_scopes))

    def _mine(self, scopes: frozenset[str], columns: frozenset[str], purposes: tuple[str, ...] = ()) -> str:
        """What these scopes and columns open; one of these purposes, or any, can be stated with every request."""

        def may(rule: Rule) -> bool:
            return not missing([Need(rule, (), "")], scopes, columns, purpose=True)

        values = {"PurposeCode": purposes} if purposes else {}
        usable = Usable(self._graph.rules, self._graph.type_rules, values, may)
        return printed(usable.of(self._types).values())


def published(requires_scopes: bool = False) -> Sdl:
    """The SDL of the departments that are there; no database is needed for it."""
    return Sdl(compose(load(connectors.discover())), requires_scopes)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("view", nargs="?", choices=("whole", "subgraph"), default="whole")
    print(getattr(published(), arguments.parse_args().view), end="")
