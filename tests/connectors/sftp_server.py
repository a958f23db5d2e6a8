"""An SFTP server of its own for tests: one folder, an account with a key and one with a password."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncssh

USER, PASSWORD = "aidhub", "p@ss/word"


@dataclass(frozen=True)
class SftpServer:
    """A server that runs, and what a client of it has to know."""

    port: int
    folder: Path
    """What its accounts see as /."""
    known_hosts: Path
    key_file: Path

    @property
    def address(self) -> str:
        return f"sftp://{USER}@127.0.0.1:{self.port}"


class Accounts(asyncssh.SSHServer):
    """The one account: by its key, or by its password."""

    def begin_auth(self, username: str) -> bool:  # noqa: ARG002 - as the library calls it
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


@contextmanager
def sftp_server(folder: Path, own: Path) -> Iterator[SftpServer]:
    """Serve a folder; keys and known_hosts lie in `own`."""
    host_key, key = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    key_file, admitted, known_hosts = own / "key", own / "admitted", own / "known_hosts"
    key.write_private_key(str(key_file))
    key.write_public_key(str(admitted))

    def files(channel: "asyncssh.SSHServerChannel[bytes]") -> asyncssh.SFTPServer:
        return asyncssh.SFTPServer(channel, chroot=str(folder).encode())

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:

        async def listening() -> asyncssh.SSHAcceptor:
            return await asyncssh.listen(
                "127.0.0.1",
                0,
                server_factory=Accounts,
                server_host_keys=[host_key],
                authorized_client_keys=str(admitted),
                sftp_factory=files,
            )

        server = asyncio.run_coroutine_threadsafe(listening(), loop).result(30)
        port = server.get_port()
        known_hosts.write_text(f"[127.0.0.1]:{port} {host_key.export_public_key().decode()}")
        yield SftpServer(port, folder, known_hosts, key_file)

        async def ended() -> None:
            server.close()
            await server.wait_closed()

        asyncio.run_coroutine_threadsafe(ended(), loop).result(30)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()
