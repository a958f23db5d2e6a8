"""Commands about clients, as an operator types them."""

import json
from pathlib import Path

from auth.client_keys import new_key
from tests.hub.commands.typed import Operator

HOUSING = "client add --department housing --division 620102000000 --approved-by 'the county'"


def told(said: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in said.splitlines())


def test_a_client_is_registered_shown_listed_and_disabled(operator: Operator) -> None:
    added = told(operator(f"{HOUSING} --purpose housing --purpose review --expires 2099-12-31"))
    client = added["client_id"]
    assert len(added["client_secret"]) >= 43
    shown = operator(f"client show {client}")
    assert added["client_secret"] not in shown
    assert told(shown).items() >= {
        ("department", "housing"),
        ("divisions", "620102000000"),
        ("purposes", "housing review"),
        ("signs_in_with", "client_secret_basic"),
        ("keys", "none"),
        ("expires", "2099-12-31"),
        ("disabled", "no"),
        ("approved_by", "the county"),
    }
    assert operator(f"client disable {client}") == f"{client} is disabled\n"
    assert f"{client}  disabled  620102000000  household/chain:read" in operator("client list")
    assert told(operator(f"client show {client}"))["disabled"] != "no"


def test_a_client_with_a_key_of_its_own_is_told_no_secret(operator: Operator, tmp_path: Path) -> None:
    public = {name: value for name, value in new_key().items() if name != "d"}
    jwks = tmp_path / "public keys.json"
    jwks.write_text(json.dumps({"keys": [public]}))
    added = told(operator(f"{HOUSING} --jwks '{jwks}' --scope hub:read --scope housing/targets:read"))
    assert added.keys() == {"client_id"}
    shown = told(operator(f"client show {added['client_id']}"))
    assert (shown["signs_in_with"], shown["keys"]) == ("private_key_jwt", public["kid"])
    assert shown["scopes"] == "housing/targets:read hub:read"


def test_what_is_wrong_with_an_application_is_one_line(operator: Operator, tmp_path: Path) -> None:
    private = tmp_path / "private.json"
    private.write_text(json.dumps({"keys": [new_key()]}))
    before = operator("client list")
    assert "water is no department. There are: civil_affairs" in operator.refused(HOUSING.replace("housing", "water"))
    assert "There is no scope no:such. `aidhub client scopes` lists them." in operator.refused(
        f"{HOUSING} --scope no:such"
    )
    assert "fun is no purpose. There are: determine" in operator.refused(f"{HOUSING} --purpose fun")
    assert "Never send the private key" in operator.refused(f"{HOUSING} --jwks {private}")
    assert "No one client may hold" in operator.refused(f"{HOUSING} --also hub:clients")
    assert "`aidhub client list` shows them" in operator.refused("client show nobody")
    assert operator("client list") == before


def test_the_scopes_are_listed_in_both_languages(operator: Operator) -> None:
    line = "housing/targets:read  查看本部门可能需要救助帮扶的对象  List whom the department may have to help"
    assert line in operator("client scopes").splitlines()
