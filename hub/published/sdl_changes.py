"""What the graph changed since it was last released, and whether schema/CHANGELOG.md says so."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from graphql import (
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
)

import schema
from hub.published.sdl import published

FOLDER = Path(schema.__file__).parent
OTHER_TYPE = re.compile(r"(?:Field|Argument) (\S+) (?:has )?changed type from (.+) to (.+)\.")
SAME_ENOUGH = 3  # so many fields of one name that changed alike are said in one line


def last_released() -> tuple[str, GraphQLSchema]:
    """The version of `schema/released/` that is highest, and its graph as client tools read it."""
    newest = max(FOLDER.glob("released/*.graphql"), key=lambda file: [int(part) for part in file.stem.split(".")])
    return newest.stem, build_schema(newest.read_text())


def changes(old: GraphQLSchema, new: GraphQLSchema) -> list[str]:
    """What may break a client (removed, of another type, required) or surprise one (added to an enum, a union, an
    input), a line each: `Household.number`: `String!` → `Int!`, or a sentence of graphql-core."""
    breaking, dangerous = find_breaking_changes(old, new), find_dangerous_changes(old, new)
    descriptions = [*(change.description for change in breaking), *(change.description for change in dangerous)]
    return list(dict.fromkeys(_line(description) for description in descriptions))


def unsaid(lines: Iterable[str], changelog: str) -> list[str]:
    """The lines that no entry says; in an entry `*` stands for any name, and words may follow after a dash."""
    entries = [entry.partition(" – ")[0] for entry in re.findall(r"^- (.+)$", changelog, re.MULTILINE)]
    said = [re.compile(re.escape(entry).replace(r"\*", r"\w+")) for entry in entries]
    return [line for line in lines if not any(entry.fullmatch(line) for entry in said)]


def since(version: str, changelog: str) -> str:
    """What the changelog says above the heading of a version, which stands below what came after it."""
    above, heading, _ = changelog.partition(f"\n## {version}\n")
    if not heading:
        raise ValueError(f"schema/CHANGELOG.md has no heading ## {version}")
    return above


def unsaid_now() -> list[str]:
    """What has changed since the last release and stands not yet in schema/CHANGELOG.md."""
    version, released = last_released()
    lines = changes(released, build_schema(published().whole))
    return unsaid(lines, since(version, (FOLDER / "CHANGELOG.md").read_text()))


def together(lines: list[str]) -> Iterator[str]:
    """The lines, with one and a `*` in it where fields or arguments of one name changed alike in several places."""
    alike = [re.sub(r"^`\w+\.(\w+`)", r"`*.\1", re.sub(r"^`(\w+)\.\w+\(", r"`\1.*(", line)) for line in lines]
    times = Counter(alike)
    yield from dict.fromkeys(
        shared if times[shared] >= SAME_ENOUGH else line for line, shared in zip(lines, alike, strict=True)
    )


def _line(description: str) -> str:
    other = OTHER_TYPE.fullmatch(description)
    return "`{}`: `{}` → `{}`".format(*other.groups()) if other else description


if __name__ == "__main__":
    left = list(together(unsaid_now()))
    print("\n".join(f"- {line}" for line in left) or "schema/CHANGELOG.md says all of it.")
    sys.exit(1 if left else 0)
