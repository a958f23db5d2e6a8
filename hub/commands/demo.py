"""The demonstration: an invented province on this machine, ready to be asked."""

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

import psycopg

import connectors
from auth import enrolments, officer_credentials, officer_registration, officers
from auth.administration import Administrator
from auth.client_keys import new_key
from auth.client_registration import Application, register
from auth.officer_registration import Entry
from auth.scopes import defaults, scopes
from hub.database.first_fill import PROVINCE, fill
from hub.database.keys import master_key, vault_of
from hub.population.ledger import Order
from hub.population.loading import load as load_population
from hub.progress import shown
from hub.settings import Settings
from hub.upkeep.runs import recompute
from policy.catalogue import Catalogue, load
from registry.reference.calendar import today
from registry.store.connection import Connection
from registry.store.database import Addresses

SEED = 92
COUNTY = "620102000000"
TOWNSHIP = "620102001000"
OFFICER = "demo"
OFFICERS = {
    OFFICER: ("演示经办", "civil_affairs", COUNTY, "approver", "case_worker", "identity_reader"),
    "township": ("演示录入", "civil_affairs", TOWNSHIP, "entry_clerk", "identity_reader"),
    "reviewer": ("演示审核", "civil_affairs", COUNTY, "reviewer", "identity_reader"),
    "insurance": ("演示医保", "medical_insurance", COUNTY, "department_clerk", "identity_reader"),
    "housing": ("演示住建", "housing", COUNTY, "department_clerk", "identity_reader"),
    "education": ("演示教育", "education_aid", COUNTY, "department_clerk", "identity_reader"),
    "supervisor": ("演示监管", "civil_affairs", PROVINCE, "supervisor"),
    "system": ("演示系统管理", "civil_affairs", PROVINCE, "system_administrator"),
    "security": ("演示安全管理", "civil_affairs", PROVINCE, "security_administrator"),
    "auditor": ("演示审计", "civil_affairs", PROVINCE, "auditor"),
}
"""Each officer's name, department, division and roles: one of every kind that opens the console."""
LINKED = {account: "、".join(roles) for account, (_, _, _, *roles) in OFFICERS.items()}
IDENTITY = frozenset({"identity/name:read", "identity/number:read"})
# Besides the province's clients, one county's: what they see shows the slices.
COUNTY_CLIENTS = ("civil_affairs", "education_aid")


def prepare(settings: Settings, addresses: Addresses) -> str:
    """Fill the database and register the clients, or what of it is still missing; what to say once it is ready."""
    started = time.monotonic()
    catalogue = load(connectors.discover())
    if fill(settings, addresses, catalogue):
        asyncio.run(recompute(addresses, catalogue, today()))
    asyncio.run(_populate(settings, addresses, catalogue))
    _clients(settings, addresses, catalogue)
    return _next_steps(settings, _officers(settings, addresses, catalogue), time.monotonic() - started)


async def _populate(settings: Settings, addresses: Addresses, catalogue: Catalogue) -> None:
    with psycopg.connect(addresses.vault) as connection:
        vault = vault_of(connection, master_key(settings))
    owner = await Connection.connect(
        settings.database_url or "", autocommit=True, cursor_factory=psycopg.AsyncRawCursor
    )
    async with owner:
        with shown(settings.demo_persons) as tell:
            order = Order(settings.demo_persons, SEED)
            loaded = await load_population(owner, order, vault, catalogue, today(), tell)
        if loaded.households:
            await owner.execute("ANALYZE")


def _clients(settings: Settings, addresses: Addresses, catalogue: Catalogue) -> None:
    """One client per department, with fresh keys, written where only this account can read them."""
    file = settings.var / "demo" / "clients.json"
    if file.exists():
        _curl_files(file)
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = {code: (code, PROVINCE) for code in catalogue.departments}
    wanted |= {f"{code}.{COUNTY[:6]}": (code, COUNTY) for code in COUNTY_CLIENTS if code in catalogue.departments}
    with psycopg.connect(addresses.auth) as connection:
        clients = {name: _client(connection, catalogue, *granted) for name, granted in wanted.items()}
        _write(file, json.dumps(clients, indent=2))
    _curl_files(file)


