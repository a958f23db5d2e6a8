"""The graph as it is published: printed for schema/schema.graphql."""

import connectors
from policy.catalogue import load
from schema.compose import compose


def sdl() -> str:
    """The SDL of the departments that are there; no database is needed for it."""
    return compose(load(connectors.discover())).sdl


if __name__ == "__main__":
    print(sdl(), end="")
