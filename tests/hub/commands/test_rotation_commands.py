"""Rotation of the keys of ID numbers, as an operator types it: broken off it goes on, and nobody is lost."""

import shlex
import sys
import uuid
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from hub.database.keys import vault_of
from hub.database.postgres import Server
from hub.database.roles import addresses
from hub.database.secrets import Secrets
from registry.errors import Refusal
from registry.identity import index_rotation, key_rotation, resealing
from registry.identity.identities import ID_CARD
from registry.identity.identity_numbers import with_check_digit
from registry.identity.master_key import MasterKey
from registry.identity.suites import AES
from registry.identity.vault import ID_NUMBER, Vault
from registry.store.database import Addresses
from registry.store.roles import Roles
from tests.hub.commands.typed import Operator, aidhub, refusal

NUMBERS = [with_check_digit(f"62990119900101{n:03}") for n in range(1, 6)]


class Keeper:
    """An operator's database with five persons in the vault, as its roles see it."""

    def __init__(self, operator: Operator) -> None:
        self.operator = operator
        self.master = MasterKey.read(operator.var / "keys" / "master.key")
        self.ids = [uuid.uuid4() for _ in NUMBERS]
        vault = self.vault()
        with psycopg.connect(operator.url) as owner:
            for id, number in zip(self.ids, NUMBERS, strict=True):
                index = vault.blind_index(ID_CARD, number)
                owner.execute("INSERT INTO identities (id, index) VALUES (%s, %s)", [id, index])
                sealed = vault.seal(ID_NUMBER, id, number)
                owner.execute("INSERT INTO vault (id, attribute, sealed) VALUES (%s, %s, %s)", [id, ID_NUMBER, sealed])

    @property
    def addresses(self) -> Addresses:
        roles = Roles.of(str(conninfo_to_dict(self.operator.url)["dbname"]))
        return addresses(self.operator.url, roles, Secrets(self.operator.var / "secrets.json"))

    def vault(self) -> Vault:
        """What a worker holds that starts now."""
        with psycopg.connect(self.addresses.vault) as connection:
            return vault_of(connection, self.master)

    def opened(self) -> dict[int, list[str]]:
        """The numbers in clear, by the key that sealed them."""
        vault, found = self.vault(), dict[int, list[str]]()
        with psycopg.connect(self.operator.url) as owner:
            for id, attribute, sealed in owner.execute("SELECT id, attribute, sealed FROM vault").fetchall():
                found.setdefault(sealed[3], []).append(vault.open(attribute, id, sealed))
        return {key: sorted(numbers) for key, numbers in found.items()}

    def found(self) -> list[uuid.UUID]:
        vault = self.vault()
        with psycopg.connect(self.operator.url) as owner:
            indexes = [vault.blind_index(ID_CARD, number) for number in NUMBERS]
            rows = owner.execute("SELECT id FROM identities WHERE index = ANY(%s)", [indexes]).fetchall()
        return [id for (id,) in rows]


@pytest.fixture
def keeper(var: Path, empty_database: str) -> Keeper:
    operator = Operator(var, empty_database)
    operator("migrate")
    return Keeper(operator)


def test_the_vault_is_sealed_anew_and_reads_the_same(keeper: Keeper) -> None:
    assert "sealed with key 2 (已使用新密钥); values sealed anew (重新加密): 5" in keeper.operator("vault rotate")
    assert keeper.opened() == {2: NUMBERS}


def test_a_rotation_of_the_vault_that_was_broken_off_goes_on(keeper: Keeper) -> None:
    with psycopg.connect(keeper.addresses.vault) as connection:
        key_rotation.rotate_data_key(connection, keeper.master, AES)
    with psycopg.connect(keeper.operator.url) as owner:
        assert len(resealing.reseal(owner, keeper.vault(), uuid.UUID(int=0), batch=2)) == 2
    assert "with key 2 (已使用新密钥); values sealed anew (重新加密): 3" in keeper.operator("vault rotate")
    assert keeper.opened() == {2: NUMBERS}


def test_a_rotation_of_the_vault_goes_on_only_while_no_hub_is_at_work(keeper: Keeper) -> None:
    with psycopg.connect(keeper.addresses.vault) as connection:
        key_rotation.rotate_data_key(connection, keeper.master, AES)
    with psycopg.connect(keeper.addresses.app):
        assert "is at work on this database" in keeper.operator.refused("vault rotate")
    assert keeper.opened() == {1: NUMBERS}


def test_a_value_that_does_not_open_is_named_and_stays(keeper: Keeper) -> None:
    with psycopg.connect(keeper.operator.url) as owner:
        owner.execute("UPDATE vault SET sealed = sealed || '\\x00' WHERE id = %s", [keeper.ids[0]])
    assert f"The value {keeper.ids[0]} of the vault does not open" in keeper.operator.refused("vault rotate")


def test_everyone_is_found_by_the_new_index(keeper: Keeper) -> None:
    before = keeper.vault().blind_index(ID_CARD, NUMBERS[0])
    assert "(已使用新索引): 5" in keeper.operator("index rotate")
    assert sorted(keeper.found()) == sorted(keeper.ids)
    assert keeper.vault().blind_index(ID_CARD, NUMBERS[0]) != before


def test_a_rotation_of_the_index_that_was_broken_off_goes_on(keeper: Keeper) -> None:
    with psycopg.connect(keeper.addresses.vault) as connection:
        key_rotation.add_index_key(connection, keeper.master, AES)
    with psycopg.connect(keeper.addresses.app, autocommit=True) as app:
        assert next(index_rotation.backfill(app, keeper.vault(), batch=2)) == 2
    assert "(已使用新索引): 5" in keeper.operator("index rotate")
    assert sorted(keeper.found()) == sorted(keeper.ids)
    with psycopg.connect(keeper.operator.url) as owner:
        assert owner.execute("SELECT count(*), count(current_at) FROM index_keys").fetchone() == (2, 2)


