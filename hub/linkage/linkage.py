"""The linkage as the hub runs it: people go into a process of its own as they are read, and pairs come out."""

import asyncio
import json
import subprocess
from contextlib import suppress
from importlib.util import find_spec
from uuid import UUID

from connectors.sources.bounded_process import opened
from policy.identity_evidence import MISSING, declared
from registry.errors import Refusal
from registry.people.compared_persons import Connect, rows
from registry.people.identity_candidates import Finding, Found, of_persons

PROGRAM = "hub.linkage.linkage_process"
NEEDED = ("splink", "duckdb", "pyarrow", "pypinyin")


def installed() -> None:
    """Raise LINKAGE_NOT_INSTALLED where the extra is missing."""
    if any(find_spec(name) is None for name in NEEDED):
        raise Refusal("LINKAGE_NOT_INSTALLED")


async def link(connect: Connect) -> list[Found]:
    """All who may be one person, the most probable first. Raises LINKAGE_NOT_INSTALLED and LINKAGE_BROKEN."""
    installed()
    with opened(PROGRAM) as process:
        with suppress(BrokenPipeError):  # why it ended early is asked at its end
            async for lines in rows(connect):
                await asyncio.to_thread(process.stdin.write, lines)  # type: ignore[union-attr] # a pipe
        return await asyncio.to_thread(_answer, process)


def _answer(process: "subprocess.Popen[bytes]") -> list[Found]:
    with suppress(BrokenPipeError):
        process.stdin.close()  # type: ignore[union-attr] # a pipe
    found = [_found(*json.loads(line)) for line in process.stdout or ()]
    if code := process.wait():
        raise Refusal("LINKAGE_BROKEN", status=code)
    return found


def _found(kind: str, person: str, other: str, probability: float, told: list[tuple[str | None, int]]) -> Found:
    evidence = [
        Finding(attribute.code, code, next((one.agreement for one in attribute.levels if one.code == code), MISSING), w)
        for attribute, (code, w) in zip(declared().attributes, told, strict=True)
    ]
    of_hundred = int(probability * 100)
    if kind == "PERSON":
        return of_persons(UUID(person), UUID(other), of_hundred, evidence)
    return Found(kind, UUID(person), UUID(other), of_hundred, evidence)
