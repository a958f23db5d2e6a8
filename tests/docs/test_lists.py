"""Where a page lists things, it lists all of them."""

import re
from pathlib import Path

import pytest

import connectors
from auth.officer_roles import officer_roles
from auth.scopes import OF_A_DEPARTMENT, SINGULAR
from hub.published import errors_page
from policy.catalogue import load
from registry.store.row_security import POLICIES
from schema.fields.naming import camel
from schema.fields.purposes import PURPOSES
from tests.docs.pages import READMES, ROOT, quoted

VARIABLE = re.compile(r"\b(AIDHUB_[A-Z_]+|PORT)\b")
DOCS = ROOT / "docs"


def test_the_page_of_errors_is_fresh() -> None:
    assert (DOCS / "errors.md").read_text() == errors_page.render(), "scripts/errors writes it anew"


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_the_readme_has_every_setting_and_no_other(page: Path) -> None:
    read = (ROOT / "hub" / "settings.py").read_text()
    commands = ("asking_commands.py", "client_session.py")
    asking = "".join((ROOT / "hub" / "commands" / name).read_text() for name in commands)
    settings = set(VARIABLE.findall(read))
    named = set(VARIABLE.findall(page.read_text()))
    assert settings <= named
    assert named <= settings | set(VARIABLE.findall(asking))


def test_the_page_of_access_has_every_scope_and_purpose() -> None:
    listed = quoted(DOCS / "access.md")
    wanted = {scope.name for scope in SINGULAR}
    wanted |= {f"<department>/{resource}" for resource, _, _ in OF_A_DEPARTMENT}
    assert wanted | set(PURPOSES) <= listed


def test_the_page_of_access_has_every_role_with_what_it_gives() -> None:
    text = (DOCS / "access.md").read_text()
    for role in officer_roles().values():
        gives = " ".join(f"`{scope.replace('{department}', '<department>')}`" for scope in role.scopes)
        line = f"| {role.en.partition(':')[0]} (`{role.code}`) | {role.zh} | {role.administration} | {gives} |"
        assert line in text, f"docs/access.md lacks this line:\n{line}"


def test_the_architecture_has_every_kind_of_guard() -> None:
    text = (DOCS / "architecture.md").read_text().partition("| `rls` |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([a-z ]+)` \|", text, re.MULTILINE)) == set(POLICIES)


def test_the_glossary_has_every_department_and_category_of_the_document() -> None:
    catalogue = load(connectors.discover())
    assert set(catalogue.departments) | set(catalogue.categories) <= quoted(ROOT / "GLOSSARY.md")


def test_the_list_of_decisions_is_complete() -> None:
    pages = sorted((DOCS / "adr").glob("0*.md"))
    listed = re.findall(r"\[(\d{4})\]\(([\w-]+\.md)\) \| (.+) \|", (DOCS / "adr" / "README.md").read_text())
    told = [(page.name[:4], page.name, page.read_text().partition("\n")[0]) for page in pages]
    assert [(number, name, f"# {number}. {title}") for number, name, title in listed] == told


def test_a_decision_says_what_why_and_what_was_given_up() -> None:
    for page in (DOCS / "adr").glob("0*.md"):
        assert re.findall(r"^\*\*(.+?)\.\*\*", page.read_text(), re.MULTILINE) == ["What", "Why", "Given up"], page.name


def test_the_page_of_monitoring_has_every_rule_every_harm_and_every_step() -> None:
    listed, catalogue = quoted(DOCS / "monitoring.md"), load(connectors.discover())
    steps = {
        camel(step.code) for one in catalogue.procedures.by_code.values() for step in one.steps.values() if not step.own
    }
    assert set(catalogue.signals) | steps <= listed
    said = (DOCS / "monitoring.md").read_text()
    assert all(signal.zh in said for signal in catalogue.signals.values())
    assert all(f"({one.zh}) | {one.weight} |" in said for one in catalogue.urgency.harms.values())
    assert all(one.quote in said for one in catalogue.procedures.by_code.values())


def test_the_page_of_confirmation_has_every_act_that_waits() -> None:
    text = (DOCS / "confirmation.md").read_text()
    for one in load(connectors.discover()).procedures.confirmation.acts.values():
        line = f"| `{one.act}` | {one.zh} | `{one.waits}` | {one.why} |"
        assert line in text, f"docs/confirmation.md lacks this line:\n{line}"
