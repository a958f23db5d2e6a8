"""Stories of receipts in the graph: who told a link proves that it is in the signed log, and nobody else does."""

import json

import psycopg

from registry.journal import checkpoints
from registry.journal.merkle import consistent
from registry.journal.receipt_proofs import ReceiptProof
from tests.hub_running import Running
from tests.registry.journal.audited import MASTER, public, sign
from tests.schema.acts import feed, feedback, household, member, register

PROOF = "query ($link: ID!) { auditInclusion(link: $link) { index row salt path checkpoint } }"
NEWEST = "{ auditCheckpoint { size root signedAt note } }"
GROWN = "query ($from: String!, $to: String!) { auditConsistency(from: $from, to: $to) }"


def signed(hub: Running) -> checkpoints.Keys:
    """Signed now, by a key that the hub does not have, so that it makes itself a new one afterwards."""
    with psycopg.connect(hub.owner) as owner:
        owner.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub audit log'))")
        kid = checkpoints.renew_key(owner, MASTER)
        sign(owner)
        owner.execute("UPDATE audit_keys SET retired_at = now() WHERE kid = %s", [kid])
        return public(owner)


def test_who_holds_a_receipt_proves_it_and_that_the_log_only_grows(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    (told,) = feed(hub, feedback(hub, pupil, f"proved-{pupil}"))
    receipt, school = told["receipt"], hub["education_aid"]
    keys = signed(hub)
    first = school.ask(NEWEST)["auditCheckpoint"]
    answer = school.post(PROOF, {"link": receipt["link"]})
    proof = ReceiptProof.read(answer.text)
    assert proof.check(keys, receipt["link"], receipt["hash"]).checkpoint.root.hex() == first["root"]
    looked = hub.rows(
        "SELECT kind, cardinality(subjects) FROM access_log WHERE request = %s", answer.headers["x-request-id"]
    )
    assert looked == [("ANSWER", 2)]

    assert hub["health"].refused(PROOF, {"link": receipt["link"]}) == ["UNKNOWN_LINK"]
    (later,) = feed(hub, feedback(hub, hub.number(), f"later-{pupil}"))
    assert school.refused(PROOF, {"link": later["receipt"]["link"]}) == ["NOT_SIGNED_YET"]
    signed(hub)
    second = school.ask(NEWEST)["auditCheckpoint"]
    sizes = {"from": first["size"], "to": second["size"]}
    path = [bytes.fromhex(hash) for hash in school.ask(GROWN, sizes)["auditConsistency"]]
    roots = [bytes.fromhex(one["root"]) for one in (first, second)]
    assert consistent(int(first["size"]), roots[0], int(second["size"]), roots[1], path)
    assert school.refused(GROWN, {"from": "1", "to": "x"}) == ["NO_SUCH_CHECKPOINT"]
    assert json.loads(proof.row)["department"] == "education_aid"
