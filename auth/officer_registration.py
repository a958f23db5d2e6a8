"""The acts upon accounts of officers and their rights: what one administration does, another completes.

Each names who does it, and writes its row of the access log in its own transaction.
"""

import re
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import psycopg

from auth import enrolments, officer_logins, officers
from auth.administration import Administrator, log
from auth.client_registration import check_divisions
from auth.officer_roles import administration_of
from auth.officers import Officer
from auth.own_account import end_sign_ins
from registry import parsing
from registry.errors import Refusal
from registry.redaction import hidden
from registry.store.database import new_id

ACCOUNT = re.compile(r"[a-z][a-z0-9._-]{1,63}")
LONGEST_NAME = 60


@dataclass(frozen=True)
class Entry:
    """An account that is asked for: who, where, and from when to when."""

    account: str
    name: str
    department: str
    divisions: Sequence[str]
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class Change:
    """What of an account is to be otherwise; None is left as it is."""

    name: str | None = None
    department: str | None = None
    divisions: Sequence[str] | None = None
    valid_from: date | None = None
    valid_to: date | None = None


def add(connection: psycopg.Connection, by: Administrator, entry: Entry, departments: Collection[str]) -> Officer:
    """Enter an officer, who has no rights yet.

    Raises BAD_ACCOUNT, ACCOUNT_TAKEN and what `check_place` and `check_time` raise.
    """
    account = entry.account.strip().lower()
    if not ACCOUNT.fullmatch(account) or hidden(account) != account:
        raise Refusal("BAD_ACCOUNT", "account")
    name = parsing.words(entry.name, "name", LONGEST_NAME)
    check_place(connection, by, entry.department, entry.divisions, departments)
    check_time(entry.valid_from, entry.valid_to)
    divisions = sorted(set(entry.divisions))
    row = [new_id(), account, name, entry.department, divisions, entry.valid_from, entry.valid_to, by.name]
    if not connection.execute(ADD, row).rowcount:
        raise Refusal("ACCOUNT_TAKEN", "account", value=account)
    officer = one(connection, account)
    what = {"account": account, "department": entry.department, "divisions": divisions, "to": entry.valid_to}
    log(connection, by, "officer.added", officer.id, what)
    return officer


def change(
    connection: psycopg.Connection, by: Administrator, officer: Officer, wanted: Change, departments: Collection[str]
) -> None:
    """Change who, where or when an officer is; of another place their roles rest.

    Raises OWN_RIGHTS and what `add` raises of the same.
    """
    by.upon(connection, officer)
    department, divisions = wanted.department or officer.department, wanted.divisions or officer.divisions
    check_place(connection, by, department, divisions, departments)
    valid_from, valid_to = wanted.valid_from or officer.valid_from, wanted.valid_to or officer.valid_to
    check_time(valid_from, valid_to)
    name = officer.name if wanted.name is None else parsing.words(wanted.name, "name", LONGEST_NAME)
    place = (department, sorted(set(divisions)))
    elsewhere = place != (officer.department, sorted(officer.divisions))
    connection.execute(CHANGE, [name, *place, valid_from, valid_to, officer.id])
    if elsewhere:
        _rest(connection, by, officer)
    what = {key: value for key, value in vars(wanted).items() if value is not None and key != "name"}
    log(connection, by, "officer.changed", officer.id, {"account": officer.account, **what})


def give_roles(connection: psycopg.Connection, by: Administrator, officer: Officer, roles: Collection[str]) -> None:
    """Give an officer these roles and no others; raises OWN_RIGHTS and what `administration_of` raises."""
    by.upon(connection, officer)
    administration = administration_of(roles, officer.department)
    connection.execute(GIVE, [administration, sorted(set(roles)), officer.id])
    what = {"account": officer.account, "roles": sorted(set(roles)), "before": officer.roles}
    log(connection, by, "officer.roles", officer.id, what)


def deputise(
    connection: psycopg.Connection, by: Administrator, officer: Officer, deputy: Officer, first: date, last: date
) -> None:
    """Have another stand in for an officer from day to day.

    Raises OWN_RIGHTS, DEPUTY_ELSEWHERE and ENDS_BEFORE_IT_BEGINS.
    """
    by.upon(connection, officer)
    by.upon(connection, deputy)
    place, other = ((one.department, set(one.divisions), one.administration) for one in (officer, deputy))
    if place != other or officer.id == deputy.id:
        raise Refusal("DEPUTY_ELSEWHERE", "deputy")
    check_time(first, last)
    connection.execute(DEPUTISE, [deputy.id, first, last, officer.id])
    what = {"account": officer.account, "deputy": deputy.account, "from": first, "to": last}
    log(connection, by, "officer.deputy", officer.id, what)


def end_deputy(connection: psycopg.Connection, by: Administrator, officer: Officer) -> None:
    """Let nobody stand in for an officer any more; raises OWN_RIGHTS."""
    by.upon(connection, officer)
    connection.execute(DEPUTISE, [None, None, None, officer.id])
    log(connection, by, "officer.deputy", officer.id, {"account": officer.account, "deputy": None})


