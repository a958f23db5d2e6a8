"""Serves it: the statement that belongs to the document, with the id of the variables in its place."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from registry.store.database import Addresses, Database

STATEMENTS: dict[str, Any] = json.loads(os.environ["STATEMENTS"])
"""By document: the statement, its values, which of them is the id, the settings, whether it writes."""
url = os.environ["DATABASE_URL"]
database = Database(Addresses(url, url, url), int(os.environ["CONNECTIONS"]))


async def answer(request: Request) -> Response:
    question = orjson.loads(await request.body())
    planned = STATEMENTS[question["query"]]
    values = list(planned["values"])
    if planned["id"] is not None:
        values[planned["id"]] = question["variables"]["id"]
    body = await database.ask(planned["settings"], planned["statement"], values, prepare=True, writes=planned["writes"])
    return Response(body, media_type="application/json")


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    async with database:
        yield


app = Starlette(routes=[Route("/graphql", answer, methods=["POST"])], lifespan=lifespan)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_config=None)
