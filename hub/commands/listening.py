"""Listening: the port is taken first, and given to the server once everything else stands."""

import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from registry.errors import Refusal


def claim(host: str, port: int) -> socket.socket:
    """Take the port, so that nothing is started in vain when another program has it."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with _refused(listener, port):
        listener.bind((host, port))
    return listener


def listen(listener: socket.socket) -> None:
    """From now on callers are let in; before, they are refused rather than kept waiting."""
    with _refused(listener, listener.getsockname()[1]):
        listener.listen(2048)


def once_ready(listener: socket.socket, tell: Callable[[], None]) -> None:
    """Call `tell` as soon as a worker answers that it is ready; nobody waits for it."""
    threading.Thread(target=_tell_once_ready, args=[*listener.getsockname()[:2], tell], daemon=True).start()


def _tell_once_ready(host: str, port: int, tell: Callable[[], None]) -> None:
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    url = f"http://[{reached}]:{port}/readyz" if ":" in reached else f"http://{reached}:{port}/readyz"
    while True:
        try:
            urllib.request.urlopen(url, timeout=60).close()  # noqa: S310 - our own address
        except (OSError, urllib.error.HTTPError):
            time.sleep(0.2)
        else:
            tell()
            return


@contextmanager
def _refused(listener: socket.socket, port: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        listener.close()
        raise Refusal("PORT_TAKEN", value=port, detail=error.strerror) from error
