"""Backup and restore: into an empty place, with every receipt, and only with the key that was kept apart."""

import json
import os
from pathlib import Path
from typing import Any

import psycopg
from psycopg.pq import Conninfo

from hub.database.backup import SECRETS, taken_out
from hub.database.binaries import find_binaries
from hub.database.keys import vault_of
from hub.database.roles import addresses
from hub.database.secrets import Secrets
from registry.identity.master_key import MasterKey
from registry.store.roles import Roles
from tests.conftest import Copy
from tests.hub.commands.typed import Operator, aidhub
from tests.hub.webhooks.registered import added
from tests.hub_running import running
from tests.schema.acts import feed, feedback, household, member, register

KEPT = "SELECT id::text, hash, kind, happened_on FROM chain_links ORDER BY 1"


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as owner:
        return owner.execute(statement).fetchall()


def test_what_was_acknowledged_is_there_after_a_restore_into_an_empty_place(
    copy: Copy, machine: Path, empty_database: str, tmp_path: Path
) -> None:
    backup, keys = tmp_path / "backup", tmp_path / "elsewhere"
    with running(copy, tmp_path / "var", persons=200) as hub:
        pupil = hub.number()
        register(hub, household(hub, member(pupil)))
        (answer,) = feed(hub, feedback(hub, pupil, "given"))
        source = Operator(tmp_path / "var", copy.owner)
        added(hub, "http://receiver.example/", "housing here")
        kept = set(rows(copy.owner, KEPT))
        said = source(f"backup '{backup}' --keys '{keys}'")  # beside a hub at work
    assert "(已备份)" in said
    assert (keys / "master.key").stat().st_mode & 0o777 == 0o600
    target = Operator(machine / "restored", empty_database)
    assert "(已恢复)" in target(f"restore '{backup}' --keys '{keys}'")
    assert kept <= set(rows(empty_database, KEPT))
    assert answer["receipt"]["link"] in {id for id, *_ in kept}
    assert target("doctor").splitlines()[-1] == "findings (发现问题): 0"
    seen = "SELECT count(*) > 0, bool_and(changed_xid < pg_snapshot_xmin(pg_current_snapshot())) FROM targets"
    assert rows(empty_database, seen) == [(True, True)]
    (epochs,) = rows(empty_database, "SELECT array_agg(DISTINCT epoch) FROM targets")
    assert epochs == tuple(rows(empty_database, "SELECT array_agg(epoch) FROM catalogue_state")[0])
    assert epochs[0][0] > 1
    assert number_opens(target)
    stands = "SELECT state, cursor_xid <= pg_snapshot_xmin(pg_current_snapshot()) FROM webhook_stands"
    assert rows(empty_database, stands) == [("PAUSED", True)]  # a copy tells nobody by itself
    assert "holds tables already" in target.refused(f"restore '{backup}'")
    assert "is there already" in source.refused(f"backup '{backup}'")


def test_no_password_of_the_address_stands_in_a_command_line(var: Path, empty_database: str, tmp_path: Path) -> None:
    source, place, seen = Operator(var, empty_database), tmp_path / "bin", tmp_path / "seen"
    source("migrate")
    place.mkdir()
    for program in ("postgres", "initdb", "pg_ctl", "pg_dump"):
        telling = f'echo "{program} $@" >> "{seen}"'
        (place / program).write_text(f'#!/bin/sh\n{telling}\nexec "{find_binaries() / program}" "$@"\n')
        (place / program).chmod(0o700)
    url, path = f"{empty_database}?sslpassword=of-the-key", f"{place}:{os.environ['PATH']}"
    ran = aidhub(f"backup '{tmp_path}/backup'", var, AIDHUB_DATABASE_URL=url, PATH=path)
    assert ran.returncode == 0, ran.stderr
    (line,) = (line for line in seen.read_text().splitlines() if line.startswith("pg_dump "))
    assert "service=aidhub" in line
    assert "password=" not in line


def test_every_secret_of_an_address_is_kept_apart() -> None:
    secrets = {name: f"canary {name}" for name in ("sslpassword", "oauth_client_secret", "scram_client_key")}
    parameters = {"host": "one", "dbname": "aidhub", **secrets}
    assert sorted(taken_out(parameters)) == sorted(f"{name}={value}" for name, value in secrets.items())
    assert parameters == {"host": "one", "dbname": "aidhub"}
    hidden = {option.keyword.decode() for option in Conninfo.get_defaults() if option.dispchar == b"*"}
    assert hidden <= {"password", *SECRETS}


def number_opens(operator: Operator) -> bool:
    """Whether the vault of the restored database opens with the key that was put back."""
    name = operator.url.rpartition("/")[2]
    reached = addresses(operator.url, Roles.of(name), Secrets(operator.var / "secrets.json"))
    with psycopg.connect(reached.vault) as connection:
        vault = vault_of(connection, MasterKey.read(operator.var / "keys" / "master.key"))
        sealed = connection.execute("SELECT attribute, id, sealed FROM vault LIMIT 5").fetchall()
    return all(vault.open(*row).startswith("6299") for row in sealed) and bool(sealed)


def test_without_its_key_or_whole_a_backup_is_not_restored(
    var: Path, machine: Path, empty_database: str, new_database: Any, postgres: Any, tmp_path: Path
) -> None:
    source, backup = Operator(var, empty_database), tmp_path / "backup"
    source("migrate")
    assert "Give --keys a folder outside" in source.refused(f"backup '{backup}' --keys '{backup}/keys'")
    assert "keep a copy elsewhere" in source(f"backup '{backup}'")
    stranger = Operator(machine / "stranger", postgres.owner_url(new_database()))
    assert "belongs to another installation" in stranger.refused(f"restore '{backup}'")
    contents = json.loads((backup / "contents.json").read_text())
    (backup / "contents.json").write_text(json.dumps({**contents, "rows": {**contents["rows"], "divisions": 1}}))
    other = Operator(machine / "other", postgres.owner_url(new_database()))
    assert "The tables divisions hold other rows" in other.refused(f"restore '{backup}' --keys '{var}/keys'")
    (backup / "contents.json").unlink()
    assert "holds no backup that is whole" in other.refused(f"restore '{backup}'")
    bound = postgres.owner_url(new_database())
    name = bound.rpartition("/")[2]
    with psycopg.connect(bound, autocommit=True) as administrator:
        administrator.execute(f"CREATE ROLE {name}_bound LOGIN PASSWORD 'owner'")
    url = bound.replace(postgres.secrets["aidhub"], "owner").replace("aidhub:", f"{name}_bound:")
    assert "ALTER ROLE" in Operator(var, url).refused(f"backup '{tmp_path}/bound'")
