"""Clients that never rest: they register, feed back, look, and send again what was not acknowledged."""

import datetime
import itertools
import random
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx

from registry.identity.identity_numbers import with_check_digit
from tests.hub_running import HOME
from tests.schema.acts import FEED, REGISTER
from tests.soak.ledger import PREFIX, Ledger

LOOK = "query ($id: ID!) { household(id: $id) { id chain { nodes { id hash } } } }"
GIVEN_UP = 0.05
"""Of those that fail, what is never sent again: nobody knows whether it was done."""
RENEW_AFTER = 120.0


def numbers(begin: int, step: int) -> Iterator[str]:
    """ID numbers of invented pupils that no other office takes."""
    first = datetime.date(2008, 1, 1)
    for n in itertools.count(begin, step):
        yield with_check_digit(f"629901{first + datetime.timedelta(days=n // 99):%Y%m%d}{n % 99 + 1:03}")


class Caller:
    """One department's program, with a token that it renews."""

    def __init__(self, url: str, client: dict[str, Any], ledger: Ledger) -> None:
        self._http = httpx.Client(base_url=url, timeout=20)
        self._client, self._ledger = client, ledger
        self._token, self._renewed = "", -RENEW_AFTER

    def close(self) -> None:
        self._http.close()

    def post(self, query: str, variables: dict[str, Any]) -> tuple[dict[str, Any], str] | None:
        """The data and the request's id; None where it was not answered or refused."""
        try:
            answer = self._http.post(
                "/graphql",
                json={"query": query, "variables": variables},
                headers={"Authorization": f"Bearer {self._bearer()}"},
            )
            body = answer.json()
        except httpx.HTTPError as error:
            self._ledger.refused(type(error).__name__)
        except (ValueError, KeyError):  # no JSON; no token
            self._ledger.refused("no answer")
        else:
            if "errors" not in body:
                return body["data"], answer.headers["x-request-id"]
            code = body["errors"][0]["extensions"]["code"]
            self._ledger.refused(code)
            self._renewed = -RENEW_AFTER if code == "INVALID_TOKEN" else self._renewed
        return None

    def _bearer(self) -> str:
        if time.monotonic() - self._renewed > RENEW_AFTER:
            pair = self._client["client_id"], self._client["client_secret"]
            answer = self._http.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=pair)
            self._token, self._renewed = answer.json()["access_token"], time.monotonic()
        return self._token


class Office(threading.Thread):
    """A town office and a school: one household after the other, each with help and a look at its chain."""

    def __init__(
        self, name: str, url: str, clients: dict[str, dict[str, Any]], ledger: Ledger, people: Iterator[str]
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._civil = Caller(url, clients["civil_affairs"], ledger)
        self._school = Caller(url, clients["education_aid"], ledger)
        self._ledger, self._people, self._chance = ledger, people, random.Random(name)
        self._today = datetime.datetime.now(datetime.UTC).date()
        self.over = threading.Event()

    def run(self) -> None:
        """Until it is over; what goes wrong here is a fault of the hub."""
        try:
            for n in itertools.count():
                if self.over.is_set():
                    break
                self._household(f"{PREFIX}{self.name}-{n}")
        except Exception as error:  # a thread that dies must not look like one that rests
            self._ledger.wrong.append(f"{self.name}: {error!r}")
        finally:
            self._civil.close()
            self._school.close()

    def _household(self, name: str) -> None:
        pupils = [next(self._people) for _ in range(self._chance.randint(1, 3))]
        home = self._insist(self._civil, REGISTER, {"items": [self._home(name, pupils)]}, "registerHouseholds")
        if home is None:
            return
        if home[0]["__typename"] != "Registered":
            self._ledger.wrong.append(f"a household was refused: {home[0]['code']} {home[0]['message']}")
            return
        self._ledger.registered(name, home[0]["household"])
        entries = [self._help(f"{name}-{k}", pupil) for k, pupil in enumerate(pupils)]
        self._ledger.sent |= {entry["externalId"] for entry in entries}
        for _ in range(1 + (self._chance.random() < 0.2)):  # some send again what was acknowledged long ago
            self._keep(self._insist(self._school, FEED, {"items": entries}, "feedBackEducationAid"))
        self._look(home[0]["household"], entries)

    def _insist(self, caller: Caller, query: str, variables: dict[str, Any], field: str) -> list[dict[str, Any]] | None:
        """The outcomes, as often as it has to be sent; None where it is given up."""
        while True:
            begun = time.monotonic()
            answer = caller.post(query, variables)
            if answer is not None:
                self._ledger.went_on(begun)
                outcomes: list[dict[str, Any]] = answer[0][field]["outcomes"]
                return outcomes
            if self.over.is_set() or self._chance.random() < GIVEN_UP:
                return None
            time.sleep(0.1)

    def _keep(self, outcomes: list[dict[str, Any]] | None) -> None:
        for one in outcomes or ():
            if one["__typename"] != "FeedbackAccepted":
                self._ledger.wrong.append(f"an entry was refused: {one['code']} {one['message']}")
                continue
            receipt = one["receipt"]
            self._ledger.acknowledged(one["externalId"], (one["record"], receipt["link"], receipt["hash"]))

    def _look(self, household: str, entries: list[dict[str, Any]]) -> None:
        answer = self._civil.post(LOOK, {"id": household})
        if answer is None:
            return
        data, request = answer
        self._ledger.looks.add(request)
        shown = {node["id"] for node in data["household"]["chain"]["nodes"]}
        for entry in entries:
            receipt = self._ledger.receipts.get(entry["externalId"])
            if receipt is not None and receipt[1] not in shown:
                self._ledger.wrong.append(f"{entry['externalId']} was acknowledged and is not shown")

    def _home(self, name: str, pupils: list[str]) -> dict[str, Any]:
        known = {"number": name, "division": HOME, "channel": "HOME_VISIT", "residence": "rural"}
        relations = ["02", "97", "97"]
        members = [
            {"idNumber": pupil, "name": "王甲", "relation": relation}
            for pupil, relation in zip(pupils, relations, strict=False)
        ]
        return {**known, "asOf": str(self._today - datetime.timedelta(days=9)), "members": members}

    def _help(self, external_id: str, pupil: str) -> dict[str, Any]:
        known = {"externalId": external_id, "idNumber": pupil, "name": "王甲", "programme": "JY-02"}
        on = str(self._today - datetime.timedelta(days=3))
        return {**known, "status": "GRANTED", "happenedOn": on, "division": HOME, "amount": 62500}
