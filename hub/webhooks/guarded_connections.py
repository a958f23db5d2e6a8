"""Guarded connections: a name is resolved here, and what is connected to is an address that was looked at.

A name that leads elsewhere at the next look (DNS rebinding) leads nowhere else: nobody resolves it again.
"""

import socket
from collections.abc import Iterable
from functools import partial
from typing import Any

import anyio
from anyio import CapacityLimiter, to_thread
from httpcore import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream, ConnectError

from registry.journal.receivers import Receivers

MOST = 4
"""Addresses of a name that are tried."""
LOOK_UPS = 32
"""Names that are looked up at a time: more than there are webhooks in hand, so that none waits for another's."""


class AddressForbidden(Exception):
    """No address of the name is one that the hub may send to."""


class GuardedConnections(AsyncNetworkBackend):
    """Opens connections to allowed addresses only; TLS still asks for the certificate of the name."""

    def __init__(self, receivers: Receivers) -> None:
        self._receivers, self._plain, self._look_ups = receivers, AnyIOBackend(), CapacityLimiter(LOOK_UPS)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as the library has it
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,  # the library's own
    ) -> AsyncNetworkStream:
        """A connection to the first address that answers; raises AddressForbidden and ConnectError."""
        failure: Exception = AddressForbidden()
        for address in (await self._allowed(host, port))[:MOST]:
            try:
                return await self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except ConnectError as error:
                failure = error
        raise failure

    async def _allowed(self, host: str, port: int) -> list[str]:
        """The addresses of a name that may be connected to.

        A server of names that does not answer holds its thread for half a minute: none of those that others work in.
        """
        look_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        try:
            found = await to_thread.run_sync(look_up, abandon_on_cancel=True, limiter=self._look_ups)
        except (OSError, UnicodeError) as error:
            raise ConnectError(type(error).__name__) from error
        addresses = dict.fromkeys(str(where[0]) for *_, where in found)
        return [address for address in addresses if self._receivers.allow(address)]

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - as the library has it
        socket_options: Iterable[Any] | None = None,  # the library's own
    ) -> AsyncNetworkStream:
        """Raise AddressForbidden: no receiver is one."""
        del path, timeout, socket_options
        raise AddressForbidden

    async def sleep(self, seconds: float) -> None:
        """Wait, for what the library does again."""
        await anyio.sleep(seconds)
