"""Listening: the port is taken first, and given to the server once everything else stands."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from registry.errors import Refusal

HOST = "127.0.0.1"


def claim(port: int) -> socket.socket:
    """Take the port, so that nothing is started in vain when another program has it."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with _refused(listener, port):
        listener.bind((HOST, port))
    return listener


def listen(listener: socket.socket) -> None:
    """From now on callers are let in; before, they are refused rather than kept waiting."""
    with _refused(listener, listener.getsockname()[1]):
        listener.listen(2048)


@contextmanager
def _refused(listener: socket.socket, port: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        listener.close()
        raise Refusal("PORT_TAKEN", value=port, detail=error.strerror) from error
