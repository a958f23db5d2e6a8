"""What was taken in by an earlier version is known when it is sent again, whatever fields were declared since."""

import datetime
import json
from hashlib import sha256
from typing import Any

import pytest

import connectors
from policy.catalogue import load
from schema.intake.content_hashes import as_typed, content_hash, earlier_hashes, trimmed
from schema.intake.department_inputs import PaymentInput, feedback_input
from tests.hub_running import HOME, Running
from tests.schema.acts import feed, feedback

NUMBER = "629901198001010018"

STORED = {
    # in 0.1.0; without blanks around texts, and then with `replaces`; with the details added then; in one spelling
    "education_aid": """0a01bb4cb09439b333801354f6d1aa80cee8ed1aea6ccb6229707df976ca19fd
        a3c7de562dcaac1c1add50360094222cd485f7739475c9319416a9e997fc25bb
        fe7af31e33c058b25f8d3e55b39f513def44bc545008ccde33ebe50853ca8919
        3008ff664ad1979c742f5155a2663477b9831eea8ec2aa88b64e7793492f4e99""",
    "housing": """2c066b673cb49f63ec711d4855e561d1a0618cb6e30d07797ed834dda8bed8ee
        ed05c1603b2d6f7d4eaa2f5a3a5aaa95a3bcc30c0cc5cbc943b9a553d4f903b2
        1c81bf93118931497514a5b1b100cf1c838b03333fc8851ea11cbf75dd1eae8e
        da1b90e2961b20916cad4f99fba4268fb1eeb8b2c304b86bd50c3cab93afcd85
        114004b4f559955ef64df4d7c6819d18ed18766a0dbfccf61c9e81d3045cf4b0""",
    "human_resources": """88a9503ae62c9b1f970c7e51f01986c86d7bc1beda063cf71dd5bcf82d577c26
        a38b562736fb27f9737fbdb48dc03badc21c71ecc5358787057367985bcaeb05
        1b05ec4f2fa3007de0161c1a1617236fb2f2ff07d5faa8420e0037262bf1b72e
        686f1c4d31fac17015fd86b4f80ac8bf5ac8a2330f0648954c0d30a97a890381
        56518077251ec40ff1b9cffe09e4dcb2c8633c609d22dd24bc4c2f16bf856fd4""",
    "civil_affairs": """1873bf1441ec6d095a169f134151669e974407bf207a45a2dab1fd002121a3bf
        05a94d2f954007c78f13861f4ac3ef4f0a0aa39133cee798d36716755c0fc84c
        532c372371b10c2e42aa80a198a3742a6a2e0669120f3bf7085043bd7b68d20b
        f96737d6ad2496a1cc55439056efcde731bfc41e6ed0f213c9508911e0b5b6ce
        580b4aa6cdb62e7890321945a52927d017e6904bdffb2646cadc3acfe5d070eb""",
}
"""What each version stored of the entry below."""

STATED: dict[str, Any] = {
    "external_id": "a-1",
    "id_number": NUMBER,
    "name": " 王甲",
    "programme": "1",
    "status": "GRANTED",
    "happened_on": datetime.date(2024, 3, 10),
    "division": "621102000000",
    "amount": 100,
    "term": "2023-Autumn",
    "reason": "",
}


def spelled(department: str) -> list[dict[str, Any]]:
    """The entry in the spellings in which versions kept it: in one spelling, without blanks, as it was typed."""
    declared = load(connectors.discover()).departments[department]
    payment = PaymentInput(paid_on=datetime.date(2024, 3, 11), amount=100)
    item = feedback_input(declared)(**STATED, payments=[payment])
    typed, plain = as_typed(item, NUMBER), trimmed(item, NUMBER, "2023-autumn")
    return [plain | {"programme": f"{department}.one", "name": "王甲"}, plain, typed]


@pytest.mark.parametrize("department", STORED)
def test_what_each_earlier_version_stored_is_known(department: str) -> None:
    known = {one.hex() for one in earlier_hashes(department, (), spelled(department))}
    assert set(STORED[department].split()) <= known


@pytest.mark.parametrize("department", STORED)
def test_a_field_that_is_not_used_is_in_no_hash(department: str) -> None:
    said = {*STATED, "provisional", "payments"} - {"reason"}
    assert spelled(department)[0].keys() == said
    assert content_hash({"b": 1, "a": "甲"}).hex() == "51e0a58525dfaeb58977731021d4c399e248c705aab924e5c27ccbb36d7be6dd"


def stored(hub: Running, number: str, external_id: str, **stated: object) -> None:
    """Let an entry be kept as version 0.1.0 kept it: as it was typed, with a null for all that is left out."""
    nulls = "event form papers_due period_from period_to reason record school second semester snapshot term tier"
    told = {"amount": None, "division": HOME, "external_id": external_id, "happened_on": "2024-03-10"}
    told |= {"id_number": number, "name": "王甲", "payments": [], "programme": "JY-02", "provisional": False}
    content = json.dumps(
        {**dict.fromkeys(nulls.split()), **told, **stated}, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    update = "UPDATE feedback_entries SET content_hash = %s WHERE external_id = %s RETURNING 1"
    assert hub.rows(update, sha256(content.encode()).digest(), external_id) == [(1,)]


def test_an_entry_of_before_is_replayed_with_its_receipt(hub: Running) -> None:
    number = hub.number()
    entry = feedback(hub, number, f"before-{number}")
    (first,) = feed(hub, entry)
    stored(hub, number, f"before-{number}", amount=62500, status="GRANTED")
    again, other = feed(hub, entry)[0], feed(hub, {**entry, "amount": 1})[0]
    assert (again["replayed"], again["receipt"]) == (True, first["receipt"])
    assert other["code"] == "EXTERNAL_ID_REUSED"


def test_an_adjustment_of_nothing_that_was_taken_in_before_is_known_by_its_receipt(hub: Running) -> None:
    number = hub.number()
    feed(hub, feedback(hub, number, f"life-{number}"))
    said = {"status": "ADJUSTED", "record": f"life-{number}", "reason": "another school"}
    first, new = (feed(hub, feedback(hub, number, f"{n}-{number}", **said, amount=n))[0] for n in (1, None))
    assert (new["code"], new["path"]) == ("NOTHING_ADJUSTED", "items[0].amount")
    stored(hub, number, f"1-{number}", **said)
    again, twice = feed(hub, *[feedback(hub, number, f"{n}-{number}", **said, amount=None) for n in (1, 2)])
    assert (again["replayed"], again["receipt"]) == (True, first["receipt"])
    assert twice["code"] == "NOTHING_ADJUSTED"
