"""Programs that others wrote obtain and use our tokens."""

import json
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest

from tests.auth.conftest import Hub

SCRIPT = Path(__file__).with_name("foreign_client.mjs")


def test_discovery_leads_to_every_endpoint(hub: Hub) -> None:
    document = hub.http.get("/.well-known/oauth-authorization-server").json()
    issuer = document["issuer"]
    assert issuer == hub.server.endpoints.issuer
    assert document["token_endpoint"] == f"{issuer}/oauth/token"
    assert document["token_endpoint_auth_signing_alg_values_supported"] == ["ES256"]
    assert document["response_types_supported"] == ["code"]
    assert document["require_pushed_authorization_requests"] is True
    assert document["authorization_endpoint"] == f"{issuer}/oauth/authorize"
    assert document["pushed_authorization_request_endpoint"] == f"{issuer}/oauth/par"
    assert "housing/targets:read" in document["scopes_supported"]
    resource = hub.http.get("/.well-known/oauth-protected-resource/graphql").json()
    assert resource["authorization_servers"] == [issuer]
    assert resource == hub.http.get("/.well-known/oauth-protected-resource").json()


def test_published_keys_are_public(hub: Hub) -> None:
    keys = hub.http.get("/.well-known/jwks.json").json()["keys"]
    assert len(keys) == 2
    assert all(set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"} for key in keys)


@pytest.mark.anyio
async def test_authlibs_client_signs_in(hub: Hub) -> None:
    with warnings.catch_warnings(action="ignore"):  # it would rather have the successor of httpx
        from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]  # no types
        from authlib.oauth2.rfc7523 import PrivateKeyJWT  # type: ignore[import-untyped]  # no types
    party = hub.register()
    async with AsyncOAuth2Client(
        party.client_id,
        party.key,
        token_endpoint_auth_method=PrivateKeyJWT(party.token_url, alg="ES256"),
        scope="hub:read",
    ) as client:
        token = await client.fetch_token(party.token_url, grant_type="client_credentials")
        assert token["scope"] == "hub:read"
        answer = await client.get(f"{hub.server.endpoints.issuer}/me")
        assert answer.json()["client_id"] == party.client_id


@pytest.fixture(scope="session")
def oauth4webapi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("node and npm are not on PATH, so oauth4webapi cannot be run")
    folder = tmp_path_factory.mktemp("oauth4webapi")
    shutil.copy(SCRIPT, folder)
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "oauth4webapi@3", "jose@6"]
    try:
        subprocess.run(install, cwd=folder, check=True, capture_output=True, timeout=120)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        pytest.skip(f"npm cannot install oauth4webapi here: {error}")
    return folder


def test_oauth4webapi_agrees_with_all_of_it(hub: Hub, oauth4webapi: Path) -> None:
    party, gateway = hub.register(secret=True), hub.register("hub:introspect", secret=True)
    told = {
        "issuer": hub.server.endpoints.issuer,
        "resource": hub.server.endpoints.resource,
        "client": {"id": party.client_id, "secret": party.secret, "key": party.key.as_dict(private=True)},
        "gateway": {"id": gateway.client_id, "secret": gateway.secret},
    }
    done = subprocess.run(
        [str(shutil.which("node")), SCRIPT.name],
        cwd=oauth4webapi,
        input=json.dumps(told),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("ok ") == 14, done.stdout
