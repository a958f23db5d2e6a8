"""Settings: read once from the environment, and handed on as a value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from auth.metadata import Endpoints
from auth.passwords import MIB
from auth.token_limits import PER_MINUTE
from registry.errors import Refusal
from registry.identity.master_key import MasterKey
from registry.journal.receivers import Network, Receivers
from registry.store.database import AT_WORK

Value = TypeVar("Value")
Postgres = Literal["any", "system", "embedded"]
"""Which PostgreSQL may be started: the machine's own, the one of the wheel, or whichever is there."""

COST_PER_MINUTE = 6_000_000
"""What one client's requests may cost in a minute: some ten thousand chains, or a hundred questions of the province."""
COLLECTOR, SPANS = "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
"""As OpenTelemetry names them: where a collector is, and where it takes spans, if that is elsewhere."""
WITH_PASSWORD = ("AIDHUB_DATABASE_URL", "AIDHUB_REPLICA_URL", COLLECTOR, SPANS)
Keeper = Literal["value", "command", "service"]
MASTER_KEYS: Mapping[Keeper, str] = {
    "value": "AIDHUB_MASTER_KEY",
    "command": "AIDHUB_MASTER_KEY_COMMAND",
    "service": "AIDHUB_KMS_COMMAND",
}
"""The variables that say what keeps the master key, of which at most one is set."""
JOB_DAYS = 7
"""Days for which a job and its result can be fetched once it has ended."""
FILE_MIB, FILE_SECONDS = 256, 600
"""How large a file may be that is handed in, and by when all of it must be there."""
REPLICA_LAG = 10
"""Seconds that a standby may be behind the database."""