def _officers(settings: Settings, addresses: Addresses, catalogue: Catalogue) -> str:
    """Where the first of the demonstration's officers signs in; where the others do is written beside the clients.

    That is a one-time link until they have a password, which nobody else knows. Such a link is handed out and the roles
    are given by the same hand, which a hub that is no demonstration never does.
    """
    by = Administrator.at_the_machine("the demonstration")
    with psycopg.connect(addresses.auth) as connection:
        links = {
            entry.account: _link(connection, by, entry, roles, settings.issuer, catalogue)
            for entry, roles in _entries(catalogue)
        }
    lines = (f"{account:24}{LINKED[account]:40}  {link}\n" for account, link in links.items())
    _write(settings.var / "demo" / "officers.txt", "".join(lines))
    return links[OFFICER]


def _entries(catalogue: Catalogue) -> Iterator[tuple[Entry, Sequence[str]]]:
    for account, (name, department, division, *roles) in OFFICERS.items():
        if department in catalogue.departments:
            yield Entry(account, name, department, [division], today(), None), roles


def _link(
    connection: psycopg.Connection,
    by: Administrator,
    entry: Entry,
    roles: Sequence[str],
    issuer: str,
    catalogue: Catalogue,
) -> str:
    officer = officers.by_account(connection, entry.account)
    if officer is None:
        officer = officer_registration.add(connection, by, entry, catalogue.departments)
    elif officer_credentials.find(connection, officer.id):
        return f"{issuer}/signin"
    code = officer_registration.enrol(connection, by, officer)
    officer_registration.give_roles(connection, by, officer, roles)
    return enrolments.link(issuer, code)


def _curl_files(clients: Path) -> None:
    """Beside the clients, for each what `curl -K` reads: who it is, so that no secret stands in a command line."""
    for name, client in json.loads(clients.read_text()).items():
        file = clients.with_name(f"{name}.curl")
        if not file.exists():
            _write(file, f'user = "{client["client_id"]}:{client["client_secret"]}"\n')


def _write(file: Path, text: str) -> None:
    part = file.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(text)
    part.rename(file)


def _client(connection: psycopg.Connection, catalogue: Catalogue, department: str, division: str) -> dict[str, object]:
    key = new_key()
    granted = sorted(defaults(department) | (IDENTITY if department != "finance" else frozenset()))
    application = Application(
        department=department,
        divisions=[division],
        scopes=granted,
        approved_by="the demonstration",
        jwks={"keys": [_public(key)]},
        secret=True,
    )
    credentials = register(connection, application, scopes(catalogue.departments))
    return {
        "client_id": credentials.client_id,
        "client_secret": credentials.client_secret,
        "private_key_jwk": key,
        "scopes": granted,
        "divisions": [division],
    }


def _public(key: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in key.items() if name != "d"}


def _next_steps(settings: Settings, link: str, seconds: float) -> str:
    url, file = settings.issuer, settings.var / "demo" / "clients.json"
    programs = Path(sys.executable).parent
    said = {"PORT": str(settings.port), "AIDHUB_VAR": str(settings.var)}
    usual = {"PORT": "8000", "AIDHUB_VAR": str(Path("var").absolute())}
    exported = "".join(f"  export {name}={quote(said[name])}\n" for name in said if said[name] != usual[name])
    return f"""
aidhub is ready at {url} ({seconds:.0f} s). Everyone in it is invented.  演示系统已就绪，其中人员均为虚构。

  Clients, one per department (各部门账户):  {file}
  Graph (数据图):  {url}/graphql     SDL:  {url}/schema.graphql     OAuth:  {url}/.well-known/oauth-authorization-server

Sign in to the console as the officer {OFFICER} within 15 minutes (登录工作台，15 分钟内有效):
  {link}
  Others, one of each role (其他岗位账号):  {settings.var / "demo" / "officers.txt"}

Next, in another terminal (下一步，在另一终端中):
{exported}  PATH="{programs}:$PATH"; export PATH
  aidhub ask --as civil_affairs '{{ me {{ client department {{ name }} divisions {{ name }} }} }}'
  aidhub ask --as civil_affairs '{{ household(number: "CASE-01") {{ chain {{ nodes {{ kind month }} }} }} }}'
  aidhub ask --as civil_affairs '{{ coverage {{ programme {{ number name }} targets helped }} }}'

Ctrl-C stops everything it started.
"""
