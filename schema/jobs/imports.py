"""Imports in the graph (文件报送): how far a file has been worked through, and what is wrong with its rows."""

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, One, Page, Source
from schema.fields.arguments import After, First
from schema.fields.connections import Connection
from schema.fields.enums import JobState
from schema.fields.mapping import mapped, mapped_method, planned
from schema.fields.scalars import Instant
from schema.jobs.jobs import JobFailure

ROW_KEYS = (Key("{row}.place", "bigint"), Key("{row}.part", "int"))
OF_IMPORT = "{row}.import_id = {parent}.id"
ERRORS = Page("ImportRowError", Source("import_errors {row}", (OF_IMPORT, "NOT {row}.warns")), ROW_KEYS)
WARNINGS = Page("ImportRowError", Source("import_errors {row}", (OF_IMPORT, "{row}.warns")), ROW_KEYS)


@strawberry.type(description="What is wrong with a row of a file, or odd about it, and in which cell (行错误、行提示).")
class ImportRowError:
    sheet: str = mapped(Column("{row}.sheet"), "The sheet of a workbook; empty of other files (工作表).")
    row: int = mapped(Column("{row}.row::int"), "The row's number, as who wrote the file sees it (行号).")
    column: str = mapped(Column("{row}.heading"), "The heading of the column; empty where it is the row (列名).")
    code: str = mapped(
        Column("{row}.code"), "A stable code, listed in docs/errors.md, or a rule's, in docs/quality.md (代码)."
    )
    message: str = mapped(
        Column(lambda ask: f"CASE WHEN {ask.caller('chinese', 'boolean')} THEN {{row}}.zh ELSE {{row}}.en END"),
        "What is wrong and what to do, in the language of Accept-Language (说明).",
    )
    value: str = mapped(Column("{row}.value"), "What stands there, masked (内容，已隐藏).")


@strawberry.type(description="A file that was handed in, and what became of its rows (文件报送).")
class Import:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id, which is its job's too (标识).")
    source: str = mapped(Column("{row}.source"), "The source of your department that it is of (数据来源).")
    name: str = mapped(Column("{row}.name"), "The file's name (文件名).")
    check_only: bool = mapped(Column("{row}.check_only"), "It is only checked: nothing is taken in (仅核对).")
    bytes: int = mapped(Column("{row}.bytes::int"), "The file's length in bytes (字节数).")
    state: JobState = mapped(
        Column("coalesce({row}_j.state, CASE WHEN {row}.done_at IS NULL THEN 'FAILED' ELSE 'DONE' END)"),
        "Where it stands (状态).",
    )
    of: int | None = mapped(Column("{row}_j.size::int"), "How many rows it has; null until it has been read (总行数).")
    done: int = mapped(
        Column("({row}.accepted + {row}.replayed + {row}.refused + {row}.skipped)::int"),
        "How many of them are done (已处理行数).",
    )
    accepted: int = mapped(Column("{row}.accepted::int"), "How many were taken in, or would be (接收行数).")
    replayed: int = mapped(Column("{row}.replayed::int"), "How many were known already (重复提交行数).")
    refused: int = mapped(Column("{row}.refused::int"), "How many were refused (退回行数).")
    skipped: int = mapped(Column("{row}.skipped::int"), "How many report nothing: their status is empty (未填报行数).")
    warned: int = mapped(
        Column("{row}.warned::int"), "How many of those taken in or known are odd; see `warnings` (提示行数)."
    )
    received_at: Instant = mapped(Column("{row}.received_at", INSTANT), "When it was handed in (提交时间).")
    done_at: Instant | None = mapped(Column("{row}.done_at", INSTANT), "When its last row was done (完成时间).")
    kept_until: Instant | None = mapped(
        Column("{row}_j.kept_until", INSTANT),
        "Until then the file and its errors can be fetched; null while it is open, and afterwards (文件保留至).",
    )
    failure: JobFailure | None = mapped(
        One("JobFailure", Source("jobs {row}", ("{row}.id = {parent}.id", "{row}.refusal IS NOT NULL"))),
        "Why the whole file was refused, or the rest of it (整份退回原因).",
    )

    @mapped_method(ERRORS, "What is wrong with its rows, in the order of the file (行错误).")
    def errors(self, first: First = 50, after: After = None) -> Connection[ImportRowError]:
        planned()

    @mapped_method(
        WARNINGS,
        "What is odd about rows that were taken in all the same, by the rules of data quality, in the order of the file"
        " (数据质量提示).",
    )
    def warnings(self, first: First = 50, after: After = None) -> Connection[ImportRowError]:
        planned()


IMPORT_KEYS = (Key("{row}.id", "uuid", "desc"),)


def import_rows(ask: Ask) -> Source:
    """The caller's own, as long as it may do what they do."""
    where = (f"{{row}}.client = {ask.caller('asker')}", f"{{row}}.scope = ANY({ask.caller('scopes', 'text[]')})")
    return Source("imports {row} LEFT JOIN jobs {row}_j ON {row}_j.id = {row}.id", where)


def one_import(ask: Ask) -> Source:
    """The same, the one that is asked for."""
    own = import_rows(ask)
    return Source(own.from_, (*own.where, f"{{row}}.id = {ask.arg('id', type='uuid')}"))
