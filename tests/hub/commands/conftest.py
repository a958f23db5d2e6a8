"""Who types a command as a client of the demonstration."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hub.commands.typed import AIDHUB, environment
from tests.hub_running import Running

Typed = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def typed(hub: Running, tmp_path: Path) -> Typed:
    """Types a command in a folder of its own, as a client of the demonstration."""
    folder = tmp_path / "var" / "demo"
    folder.mkdir(parents=True)
    credentials = hub["housing"].renew.args  # type: ignore[attr-defined] # a partial
    client = dict(zip(("client_id", "client_secret", "scopes"), credentials[1:], strict=True))
    (folder / "clients.json").write_text(json.dumps({"housing": client}))

    def type_(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        said = environment(tmp_path / "var", **{"AIDHUB_URL": hub.url, **settings})
        return subprocess.run(
            [*AIDHUB, *words], env=said, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )

    return type_
