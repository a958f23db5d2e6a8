"""A way to a database that can fall silent: it still takes connections and whatever is sent, and nothing comes back."""

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Way:
    """Carries bytes between whoever connects to `port` and the database, unless it is `silent`."""

    def __init__(self, listener: socket.socket, to: tuple[str, int]) -> None:
        self.port: int = listener.getsockname()[1]
        self.silent = False
        self._listener, self._to = listener, to
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._carry)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _carry(self) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(self._listener, selectors.EVENT_READ, None)
            while not self._ended.is_set():
                for key, _ in ready.select(0.1):
                    if key.data is None:
                        self._join(ready)
                    else:
                        self._pass_on(ready, key.fileobj, key.data)  # type: ignore[arg-type] # sockets are all we register
            for key in [*ready.get_map().values()]:
                if key.data is not None:
                    key.fileobj.close()  # type: ignore[union-attr] # as above

    def _join(self, ready: selectors.BaseSelector) -> None:
        near, _ = self._listener.accept()
        far = socket.create_connection(self._to)
        ready.register(near, selectors.EVENT_READ, far)
        ready.register(far, selectors.EVENT_READ, near)

    def _pass_on(self, ready: selectors.BaseSelector, one: socket.socket, other: socket.socket) -> None:
        said = b""
        with suppress(OSError):
            said = one.recv(1 << 16)
        if self.silent and said:
            return
        with suppress(OSError):
            if said:
                other.sendall(said)
                return
        for either in (one, other):
            with suppress(KeyError, ValueError):
                ready.unregister(either)
            either.close()


@contextmanager
def way_to(host: str, port: int) -> Iterator[Way]:
    """A way that ends with the block."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        way = Way(listener, (host, port))
        try:
            yield way
        finally:
            way.end()
