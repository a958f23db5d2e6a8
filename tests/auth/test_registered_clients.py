"""Registered clients: known from the first name on, and read again for a new one at most every few seconds."""

import pytest

from auth.registered_clients import AGE, RegisteredClients

pytestmark = pytest.mark.anyio


class Register:
    """Ids, and how often they were read."""

    def __init__(self) -> None:
        self.ids, self.read, self.now = {"a"}, 0, 0.0
        self.clients = RegisteredClients(self.all, lambda: self.now)

    def all(self) -> set[str]:
        self.read += 1
        return set(self.ids)


async def test_a_client_is_known_from_the_start_and_read_once() -> None:
    register = Register()
    assert [await register.clients.has(name) for name in ("a", "a", "")] == [True, True, False]
    assert register.read == 1


async def test_invented_names_do_not_make_it_read_again_each_time() -> None:
    register = Register()
    assert not any([await register.clients.has(f"invented {n}") for n in range(100)])
    assert register.read == 1


async def test_a_client_that_was_registered_meanwhile_is_known_soon() -> None:
    register = Register()
    assert not await register.clients.has("b")
    register.ids.add("b")
    register.now += AGE
    assert await register.clients.has("b")


async def test_a_client_that_was_disabled_is_forgotten_as_the_next_new_name_comes() -> None:
    register = Register()
    assert await register.clients.has("a")
    register.ids.clear()
    register.now += AGE
    assert not await register.clients.has("b")
    assert not await register.clients.has("a")
