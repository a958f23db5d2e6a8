"""The hub as one application: where everything meets."""

import asyncio
import datetime
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from functools import partial

import psycopg
from psycopg_pool import ConnectionPool
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

import connectors
from auth.administration import Desk
from auth.connections import connections
from auth.external_issuers import declared
from auth.metadata import Endpoints
from auth.passwords import Passwords
from auth.routes import routes
from auth.scopes import scopes
from auth.server import AuthorizationServer
from auth.token_limits import TokenLimits
from connectors.deliver import delivery_work
from connectors.deliver.delivery_places import DeliveryPlaces
from connectors.ingest import fetch_work
from connectors.ingest.imports import Imports
from connectors.sources.places import Places
from hub import memory
from hub.answering.bodies import Bodies
from hub.answering.budgets import Budgets
from hub.answering.endpoints import BareEndpoint, Shortcut
from hub.answering.granted_endpoint import GrantedEndpoint, GrantedRequest
from hub.answering.graphql import GraphQLEndpoint
from hub.answering.observation import Observation, note
from hub.console import routes as console
from hub.database.keys import master_key, vault_of
from hub.database.partitions import make_ahead
from hub.exports.exports import Exports
from hub.exports.target_workbooks import TargetWorkbooks
from hub.files.error_files import FORMS, ErrorFiles
from hub.files.links import PREFIX, Links
from hub.files.uploads import Uploads
from hub.jobs.deliveries import Deliveries
from hub.jobs.kinds import JobKinds
from hub.jobs.linkage_work import LinkageSchedule
from hub.jobs.queue import Queue
from hub.jobs.schedule import Round, Schedule
from hub.jobs.source_standing import note as note_sources
from hub.live.outbox_listener import OutboxListener
from hub.live.sse import EventStreams
from hub.live.subscriptions import Subscriptions
from hub.measures import Measures
from hub.published.health import Health
from hub.published.sdl import Sdl
from hub.published.sdl_endpoint import SdlEndpoint
from hub.settings import Settings
from hub.signin import routes as signin
from hub.tracing.kinds import Kinds
from hub.upkeep.audit_keeping import AuditKeeping
from hub.upkeep.background import keep
from hub.webhooks.deliverer import Deliverer
from hub.webhooks.sender import Sender
from policy.catalogue import load
from registry.journal import delivery_marks, pauses, source_marks
from registry.monitoring.cross_check import CrossCheck
from registry.reference.calendar import today
from registry.reference.catalogue import epoch
from registry.reference.divisions import Divisions
from registry.store.database import CLOSING, Addresses, Database, Parts
from registry.store.standby import Standby
from registry.targets.maintenance import Maintenance
from schema.compose import compose
from schema.requests.context import Hub

TURN = 0.001
"""Seconds for which a thread may keep the loop waiting; Python's usual 5 ms are felt at each of a request's steps."""

LAST = 2.0
"""Seconds in which the work beside the answering ends when it is told to; longer only where the database is silent."""


