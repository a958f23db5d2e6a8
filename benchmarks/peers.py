"""The peers: other GraphQL servers on the same tables, each set up as its makers advise for production.

None of them checks who asks, keeps slices, is bound by row level security or writes a log: they do less.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.place import ROOT

NPM = ROOT / "benchmarks" / "npm"
NODE = NPM / "node_modules" / ".bin" / "node"
DOCUMENTS = NPM / "documents"


@dataclass(frozen=True)
class Peer:
    """A server that reads DATABASE_URL and PORT, and the documents in which it is asked the same."""

    name: str
    command: Sequence[str]
    chain: str = "chain"
    targets: str = "targets"
    folder: Path = DOCUMENTS
    environment: Mapping[str, str] = field(default_factory=dict)

    def document(self, operation: str) -> str:
        return (self.folder / f"{getattr(self, operation, operation)}.graphql").read_text()

    def bodies(self, operation: str, variables: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
        """The same questions as the hub's, with those of its variables that the peer's document has."""
        document = self.document(operation)
        return [
            {"query": document, "variables": {n: each[n] for n in each if f"${n}" in document}} for each in variables
        ]


PLAIN = Peer("plain Strawberry", [sys.executable, "-m", "benchmarks.plain"])
ON_NODE = (
    Peer("PostGraphile", [str(NODE), str(NPM / "postgraphile.mjs")], "postgraphile.chain", "postgraphile.targets"),
    Peer("Mercurius", [str(NODE), str(NPM / "mercurius.mjs")]),
    Peer("GraphQL Yoga", [str(NODE), str(NPM / "yoga.mjs")]),
)


def installed() -> list[Peer]:
    """The peers that can run here; what is missing is installed if npm is there, and said if not."""
    if not NODE.exists() and not _install():
        return [PLAIN]
    return [PLAIN, *ON_NODE]


def _install() -> bool:
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not here: only plain Strawberry is measured beside the hub", flush=True)
        return False
    print("Installing the peers from npm ...", flush=True)
    done = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=NPM, check=False, capture_output=True, text=True)
    if done.returncode:
        print(f"npm could not install the peers: {done.stderr.strip().splitlines()[-1:]}", flush=True)
    return done.returncode == 0


def versions() -> dict[str, str]:
    """The versions of what is measured, as npm installed them."""
    lock = json.loads((NPM / "package.json").read_text())["dependencies"]
    names = {
        "postgraphile": "PostGraphile",
        "mercurius": "Mercurius",
        "graphql-yoga": "GraphQL Yoga",
        "node": "Node.js",
    }
    return {title: lock[name] for name, title in names.items()}
