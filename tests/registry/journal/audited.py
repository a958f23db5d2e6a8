"""A small audit log to be tampered with: a few rows of every source, made as the database's owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg

from registry.identity.master_key import MasterKey
from registry.journal import audit_verification, checkpoints, sequencer
from registry.journal.checkpoints import Keys, Note, keys_of

ROWS = 12
MASTER = MasterKey(bytes(32))

HOUSEHOLD = uuid4()

LINK = """INSERT INTO chain_links (id, identity_id, household_id, kind, happened_on, department, programme, record_id,
  status, amount, salt, hash)
VALUES (%s, %s, %s, %s, '2024-03-01', 'housing', '28', %s, 'GRANTED', %s, '\\x0102', '\\x03')"""
RECORD = """INSERT INTO assistance_records (id, department, programme, identity_id, household_id, subject_id, division,
  paying_position, status, happened_on, starts, amount, county, external_id, batch_id)
VALUES (%s, 'housing', '28', %s, %s, %s, '621102000000', 1, 'GRANTED', '2024-03-01', '2024-03-01', %s, '621102', %s, %s)"""
PAYMENT = """INSERT INTO payments (id, record_id, paying_position, department, county, paid_on, amount, external_id)
VALUES (%s, %s, 1, 'housing', '621102', '2024-03-05', %s, %s)"""
DETERMINATION = """INSERT INTO determinations (id, person_id, household_id, position, category, basis, cites, agency,
  valid_from) VALUES (%s, %s, %s, 1, 'subsistence', 'HOUSEHOLD', '一（一）', 'civil_affairs', '2024-01-01')"""
LOOK = """INSERT INTO access_log (kind, client, department, document, subjects, request, purpose)
VALUES ('ANSWER', 'a client', 'housing', '\\x00', ARRAY[%s]::uuid[], %s, 'review')"""


def fill(owner: psycopg.Connection, rows: int = ROWS) -> None:
    """Write some rows of each kind; what they point to need not be there."""
    with owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica")
        for n in range(rows):
            record, identity = uuid4(), uuid4()
            owner.execute(LINK, [uuid4(), identity, HOUSEHOLD, "GRANTED", record, 1000 + n])
            owner.execute(RECORD, [record, identity, HOUSEHOLD, identity, 1000 + n, str(record), uuid4()])
            owner.execute(PAYMENT, [uuid4(), record, 1000 + n, str(record)])
            owner.execute(DETERMINATION, [uuid4(), uuid4(), HOUSEHOLD])
            owner.execute("INSERT INTO documents (hash, text) VALUES (%s, '{ me }')", [record.bytes])
            owner.execute(LOOK, [identity, f"request {n}"])


def sign(connection: psycopg.Connection) -> Note:
    """Bring in what is new and sign it."""
    with connection.transaction():
        assert sequencer.alone(connection)
        sequencer.sequence(connection)
        return checkpoints.sign(connection, MASTER)


def move(owner: psycopg.Connection) -> None:
    """Move a link as an act does, which says for which department."""
    with owner.transaction():
        owner.execute("SELECT set_config('hub.department', 'civil_affairs', true)")
        owner.execute("UPDATE chain_links SET household_id = NULL WHERE id = (SELECT id FROM chain_links LIMIT 1)")


def public(connection: psycopg.Connection) -> Keys:
    return keys_of(checkpoints.public_keys(connection))


def found(connection: psycopg.Connection, keys: Keys, outside: list[Note]) -> list[str]:
    """The codes of what does not fit."""
    with connection.transaction():
        return [one.code for one in audit_verification.verify(connection, keys, outside, lambda _: None)]


@contextmanager
def tampering(owner: psycopg.Connection) -> Iterator[None]:
    """Whatever the owner does in the block is taken back behind it; no trigger sees it."""
    with owner.transaction(force_rollback=True):
        owner.execute("SET LOCAL session_replication_role = replica")
        yield
