import pytest

from hub.errors import Surroundings
from hub.settings import Settings


def test_a_first_run_needs_no_setting() -> None:
    settings = Settings.read({})
    assert (settings.port, settings.demo_persons, settings.postgres) == (8000, 30_000, "any")
    assert settings.database_url is None
    assert settings.var.is_absolute()
    assert settings.issuer == "http://127.0.0.1:8000"


def test_the_issuer_follows_the_port() -> None:
    assert Settings.read({"PORT": "8080"}).issuer == "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("PORT", "eighty", "must be a port from 1 to 65535"),
        ("PORT", "70000", "must be a port from 1 to 65535"),
        ("AIDHUB_DEMO_PERSONS", "-1", "must be a number of persons"),
        ("AIDHUB_POSTGRES", "mysql", "must be any, system or embedded"),
        ("AIDHUB_CONNECTIONS", "0", "must be a number of connections"),
        ("AIDHUB_ISSUER", "hub.example", "must be the http or https address"),
        ("AIDHUB_DATABASE_URL", "mysql://u:secret@h/d", "must read postgresql://"),
        ("AIDHUB_DATABASE_URL", "postgresql://u:secret@h", "must read postgresql://"),
    ],
)
def test_a_wrong_value_is_refused_in_one_line(name: str, value: str, cure: str) -> None:
    with pytest.raises(Surroundings) as refused:
        Settings.read({name: value})
    said = str(refused.value)
    assert said.startswith(name)
    assert cure in said
    assert "\n" not in said
    assert "secret" not in said
