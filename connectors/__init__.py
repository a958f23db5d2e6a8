"""Connectors: one folder per department; it is part of the hub because it is there."""

from pathlib import Path


def discover(folder: Path | None = None) -> list[Path]:
    """Every folder that declares a department, in the order of their names."""
    root = folder or Path(__file__).parent
    return sorted(declared.parent for declared in root.glob("*/department.toml"))