def create(
    settings: Settings,
    addresses: Addresses,
    clock: Callable[[], datetime.date] = today,
    measures: Measures | None = None,
) -> Starlette:
    """The application; the database must be migrated and hold its keys. `clock` says which day it is."""
    catalogue, master = load(connectors.discover()), master_key(settings)
    with psycopg.connect(addresses.vault) as connection:
        vault = vault_of(connection, master)
    with psycopg.connect(addresses.app) as connection:
        divisions, current_epoch = Divisions.read(connection), epoch(connection)

    oauth = connections(addresses.auth)
    endpoints, known_scopes = Endpoints(settings.issuer), scopes(catalogue.departments)
    issuers = [*declared(settings.issuers, endpoints.resource, known_scopes)] if settings.issuers else []
    server = AuthorizationServer(oauth, master, endpoints, known_scopes, issuers=issuers)
    bearer, sign_in = server.bearer, signin.sign_in_of(server, vault, Passwords(settings.password_mib))
    graph = compose(catalogue)
    sdl = Sdl(graph, settings.sdl_requires_scopes)
    kinds = _kinds(settings)
    database = Database(addresses, settings.connections, settings.at_work, kinds.database)
    standby = _standby(settings, addresses, database, kinds.database)
    hub = Hub(
        database=database,
        catalogue=catalogue,
        divisions=divisions,
        vault=vault,
        maintenance=Maintenance.of(catalogue),
        cross_check=CrossCheck.of(catalogue),
        planner=graph.planner(standby=standby is not None),
        today=clock,
        subgraph_sdl=lambda: sdl.subgraph,
        desk=Desk(oauth, settings.issuer, bearer.forget),
        epoch=current_epoch,
        standby=standby,
        job_keeping=settings.job_keeping,
        receivers=settings.receivers,
    )
    listener = OutboxListener(addresses.app, divisions.whole)
    budgets = Budgets(settings.cost_of_a_worker)
    subscriptions = Subscriptions(graph, bearer, listener, budgets)
    questions = kinds.questions(graph, hub, budgets)
    bodies = Bodies(settings.body_mib, settings.body_seconds)
    graphql = BareEndpoint(GraphQLEndpoint(questions, bearer, bodies, EventStreams(subscriptions)))
    exports = Exports(graph, questions, bearer, bodies)
    workbooks = TargetWorkbooks(hub, questions, bodies)
    health = Health(hub.database, standby, hub.signing)
    imports = Imports(hub, graph, bearer.standing_grant, settings.file_mib)
    uploads = Uploads(hub, imports, bodies, settings.file_mib, settings.file_seconds)
    error_files = ErrorFiles(hub)
    posted = {"/export": exports.answer, "/files/targets": workbooks.answer}
    links = Links(hub, bearer, bodies, settings.issuer, posted, error_files.answer)
    places = Places(settings.sources, catalogue)
    places.now()  # a file that cannot be used is told now, not when the first source is due
    delivered = DeliveryPlaces(settings.deliveries, catalogue)
    delivered.now()
    deliveries = Deliveries(hub, questions, bearer, delivered)
    queue = Queue(hub, kinds.runner(hub, budgets, JobKinds(hub, imports, places, deliveries)), addresses.app)
    fetching = Schedule(hub, Round("FETCH", "source", places.now, source_marks.marks, fetch_work.ask, note_sources))
    lists = Round(
        "DELIVERY", "delivery", delivered.now, delivery_marks.marks, delivery_work.ask, schedule=pauses.of_delivery
    )
    delivering = Schedule(hub, lists)
    deliverer = Deliverer(hub, listener, bearer.standing_grant, Sender(settings.receivers))
    linkage = LinkageSchedule(hub.database, hub.divisions.whole, settings.linkage_days)
    tell = measures.tell if measures else None
    ahead = partial(make_ahead, settings.database_url or "", addresses)
    audit = AuditKeeping.of(settings, addresses.auth, master)

    def opened(answer: Callable[[GrantedRequest], Awaitable[Response]]) -> BareEndpoint:
        return BareEndpoint(GrantedEndpoint(bearer, answer))

    def beside() -> Iterator[Coroutine[None, None, None]]:
        yield keep(hub, server.forget, ahead, audit.tend, queue.tend, fetching.tend, delivering.tend, linkage.tend)
        yield queue.keep()
        yield listener.keep()
        yield deliverer.keep()
        yield memory.keep()
        if hub.standby:
            yield hub.standby.keep()
        if measures:
            yield measures.watch(hub.database)

    return Starlette(
        routes=[
            Route("/graphql", graphql, methods=["POST"]),
            WebSocketRoute("/graphql", kinds.sockets(questions, bearer, subscriptions, tell).converse),
            Route("/export", opened(exports.answer), methods=["POST"]),
            Route("/files", opened(uploads.answer), methods=["POST"]),
            *(Route(f"/files/{{id}}/errors.{form}", opened(error_files.answer), methods=["GET"]) for form in FORMS),
            Route("/files/targets", opened(workbooks.answer), methods=["POST"]),
            Route("/links", opened(links.make), methods=["POST"]),
            Route(f"{PREFIX}{{code}}", BareEndpoint(links.fetch), methods=["GET"]),
            Route("/schema.graphql", SdlEndpoint(sdl, catalogue, bearer).answer, methods=["GET"]),
            Route("/healthz", health.alive, methods=["GET"]),
            Route("/readyz", health.ready, methods=["GET"]),
            *signin.routes(sign_in, server, known_scopes, catalogue),
            *console.routes(sign_in, bearer, questions, catalogue),
            *routes(server, TokenLimits(settings.tokens_of_a_worker), note),
        ],
        middleware=[
            *kinds.around,
            Middleware(Observation, tell=tell),
            Middleware(Shortcut, path="/graphql", endpoint=graphql),
        ],
        lifespan=lambda _: _running(hub, oauth, exports, beside, kinds.close),
    )


@asynccontextmanager
async def _running(
    hub: Hub,
    oauth: ConnectionPool,
    exports: Exports,
    beside: Callable[[], Iterator[Coroutine[None, None, None]]],
    close: Callable[[], Awaitable[None]],
) -> AsyncIterator[None]:
    """What lasts as long as the worker: its pools, and the work beside the answering."""
    oauth.open()
    try:
        async with hub.database:
            tasks = [asyncio.create_task(work) for work in beside()]
            memory.settle()
            sys.setswitchinterval(TURN)
            yield
            await exports.close()
            for task in tasks:
                task.cancel()
            await asyncio.wait({asyncio.gather(*tasks, return_exceptions=True)}, timeout=LAST)
    finally:
        await asyncio.to_thread(oauth.close, CLOSING)
        await close()


def _kinds(settings: Settings) -> Kinds:
    """The classes of which the hub is made; what traces them is imported where a collector is named."""
    if settings.collector is None:
        return Kinds()
    from hub.tracing.tracing import traced

    return traced(settings.collector)


def _standby(settings: Settings, addresses: Addresses, database: Database, parts: Parts) -> Standby | None:
    if addresses.standby is None:
        return None
    pool = parts.pool(addresses.standby, settings.connections, least=0)
    return Standby(pool, database.own, parts.turns(settings.connections, settings.at_work), settings.replica_lag)
