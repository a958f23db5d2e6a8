"""Building: once for each state of the sources, whole or not at all, and without Node.js of one's own."""

import gzip
import json
import shutil
from pathlib import Path

import pytest

from hub.console import building, node
from registry.errors import Refusal

VITE = """import { mkdirSync, writeFileSync } from "node:fs";
const out = process.argv[process.argv.indexOf("--outDir") + 1];
mkdirSync(out + "/assets", { recursive: true });
writeFileSync(out + "/index.html", "built");
writeFileSync(out + "/assets/a.js", "x".repeat(5000));
"""
"""What stands where Vite would: the building is tried here, and Vite itself where the console is built."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a console of one file, and no package to install."""
    console = tmp_path / "console"
    (console / "src").mkdir(parents=True)
    (console / "src" / "main.tsx").write_text("one")
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "schema.graphql").write_text("type Query")
    (console / "vite" / "bin").mkdir(parents=True)
    (console / "vite" / "bin" / "vite.js").write_text(VITE)
    vite = {"name": "vite", "version": "0.0.0", "type": "module"}
    (console / "vite" / "package.json").write_text(json.dumps(vite))
    package = {"name": "c", "version": "0.0.0", "dependencies": {"vite": "file:vite"}}
    (console / "package.json").write_text(json.dumps(package))
    linked = {"node_modules/vite": {"resolved": "vite", "link": True}, "vite": {"version": "0.0.0"}}
    lock = {
        "name": "c",
        "version": "0.0.0",
        "lockfileVersion": 3,
        "requires": True,
        "packages": {"": package, **linked},
    }
    (console / "package-lock.json").write_text(json.dumps(lock))
    monkeypatch.setattr(building, "PROJECT", tmp_path)
    monkeypatch.setattr(building, "SOURCES", console)
    return tmp_path


needs_node = pytest.mark.skipif(shutil.which("npm") is None, reason="there is no Node.js on this machine")


@needs_node
def test_it_is_built_once_for_each_state_of_its_sources(project: Path, tmp_path: Path) -> None:
    folder, told = tmp_path / "built", list[str]()
    assert not building.fresh(folder)
    building.build(tmp_path / "node", told.append, folder)
    assert (folder / "index.html").read_text() == "built"
    assert gzip.decompress((folder / "assets" / "a.js.gz").read_bytes()) == b"x" * 5000
    assert building.fresh(folder)
    assert len(told) == 2
    building.build(tmp_path / "node", told.append, folder)
    assert len(told) == 2
    (project / "console" / "src" / "main.tsx").write_text("two")
    assert not building.fresh(folder)
    building.build(tmp_path / "node", told.append, folder)
    assert building.fresh(folder)
    assert [step.split()[0] for step in told] == ["packages", "pages", "pages"]
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith(".")) == [".building"]


@needs_node
def test_what_fails_leaves_what_was_built_before_and_says_why(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "built"
    building.build(tmp_path / "node", str, folder)
    (project / "console" / "vite" / "bin" / "vite.js").write_text("console.error('no such page'); process.exit(1)")
    (project / "console" / "src" / "main.tsx").write_text("broken")
    with pytest.raises(Refusal, match="no such page") as refused:
        building.build(tmp_path / "node", str, folder)
    assert refused.value.code == "CONSOLE_NOT_BUILT"
    assert (folder / "index.html").read_text() == "built"
    assert not building.at_work(folder)


def test_a_wheel_has_nothing_to_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "SOURCES", tmp_path / "none")
    assert building.fresh(tmp_path / "built")


def test_without_node_and_without_a_package_index_one_line_says_so(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    (project / node.LOCK).write_text(f"{node.WHEEL}==24.19.0 --hash=sha256:{'0' * 64}")
    with pytest.raises(Refusal, match=r"no Node\.js") as refused:
        building.build(tmp_path / "node", str, tmp_path / "built")
    assert "\n" not in refused.value.en
