"""Programs of others follow a subscription beyond the life of their token."""

import json
import subprocess

import pytest

from tests.hub.conftest import NPM
from tests.hub.live.test_subscriptions import PUSHED, start
from tests.hub_running import Running
from tests.schema.matters.test_matters import family, referred


@pytest.mark.parametrize("kind", ["ws", "sse"])
def test_a_client_whose_token_ends_comes_back_with_another_and_is_told_everything_once(
    node: str, hub: Running, kind: str
) -> None:
    since, token = start(hub), hub["education_aid here"].token
    told = [referred(hub, family(hub, hub.number()))["id"]]
    given = {"kind": kind, "url": f"{hub.url}/graphql", "tokens": [hub.ending(token, 12), token]}
    given |= {"query": PUSHED, "since": since, "events": 2}
    with subprocess.Popen(
        [node, "subscribers.mjs"], cwd=NPM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as client:
        assert client.stdin
        assert client.stdout
        client.stdin.write(json.dumps(given))
        client.stdin.close()
        said = [json.loads(client.stdout.readline())]
        while said.count({"connecting": True}) < 2:
            said.append(json.loads(client.stdout.readline()))
        told.append(referred(hub, family(hub, hub.number()))["id"])
        said += map(json.loads, client.stdout)
    assert client.returncode == 0
    assert [one for one in said if one != {"connecting": True}] == told
