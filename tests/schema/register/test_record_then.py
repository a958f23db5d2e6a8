"""The record of a link is as it stood then, at every day and every moment of knowledge, and today's where none is asked."""

import datetime
from typing import Any, NamedTuple

import pytest

from tests.hub_running import ELSEWHERE, Running
from tests.schema.acts import feed, feedback, household, member, register
from tests.schema.intake.test_payments import RESULTS, entry, fed, paying

MONEY = "status amount granted paid returned outstanding payments { kind paidOn confirmedOn }"
THEN = f"""query ($id: ID!, $asOf: Date, $knownAt: Instant) {{ household(id: $id) {{
  chain(asOf: $asOf, knownAt: $knownAt, first: 50) {{ nodes {{ kind record {{ __typename
    ... on CivilAffairsRecord {{ {MONEY} endedOn reason voidedOn voidedBecause periodFrom periodTo }}
    ... on RecordElsewhereWithAmount {{ {MONEY} endedOn clashes {{ same }} }} }} }} }} }} }}"""
OWN = f"""query ($id: String!) {{ records(filter: {{externalId: $id}}) {{ nodes {{ ... on CivilAffairsRecord {{
  {MONEY} endedOn reason voidedOn voidedBecause periodFrom periodTo }} }} }} }}"""


class Told(NamedTuple):
    """One thing that was told of the help: what, of which day, how much, and why."""

    status: str
    day: str
    amount: int | None = None
    reason: str | None = None
    paid_on: str | None = None
    period_to: str | None = None
    period_from: str | None = None


TOLD = [
    Told("GRANTED", "2024-01-10", 50000, period_to="2024-02-28"),
    Told("PAID", "2024-01-15", 30000),
    Told("ADJUSTED", "2024-03-01", 40000, "less was needed", period_to="2024-06-30"),
    Told("ADJUSTED", "2024-02-01", 45000, "a child found work", period_to="2024-04-30"),
    Told("PAID", "2024-02-10", 20000),
    Told("RETURNED", "2024-02-20", 20000, "the account was closed", paid_on="2024-02-10"),
    Told("CONFIRMED", "2024-01-16", paid_on="2024-01-15"),
    Told("ADJUSTED", "2024-03-08", 35000, "told of a day after the end"),
    Told("ENDED", "2024-03-05", None, "moved away"),
    Told("VOIDED", "2024-03-10", None, "another household's"),
]

MOVED = [
    Told("GRANTED", "2024-01-10", 50000, period_from="2024-02-10"),
    Told("ADJUSTED", "2024-01-20", None, "later", period_from="2024-03-01"),
    Told("ADJUSTED", "2024-02-15", None, "later still", period_from="2024-03-05"),
    Told("ADJUSTED", "2024-02-01", None, "sooner, and told late", period_from="2024-02-20"),
    Told("ADJUSTED", "2024-03-06", None, "it has begun", period_to="2024-06-30", period_from="2024-03-20"),
    Told("ADJUSTED", "2024-03-07", None, "it had begun before", period_from="2024-02-25"),
    Told("ENDED", "2024-03-06", None, "moved away"),
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
        "periodFrom": told.period_from,
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
    ended = next((told.day for told in changes if told.status == "ENDED"), "9999")
    changes = [told for told in changes if told.day <= ended]
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
        "periodFrom": first_day(changes),
        "periodTo": next((told.period_to for told in reversed(changes) if told.period_to), None),
        "voidedOn": void and void.day,
        "voidedBecause": void and void.reason,
    }


def first_day(changes: list[Told]) -> str | None:
    """The first day, which moves until the help has begun, and then only to a sooner one."""
    made, *later = changes
    stated, first = made.period_from, made.period_from or made.day
    for told in later:
        if told.status == "ADJUSTED" and told.period_from and (told.day < first or told.period_from < first):
            stated = first = told.period_from
    return stated


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


@pytest.mark.parametrize(("id", "story"), [("THEN", TOLD), ("MOVED", MOVED)])
def test_the_record_is_shown_as_it_stood_at_every_day_and_moment(hub: Running, id: str, story: list[Told]) -> None:
    number = hub.number()
    (registered,) = register(hub, household(hub, member(number)))
    home = registered["household"]
    moments = []
    for told in story:
        tell(hub, number, id, told)
        moments.append(now(hub))
    days = sorted({told.day for told in story} | {"2024-01-09", "2024-02-15", "2024-03-14"})
    for day in days:
        for n, moment in enumerate(moments):
            assert shown(hub, home, asOf=day, knownAt=moment) == stood(story[: n + 1], day), (day, story[n])
        assert shown(hub, home, asOf=day) == stood(story, day), day
    for n, moment in enumerate(moments):
        assert shown(hub, home, knownAt=moment) == stood(story[: n + 1], "2099-01-01"), story[n]
    (today,) = hub["civil_affairs"].ask(OWN, {"id": id})["records"]["nodes"]
    assert shown(hub, home) == stood(story, "2099-01-01") == today


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