def disable(connection: psycopg.Connection, by: Administrator, officer: Officer) -> None:
    """Shut an officer out: their sessions end, and their tokens within seconds. Raises OWN_RIGHTS."""
    by.upon(connection, officer)
    connection.execute(DISABLE, [officer.id])
    end_sign_ins(connection, officer.id, time.time())
    log(connection, by, "officer.disabled", officer.id, {"account": officer.account})


def enable(connection: psycopg.Connection, by: Administrator, officer: Officer) -> None:
    """Let an officer in again; their roles rest. Raises OWN_RIGHTS."""
    by.upon(connection, officer)
    connection.execute(ENABLE, [officer.id])
    _rest(connection, by, officer)
    log(connection, by, "officer.enabled", officer.id, {"account": officer.account})


def enrol(connection: psycopg.Connection, by: Administrator, officer: Officer) -> str:
    """A one-time code with which an officer takes over the account; their roles rest. Raises OWN_RIGHTS."""
    by.upon(connection, officer)
    _rest(connection, by, officer)
    code = enrolments.create(connection, officer.id, by.name)
    log(connection, by, "officer.enrolment", officer.id, {"account": officer.account})
    return code


def let_in(connection: psycopg.Connection, by: Administrator, officer: Officer, issuer: str, subject: str) -> None:
    """Let an officer in whom an issuer outside knows under this subject; their roles rest.

    Raises OWN_RIGHTS, LOGIN_TAKEN, MISSING and BAD_TEXT.
    """
    by.upon(connection, officer)
    _rest(connection, by, officer)
    if not officer_logins.add(connection, officer.id, (issuer, parsing.words(subject, "subject")), by.name):
        raise Refusal("LOGIN_TAKEN", value=subject, name=issuer)
    log(connection, by, "officer.login", officer.id, {"account": officer.account, "issuer": issuer})


def let_in_no_more(connection: psycopg.Connection, by: Administrator, officer: Officer, issuer: str) -> None:
    """Let an officer in by this issuer no more, within seconds; raises OWN_RIGHTS and UNKNOWN_LOGIN."""
    by.upon(connection, officer)
    if not officer_logins.end(connection, officer.id, issuer):
        raise Refusal("UNKNOWN_LOGIN", value=officer.account, name=issuer)
    log(connection, by, "officer.login.ended", officer.id, {"account": officer.account, "issuer": issuer})


def one(connection: psycopg.Connection, account: str) -> Officer:
    """The officer of an account, locked until this transaction ends; raises UNKNOWN_OFFICER and BAD_TEXT."""
    officer = officers.by_account(connection, parsing.storable(account, "account"), lock=True)
    if officer is None:
        raise Refusal("UNKNOWN_OFFICER", value=account)
    return officer


def _rest(connection: psycopg.Connection, by: Administrator, officer: Officer) -> None:
    """Let the roles of an officer give nothing until they are given anew, by somebody else than who acts now.

    Whoever hands out a code could use it, and who moves an account could have one of theirs reach further.
    """
    if by.gives_no_rights:
        connection.execute(REST, [officer.id])


def check_place(
    connection: psycopg.Connection,
    by: Administrator,
    department: str,
    divisions: Sequence[str],
    departments: Collection[str],
) -> None:
    """Raises UNKNOWN_DEPARTMENT, MISSING without a division, UNKNOWN_DIVISION, and what `within` raises."""
    if department not in departments:
        raise Refusal("UNKNOWN_DEPARTMENT", "department", value=department, codes=", ".join(departments))
    if not divisions:
        raise parsing.missing("divisions")
    check_divisions(connection, divisions)
    by.within(connection, department, divisions)


def check_time(first: date, last: date | None) -> None:
    """Raises ENDS_BEFORE_IT_BEGINS for what would be in force on no day."""
    if last is not None and last < first:
        raise Refusal("ENDS_BEFORE_IT_BEGINS", value=last.isoformat(), since=first.isoformat())


ADD = """INSERT INTO officers (id, account, name, department, divisions, roles, valid_from, valid_to, created_by)
VALUES (%s, %s, %s, %s, %s, '{}', %s, %s, %s) ON CONFLICT (account) DO NOTHING"""

CHANGE = """UPDATE officers SET name = %s, department = %s, divisions = %s, valid_from = %s, valid_to = %s
WHERE id = %s"""

REST = "UPDATE officers SET resting_since = clock_timestamp() WHERE id = %s AND roles <> '{}'"

GIVE = "UPDATE officers SET administration = %s, roles = %s, resting_since = NULL WHERE id = %s"

DEPUTISE = "UPDATE officers SET deputy_id = %s, deputy_from = %s, deputy_to = %s WHERE id = %s"

DISABLE = "UPDATE officers SET disabled_at = coalesce(disabled_at, clock_timestamp()) WHERE id = %s"

ENABLE = "UPDATE officers SET disabled_at = NULL WHERE id = %s"
