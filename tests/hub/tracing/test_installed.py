"""What tracing needs: who asks for it without is told before anything is started, and who does not never loads it."""

import subprocess
import sys
from pathlib import Path

from tests.hub.commands.typed import ROOT, aidhub, environment, refusal

COLLECTOR = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}


def test_a_hub_that_is_to_be_traced_without_the_extra_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "opentelemetry.py").write_text("", "utf-8")  # found first: whatever is installed is not
    settings = {**COLLECTOR, "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    ran = aidhub("serve", tmp_path / "var", **settings)
    assert "pip install 'aidhub[otel]'" in refusal(ran)
    assert not (tmp_path / "var").exists()
    off = aidhub("sweep", tmp_path / "var", **settings, AIDHUB_DATABASE_URL="postgresql://a@127.0.0.1:1/b")
    assert "aidhub[otel]" not in off.stderr


def test_nothing_of_it_is_loaded_where_no_collector_is_named(tmp_path: Path) -> None:
    loaded = "import sys, hub.app, hub.commands.cli, hub.commands.workers; print([m for m in sys.modules if 'opentelemetry' in m])"
    ran = subprocess.run(
        [sys.executable, "-c", loaded], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"
