"""Commands about clients, as an operator types them."""

import json
from pathlib import Path

import psycopg

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
    (line,) = [line for line in operator("client list").splitlines() if line.startswith(client)]
    assert line.split() == [client, "disabled", "2099-12-31", "620102000000", "secret"]
    assert told(operator(f"client show {client}"))["disabled"] != "no"
    assert operator(f"client enable {client}") == f"{client} is enabled\n"
    assert told(operator(f"client show {client}"))["disabled"] == "no"
    for stated in ("required", "optional"):
        operator(f"client actors {client} --{stated}")
        assert told(operator(f"client show {client}"))["says_for_whom_it_acts"] == stated


def test_a_client_may_send_its_secret_in_the_form_if_it_is_registered_so(operator: Operator) -> None:
    client = told(operator(f"{HOUSING} --secret-in-body"))["client_id"]
    assert told(operator(f"client show {client}"))["signs_in_with"] == "client_secret_post"


def test_the_list_fits_a_terminal_and_says_who_has_expired(operator: Operator) -> None:
    clients = [told(operator(HOUSING.replace("housing", "rural_revitalization")))["client_id"] for _ in range(2)]
    with psycopg.connect(operator.url) as owner:
        owner.execute("UPDATE oauth_clients SET expires_on = '2020-01-01' WHERE client_id = %s", [clients[0]])
    lines = operator("client list").splitlines()
    assert max(map(len, lines)) <= 80
    states = {line.split()[0]: line.split()[1] for line in lines}
    assert (states[clients[0]], states[clients[1]]) == ("expired", "active")
    assert "2020-01-01 has been" in operator.refused(f"client enable {clients[0]}")
    operator(f"client enable {clients[0]} --expires 2099-01-01")
    assert told(operator(f"client show {clients[0]}"))["expires"] == "2099-01-01"


def test_a_client_is_given_a_new_secret_or_key_and_the_old_one_may_go_on(operator: Operator, tmp_path: Path) -> None:
    added = told(operator(HOUSING))
    client = added["client_id"]
    renewed = told(operator(f"client renew {client} --beside 7"))
    assert renewed["client_secret"] != added["client_secret"]
    assert "secret until" in told(operator(f"client show {client}"))["former"]
    again = told(operator(f"client renew {client}"))
    assert told(operator(f"client show {client}"))["former"] == "none"
    assert len({one["client_secret"] for one in (added, renewed, again)}) == 3
    public = {name: value for name, value in new_key().items() if name != "d"}
    jwks = tmp_path / "public keys.json"
    jwks.write_text(json.dumps({"keys": [public]}))
    assert "client_secret" not in told(operator(f"client renew {client} --jwks '{jwks}'"))
    shown = told(operator(f"client show {client}"))
    assert (shown["signs_in_with"], shown["keys"]) == ("client_secret_basic private_key_jwt", public["kid"])
    assert "`aidhub client list` shows them" in operator.refused("client renew nobody")


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
    assert "Name who approved it" in operator.refused(HOUSING.replace("the county", " "))
    assert "2020-01-01 has been" in operator.refused(f"{HOUSING} --expires 2020-01-01")
    assert "Never send the private key" in operator.refused(f"{HOUSING} --jwks {private}")
    assert "No one client may hold" in operator.refused(f"{HOUSING} --also hub:clients")
    assert "`aidhub client list` shows them" in operator.refused("client show nobody")
    assert operator("client list") == before


def test_the_scopes_are_listed_in_both_languages(operator: Operator) -> None:
    line = "housing/targets:read  查看本部门可能需要救助帮扶的对象  List whom the department may have to help"
    assert line in operator("client scopes").splitlines()
