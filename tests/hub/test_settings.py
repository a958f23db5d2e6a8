import pytest

from hub.settings import Settings
from registry.errors import Refusal


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
        ("PORT", "eighty", "must be 1–65535"),
        ("PORT", "70000", "must be 1–65535"),
        ("AIDHUB_HOST", "everywhere", "must be 127.0.0.1"),
        ("AIDHUB_DEMO_PERSONS", "-1", "must be 1–10000000"),
        ("AIDHUB_POSTGRES", "mysql", "must be any | system | embedded"),
        ("AIDHUB_SDL_REQUIRES_SCOPES", "yes", "must be 0 | 1"),
        ("AIDHUB_CONNECTIONS", "0", "must be 1–200"),
        ("AIDHUB_ISSUER", "hub.example", "must be https://host"),
        ("AIDHUB_ISSUER", "http://hub.example", "must be https://host"),
        ("AIDHUB_ISSUER", "https://hub.example/path", "must be https://host"),
        ("AIDHUB_ISSUER", "https://a:b@hub.example", "must be https://host"),
        ("AIDHUB_ISSUER", "https://[hub", "must be https://host"),
        ("AIDHUB_ISSUER", "https://", "must be https://host"),
        ("AIDHUB_ISSUER", "https://hub.example:99999", "must be https://host"),
        ("AIDHUB_DATABASE_URL", "mysql://u:secret@h/d", "must be postgresql://"),
        ("AIDHUB_DATABASE_URL", "postgresql://u:secret@h", "must be postgresql://"),
        ("AIDHUB_REPLICA_URL", "mysql://u:secret@h/d", "must be postgresql://"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "u:secret@collector:4317", "must be http://host:4318"),
        ("AIDHUB_REPLICA_LAG", "soon", "must be 1–3600"),
    ],
)
def test_a_wrong_value_is_refused_in_one_line(name: str, value: str, cure: str) -> None:
    with pytest.raises(Refusal) as refused:
        Settings.read({name: value})
    said = refused.value.en
    assert said.startswith(name)
    assert cure in said
    assert "must be must be" not in said
    assert "\n" not in said
    assert "secret" not in said


def test_a_database_may_be_on_several_hosts() -> None:
    several = "postgresql://u:p@one:5432,two:5433/d?target_session_attrs=read-write"
    assert Settings.read({"AIDHUB_DATABASE_URL": several}).database_url == several


def test_spans_go_where_opentelemetry_says_and_nowhere_unless_it_does() -> None:
    base = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318/"}
    assert Settings.read({}).collector is None
    assert Settings.read(base).collector == "http://collector:4318/v1/traces"
    assert Settings.read({**base, "OTEL_SDK_DISABLED": "true"}).collector is None
    apart = {**base, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "https://spans.example/in"}
    assert Settings.read(apart).collector == "https://spans.example/in"
