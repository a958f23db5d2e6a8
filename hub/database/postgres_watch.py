"""Watching our own PostgreSQL: one that has died is started again on its port, after growing pauses."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from hub.database.postgres import Server
from registry.errors import Refusal

log = logging.getLogger(__name__)

LOOK, LONGEST = 1.0, 60.0
"""Seconds between two looks, which are also the first pause, and the longest pause between two tries."""


@contextmanager
def kept_running(server: Server) -> Iterator[None]:
    """While the block lasts, whoever kills the server or fills its disk finds it started again."""
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=[server, over], daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def _watch(server: Server, over: threading.Event) -> None:
    pause = LOOK
    while not over.wait(pause):
        if server.alive:
            pause = LOOK
            continue
        log.warning("PostgreSQL has died and is started again (数据库进程已退出，正在重新启动)")
        try:
            server.restart()
        except (Refusal, OSError) as error:
            pause = min(2 * pause, LONGEST)
            log.error("it could not be started; tried again in %.0f s (启动失败，稍后重试): %s", pause, error)
