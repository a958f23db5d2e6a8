"""The page of the access log's kinds is true to the code that writes them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
KIND = re.compile(
    r'^KIND = "([A-Z]+)"|"kind": "([A-Z]+)"|_write\(connection, look, "([A-Z]+)"|VALUES \(\'([A-Z]+)\'', re.MULTILINE
)


def test_every_kind_of_the_access_log_is_told_and_no_other() -> None:
    written = set()
    for file in (*ROOT.glob("registry/journal/access_log.py"), *ROOT.glob("auth/*.py"), *ROOT.glob("hub/**/*.py")):
        text = file.read_text()
        if "access_log" in text:
            written |= {kind for found in KIND.findall(text) for kind in found if kind}
    told = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "audit-events.md").read_text(), re.MULTILINE)
    assert written == set(told)
