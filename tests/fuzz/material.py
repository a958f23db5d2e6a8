"""Material: a client of a running hub, and what of it somebody may have got hold of."""

import time

import psycopg
from joserfc import jwt
from joserfc.jwk import ECKey

from auth.client_registration import Application, register
from auth.scopes import defaults, scopes
from tests.fuzz.inputs import Known
from tests.hub_running import HOME, IDENTITY, Running, token


def of(hub: Running) -> tuple[Known, int]:
    """A client that may do much, its secret, a token and an assertion; and the hub's port."""
    key = ECKey.generate_key("P-256")
    granted = sorted(defaults("civil_affairs") | IDENTITY)
    application = Application(
        "civil_affairs", [HOME], granted, "a test", {"keys": [key.as_dict(private=False)]}, secret=True
    )
    with psycopg.connect(hub.owner) as connection:
        client = register(connection, application, scopes(hub.catalogue.departments))
    now, secret = int(time.time()), str(client.client_secret)
    claims = {
        "iss": client.client_id,
        "sub": client.client_id,
        "aud": hub.url,
        "jti": "j",
        "iat": now,
        "exp": now + 3000,
    }
    assertion = jwt.encode({"alg": "ES256"}, claims, key, algorithms=["ES256"])
    host = hub.url.removeprefix("http://")
    bearer = token(hub, client.client_id, secret, granted)
    return Known(host, client.client_id, secret, assertion, bearer, hub.url), int(host.rpartition(":")[2])
