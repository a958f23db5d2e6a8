"""The entry of the aidhub command: it asks whose packages these are before any of them is imported."""

import sys
from importlib.util import find_spec
from pathlib import Path

OURS = ("auth", "connectors", "migrations", "planner", "policy", "registry", "schema")
ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run the command, or say in a line of each language which of its packages another one has taken."""
    if taken := next((name for name in OURS if not _is_ours(name)), None):
        where = getattr(find_spec(taken), "origin", None)
        print(f"aidhub: another package has taken the name {taken} ({where}). Use a venv of its own.", file=sys.stderr)
        print(f"aidhub: 名称 {taken} 已被另一软件包占用（{where}）。请使用独立的虚拟环境。", file=sys.stderr)
        raise SystemExit(1)
    from hub.commands.cli import app
    from hub.commands.usage import said

    raise SystemExit(said(app))


def _is_ours(name: str) -> bool:
    spec = find_spec(name)
    return spec is not None and spec.origin is not None and Path(spec.origin).resolve().parents[1] == ROOT


if __name__ == "__main__":
    main()
