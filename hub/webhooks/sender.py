"""The sender: one signed POST as Standard Webhooks has it, and what became of it."""

import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Self

import httpcore
from anyio import fail_after, move_on_after
from standardwebhooks import Webhook as Signer

from hub.webhooks.guarded_connections import AddressForbidden, GuardedConnections
from registry.errors import Refusal
from registry.journal.receivers import Receivers

WHOLE = 15.0
"""Seconds in which a receiver has taken a message and answered: it works on it afterwards."""
EACH = 10.0
READ, REST = 4096, 1.0
"""Bytes of an answer's body that are read, and the seconds for that: nothing of it is needed."""
MOST_CONNECTIONS = 32
LONGEST_WAIT = 24 * 3600
GONE = 410


@dataclass(frozen=True)
class Message:
    """What is told: the id under which it is known however often it comes, and its JSON."""

    id: str
    body: bytes


@dataclass(frozen=True)
class Failure:
    """Why it was not taken, after how many seconds the receiver wants it again, and whether it never does."""

    why: Refusal
    again: float = 0.0
    gone: bool = False


class Sender:
    """Sends to addresses that the operator allows, follows nobody elsewhere, and goes by no proxy."""

    def __init__(self, receivers: Receivers, tls: ssl.SSLContext | None = None) -> None:
        self._receivers = receivers
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or ssl.create_default_context(),
            max_connections=MOST_CONNECTIONS,
            keepalive_expiry=5.0,
            network_backend=GuardedConnections(receivers),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.aclose()

    async def send(self, url: str, secrets: Sequence[str], message: Message) -> Failure | None:
        """None once the receiver has answered that it has it (2xx)."""
        try:
            self._receivers.check(url)  # the operator may have changed what is allowed
            with fail_after(WHOLE):
                return await self._sent(url, secrets, message)
        except Refusal as refusal:
            return Failure(refusal)
        except (TimeoutError, httpcore.TimeoutException):
            return Failure(Refusal("WEBHOOK_SLOW", seconds=int(WHOLE)))
        except AddressForbidden:
            return Failure(Refusal("WEBHOOK_ADDRESS"))
        except (httpcore.ConnectError, ssl.SSLError) as error:
            return Failure(Refusal("WEBHOOK_CERTIFICATE" if _of_tls(error) else "WEBHOOK_UNREACHABLE"))
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            return Failure(Refusal("WEBHOOK_UNREACHABLE"))

    async def _sent(self, url: str, secrets: Sequence[str], message: Message) -> Failure | None:
        timeouts = {"connect": EACH, "read": EACH, "write": EACH, "pool": EACH}
        headers = _headers(secrets, message)
        asking = self._pool.stream("POST", url, headers=headers, content=message.body, extensions={"timeout": timeouts})
        async with asking as response:
            with move_on_after(REST):
                await _read(response)
            return _failure(response)


async def _read(response: httpcore.Response) -> None:
    """Read a short answer, so that its connection serves the next message; one that is longer ends it."""
    read = 0
    async for piece in response.aiter_stream():
        read += len(piece)
        if read > READ:
            return


def _headers(secrets: Sequence[str], message: Message) -> list[tuple[bytes | str, bytes | str]]:
    """A signature by each secret, so that a receiver may know either."""
    now, body = datetime.fromtimestamp(int(time.time()), UTC), message.body.decode()
    return [
        ("Content-Type", "application/json"),
        ("User-Agent", f"aidhub/{version('aidhub')}"),
        ("webhook-id", message.id),
        ("webhook-timestamp", str(int(now.timestamp()))),
        ("webhook-signature", " ".join(Signer(secret).sign(message.id, now, body) for secret in secrets)),
    ]


def _failure(response: httpcore.Response) -> Failure | None:
    status = response.status
    if 200 <= status < 300:
        return None
    if status == GONE:
        return Failure(Refusal("WEBHOOK_GONE"), gone=True)
    if 300 <= status < 400:
        return Failure(Refusal("WEBHOOK_REDIRECTED", value=status))
    return Failure(Refusal("WEBHOOK_ANSWER", value=status), again=_retry_after(response))


def _retry_after(response: httpcore.Response) -> float:
    """The seconds of Retry-After, where it is a number (RFC 9110 §10.2.3)."""
    for name, value in response.headers:
        if name.lower() == b"retry-after" and value.isdigit():
            return min(float(value), LONGEST_WAIT)
    return 0.0


def _of_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
