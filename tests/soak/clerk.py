"""A clerk whose program sends files, and each again until it knows that it was taken."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.hub.files.sheets import HEADINGS, sheet
from tests.hub_running import HOME
from tests.soak.clients import RENEW_AFTER, numbers
from tests.soak.hub_under_fire import PATIENCE, HubUnderFire

ROWS, BAD = 3000, 100
"""Rows of a file, of which every hundredth is bad."""


@dataclass
class Clerk:
    """A program of housing that sends files, and each again until it knows that it was taken."""

    hub: HubUnderFire
    numbers: Iterator[str] = field(default_factory=lambda: numbers(0, 1))
    files: list[str] = field(default_factory=list)
    token: str = ""
    renewed: float = -RENEW_AFTER

    def send(self) -> None:
        """One more file."""
        prefix = f"soak-{len(self.files):03}"
        told = ("王某", "ZJ-03", "已给予", HOME, "35000")
        lines = []
        for n in range(ROWS):
            name, programme, status, division, amount = told
            day = "2024-13-01" if n % BAD == BAD - 1 else "2024-03-01"
            cells = (f"{prefix}-{n:05}", name, next(self.numbers), programme, status, day, division, amount)
            lines.append(dict(zip(HEADINGS, cells, strict=True)))
        content = sheet(*lines)
        self.files.append(self._until_taken(content, prefix))

    def _until_taken(self, content: bytes, name: str) -> str:
        deadline = time.monotonic() + PATIENCE
        while True:
            assert time.monotonic() < deadline, "no file is taken"
            try:
                headers = {"Authorization": f"Bearer {self._bearer()}"}
                answer = httpx.post(
                    f"{self.hub.url}/files", content=content, params={"name": name}, headers=headers, timeout=20
                )
                return str(answer.json()["import"])
            except (httpx.HTTPError, ValueError, KeyError):
                time.sleep(0.2)

    def _bearer(self) -> str:
        if time.monotonic() - self.renewed > RENEW_AFTER:
            client: dict[str, Any] = self.hub.clients["housing"]
            form = {"grant_type": "client_credentials", "scope": "hub:read housing/feedback:write"}
            pair = client["client_id"], client["client_secret"]
            answer = httpx.post(f"{self.hub.url}/oauth/token", data=form, auth=pair, timeout=20)
            self.token, self.renewed = answer.json()["access_token"], time.monotonic()
        return self.token
