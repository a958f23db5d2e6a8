"""A MariaDB of its own for tests of front-end databases, where the machine has one."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymysql
import pytest

from hub.database.postgres import free_port

NEEDED = ("mariadbd", "mariadb-install-db")
ADVICE = "no MariaDB on this machine (Debian: mariadb-server); front-end databases of MySQL are not tried"


@contextmanager
def mariadb() -> Iterator[str]:
    """The address of an empty database of it; skipped, and said, where there is none."""
    if missing := [name for name in NEEDED if shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin") is None]:
        pytest.skip(f"{ADVICE}: {', '.join(missing)}")
    folder, port = Path(tempfile.mkdtemp(prefix="aidhub-mariadb-")), free_port()
    data = folder / "data"
    own = ["--no-defaults", f"--datadir={data}"]
    user = ["--user=root"] if os.getuid() == 0 else []
    subprocess.run(
        [
            "/usr/bin/mariadb-install-db",
            *own,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            *user,
        ],
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen(
        [
            "/usr/sbin/mariadbd",
            *own,
            f"--port={port}",
            "--bind-address=127.0.0.1",
            f"--socket={folder}/s",
            *user,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _answering(port)
        with pymysql.connect(host="127.0.0.1", port=port, user="root") as connection:
            connection.cursor().execute("CREATE DATABASE exchange CHARACTER SET utf8mb4")
        yield f"mysql://root@127.0.0.1:{port}/exchange"
    finally:
        server.terminate()
        server.wait(60)
        shutil.rmtree(folder)


def _answering(port: int) -> None:
    for _ in range(600):
        try:
            pymysql.connect(host="127.0.0.1", port=port, user="root").close()
        except pymysql.err.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("MariaDB does not answer")
