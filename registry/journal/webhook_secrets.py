"""Secrets of webhooks: made here, sealed to their webhook with the vault's key, and opened to sign."""

import base64
import os
from uuid import UUID

from registry.identity.vault import Vault

PREFIX = "whsec_"
BYTES = 32
ATTRIBUTE = "webhook"


class Secrets:
    """Makes, seals and opens secrets in the form of Standard Webhooks."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def new(self, webhook: UUID) -> tuple[str, bytes]:
        """A new secret, as it is shown this once and as it is kept."""
        secret = PREFIX + base64.b64encode(os.urandom(BYTES)).decode()
        return secret, self._vault.seal(ATTRIBUTE, webhook, secret)

    def opened(self, webhook: UUID, sealed: bytes) -> str:
        """A secret that was kept; raises SealBroken."""
        return self._vault.open(ATTRIBUTE, webhook, sealed)
