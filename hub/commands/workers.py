"""Workers: processes that answer on one port, each with pools of its own; one that dies is started again."""

import functools
import logging
import sys
from dataclasses import replace
from socket import socket
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from hub.answering.deadlines import PunctualProtocol
from hub.app import create
from hub.live.websocket import LONGEST_MESSAGE
from hub.settings import Settings
from registry.store.database import Addresses


def answer(settings: Settings, addresses: Addresses, listener: socket, workers: int) -> None:
    """Answer until told to stop; with one worker in this process, otherwise in so many others."""
    application = functools.partial(create, replace(settings, workers=workers), addresses)
    config = configuration(settings, application, factory=True, workers=workers)
    if workers == 1:
        uvicorn.Server(config).run(sockets=[listener])
        return
    _say_what_happens_to_them()
    Multiprocess(config, [listener]).run()


def configuration(settings: Settings, application: Any, **more: Any) -> uvicorn.Config:  # whatever uvicorn takes
    """How uvicorn serves the hub: with deadlines for what comes in, and bounds for what comes over a WebSocket."""
    punctual = functools.partial(PunctualProtocol, head=settings.header_seconds, body=settings.body_seconds)
    ordinary: dict[str, Any] = {
        "http": punctual,
        "ws_max_size": LONGEST_MESSAGE,
        "ws_max_queue": 4,
        "headers": [("X-Content-Type-Options", "nosniff")],
        "log_config": None,
        "server_header": False,
        # Subscribers never end by themselves; they go on behind their cursor with the next server.
        "timeout_graceful_shutdown": 3,
    }
    return uvicorn.Config(application, **(ordinary | more))


def _say_what_happens_to_them() -> None:
    log = logging.getLogger("uvicorn.error")
    log.setLevel(logging.INFO)
    log.addHandler(logging.StreamHandler(sys.stderr))
