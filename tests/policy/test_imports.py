"""Policy stands on the standard library alone, so that whoever reads the rules needs nothing else."""

import ast
import sys
from pathlib import Path

import policy

FOLDER = Path(next(iter(policy.__path__)))


def test_policy_imports_the_standard_library_and_itself() -> None:
    imported = {module for file in FOLDER.rglob("*.py") for module in modules(ast.parse(file.read_text("utf-8")))}
    assert "tomllib" in imported
    assert imported <= {*sys.stdlib_module_names, "policy"}


def modules(tree: ast.AST) -> set[str]:
    """The first names of what is imported."""
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}
