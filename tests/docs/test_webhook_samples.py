"""The samples of the page about webhooks verify what the hub signs, and nothing else."""

import json
import shutil
import subprocess
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from standardwebhooks import Webhook

from tests.docs.pages import ROOT, blocks
from tests.hub.webhooks.receiver import receiving

PAGE = ROOT / "docs" / "webhooks.md"
SECRET, OTHER = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_" + "QUJD" * 8
BODY = '{"type":"referral.changed"}'


def signed(now: float) -> dict[str, str]:
    at = datetime.fromtimestamp(int(now), UTC)
    signatures = " ".join(Webhook(secret).sign("msg_1", at, BODY) for secret in (OTHER, SECRET))
    return {"webhook-id": "msg_1", "webhook-timestamp": str(int(now)), "webhook-signature": signatures}


def test_the_sample_in_python() -> None:
    (sample,) = blocks(PAGE, "python")
    names: dict[str, Any] = {}
    exec(sample, names)  # noqa: S102 - what stands in the page
    verified = names["verified"]
    assert verified(SECRET, signed(time.time()), BODY) == {"type": "referral.changed"}
    assert verified(SECRET, signed(time.time()), BODY + " ") is None
    assert verified(SECRET, signed(time.time() - 600), BODY) is None


def test_the_sample_in_javascript() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not on PATH")
    (sample,) = blocks(PAGE, "js")
    cases = [(signed(time.time()), BODY), (signed(time.time()), BODY + " "), (signed(time.time() - 600), BODY)]
    asked = f"console.log(JSON.stringify({json.dumps(cases)}.map(([h, b]) => verified({json.dumps(SECRET)}, h, b))))"
    done = subprocess.run([node, "-e", sample + asked], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [{"type": "referral.changed"}, None, None]


def test_the_sample_with_curl() -> None:
    if not all(map(shutil.which, ("curl", "openssl"))):
        pytest.skip("curl or openssl is not on PATH")
    (sample,) = blocks(PAGE, "bash")
    with receiving() as receiver:
        script = sample.replace("http://127.0.0.1:9000/aidhub", receiver.url)
        subprocess.run(["bash", "-euc", script], check=True, capture_output=True)
        (came,) = receiver.came
        assert came.verified(SECRET)["type"] == "referral.changed"
