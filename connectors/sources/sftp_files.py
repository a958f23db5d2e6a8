"""The files of a directory that is reached by SFTP, on a host whose key is known."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import asyncssh
from asyncssh.constants import FILEXFER_TYPE_REGULAR

from connectors.sources.secret import Secret
from connectors.sources.watched_folder import TAKEN, State
from registry.errors import Refusal

PIECE = 1 << 18
PATIENCE = 60.0
"""Seconds within which the other side has to answer."""
Answer = TypeVar("Answer")
NO_FOLDER = (
    asyncssh.SFTPNoSuchFile,
    asyncssh.SFTPNoSuchPath,
    asyncssh.SFTPNotADirectory,
    asyncssh.SFTPPermissionDenied,
)
"""What servers say of a directory that is not there, or not for this account."""


@dataclass(frozen=True)
class SftpFiles:
    """Those that lie in the directory itself. Each act has a connection of its own, so that none is left half open."""

    host: str
    port: int
    user: str
    path: str
    known_hosts: Path
    """The key by which the host is known, as ssh-keyscan prints it."""
    key: Path | None = None
    password: Secret | None = None

    def listed(self) -> Mapping[str, State]:
        """What lies in it; raises SOURCE_FOLDER, SOURCE_HOST_KEY and SOURCE_SIGN_IN."""

        async def listed(sftp: asyncssh.SFTPClient) -> Mapping[str, State]:
            try:
                return {
                    str(one.filename): _state(one.attrs)
                    async for one in sftp.scandir(self.path)
                    # A name is the server's: one with a way in it would lead elsewhere.
                    if one.attrs.type == FILEXFER_TYPE_REGULAR and "/" not in str(one.filename)
                }
            except NO_FOLDER:
                raise Refusal("SOURCE_FOLDER", name=self.path) from None

        return self._done(listed)

    def state(self, name: str) -> State | None:
        """How a file stands now."""

        async def state(sftp: asyncssh.SFTPClient) -> State | None:
            try:
                return _state(await sftp.lstat(self._at(name)))
            except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
                return None

        return self._done(state)

    def read(self, name: str) -> Iterator[bytes]:
        """What is in it, piece by piece."""
        pieces = self._pieces(name)
        # A loop of its own: who asks for the pieces does so from one thread and another.
        with asyncio.Runner() as runner:
            while piece := runner.run(_next(pieces)):
                yield piece

    def move(self, names: Mapping[str, str]) -> None:
        """Move files to `taken/`; raises SOURCE_NOT_MOVED."""

        async def move(sftp: asyncssh.SFTPClient) -> None:
            try:
                if not await sftp.isdir(self._at(TAKEN)):
                    await sftp.mkdir(self._at(TAKEN))
                for name, new in names.items():
                    await sftp.rename(self._at(name), self._at(f"{TAKEN}/{new}"))
            except (asyncssh.SFTPPermissionDenied, asyncssh.SFTPFailure, asyncssh.SFTPWriteProtect):
                raise Refusal("SOURCE_NOT_MOVED", name=self._at(TAKEN)) from None

        self._done(move)

    async def _pieces(self, name: str) -> AsyncIterator[bytes]:
        async with self._connected() as sftp, sftp.open(self._at(name), "rb") as file:
            while True:
                async with asyncio.timeout(PATIENCE):
                    piece = cast(bytes, await file.read(PIECE))  # of a file that is opened for bytes
                if not piece:
                    return
                yield piece

    def _done(self, act: Callable[[asyncssh.SFTPClient], Coroutine[Any, Any, Answer]]) -> Answer:
        async def done() -> Answer:
            async with asyncio.timeout(PATIENCE), self._connected() as sftp:
                return await act(sftp)

        return asyncio.run(done())

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[asyncssh.SFTPClient]:
        """Nothing of who runs the hub is used: no key, agent, configuration or list of hosts but what is declared."""
        if not self.known_hosts.is_file():
            raise Refusal("SOURCE_SECRET", name=self.known_hosts)
        try:
            connection = await asyncssh.connect(
                self.host,
                self.port,
                username=self.user,
                known_hosts=str(self.known_hosts),
                client_keys=[str(self.key)] if self.key else None,
                password=self.password.value() if self.password else None,
                agent_path=None,
                config=None,
                connect_timeout=PATIENCE / 2,
                login_timeout=PATIENCE / 2,
            )
        except asyncssh.HostKeyNotVerifiable:
            raise Refusal("SOURCE_HOST_KEY", name=self.host) from None
        except asyncssh.PermissionDenied:
            raise Refusal("SOURCE_SIGN_IN", name=self.host) from None
        except (asyncssh.KeyImportError, FileNotFoundError, PermissionError) as error:
            raise Refusal("SOURCE_SECRET", name=self.key or self.known_hosts) from error
        async with connection, connection.start_sftp_client(path_errors="surrogateescape") as sftp:
            yield sftp

    def _at(self, name: str) -> str:
        return f"{self.path.rstrip('/')}/{name}"


async def _next(pieces: AsyncIterator[bytes]) -> bytes | None:
    return await anext(pieces, None)


def _state(attrs: asyncssh.SFTPAttrs) -> State:
    return State(float(attrs.mtime or 0), attrs.size or 0)
