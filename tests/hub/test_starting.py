"""Starting: what an application answers before the hub can be made, and that it becomes the hub."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
import psycopg
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from hub.starting import Starting
from registry.errors import Refusal

pytestmark = pytest.mark.anyio


class Made:
    """Fails so often before it makes an application."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)

    def __call__(self) -> Starlette:
        if self.errors:
            raise self.errors.pop(0)
        return Starlette(routes=[Route("/readyz", lambda _: PlainTextResponse("ready\n"))])


@asynccontextmanager
async def started(application: Starting) -> AsyncIterator[httpx.AsyncClient]:
    """The application between the two messages of its lifespan."""
    to, said = asyncio.Queue[dict[str, str]](), asyncio.Queue[dict[str, str]]()
    living = asyncio.create_task(application({"type": "lifespan"}, to.get, said.put))  # type: ignore[arg-type] # plain messages
    await to.put({"type": "lifespan.startup"})
    assert (await said.get())["type"] == "lifespan.startup.complete"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://hub") as http:
        yield http
    await to.put({"type": "lifespan.shutdown"})
    assert (await said.get())["type"] == "lifespan.shutdown.complete"
    await living


def up(made: Made) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    return started(Starting(made))


async def test_a_hub_that_can_be_made_is_ready_when_its_start_is_told_complete() -> None:
    async with up(Made()) as http:
        assert (await http.get("/readyz")).text == "ready\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (psycopg.OperationalError("connection refused"), "UNAVAILABLE"),
        (psycopg.OperationalError("FATAL:  sorry, too many clients already"), "TOO_MANY_CONNECTIONS"),
        (Refusal("OTHER_PASSWORDS", value="var/secrets.json"), "OTHER_PASSWORDS"),
    ],
)
async def test_before_it_can_be_made_it_says_what_is_wrong(error: Exception, code: str) -> None:
    async with up(Made(*[error] * 3)) as http:
        ready = await http.get("/readyz")
        assert (ready.status_code, code in ready.text) == (503, True)
        assert (await http.get("/healthz")).text == "ok\n"
        asked = await http.post("/graphql", json={})
        assert (asked.status_code, asked.headers["Retry-After"]) == (503, "5")
        assert asked.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
        await asyncio.sleep(5)  # three failures, a second apart
        assert (await http.get("/readyz")).text == "ready\n"


async def test_it_can_be_told_to_stop_while_it_waits() -> None:
    async with up(Made(*[psycopg.OperationalError("connection refused")] * 100)) as http:
        assert (await http.get("/readyz")).status_code == 503


async def test_what_is_no_outage_is_not_waited_for() -> None:
    to, said = asyncio.Queue[dict[str, str]](), asyncio.Queue[dict[str, str]]()
    await to.put({"type": "lifespan.startup"})
    application = Starting(Made(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        await application({"type": "lifespan"}, to.get, said.put)  # type: ignore[arg-type] # a queue of plain messages
    assert (await said.get())["type"] == "lifespan.startup.failed"
