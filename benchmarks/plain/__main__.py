"""Serves it: caches for documents on, uvloop and httptools, no access log."""

import os
from typing import Any

import orjson
import strawberry
import uvicorn
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache

from benchmarks.plain.graph import Query

engine = create_async_engine(
    os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://"),
    pool_size=int(os.environ["CONNECTIONS"]),
    max_overflow=0,
)
sessions = async_sessionmaker(engine, expire_on_commit=False)


class View(GraphQL[dict[str, Any], None]):
    async def get_context(self, *_: Any, **__: Any) -> dict[str, Any]:
        return {"sessions": sessions}

    def encode_json(self, data: object) -> bytes:
        return orjson.dumps(data)

    def decode_json(self, data: str | bytes) -> object:
        return orjson.loads(data)


app = View(strawberry.Schema(query=Query, extensions=[lambda: ParserCache(512), lambda: ValidationCache(512)]))

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_config=None)
