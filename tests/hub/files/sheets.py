"""Sheets that a clerk of housing sends in: lines of help, as CSV, and what becomes of them."""

import csv
import io
import time
from typing import Any

import httpx

from tests.hub_running import HOME, Running

HEADINGS = ("外部编号", "姓名", "身份证号", "项目", "状态", "发生日期", "支付地区代码", "金额（元）")
IMPORT = """query ($id: ID!) { import(id: $id) { state source name checkOnly of done accepted replayed refused skipped receivedAt doneAt
  failure { code message }
  errors(first: 100) { nodes { row column code message value } } } }"""


def line(hub: Running, id: str, **other: str) -> dict[str, str]:
    """A line that is taken in."""
    told = (id, "王某", hub.number("19700101"), "ZJ-03", "已给予", "2024-03-01", HOME, "35000")
    return {**dict(zip(HEADINGS, told, strict=True)), **other}


def sheet(*lines: dict[str, str]) -> bytes:
    """The lines as a spreadsheet saves them: CSV in UTF-8 with its mark."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS)
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def sent(hub: Running, content: bytes, who: str = "housing", name: str = "list.csv", **query: str) -> httpx.Response:
    """The answer to a file."""
    headers = {"Authorization": f"Bearer {hub[who].token}", "Content-Type": "text/csv"}
    return hub.http.post("/files", content=content, params={"name": name, **query}, headers=headers)


def worked(hub: Running, content: bytes, who: str = "housing", **query: str) -> dict[str, Any]:
    """What has become of a file once its last row is done."""
    answer = sent(hub, content, who, **query)
    assert answer.status_code in (200, 202), answer.text
    return ended(hub, answer.json()["import"], who)


def ended(hub: Running, id: str, who: str = "housing") -> dict[str, Any]:
    """The import, once it has ended."""
    while (found := hub[who].ask(IMPORT, {"id": id})["import"])["state"] in ("WAITING", "RUNNING"):
        time.sleep(0.05)
    return {"id": id, **found}


def counts(found: dict[str, Any]) -> tuple[int, int, int, int]:
    """How many rows were taken in, known already, refused, passed over."""
    return found["accepted"], found["replayed"], found["refused"], found["skipped"]


def errors(found: dict[str, Any]) -> list[tuple[int, str, str]]:
    """Which rows were refused, in which column, by which code."""
    return [(one["row"], one["column"], one["code"]) for one in found["errors"]["nodes"]]
