"""Introspection: what is asked of the graph itself is answered beside the loop, and kept, since it does not change."""

import hashlib
import json
from collections.abc import Mapping
from functools import partial

import orjson
from cachetools import LRUCache
from graphql import GraphQLSchema

from hub.answering import executor
from hub.answering.error_masking import Misfit
from hub.answering.worker_thread import WorkerThread
from planner.price import INTROSPECTION
from schema.requests.context import Context

KEPT = 16 << 20
"""Bytes of answers: some twenty whole graphs."""
ENTRY = 1024
"""Bytes that an answer takes besides, about."""

Fields = Mapping[str, bytes]
"""The JSON of root fields, by response key."""


class Introspection:
    """The answers about one graph, by document, operation and variables."""

    def __init__(self, core: GraphQLSchema, thread: WorkerThread) -> None:
        self._core, self._thread = core, thread
        self._answers = LRUCache[bytes, Fields](KEPT, _size)

    @property
    def size(self) -> int:
        """About how many bytes the answers take that are kept."""
        return int(self._answers.currsize)

    async def fields(self, context: Context) -> Fields:
        """The fields of an operation that ask for the graph; raises Stopped (400) and QUERY_TOO_LARGE."""
        roots = list(context.document.roots(context.document.operation(context.operation)))
        if all(node.name.value not in INTROSPECTION for node in roots):
            return {}
        key = _key(context)
        others = [(node.alias or node.name).value for node in roots if node.name.value not in INTROSPECTION]
        known, answer = partial(self._answers.get, key), partial(self._answer, context, others)
        return await self._thread.once(context.caller.grant.asker, known, answer, partial(self._keep, key))

    def _keep(self, key: bytes, found: Fields) -> Fields:
        if _size(found) <= KEPT:
            self._answers[key] = found
        return found

    def _answer(self, context: Context, others: list[str]) -> Fields:
        result = executor.introspect(self._core, context, dict.fromkeys(others, orjson.Fragment(b"null")))
        if result.errors:
            raise Misfit("BAD_USER_INPUT", result.errors)
        return {key: orjson.dumps(value) for key, value in (result.data or {}).items() if key not in others}


def _key(context: Context) -> bytes:
    """What an answer follows from; of the variables all, so that none has to be looked for."""
    variables = json.dumps(context.values.coerced, default=repr, sort_keys=True).encode()  # also half a surrogate
    operation = (context.operation or "").encode()
    return hashlib.sha256(b"\0".join((context.document.hash, operation, variables))).digest()


def _size(fields: Fields) -> int:
    return ENTRY + sum(map(len, fields.values()))
