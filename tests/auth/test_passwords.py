"""Passwords: kept by Argon2id, compared with as much work where there is none, and not soon guessed."""

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from auth import passwords
from auth.passwords import MIB, Passwords
from registry.errors import Refusal

CHEAP = Passwords(mib=1)


def test_a_password_is_kept_by_argon2id() -> None:
    kept = CHEAP.hash("three lanterns by the river")
    assert extract_parameters(kept).type is Type.ID
    assert "lanterns" not in kept
    assert CHEAP.holds(kept, "three lanterns by the river")
    assert not CHEAP.holds(kept, "three lanterns by the lake")


def test_it_costs_what_is_recommended() -> None:
    told = extract_parameters(Passwords().hash("three lanterns by the river"))
    assert (told.memory_cost, told.time_cost, told.parallelism) == (MIB << 10, 3, 4)


def test_where_there_is_no_account_as_much_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    real = PasswordHasher.verify

    def counted(hasher: PasswordHasher, hash: str, password: str) -> bool:
        compared.append(extract_parameters(hash))
        return real(hasher, hash, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    assert not CHEAP.holds(CHEAP.hash("three lanterns"), "another")
    assert not CHEAP.holds(None, "another")
    assert len(compared) == 2
    assert compared[0] == compared[1]


def test_one_that_is_kept_at_another_cost_is_known() -> None:
    kept = CHEAP.hash("three lanterns by the river")
    assert not CHEAP.outdated(kept)
    assert Passwords(mib=2).outdated(kept)
    assert Passwords(mib=2).holds(kept, "three lanterns by the river")


def test_the_same_keys_of_other_machines_are_the_same_password() -> None:
    assert CHEAP.holds(CHEAP.hash("ｔｈｒｅｅ lanterns"), "three lanterns")


@pytest.mark.parametrize(
    ("password", "refused"),
    [
        ("short", "PASSWORD_TOO_SHORT"),
        ("x" * 129, "PASSWORD_TOO_LONG"),
        ("password1234", "PASSWORD_GUESSED"),
        ("123456789012", "PASSWORD_GUESSED"),
        ("qwertyuiopas", "PASSWORD_GUESSED"),
        ("wangxiaoming", "PASSWORD_GUESSED"),
        ("aaaaaaaaaaaa", "PASSWORD_GUESSED"),
    ],
)
def test_what_is_soon_guessed_is_refused(password: str, refused: str) -> None:
    with pytest.raises(Refusal, match=refused):
        passwords.check(password, "wangxiaoming", "王小明")


@pytest.mark.parametrize("password", ["three lanterns by the river", "兰州的黄河边有三盏灯笼照着路", "h7Kq-v2Rw-x9Tz"])
def test_what_is_not_is_taken(password: str) -> None:
    passwords.check(password, "zhang", "张某")
