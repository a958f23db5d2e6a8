"""The doctor, on installations that are well and on such as are not."""

import subprocess
from pathlib import Path

import psycopg

from hub.database.postgres import free_port
from tests.hub.commands.test_delivery_commands import declared
from tests.hub.commands.test_rotation_commands import Keeper
from tests.hub.commands.typed import Operator, aidhub

CLIENT = "client add --department housing --division 620102000000 --approved-by 'the county'"

UNDELIVERED = """INSERT INTO delivery_marks (department, delivery, mark, rows, gone, tried_at, failures, failure)
VALUES ('housing', 'renovation_targets', '', 0, 0, now(), 3, 'DELIVERY_AWAY')"""
UNFETCHED = """INSERT INTO source_marks (department, source, mark, tried_at, failures, failure)
VALUES ('housing', 'feedback', '', now(), 3, 'SOURCE_AWAY')"""
PAUSED = "INSERT INTO pauses (schedule, paused_by, reason) VALUES (%s, '李某', '维护')"


def doctor(operator: Operator, **settings: str) -> "subprocess.CompletedProcess[str]":
    return aidhub("doctor", operator.var, AIDHUB_DATABASE_URL=operator.url, **settings)


def test_what_is_well_is_said_in_a_line_each(var: Path, empty_database: str) -> None:
    operator = Operator(var, empty_database)
    operator("migrate")
    ran = doctor(operator)
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["ok"] * 8
    assert lines[-1] == "findings (发现问题): 0"


def test_what_fails_is_told_unless_it_rests_or_is_declared_no_more(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(f'[housing.feedback]\nclient = "c"\nfolder = "{tmp_path}"\n')
    files = {"AIDHUB_SOURCES": f"{tmp_path}/sources.toml", "AIDHUB_DELIVERIES": declared(tmp_path, operator.url)}
    told = {"The source housing/feedback", "The delivery housing/renovation_targets"}

    def of(said: str) -> set[str]:
        return {one for one in told if one in said}

    with psycopg.connect(operator.url, autocommit=True) as owner:
        owner.execute(UNDELIVERED)
        owner.execute(UNFETCHED)
        for name in ("housing/renovation_targets", "deliveries/housing/feedback"):  # the other's, of the same name
            owner.execute(PAUSED, [name])
        assert of(doctor(operator, **files).stdout) == told
        for name in ("housing/feedback", "deliveries/housing/renovation_targets"):
            owner.execute(PAUSED, [name])
        assert of(doctor(operator, **files).stdout) == set()
        owner.execute("DELETE FROM pauses")
        assert of(doctor(operator).stdout) == set()


def test_each_thing_that_is_wrong_is_said_in_both_languages(var: Path, empty_database: str, tmp_path: Path) -> None:
    operator = Operator(var, empty_database)
    operator("migrate")
    operator(CLIENT)
    (var / "secrets.json").chmod(0o644)
    with psycopg.connect(empty_database) as owner:
        owner.execute("UPDATE oauth_clients SET expires_on = '2020-01-01'")
        owner.execute("INSERT INTO upkeep (job, failed_at, failure) VALUES ('sweep', now(), 'QueryCanceled')")
        owner.execute(UNDELIVERED)
        owner.execute("DROP TABLE access_log_default")
        (last,) = (
            owner.execute("SELECT max(relname) FROM pg_class WHERE relname ~ '^access_log_[0-9_]+$'").fetchone() or ()
        )
        owner.execute(f"DROP TABLE {last}")
    with psycopg.connect(Keeper(operator).addresses.app):  # a hub is at work
        file = declared(tmp_path, empty_database)
        ran = doctor(operator, AIDHUB_HOST="10.0.0.1", AIDHUB_DELIVERIES=file, AIDHUB_SOURCES=f"{tmp_path}/none.toml")
    said = ran.stdout
    assert ran.returncode == 1
    for sentence in (
        f"Others may read {var}/secrets.json. chmod 600 it",
        "its tokens name http://127.0.0.1:8000",
        "sweep failed at",
        "none.toml",
        "The delivery housing/renovation_targets did not succeed 3 times one after the other (DELIVERY_AWAY)",
        "counts was last done at – although a hub is at work",
        "has no partition for",
        "(2020-01-01). Renew it with",
    ):
        assert sentence in said
    wrong = [line for line in said.splitlines() if line.startswith("wrong")]
    assert said.splitlines()[-1] == f"findings (发现问题): {len(wrong)}"
    assert said.count("。") >= len(wrong)


def test_a_database_that_is_not_there_or_not_ours_is_a_finding_too(var: Path, empty_database: str) -> None:
    away = Operator(var, f"postgresql://hub:secret@127.0.0.1:{free_port()}/hub")
    ran = doctor(away)
    assert "AIDHUB_DATABASE_URL does not answer" in ran.stdout
    assert "secret" not in ran.stdout + ran.stderr
    ran = doctor(Operator(var, empty_database))
    assert "older than this program" in ran.stdout
    assert "once the database is as it should be" in ran.stdout
    assert ran.returncode == 1
