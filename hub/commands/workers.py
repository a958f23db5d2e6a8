"""Workers: processes that answer on one port, each with pools of its own; one that dies is started again."""

import functools
import logging
import sys
from socket import socket

import uvicorn
from uvicorn.supervisors import Multiprocess

from hub.app import create
from hub.settings import Settings
from registry.store.database import Addresses


def answer(settings: Settings, addresses: Addresses, listener: socket, workers: int) -> None:
    """Answer until told to stop; with one worker in this process, otherwise in so many others."""
    application = functools.partial(create, settings, addresses)
    # Subscribers never end by themselves; they go on behind their cursor with the next server.
    config = uvicorn.Config(
        application, factory=True, log_config=None, server_header=False, workers=workers, timeout_graceful_shutdown=3
    )
    if workers == 1:
        uvicorn.Server(config).run(sockets=[listener])
        return
    _say_what_happens_to_them()
    Multiprocess(config, [listener]).run()


def _say_what_happens_to_them() -> None:
    log = logging.getLogger("uvicorn.error")
    log.setLevel(logging.INFO)
    log.addHandler(logging.StreamHandler(sys.stderr))
