"""Attempts at a password: as whose they are counted, so that a stranger's keep nobody out of their own account."""

from dataclasses import dataclass

import psycopg

from auth import sign_in_pauses
from auth.browser_sessions import Place
from auth.sign_in_pauses import OF_ACCOUNT, OF_ADDRESS, OF_ALL, Patience
from auth.token_limits import Asker


@dataclass(frozen=True)
class Attempts:
    """The parties an attempt is counted for, and what is forgotten of each once it was right."""

    address: str
    own: dict[str, Patience]
    """Of the account: from this network and from all together, or with a device that is known, with that alone."""

    @classmethod
    def of(cls, account: str, place: Place, device: str | None) -> "Attempts":
        """Those of an attempt at an account."""
        network = Asker("", place.address).place
        if device:
            return cls(f"address {network}", {f"device {device}": OF_ACCOUNT})
        own = {f"account {account} from {network}": OF_ACCOUNT, f"account {account}": OF_ALL}
        return cls(f"address {network}", own)

    def count(self, connection: psycopg.Connection, now: float) -> bool:
        """Count it, before it is looked at; whether a pause begins if it is wrong. Raises SIGN_IN_PAUSED."""
        sign_in_pauses.attempt(connection, self.address, OF_ADDRESS, now)
        made = {party: sign_in_pauses.attempt(connection, party, patience, now) for party, patience in self.own.items()}
        return any(patience.pause(made[party]) for party, patience in self.own.items())

    def forget(self, connection: psycopg.Connection) -> None:
        """It was right."""
        for party in self.own:
            sign_in_pauses.succeeded(connection, party)
        sign_in_pauses.give_back(connection, self.address)
