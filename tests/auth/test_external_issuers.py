"""The file of external issuers: whom the hub believes, and what is said of an entry that says something else."""

from pathlib import Path

import pytest

from auth.external_issuers import declared, trusted
from registry.errors import Refusal
from tests.auth.conftest import KNOWN

HUB = "https://hub.example/graphql"
ENTRY = """[[issuer]]
iss = "https://id.example/realms/gov"
algs = ["RS256", "ES256"]
departments = ["housing"]
scope_ceiling = ["hub:read", "housing/targets:read"]
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "issuers.toml"
    file.write_text(text)
    return file


def test_what_is_left_out_is_the_strictest(tmp_path: Path) -> None:
    (issuer,) = declared(written(tmp_path, ENTRY), HUB, KNOWN)
    assert (issuer.audience, issuer.types, issuer.client_claim) == (HUB, {"at+jwt"}, "client_id")
    assert issuer.program == ("sub", "{client}")
    assert issuer.scope_ceiling == {"hub:read", "housing/targets:read"}


def test_a_file_without_issuers_believes_nobody(tmp_path: Path) -> None:
    assert list(declared(written(tmp_path, ""), HUB, KNOWN)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY.replace('"RS256"', '"HS256"'), "algs"),
        (ENTRY.replace('"RS256"', '"none"'), "algs"),
        (ENTRY.replace('["RS256", "ES256"]', "[]"), "algs"),
        (ENTRY.replace('algs = ["RS256", "ES256"]\n', ""), "algs"),
        (ENTRY.replace("https://", "http://"), "iss"),
        (ENTRY.replace('"housing"', '"housin"'), "departments"),
        (ENTRY.replace('["housing"]', '"housing"'), "departments"),
        (ENTRY.replace("hub:read", "hub:reed"), "scope_ceiling"),
        (ENTRY + 'typ = ["JWT"]', "required"),
        (ENTRY + 'jwks_uri = "http://10.0.0.1/jwks"', "jwks_uri"),
        (ENTRY + 'program = { claim = "azp", value = "x" }', "program"),
        (ENTRY + 'clinet_claim = "azp"', "clinet_claim"),
        (ENTRY + "audience = 7", "audience"),
        (ENTRY + ENTRY, "iss"),
        ("[issuer]\niss = 'x'", "[[issuer]]"),
        ("[[issuers]]\niss = 'x'", "[[issuer]]"),
        ("issuer = [7]", ""),
        ("[[issuer]", "line 1 is no TOML"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refusal, match="ISSUERS_FILE") as refused:
        list(declared(written(tmp_path, text), HUB, KNOWN))
    assert said in refused.value.en


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://id.example/jwks", True),
        ("http://127.0.0.1:8080/jwks", True),
        ("http://[::1]/jwks", True),
        ("http://id.example/jwks", False),
        ("http://127.0.0.1.id.example/jwks", False),
        ("https://someone@id.example/jwks", False),
        ("https:///jwks", False),
        ("https://id.example:port/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_keys_come_over_tls_or_from_this_machine(address: str, safe: bool) -> None:
    assert trusted(address) is safe
