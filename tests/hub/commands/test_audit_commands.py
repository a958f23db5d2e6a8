"""The audit log as an operator signs and verifies it."""

import sys

import psycopg

from tests.hub.commands.typed import Operator, aidhub
from tests.registry.journal.audited import fill


def test_the_log_is_signed_verified_and_what_is_changed_past_the_hub_is_told(operator: Operator) -> None:
    with psycopg.connect(operator.url, autocommit=True) as owner:
        fill(owner)
        note = operator("audit checkpoint")
        assert note.startswith("aidhub audit log ")
        assert (operator.var / "audit" / "checkpoints.txt").read_text() == note
        assert '"kid"' in operator("audit keys")
        assert "differences (不符): 0" in operator("audit verify")

        owner.execute("UPDATE assistance_records SET amount = 7 WHERE amount = 1002")
        owner.execute("UPDATE payments SET amount = 7 WHERE amount = 1003")
        ran = aidhub("audit verify", operator.var, AIDHUB_DATABASE_URL=operator.url)
        assert ran.returncode == 1
        assert [line.split(":")[0] for line in ran.stdout.splitlines() if line.startswith("AUDIT")] == [
            "AUDIT_ROW_CHANGED",
            "AUDIT_AMOUNT_DIFFERS",
        ]


def test_a_checkpoint_is_given_to_the_operators_command_and_signed_by_the_newest_key(operator: Operator) -> None:
    copy = operator.var / "elsewhere.txt"
    settings = {"AIDHUB_DATABASE_URL": operator.url, "AIDHUB_CHECKPOINT_HOOK": f"tee '{copy}'"}
    first = aidhub("audit checkpoint", operator.var, **settings).stdout
    assert copy.read_text() == first
    kid = operator("audit rotate").split()[4]
    assert operator("audit checkpoint").splitlines()[-1].split()[1] == kid != first.splitlines()[-1].split()[1]
    settings["AIDHUB_CHECKPOINT_HOOK"] = "a-command-that-is-not-there"
    ran = aidhub("audit checkpoint", operator.var, **settings)
    assert ran.returncode == 0


def test_a_checkpoint_that_was_written_in_part_is_written_again_and_what_nobody_signed_is_not(
    operator: Operator,
) -> None:
    file = operator.var / "audit" / "checkpoints.txt"
    operator("audit checkpoint")
    operator("audit checkpoint")
    whole = file.read_text()
    for cut in (1, 150):
        file.write_bytes(whole.encode()[:-cut])
        whole += operator("audit checkpoint")
        assert file.read_text() == whole
    file.write_text(f"{whole}aidhub audit log of another")
    assert "has not signed" in operator.refused("audit checkpoint")
    file.write_text(whole)


def test_what_is_given_away_stands_in_the_database_already(operator: Operator) -> None:
    look = operator.var / "look.py"
    look.write_text(
        f"import psycopg; print(psycopg.connect({operator.url!r})"
        f".execute('SELECT count(*) FROM audit_checkpoints').fetchone()[0], file=open({str(look) + '.seen'!r}, 'a'))"
    )
    hook = f"'{sys.executable}' '{look}'"
    with psycopg.connect(operator.url) as owner:
        ((before,),) = owner.execute("SELECT count(*) FROM audit_checkpoints").fetchall()
    for _ in range(2):
        aidhub("audit checkpoint", operator.var, AIDHUB_DATABASE_URL=operator.url, AIDHUB_CHECKPOINT_HOOK=hook)
    assert [int(count) for count in (operator.var / "look.py.seen").read_text().split()] == [before + 1, before + 2]


def test_an_old_backup_is_not_signed_until_the_restore_is_said_to_be_meant(operator: Operator) -> None:
    with psycopg.connect(operator.url, autocommit=True) as owner:
        fill(owner, 1)
        operator("audit checkpoint")
        owner.execute("UPDATE audit_state SET origin = gen_random_uuid()")  # another database
    assert "older than its checkpoint" in operator.refused("audit checkpoint")
    assert "before-restore" in operator("audit restored")
    assert operator("audit checkpoint").startswith("aidhub audit log ")
