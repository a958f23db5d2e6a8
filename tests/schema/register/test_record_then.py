"""The record of a link is as it stood then, at every day and every moment of knowledge, and today's where none is asked."""

import datetime
from typing import Any, NamedTuple

from tests.hub_running import ELSEWHERE, Running
from tests.schema.acts import feed, feedback, household, member, register
from tests.schema.intake.test_payments import RESULTS, entry, fed, paying

MONEY = "status amount granted paid returned outstanding payments { kind paidOn confirmedOn }"
THEN = f"""query ($id: ID!, $asOf: Date, $knownAt: Instant) {{ household(id: $id) {{
  chain(asOf: $asOf, knownAt: $knownAt, first: 50) {{ nodes {{ kind record {{ __typename
    ... on CivilAffairsRecord {{ {MONEY} endedOn reason voidedOn voidedBecause periodTo }}
    ... on RecordElsewhereWithAmount {{ {MONEY} endedOn clashes {{ same }} }} }} }} }} }} }}"""
OWN = f"""query ($id: String!) {{ records(filter: {{externalId: $id}}) {{ nodes {{ ... on CivilAffairsRecord {{
  {MONEY} endedOn reason voidedOn voidedBecause periodTo }} }} }} }}"""


class Told(NamedTuple):
    """One thing that was told of the help: what, of which day, how much, and why."""

    status: str
    day: str
    amount: int | None = None
    reason: str | None = None
    paid_on: str | None = None
    period_to: str | None = None


TOLD = [
    Told("GRANTED", "2024-01-10", 50000, period_to="2024-02-28"),
    Told("PAID", "2024-01-15", 30000),
    Told("ADJUSTED", "2024-03-01", 40000, "less was needed", period_to="2024-06-30"),
    Told("ADJUSTED", "2024-02-01", 45000, "a child found work", period_to="2024-04-30"),
    Told("PAID", "2024-02-10", 20000),
    Told("RETURNED", "2024-02-20", 20000, "the account was closed", paid_on="2024-02-10"),
    Told("CONFIRMED", "2024-01-16", paid_on="2024-01-15"),
    Told("ENDED", "2024-03-05", None, "moved away"),
    Told("VOIDED", "2024-03-10", None, "another household's"),
]


def tell(hub: Running, number: str, id: str, told: Told) -> None:
    if told.status == "CONFIRMED":
        result = {"paymentExternalId": f"{id}-PAID-{told.paid_on}", "division": "621102000000", "result": "PAID"}
        answer = hub["finance"].ask(RESULTS, {"items": [{**result, "department": "civil_affairs", "on": told.day}]})
        assert answer["reportPaymentResults"]["outcomes"][0]["__typename"] == "PaymentResultAccepted"
        return
    own = id if told.status == "GRANTED" else f"{id}-{told.status}-{told.day}"
    stated: dict[str, Any] = {
        "programme": "MZ-07",
        "amount": told.amount,
        "reason": told.reason,
        "periodTo": told.period_to,
    }
    if told.status in ("PAID", "RETURNED"):
        stated |= {"amount": None, **paying(told.paid_on or told.day, told.amount or 0)}
    if told.status != "GRANTED":
        stated["record"] = id
    assert fed(hub, entry(number, own, told.status, told.day, **stated)) == ["accepted"], told


def stood(known: list[Told], day: str) -> dict[str, Any] | None:
    """How the help stood at the end of a day, by what was known: told simply, of the whole list each time."""
    happened = sorted((told for told in known if told.day <= day), key=lambda told: told.day)
    if not happened:
        return None
    changes = [told for told in happened if told.status in ("GRANTED", "ADJUSTED", "ENDED")]
    amount = [told.amount for told in changes if told.amount is not None][-1]
    paid = [told for told in happened if told.status == "PAID"]
    returned = sum(told.amount or 0 for told in happened if told.status == "RETURNED")
    void = next((told for told in known if told.status == "VOIDED"), None)
    total = sum(told.amount or 0 for told in paid)
    confirmed = {told.paid_on: told.day for told in happened if told.status == "CONFIRMED"}
    lines = [
        (told.day, told.status, confirmed.get(told.day)) for told in happened if told.status in ("PAID", "RETURNED")
    ]
    return {
        "status": "VOIDED" if void else "GRANTED",
        "amount": amount,
        "granted": None if void else amount,
        "paid": total,
        "returned": returned,
        "outstanding": None if void else amount - total + returned,
        "payments": [{"kind": kind, "paidOn": on, "confirmedOn": sure} for on, kind, sure in lines],
        "endedOn": next((told.day for told in happened if told.status == "ENDED"), None),
        "reason": changes[-1].reason,
        "periodTo": [told.period_to for told in changes if told.period_to][-1],
        "voidedOn": void and void.day,
        "voidedBecause": void and void.reason,
    }