@dataclass(frozen=True)
class Settings:
    """What the operator decides; everything has a default that suits a first run."""

    database_url: str | None
    postgres: Postgres
    port: int
    demo_persons: int
    var: Path
    issuer: str
    connections: int
    sdl_requires_scopes: bool = False
    host: str = "127.0.0.1"
    at_work: int = AT_WORK
    body_mib: int = 32
    body_seconds: int = 60
    header_seconds: int = 10
    access_log_months: int = 36
    log: Literal["auto", "text", "json"] = "auto"
    metrics_port: int = 0
    cost_per_minute: int = COST_PER_MINUTE
    tokens_per_minute: int = PER_MINUTE
    password_mib: int = MIB
    """Memory that each try of a password takes."""
    workers: int = 1
    job_days: int = JOB_DAYS
    file_mib: int = FILE_MIB
    file_seconds: int = FILE_SECONDS
    replica_url: str | None = None
    replica_lag: int = REPLICA_LAG
    sources: Path | None = None
    """The file that says from where sources are fetched; none is without."""
    deliveries: Path | None = None
    """The file that says into which tables lists go out; none is without."""
    issuers: Path | None = None
    """The file that says which identity providers are believed; without it the hub believes itself alone."""
    webhook_networks: tuple[Network, ...] = ()
    webhook_http: bool = False
    """Networks that webhooks may be sent to besides the public ones, and whether over plain http."""
    linkage_days: int = 0
    """After how many days those who may be one person are sought anew; never by itself where it is 0."""
    checkpoints: Path | None = None
    """The file to which checkpoints of the audit log are appended; below `var` where it is not said."""
    checkpoint_hook: str = ""
    """The command that is given each checkpoint; none where it is empty."""
    ciphers: Literal["AES", "SM"] = "AES"
    """The suite in which keys of the vault are made."""
    master_key: tuple[Keeper, str] | None = field(default=None, repr=False)
    """What keeps the master key; its file below `var/` without."""
    collector: str | None = None
    """Where spans are sent; nothing is traced without."""

    @property
    def checkpoints_file(self) -> Path:
        """The file to which checkpoints are appended."""
        return self.checkpoints or self.var / "audit" / "checkpoints.txt"

    @property
    def job_keeping(self) -> timedelta:
        """For how long a job and its result can be fetched once it has ended."""
        return timedelta(days=self.job_days)

    @property
    def receivers(self) -> Receivers:
        """Where webhooks may be sent to."""
        return Receivers(self.webhook_networks, self.webhook_http)

    @property
    def cost_of_a_worker(self) -> int:
        """What one client's requests may cost in a minute at each worker: its share of the hub's."""
        return max(1, self.cost_per_minute // self.workers)

    @property
    def tokens_of_a_worker(self) -> int:
        """How many tokens one client at one address is given in a minute by each worker: its share of the hub's."""
        return max(1, self.tokens_per_minute // self.workers)

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """The settings of an environment; raises BAD_SETTING, naming the variable that is wrong."""

        def setting(name: str, default: str, convert: Callable[[str], Value]) -> Value:
            text = environment.get(name) or default
            try:
                return convert(text)
            except ValueError as error:
                shown = "" if name in WITH_PASSWORD else f"={text}"
                raise Refusal("BAD_SETTING", name=name, value=shown, form=error) from error

        port = setting("PORT", "8000", _port)
        traced = environment.get("OTEL_SDK_DISABLED", "").lower() != "true"
        return cls(
            database_url=setting("AIDHUB_DATABASE_URL", "", _database_url),
            postgres=setting("AIDHUB_POSTGRES", "any", _postgres),
            port=port,
            demo_persons=setting("AIDHUB_DEMO_PERSONS", "30000", _persons),
            var=Path(environment.get("AIDHUB_VAR") or "var").absolute(),
            issuer=setting("AIDHUB_ISSUER", f"http://127.0.0.1:{port}", _issuer),
            connections=setting("AIDHUB_CONNECTIONS", "8", _connections),
            sdl_requires_scopes=setting("AIDHUB_SDL_REQUIRES_SCOPES", "0", _switch),
            at_work=setting("AIDHUB_AT_WORK", str(AT_WORK), _connections),
            body_mib=setting("AIDHUB_BODY_MIB", "32", _mebibytes),
            body_seconds=setting("AIDHUB_BODY_SECONDS", "60", _seconds),
            header_seconds=setting("AIDHUB_HEADER_SECONDS", "10", _seconds),
            cost_per_minute=setting("AIDHUB_COST_PER_MINUTE", str(COST_PER_MINUTE), _cost),
            tokens_per_minute=setting("AIDHUB_TOKENS_PER_MINUTE", str(PER_MINUTE), _cost),
            password_mib=setting("AIDHUB_PASSWORD_MIB", str(MIB), _password_mebibytes),
            host=setting("AIDHUB_HOST", "127.0.0.1", _host),
            log=setting("AIDHUB_LOG", "auto", _form),
            metrics_port=setting("AIDHUB_METRICS_PORT", "0", _port_or_none),
            access_log_months=setting("AIDHUB_ACCESS_LOG_MONTHS", "36", _months),
            job_days=setting("AIDHUB_JOB_DAYS", str(JOB_DAYS), _days),
            file_mib=setting("AIDHUB_FILE_MIB", str(FILE_MIB), _mebibytes),
            file_seconds=setting("AIDHUB_FILE_SECONDS", str(FILE_SECONDS), _seconds),
            replica_url=setting("AIDHUB_REPLICA_URL", "", _database_url),
            replica_lag=setting("AIDHUB_REPLICA_LAG", str(REPLICA_LAG), _seconds),
            sources=_file(environment, "AIDHUB_SOURCES"),
            deliveries=_file(environment, "AIDHUB_DELIVERIES"),
            issuers=_file(environment, "AIDHUB_ISSUERS"),
            webhook_networks=setting("AIDHUB_WEBHOOK_NETWORKS", "", _networks),
            webhook_http=setting("AIDHUB_WEBHOOK_HTTP", "0", _switch),
            checkpoints=_file(environment, "AIDHUB_CHECKPOINTS"),
            checkpoint_hook=environment.get("AIDHUB_CHECKPOINT_HOOK", ""),
            linkage_days=setting("AIDHUB_LINKAGE_DAYS", "0", _days_or_never),
            ciphers=setting("AIDHUB_CIPHERS", "AES", _ciphers),
            master_key=_master_key(environment),
            collector=(setting(SPANS, "", _spans) or setting(COLLECTOR, "", _collector)) if traced else None,
        )


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment for a program of the operator's: no master key, and no address with a password."""
    secret = {*WITH_PASSWORD, *MASTER_KEYS.values()}
    return {name: value for name, value in environment.items() if name not in secret}


def _file(environment: Mapping[str, str], name: str) -> Path | None:
    return Path(environment[name]).absolute() if environment.get(name) else None


def _master_key(environment: Mapping[str, str]) -> tuple[Keeper, str] | None:
    given = [(kind, environment[name]) for kind, name in MASTER_KEYS.items() if environment.get(name)]
    if len(given) > 1:
        raise Refusal("TWO_MASTER_KEYS")
    if given and given[0][0] == "value":
        try:
            MasterKey.of_text(given[0][1])
        except ValueError:
            raise Refusal("BAD_SETTING", name=MASTER_KEYS["value"], value="", form="64 × 0-9a-f") from None
    return given[0] if given else None


def _ciphers(text: str) -> Literal["AES", "SM"]:
    match text.upper():
        case "AES":
            return "AES"
        case "SM":
            return "SM"
    raise ValueError("AES | SM")


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise ValueError("1–65535")


def _port_or_none(text: str) -> int:
    return 0 if text == "0" else _port(text)


def _form(text: str) -> Literal["auto", "text", "json"]:
    match text:
        case "auto" | "text" | "json":
            return text
    raise ValueError("auto | text | json")


def _host(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        raise ValueError("127.0.0.1 | 0.0.0.0 | :: …") from None


def _persons(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 10_000_000:
        return int(text)
    raise ValueError("1–10000000")


def _connections(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 200:
        return int(text)
    raise ValueError("1–200")


def _mebibytes(text: str) -> int:
    if text.isascii() and text.isdigit() and 8 <= int(text) <= 65536:
        return int(text)
    raise ValueError("8–65536")


def _password_mebibytes(text: str) -> int:
    if text.isascii() and text.isdigit() and 19 <= int(text) <= 1024:
        return int(text)
    raise ValueError("19–1024")


def _seconds(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 3600:
        return int(text)
    raise ValueError("1–3600")


def _cost(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 10**12:
        return int(text)
    raise ValueError("1–1000000000000")


def _months(text: str) -> int:
    if text.isascii() and text.isdigit() and 6 <= int(text) <= 1200:
        return int(text)
    raise ValueError("6–1200")


def _days(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 3660:
        return int(text)
    raise ValueError("1–3660")


def _days_or_never(text: str) -> int:
    return 0 if text == "0" else _days(text)


def _switch(text: str) -> bool:
    if text in ("0", "1"):
        return text == "1"
    raise ValueError("0 | 1")


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(one.strip()) for one in text.split(",") if one.strip())
    except ValueError:
        raise ValueError("10.20.0.0/16, 192.0.2.7/32 …") from None


def _postgres(text: str) -> Postgres:
    match text:
        case "any" | "system" | "embedded":
            return text
    raise ValueError("any | system | embedded")


def _database_url(text: str) -> str | None:
    if not text:
        return None
    try:
        database = conninfo_to_dict(text).get("dbname")
    except psycopg.ProgrammingError:
        database = None
    if not database or not text.startswith(("postgresql://", "postgres://")):
        raise ValueError("postgresql://user:password@host:port/database")
    return text


def _spans(text: str) -> str | None:
    if not text:
        return None
    if text.startswith(("http://", "https://")) and urlsplit(text).hostname:
        return text
    raise ValueError("http://host:4318 | https://host …")


def _collector(text: str) -> str | None:
    address = _spans(text)
    return f"{address.rstrip('/')}/v1/traces" if address else None


def _issuer(text: str) -> str:
    try:
        return Endpoints(text.rstrip("/")).issuer
    except Refusal:
        raise ValueError("https://host[:port], or http on 127.0.0.1 or localhost") from None
