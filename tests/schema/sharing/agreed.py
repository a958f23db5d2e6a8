"""A department under an agreement that a story makes, and a client of it that nobody has asked anything yet."""

from functools import partial
from typing import Any

import psycopg

from auth.client_registration import Application, register
from auth.scopes import defaults, scopes
from hub.database.first_fill import PROVINCE
from tests.hub_running import Asker, Running, token

ALSO = frozenset({"identity/name:read", "hub:webhooks"})
REQUEST = """mutation ($input: RequestSharingInput!) { requestSharing(input: $input) {
  ... on Refused { code path } ... on SharingAgreement { id state dueOn requestedOn } } }"""
DECIDE = """mutation ($id: ID!, $grant: Boolean!, $replace: Boolean!) {
  decideSharing(id: $id, grant: $grant, reason: "复核", replace: $replace) {
  ... on Refused { code message } ... on SharingAgreement { id state decidedOn overdue } } }"""
END = """mutation ($id: ID!) { endSharing(id: $id, reason: "用途已结束") {
  ... on Refused { code } ... on SharingAgreement { state endReason } } }"""
IN_FORCE = "{ sharingAgreements(state: IN_FORCE) { nodes { id basis quote ways fields quota usedToday } } }"


def client(hub: Running, department: str, *also: str, division: str = PROVINCE) -> Asker:
    """A new client: what is in force is read with its first question, and no second later."""
    granted = sorted(defaults(department) | ALSO | {*also})
    application = Application(department, [division], granted, "a test", secret=True)
    with psycopg.connect(hub.owner) as connection:
        made = register(connection, application, scopes(hub.catalogue.departments))
    return Asker(hub.http, partial(token, hub, made.client_id, str(made.client_secret), granted))


def registrar(hub: Running) -> Asker:
    """Who decides."""
    return client(hub, "civil_affairs", "civil/sharing:decide")


def asked(hub: Running, department: str, **terms: Any) -> str:
    """Ask for something to be shared; the request's id."""
    folder = list(hub.catalogue.departments[department].sees)
    usual = {"basis": "社会救助法第四十二条", "scenario": "核对", "fields": folder, "ways": ["GRAPH", "FILE"]}
    made = client(hub, department).ask(REQUEST, {"input": usual | terms})["requestSharing"]
    assert made["state"] == "REQUESTED", made
    id: str = made["id"]
    return id


def agreed(hub: Running, department: str, **terms: Any) -> Asker:
    """An agreement in the place of the one in force, and a client that asks under it."""
    request = {"id": asked(hub, department, **terms), "grant": True, "replace": True}
    decided = registrar(hub).ask(DECIDE, request)["decideSharing"]
    assert decided["state"] == "IN_FORCE", decided
    return client(hub, department)


def ended(hub: Running, department: str) -> None:
    """End all that is in force for a department."""
    who = registrar(hub)
    query = "query ($of: String!) { sharingAgreements(department: $of, state: IN_FORCE) { nodes { id } } }"
    for one in who.ask(query, {"of": department})["sharingAgreements"]["nodes"]:
        assert who.ask(END, {"id": one["id"]})["endSharing"]["state"] == "ENDED"
