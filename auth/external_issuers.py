"""External issuers: identity providers whose tokens are read here, and how much of them is believed (AIDHUB_ISSUERS).

They say who is asking. What that one may do is the hub's to say: a client is in its registry, and never has more scopes
than the ceiling that is written down for its issuer.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from registry import operator_files
from registry.errors import Refusal

CODE = "ISSUERS_FILE"
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519"})
"""What may be pinned: signatures alone, for whoever can check a shared secret can also sign with it."""
OF_ITSELF = "at+jwt"
"""The type by which an access token is known from any other token of its issuer (RFC 9068)."""
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
TEXTS = {
    "iss",
    "audience",
    "client_claim",
    "scope_claim",
    "department_claim",
    "division_claim",
    "officer_claim",
    "jwks_uri",
    "ca_file",
}
LISTS = {"algs", "typ", "departments", "scope_ceiling"}
TABLES = {"required", "program"}


@dataclass(frozen=True)
class ExternalIssuer:
    """One identity provider: which of its tokens are good here, and whom it may speak for."""

    iss: str
    audience: str
    algorithms: frozenset[str]
    departments: frozenset[str]
    """Whose clients it may speak for."""
    scope_ceiling: frozenset[str]
    types: frozenset[str] = frozenset({OF_ITSELF})
    required: tuple[tuple[str, str], ...] = ()
    """Claims that must say exactly this."""
    client_claim: str = "client_id"
    scope_claim: str = "scope"
    department_claim: str = ""
    division_claim: str = ""
    officer_claim: str = ""
    """The claim under which an officer is known here (`officer_logins`); without it no person is let in."""
    program: tuple[str, str] = ("sub", "{client}")
    """The claim by which a program's own token is known, and what it says there; any other is about a person."""
    jwks_uri: str = ""
    """Where its keys are, if discovery does not say it."""
    ca_file: Path | None = None


def declared(file: Path, audience: str, known_scopes: Collection[str]) -> Iterator[ExternalIssuer]:
    """What the file declares, an `[[issuer]]` each; raises ISSUERS_FILE. `audience` is the hub's own."""
    entries = operator_files.read(file, CODE)
    if entries.keys() - {"issuer"} or not isinstance(entries.get("issuer", []), list):
        raise Refusal(CODE, name=file.name, detail="[[issuer]]")
    taken = set[str]()
    for entry in entries.get("issuer", []):
        try:
            issuer = _issuer({"audience": audience, **entry}, known_scopes)
            if issuer.iss in taken:
                raise ValueError("iss")
        except (KeyError, TypeError, ValueError) as error:
            of = entry.get("iss", "") if isinstance(entry, dict) else ""
            raise Refusal(CODE, name=file.name, detail=f"{of} {error}".strip()) from None
        taken.add(issuer.iss)
        yield issuer


def trusted(address: str) -> bool:
    """Whether keys may be fetched from there: over TLS, or from this very machine."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    return bool(host) and safe and not (parts.fragment or "@" in parts.netloc)


def _issuer(entry: Mapping[str, Any], known_scopes: Collection[str]) -> ExternalIssuer:
    _shaped(entry)
    algorithms, types = frozenset(entry["algs"]), frozenset(entry.get("typ", [OF_ITSELF]))
    departments, ceiling = frozenset(entry["departments"]), frozenset(entry["scope_ceiling"])
    of_departments = {name.removesuffix("/targets:read") for name in known_scopes if name.endswith("/targets:read")}
    program = entry.get("program", {"claim": "sub", "value": "{client}"})
    wrong = {
        "algs": not algorithms or algorithms - ALGORITHMS,
        "departments": not departments or departments - of_departments,
        "scope_ceiling": ceiling - set(known_scopes),
        "program": "{client}" not in program["value"],
        # "JWT" is the type of ID tokens too: something else must tell them apart.
        "required": types != {OF_ITSELF} and not entry.get("required"),
        "iss, jwks_uri": not all(map(trusted, filter(None, (entry["iss"], entry.get("jwks_uri"))))),
    }
    if mistakes := [name for name, found in wrong.items() if found]:
        raise ValueError(", ".join(mistakes))
    texts = {name: entry[name] for name in TEXTS - {"ca_file"} if name in entry}
    return ExternalIssuer(
        **texts,
        algorithms=algorithms,
        types=types,
        departments=departments,
        scope_ceiling=ceiling,
        required=tuple(entry.get("required", {}).items()),
        program=(program["claim"], program["value"]),
        ca_file=Path(entry["ca_file"]) if "ca_file" in entry else None,
    )


def _shaped(entry: Mapping[str, Any]) -> None:
    """That an entry has what it needs, nothing that nobody reads, and all of it of its kind."""
    if unknown := sorted(entry.keys() - TEXTS - LISTS - TABLES):
        raise ValueError(", ".join(unknown))
    for name, value in entry.items():
        items = value.values() if name in TABLES and isinstance(value, dict) else value if name in LISTS else [value]
        if not all(isinstance(item, str) and item for item in items):
            raise ValueError(name)
