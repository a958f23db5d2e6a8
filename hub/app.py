"""The hub as one application: where everything meets."""

import asyncio
import datetime
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import psycopg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

import connectors
from auth.errors import Unauthorized
from auth.metadata import Endpoints
from auth.routes import routes
from auth.scopes import scopes
from auth.server import AuthorizationServer, connections
from hub.answering.endpoints import Answering
from hub.answering.graphql import Endpoint
from hub.database.keys import master_key, vault_of
from hub.exports.exports import Exports
from hub.live.outbox_listener import Wakes
from hub.settings import Settings
from hub.upkeep import keep
from policy.catalogue import Catalogue, load
from registry.identity.vault import Vault
from registry.monitoring.warnings import CrossCheck
from registry.reference.divisions import Divisions
from registry.store.database import Addresses, Database
from registry.targets.targets import Maintenance
from schema.compose import Graph, compose
from schema.requests.context import Hub

ZONE = ZoneInfo("Asia/Shanghai")


def today() -> datetime.date:
    """The day in the province; SQL is given it and never asks its own clock."""
    return datetime.datetime.now(ZONE).date()


def create(settings: Settings, addresses: Addresses, clock: Callable[[], datetime.date] = today) -> Starlette:
    """The application; the database must be migrated and hold its keys. `clock` says which day it is."""
    catalogue = load(connectors.discover())
    with psycopg.connect(addresses.vault) as connection:
        vault = vault_of(connection, master_key(settings))
    graph = compose(catalogue)
    oauth = connections(addresses.auth)
    server = AuthorizationServer(oauth, master_key(settings), Endpoints(settings.issuer), scopes(catalogue.departments))
    database = Database(addresses, settings.connections)
    running: dict[str, Endpoint] = {}
    exports: dict[str, Exports] = {}

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        oauth.open()
        try:
            async with database:
                hub = await _hub(database, catalogue, vault, graph, clock)
                wakes = Wakes(addresses.app, hub.divisions.whole)
                running["graphql"] = Endpoint(graph, hub, server.bearer, wakes)
                exports["export"] = Exports(graph, running["graphql"])
                beside = [asyncio.create_task(work) for work in (keep(hub, server.forget), wakes.keep())]
                _settle()
                yield
                await exports["export"].close()
                for task in beside:
                    task.cancel()
                await asyncio.gather(*beside, return_exceptions=True)
        finally:
            oauth.close()

    async def graphql(request: Request) -> Response:
        return await running["graphql"](request)

    async def export(request: Request) -> Response:
        return await exports["export"](request)

    async def socket(socket: WebSocket) -> None:
        await running["graphql"].converse(socket)

    async def sdl(request: Request) -> Response:
        try:
            grant = await server.bearer.grant(request.headers.get("authorization"))
        except Unauthorized as error:
            return JSONResponse({"error": error.code}, error.status, {"WWW-Authenticate": error.challenge})
        if "hub:read" not in grant.scopes:
            return JSONResponse({"error": "insufficient_scope", "scope": "hub:read"}, 403)
        return PlainTextResponse(graph.sdl, media_type="text/plain; charset=utf-8")

    async def alive(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(_: Request) -> Response:
        try:
            async with database.app.connection(timeout=2) as connection:
                await connection.execute("SELECT 1")
        except Exception:
            return PlainTextResponse("the database does not answer\n", 503)
        return PlainTextResponse("ready\n")

    return Starlette(
        routes=[
            Route("/graphql", Answering(graphql), methods=["POST"]),
            WebSocketRoute("/graphql", socket),
            Route("/export", Answering(export), methods=["POST"]),
            Route("/schema.graphql", sdl, methods=["GET"]),
            Route("/healthz", alive, methods=["GET"]),
            Route("/readyz", ready, methods=["GET"]),
            *routes(server),
        ],
        lifespan=lifespan,
    )


def _settle() -> None:
    """What stands as long as the hub is not gone through again while a batch makes its tens of thousands of objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


async def _hub(
    database: Database, catalogue: Catalogue, vault: Vault, graph: Graph, clock: Callable[[], datetime.date]
) -> Hub:
    async with database.app.connection() as connection:
        divisions = await Divisions.read(connection)
    maintenance, cross_check = Maintenance.of(catalogue), CrossCheck.of(catalogue)
    return Hub(database, catalogue, divisions, vault, maintenance, cross_check, graph.planner(), clock)
