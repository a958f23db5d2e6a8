"""What administers at the hub's machine stands in the access log, by whom, and never with a secret."""

import json
import os
import pwd
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from hub.commands.cli import COMMANDS, _command
from tests.hub.commands.typed import Operator

PAGE = Path(__file__).parents[3] / "docs" / "audit-events.md"
ROWS = """SELECT operation, variables::json, client, document FROM access_log WHERE kind = 'ADMINISTRATION'
  AND operation LIKE %s ORDER BY id"""
# What shows, does now what is done by itself, or asks the graph as a client.
OTHERS = {
    "serve", "demo", "doctor", "simulate", "sweep", "cross-check", "recount", "token", "ask", "export", "workbook",
    "ingest", "console build", "client list", "client show", "client scopes", "officer list", "officer show",
    "agreement list", "agreement show", "parameter list", "access-log partitions", "audit verify", "audit checkpoint",
    "audit keys", "webhook list", "deliveries list", "deliveries test", "jobs list", "jobs show", "sources list",
    "sources test", "sources score", "identities candidates",
}  # fmt: skip


def leaves(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    for inner, one in getattr(command, "commands", {}).items():
        yield from leaves(f"{name} {inner}", one)
    if not hasattr(command, "commands"):
        yield name, command


def test_every_command_is_logged_as_the_page_says_or_administers_nothing() -> None:
    commands = {name: one for top in COMMANDS for name, one in leaves(top, _command(top))}
    told = re.findall(r"^\| `([a-z.…-]+)` \| (`[^|]*`) \|", PAGE.read_text(), re.MULTILINE)
    page = {command: operation for operation, names in told for command in re.findall(r"`([^`]+)`", names)}
    # The acts of officers write their own rows (auth.officer_registration), in the transaction of the act.
    logged = {
        name: getattr(one.callback, "administers", "officer.…" if name.startswith("officer ") else "")
        for name, one in commands.items()
        if name not in OTHERS
    }
    assert page == logged
    assert commands.keys() >= OTHERS
    assert not [name for name in OTHERS if hasattr(commands[name].callback, "administers")]


def test_a_client_that_is_added_disabled_and_renewed_leaves_rows_without_its_secret(operator: Operator) -> None:
    user = pwd.getpwuid(os.getuid()).pw_name
    printed = operator("client add --department housing --division 620102000000 --approved-by 'the county'")
    id, secret = re.findall(r": (\S+)", printed)
    renewed = operator(f"client renew {id}").split("client_secret: ")[1].split()[0]
    operator(f"client disable {id}")
    with psycopg.connect(operator.url) as owner:
        rows = owner.execute(ROWS, ["client.%"]).fetchall()[-3:]
    added, changed, disabled = rows
    assert added[:2] == (
        "client.add",
        {"department": "housing", "division": ["620102000000"], "approved_by": "the county", "user": user},
    )
    assert changed[1] == {"client_id": id, "beside": 0, "user": user}
    assert disabled[:3] == ("client.disable", {"client_id": id, "user": user}, "aidhub")
    assert not [word for word in (secret, renewed) if word in json.dumps([row[1] for row in rows])]


def test_what_is_refused_has_its_row_and_what_only_shows_has_none(operator: Operator) -> None:
    operator("client list")
    assert operator.refused("client disable nobody-here")
    with psycopg.connect(operator.url) as owner:
        assert owner.execute(ROWS, ["client.list"]).fetchall() == []
        assert owner.execute(ROWS, ["client.disable"]).fetchall()[-1][1]["client_id"] == "nobody-here"
