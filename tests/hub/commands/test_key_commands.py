"""Commands about keys: a rotated one still verifies, a compromised one does not."""

import psycopg

from tests.hub.commands.typed import Operator


def test_a_rotated_key_still_verifies_and_a_compromised_one_does_not(operator: Operator) -> None:
    def keys() -> dict[str, tuple[str, bool]]:
        """By id: how a key stands, and whether what it signed is still believed."""
        with psycopg.connect(operator.url) as connection:
            rows = connection.execute(
                "SELECT kid, status, retired_at IS NULL OR retired_at > now() - interval '10 min' FROM oauth_keys"
            )
            return {kid: (status, believed) for kid, status, believed in rows}

    first = next(kid for kid, (status, _) in keys().items() if status == "active")
    second = operator("key rotate").split()[4]
    assert operator("key rotate --compromised")
    assert first != second
    stand = keys()
    assert sorted(status for status, _ in stand.values()) == ["active", "next", "retired", "retired"]
    assert [kid for kid, (status, believed) in stand.items() if status == "retired" and believed] == []
