"""Workers: processes that answer on one port, each with pools of its own; one that dies is started again."""

import functools
import logging
import os
import signal
import threading
import time
from dataclasses import replace
from socket import socket
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from hub.answering.deadlines import PunctualProtocol
from hub.app import create
from hub.database.setup import checked_addresses
from hub.live.websocket import LONGEST_MESSAGE
from hub.logs import configure
from hub.measures import Measures
from hub.metrics import served
from hub.settings import Settings
from hub.starting import Starting
from registry.store.database import Addresses

log = logging.getLogger(__name__)

ANSWERS, LONGEST = 30, 600
"""Seconds within which a worker answers its parent at first, and at most."""
PATIENCE = 12.0
"""Seconds for the last work of a process once it answers no more; where all goes well it takes less than one."""


def answer(settings: Settings, addresses: Addresses | None, listener: socket, workers: int) -> None:
    """Answer until told to stop; with one worker in this process, otherwise in so many others.

    Without `addresses` each worker checks the database itself once it answers.
    """
    parent = os.getpid() if workers > 1 else None
    application = functools.partial(_application, replace(settings, workers=workers), addresses, parent)
    config = configuration(settings, application, factory=True, workers=workers)
    configure(settings.log)
    checked = functools.cache(lambda: addresses or checked_addresses(settings))  # the first success holds
    with served(settings, checked):
        if workers == 1:
            uvicorn.Server(config).run(sockets=[listener])
        else:
            PatientParent(config, [listener]).run()


class PatientParent(Multiprocess):
    """Starts workers anew that have died, and those that do not answer; each of these gives the next ones longer.

    A worker answers once it has been imported. Where much is done beside it that can take longer than any bound, and
    with the same one for all it would be ended and started anew for ever.
    """

    def keep_subprocess_alive(self) -> None:
        running = [process for process in self.processes if process.process.is_alive()]
        super().keep_subprocess_alive()
        if any(process not in self.processes for process in running):
            self.config.timeout_worker_healthcheck = min(2 * self.config.timeout_worker_healthcheck, LONGEST)


def configuration(settings: Settings, application: Any, **more: Any) -> uvicorn.Config:  # whatever uvicorn takes
    """How uvicorn serves the hub: with deadlines for what comes in, and bounds for what comes over a WebSocket."""
    seconds = {"head": settings.header_seconds, "body": settings.body_seconds, "file": settings.file_seconds}
    punctual = functools.partial(PunctualProtocol, **seconds)
    ordinary: dict[str, Any] = {
        "http": punctual,
        "ws_max_size": LONGEST_MESSAGE,
        "ws_max_queue": 4,
        "headers": [("X-Content-Type-Options", "nosniff")],
        "log_config": None,
        "access_log": False,
        "server_header": False,
        # Subscribers never end by themselves; they go on behind their cursor with the next server.
        "timeout_graceful_shutdown": 3,
        "timeout_worker_healthcheck": ANSWERS,
    }
    return uvicorn.Config(application, **(ordinary | more))


def _application(settings: Settings, addresses: Addresses | None, parent: int | None) -> Starting:
    if parent is not None:
        threading.Thread(target=_end_with, args=[parent], daemon=True).start()
    configure(settings.log, answers=True)
    measures = Measures() if settings.metrics_port else None
    return Starting(
        lambda: create(settings, addresses or checked_addresses(settings), measures=measures),
        lambda: threading.Thread(target=_end_at_last, daemon=True).start(),
    )


def _end_at_last() -> None:
    """End this process though something in it goes on: a thread that asks a silent database waits for ever.

    What was acknowledged is on the disk; a PostgreSQL of our own is taken over by the next start.
    """
    time.sleep(PATIENCE)
    log.error("something still waits for an answer, so the process ends without it (仍有操作未得到应答，进程强制退出)")
    os._exit(0)


def _end_with(parent: int) -> None:
    """End this worker when its parent is gone: nobody would start it anew, nor stop it."""
    while os.getppid() == parent:
        time.sleep(1)
    log.error("the parent process is gone, so this worker ends (父进程已不在，工作进程退出)")
    os.kill(os.getpid(), signal.SIGTERM)
