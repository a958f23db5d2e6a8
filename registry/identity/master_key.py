"""The master key: a file outside the database, whose key wraps all those inside."""

import os
import secrets
import stat
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from registry.errors import Refusal

KEY_BYTES = 32
NONCE_BYTES = 12


class MasterKey:
    """The key that wraps all others. Without its file a copy of the database tells no ID number."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(secret)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make the key file, for its owner's eyes only, unless it is there already."""
        new = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link is made whole or not at all, and never over another one's key.
            os.link(new, path)
        except FileExistsError:
            pass
        finally:
            new.unlink()
        return cls.read(path)

    @classmethod
    def read(cls, path: Path) -> Self:
        """The key in a file; raises KEY_FILE_OPEN and KEY_FILE_UNREADABLE."""
        try:
            with path.open() as file:
                if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                    raise Refusal("KEY_FILE_OPEN", value=path)
                secret = bytes.fromhex(file.read())
        except (OSError, ValueError) as error:
            raise Refusal("KEY_FILE_UNREADABLE", value=path, count=KEY_BYTES) from error
        if len(secret) != KEY_BYTES:
            raise Refusal("KEY_FILE_UNREADABLE", value=path, count=KEY_BYTES)
        return cls(secret)

    def wrap(self, key: bytes, use: str) -> bytes:
        """Seal a key for one use; it opens for no other."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, use.encode())

    def unwrap(self, wrapped: bytes, use: str) -> bytes:
        """Open a key that was sealed for this use; raises WRONG_MASTER_KEY."""
        try:
            return self._cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], use.encode())
        except (InvalidTag, ValueError) as error:
            raise Refusal("WRONG_MASTER_KEY", value=use) from error