def test_an_owner_whom_the_guards_bind_rotates_too(var: Path, postgres: Server, empty_database: str) -> None:
    name = conninfo_to_dict(empty_database)["dbname"]
    with psycopg.connect(empty_database, autocommit=True) as administrator:
        administrator.execute(f"CREATE ROLE {name}_bound LOGIN CREATEROLE PASSWORD 'owner'")
        administrator.execute(f"ALTER DATABASE {name} OWNER TO {name}_bound")
    url = empty_database.replace(postgres.secrets["aidhub"], "owner").replace("aidhub:", f"{name}_bound:")
    bound, administrator_ = Operator(var, url), Operator(var, empty_database)
    bound("migrate")
    keeper = Keeper(administrator_)
    assert "values sealed anew (重新加密): 5" in bound("vault rotate")
    assert "(已使用新索引): 5" in bound("index rotate")
    assert keeper.opened() == {2: NUMBERS}
    assert sorted(keeper.found()) == sorted(keeper.ids)


def test_while_a_hub_is_at_work_no_key_is_made(keeper: Keeper) -> None:
    with psycopg.connect(keeper.addresses.app):
        for command in ("vault rotate", "vault rewrap", "index rotate"):
            assert "is at work on this database" in keeper.operator.refused(command)
    with psycopg.connect(keeper.operator.url) as owner:
        assert owner.execute(
            "SELECT count(*) FROM vault_keys UNION ALL SELECT count(*) FROM index_keys"
        ).fetchall() == [(1,), (1,)]


def test_a_vault_goes_over_to_sm4_and_sm3_by_rotation(keeper: Keeper) -> None:
    chinese = {"AIDHUB_DATABASE_URL": keeper.operator.url, "AIDHUB_CIPHERS": "sm"}
    for command in ("vault rotate", "index rotate"):
        assert aidhub(command, keeper.operator.var, **chinese).returncode == 0
    assert keeper.opened() == {2: NUMBERS}
    assert sorted(keeper.found()) == sorted(keeper.ids)
    with psycopg.connect(keeper.operator.url) as owner:
        assert owner.execute("SELECT DISTINCT substr(sealed, 2, 1) FROM vault").fetchall() == [(b"\2",)]
        suites_ = owner.execute("SELECT suite FROM index_keys ORDER BY version").fetchall()
    assert suites_ == [(1,), (2,)]


def test_another_master_key_takes_the_place_of_the_file_and_opens_all_that_the_old_one_did(keeper: Keeper) -> None:
    file = keeper.operator.var / "keys" / "master.key"
    old = file.read_text()
    assert f"(已更换主密钥): {file}" in keeper.operator("vault rewrap")
    assert file.read_text() != old
    assert sorted(each.name for each in file.parent.iterdir()) == ["master.key"]
    with pytest.raises(Refusal, match="WRONG_MASTER_KEY"):
        keeper.opened()
    keeper.master = MasterKey.read(file)
    assert keeper.opened() == {1: NUMBERS}
    keeper.operator("key rotate")


def test_a_change_of_the_master_key_that_was_broken_off_behind_the_database_ends_when_run_again(
    keeper: Keeper,
) -> None:
    file = keeper.operator.var / "keys" / "master.key"
    old = file.read_bytes()
    keeper.operator("vault rewrap")
    file.rename(file.with_name("master.key.new"))
    file.write_bytes(old)
    file.chmod(0o600)
    assert "belongs to another installation" in keeper.operator.refused("client list")
    keeper.operator("vault rewrap")
    keeper.master = MasterKey.read(file)
    assert keeper.opened() == {1: NUMBERS}
    keeper.operator("client list")


def test_a_master_key_is_given_over_to_a_program_or_a_service(keeper: Keeper, tmp_path: Path) -> None:
    service = f"'{sys.executable}' '{Path(__file__).with_name('key_service.py')}' '{tmp_path / 'its.key'}'"
    said = keeper.operator(f"vault rewrap --to-service {shlex.quote(service)}")
    assert "AIDHUB_KMS_COMMAND" in said
    kept = {"AIDHUB_DATABASE_URL": keeper.operator.url}
    assert "belongs to another installation" in keeper.operator.refused("client list")
    assert aidhub("client list", keeper.operator.var, **kept, AIDHUB_KMS_COMMAND=service).returncode == 0
    printed = tmp_path / "printed"
    printed.write_text("ab" * 32)
    program = f"cat {shlex.quote(str(printed))}"
    moved = aidhub(
        f"vault rewrap --to-command {shlex.quote(program)}", keeper.operator.var, **kept, AIDHUB_KMS_COMMAND=service
    )
    assert moved.returncode == 0, moved.stderr
    assert aidhub("client list", keeper.operator.var, **kept, AIDHUB_MASTER_KEY_COMMAND=program).returncode == 0
    assert aidhub("client list", keeper.operator.var, **kept, AIDHUB_MASTER_KEY="ab" * 32).returncode == 0
    two = aidhub("client list", keeper.operator.var, **kept, AIDHUB_KMS_COMMAND=service, AIDHUB_MASTER_KEY="ab" * 32)
    assert "Two keepers of the master key" in refusal(two)
    broken = aidhub("client list", keeper.operator.var, **kept, AIDHUB_MASTER_KEY_COMMAND="false")
    assert "does not give it: exit 1" in refusal(broken)
