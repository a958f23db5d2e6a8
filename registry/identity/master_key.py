"""The master key: kept outside the database, it wraps all keys inside; a copy of the database alone tells nothing.

It is a file's, an environment's or a command's secret, or lies in a key management service and never comes out.
"""

import base64
import binascii
import hmac
import os
import secrets
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag

from registry.errors import Refusal
from registry.identity.suites import AES, SM, Suite

KEY_BYTES = 32
NONCE_BYTES = 12
PATIENCE = 30
"""Seconds that a command may take."""


class MasterKey:
    """The key that wraps all others, in the suite of what it wraps."""

    def __init__(self, secret: bytes) -> None:
        # A secret serves one cipher: the one of SM4 is derived.
        of_sm = hmac.digest(secret, b"aidhub master key, SM4", "sha256")[: SM.key_bytes]
        self._ciphers = {AES.number: AES.cipher(secret), SM.number: SM.cipher(of_sm)}

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
                return cls.of_text(file.read())
        except (OSError, ValueError) as error:
            raise Refusal("KEY_FILE_UNREADABLE", value=path, count=KEY_BYTES) from error

    @classmethod
    def of_command(cls, command: Sequence[str]) -> Self:
        """The key that a program prints, in the form of the file; raises KEY_COMMAND_FAILS."""
        try:
            return cls.of_text(_said(command))
        except ValueError as error:
            raise Refusal("KEY_COMMAND_FAILS", value=command[0], detail=f"{KEY_BYTES} bytes, hex") from error

    @classmethod
    def of_text(cls, text: str) -> Self:
        """The key as the file holds it, in hexadecimal digits; raises ValueError."""
        secret = bytes.fromhex(text)
        if len(secret) != KEY_BYTES:
            raise ValueError(KEY_BYTES)
        return cls(secret)

    def wrap(self, key: bytes, use: str, suite: Suite = AES) -> bytes:
        """Seal a key for one use; it opens for no other."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._ciphers[suite.number].encrypt(nonce, key, use.encode())

    def unwrap(self, wrapped: bytes, use: str, suite: Suite = AES) -> bytes:
        """Open a key that was sealed for this use; raises WRONG_MASTER_KEY."""
        try:
            return self._ciphers[suite.number].decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], use.encode())
        except (InvalidTag, ValueError) as error:
            raise Refusal("WRONG_MASTER_KEY", value=use) from error


class ManagedKey(MasterKey):
    """A master key that a key management service keeps, behind a program of the operator's.

    `COMMAND wrap USE` and `COMMAND unwrap USE` are given what is to be sealed or opened in base64 on standard input,
    and print what comes of it in base64. Raises KEY_COMMAND_FAILS, also where it is another key.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command

    def wrap(self, key: bytes, use: str, suite: Suite = AES) -> bytes:  # noqa: ARG002 # the service has its own
        """As MasterKey says, by the service."""
        return self._done("wrap", use, key)

    def unwrap(self, wrapped: bytes, use: str, suite: Suite = AES) -> bytes:  # noqa: ARG002
        """As MasterKey says, by the service."""
        return self._done("unwrap", use, wrapped)

    def _done(self, act: str, use: str, content: bytes) -> bytes:
        try:
            return base64.b64decode(_said([*self._command, act, use], base64.b64encode(content).decode()).strip())
        except binascii.Error as error:
            raise Refusal("KEY_COMMAND_FAILS", value=self._command[0], detail="base64") from error


def _said(command: Sequence[str], given: str = "") -> str:
    """What a program prints; nothing of it comes into an error, since it may be the key."""
    try:
        ran = subprocess.run(  # noqa: S603 # the operator's own
            command, input=given, capture_output=True, text=True, timeout=PATIENCE, check=True
        )
    except subprocess.CalledProcessError as error:
        raise Refusal("KEY_COMMAND_FAILS", value=command[0], detail=f"exit {error.returncode}") from error
    except (OSError, UnicodeDecodeError, subprocess.TimeoutExpired) as error:
        raise Refusal("KEY_COMMAND_FAILS", value=command[0], detail=type(error).__name__) from None
    return ran.stdout
