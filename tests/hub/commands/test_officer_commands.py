"""Commands about officers, as an operator types them."""

import shlex
from pathlib import Path

import psycopg
import pytest
import xlsxwriter
from typer.testing import CliRunner

from auth import enrolments
from hub.commands.cli import app
from tests.hub.commands.test_client_commands import told
from tests.hub.commands.typed import Operator

ADD = "officer add {} --name 张某 --department civil_affairs --division 620102000000 --approved-by 'the bureau'"
HEADING = "账号,姓名,部门,辖区,角色,起始日期,截止日期\n"


class InProcess:
    """Types the same without a process for each command, which would cost seconds."""

    def __init__(self, operator: Operator, typing: pytest.MonkeyPatch) -> None:
        self.url = operator.url
        for name, value in (("AIDHUB_VAR", operator.var), ("AIDHUB_DATABASE_URL", operator.url)):
            typing.setenv(name, str(value))

    def __call__(self, command: str) -> str:
        ran = CliRunner().invoke(app, shlex.split(command))
        assert ran.exit_code == 0, ran.output
        return ran.stdout

    def refused(self, command: str) -> str:
        ran = CliRunner().invoke(app, shlex.split(command))
        assert (ran.exit_code, ran.stdout) == (1, "")
        english, chinese = ran.stderr.splitlines()
        assert chinese.startswith("aidhub: ")
        return english


@pytest.fixture
def nobody(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> InProcess:
    with psycopg.connect(operator.url) as owner:
        owner.execute("TRUNCATE officer_enrolments, officers CASCADE")
    return InProcess(operator, monkeypatch)


def logged(operator: InProcess) -> list[str]:
    with psycopg.connect(operator.url) as owner:
        rows = owner.execute("SELECT operation FROM access_log WHERE kind = 'ADMINISTRATION' ORDER BY id")
        return [operation for (operation,) in rows]


def test_the_first_administrator_is_added_with_a_link_and_no_password(nobody: InProcess, operator: Operator) -> None:
    said = operator(f"{ADD.format('zhang')} --role system_administrator")
    (link,) = [line.removeprefix("link: ") for line in said.splitlines() if line.startswith("link: ")]
    assert link.startswith("http://127.0.0.1:8000/enrol/")
    assert told(nobody("officer show ZHANG")).items() >= {
        ("account", "zhang"),
        ("name", "张某"),
        ("department", "civil_affairs"),
        ("divisions", "620102000000"),
        ("administration", "system"),
        ("roles", "system_administrator"),
        ("resting", "no"),
        ("deputy", "none"),
        ("approved_by", "the bureau"),
    }
    with psycopg.connect(nobody.url) as owner:
        assert enrolments.spend(owner, link.rpartition("/")[2]) is not None
        assert enrolments.spend(owner, link.rpartition("/")[2]) is None
    assert logged(nobody)[-3:] == ["officer.added", "officer.roles", "officer.enrolment"]


def test_an_officer_is_listed_changed_disabled_and_let_in_again(nobody: InProcess) -> None:
    nobody(f"{ADD.format('zhang')} --role reviewer --to 2099-12-31")
    nobody("officer change zhang --name 章某 --division 620103000000 --to 2098-12-31 --approved-by 'the bureau'")
    shown = told(nobody("officer show zhang"))
    assert (shown["name"], shown["divisions"], shown["last_day"]) == ("章某", "620103000000", "2098-12-31")
    assert nobody("officer disable zhang --approved-by x") == "zhang is disabled\n"
    assert nobody("officer list").splitlines()[1].split() == [
        "zhang",
        "disabled",
        "2098-12-31",
        "civil_affairs",
        "reviewer",
    ]
    assert nobody("officer enable zhang --approved-by x") == "zhang is enabled\n"
    assert nobody("officer roles zhang --role approver --approved-by x") == "zhang has the roles: approver\n"
    assert nobody("officer roles zhang --approved-by x") == "zhang has the roles: none\n"
    assert nobody("officer list --department housing").splitlines()[1:] == []
    assert "auditor  审计管理员" in nobody("officer roles")


def test_a_deputy_is_named_for_some_days_and_no_more(nobody: InProcess) -> None:
    for account, role in (("zhang", "approver"), ("li", "reviewer")):
        nobody(f"{ADD.format(account)} --role {role}")
    assert "--to" in nobody.refused("officer deputy zhang --by li --approved-by x")
    nobody("officer deputy zhang --by li --from 2098-01-01 --to 2098-02-01 --approved-by x")
    assert told(nobody("officer show zhang"))["deputy"] == "li 2098-01-01 – 2098-02-01"
    assert nobody("officer deputy zhang --approved-by x") == "nobody stands in for zhang\n"


def test_what_cannot_be_is_refused_and_leaves_nothing(nobody: InProcess) -> None:
    before = len(logged(nobody))
    both = f"{ADD.format('zhang')} --role auditor --role security_administrator"
    assert "one administration only" in nobody.refused(both)
    assert "has no officers of the role approver" in nobody.refused(
        f"{ADD.format('zhang')} --role approver".replace("civil_affairs", "housing")
    )
    assert "There is no officer zhang" in nobody.refused("officer show zhang")
    assert "--approved-by" in nobody.refused("officer disable zhang --approved-by ' '")
    assert len(logged(nobody)) == before


def test_a_file_is_taken_in_whole_or_not_at_all(nobody: InProcess, tmp_path: Path) -> None:
    good = "wang,王某,民政,620102000000 620103000000,审批员、审核员,2024-01-01,2099/12/31\nli,李某,housing,620102000000,,,\n"
    file = tmp_path / "officers.csv"
    file.write_text(f"{HEADING}{good}")
    assert nobody(f"officer import {file} --check --approved-by x") == "2 officers could be added\n"
    assert nobody("officer list").splitlines()[1:] == []
    file.write_text(f"{HEADING}{good}WANG,王某,housing,620102000000,,,\nzhao,赵某,nowhere,629999000000,,,\n")
    refused = nobody.refused(f"officer import {file} --approved-by x")
    assert "2 rows" in refused
    assert "Row 4: There is an officer with the account wang already" in refused
    assert "Row 5: nowhere is no department" in refused
    assert nobody("officer list").splitlines()[1:] == []
    assert "cannot be read" in nobody.refused("officer import nowhere.csv --approved-by x")


def test_a_workbook_is_taken_in_too(nobody: InProcess, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "officers.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["人员名单"])
        sheet.write_row(1, 0, ["账号", "姓名", "部门", "辖区", "角色"])
        sheet.write_row(2, 0, ["wang", "王某", "housing", "620102000000", "部门专员"])
    assert nobody(f"officer import {tmp_path / 'officers.xlsx'} --approved-by x") == "1 officers are added\n"
    assert told(nobody("officer show wang"))["roles"] == "department_clerk"


def test_a_login_elsewhere_is_named_shown_and_ended(nobody: InProcess) -> None:
    nobody(ADD.format("zhang"))
    at = "officer login zhang --provider https://id.example --approved-by 'the bureau'"
    assert nobody(f"{at} --subject 3c1d") == "zhang is let in by https://id.example\n"
    assert told(nobody("officer show zhang"))["logins"] == "https://id.example 3c1d"
    assert "3c1d" in nobody.refused(f"{at} --subject 3c1d")
    assert "subject" in nobody.refused(at)
    assert nobody(f"{at} --end") == "zhang is let in by https://id.example no more\n"
    assert "no login" in nobody.refused(f"{at} --end")
    assert told(nobody("officer show zhang"))["logins"] == "none"