def shown(hub: Running, home: str, **asked: str) -> dict[str, Any] | None:
    """The record that the chain shows, the same on each of its links."""
    nodes = hub["civil_affairs"].ask(THEN, {"id": home, **asked})["household"]["chain"]["nodes"]
    records = [node["record"] for node in nodes if node["record"]]
    assert all(record == records[0] for record in records)
    return {name: value for name, value in records[0].items() if name != "__typename"} if records else None


def now(hub: Running) -> str:
    """The moment up to which is known what has been told."""
    moment: datetime.datetime = hub.rows("SELECT clock_timestamp()")[0][0]
    return moment.astimezone(datetime.UTC).isoformat()


def test_the_record_is_shown_as_it_stood_at_every_day_and_moment(hub: Running) -> None:
    number = hub.number()
    (registered,) = register(hub, household(hub, member(number)))
    home = registered["household"]
    moments = []
    for told in TOLD:
        tell(hub, number, "THEN", told)
        moments.append(now(hub))
    days = sorted({told.day for told in TOLD} | {"2024-01-09", "2024-02-15", "2024-03-14"})
    for day in days:
        for n, moment in enumerate(moments):
            assert shown(hub, home, asOf=day, knownAt=moment) == stood(TOLD[: n + 1], day), (day, TOLD[n])
        assert shown(hub, home, asOf=day) == stood(TOLD, day), day
    for n, moment in enumerate(moments):
        assert shown(hub, home, knownAt=moment) == stood(TOLD[: n + 1], "2099-01-01"), TOLD[n]
    (today,) = hub["civil_affairs"].ask(OWN, {"id": "THEN"})["records"]["nodes"]
    assert shown(hub, home) == stood(TOLD, "2099-01-01") == today


def test_anothers_record_and_what_it_clashes_with_are_shown_as_they_stood(hub: Running) -> None:
    number = hub.number()
    (registered,) = register(hub, household(hub, member(hub.number("19800101")), member(number, "20")))
    feed(hub, feedback(hub, number, "then-1", happenedOn="2024-02-01"))
    alone = now(hub)
    feed(hub, feedback(hub, number, "then-2", happenedOn="2024-03-01", division=ELSEWHERE))
    both = now(hub)
    voided = {"status": "VOIDED", "record": "then-2", "reason": "entered twice", "amount": None}
    feed(hub, feedback(hub, number, "then-3", happenedOn="2024-03-02", division=ELSEWHERE, **voided))

    def seen(**asked: str) -> list[tuple[str, str, int]]:
        nodes = hub["civil_affairs"].ask(THEN, {"id": registered["household"], **asked})["household"]["chain"]["nodes"]
        told = [(node["kind"], node["record"]) for node in nodes if node["record"]]
        assert {record["__typename"] for _, record in told} == {"RecordElsewhereWithAmount"}
        return sorted((kind, record["status"], len(record["clashes"])) for kind, record in told)

    assert seen(knownAt=alone) == [("ASSISTED", "GRANTED", 0)]
    assert seen(knownAt=both) == [("ASSISTED", "GRANTED", 1), ("ASSISTED", "GRANTED", 1)]
    assert seen(knownAt=both, asOf="2024-02-15") == [("ASSISTED", "GRANTED", 0)]
    assert seen(asOf="2024-02-15") == [("ASSISTED", "GRANTED", 0)]
    assert seen() == [("ASSISTED", "GRANTED", 0), ("ASSISTED", "VOIDED", 0), ("VOIDED", "VOIDED", 0)]
    assert seen() == seen(asOf="2024-03-14")
