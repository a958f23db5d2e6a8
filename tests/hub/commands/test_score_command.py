"""The scorecard of sources as a client prints it."""

import json

from hub.commands.score_command import HEADINGS
from tests.hub.commands.conftest import Typed
from tests.hub.files.sheets import line, sheet, worked
from tests.hub_running import Running


def test_what_came_of_a_clients_own_sources_is_printed_by_place(hub: Running, typed: Typed) -> None:
    worked(hub, sheet(line(hub, "printed-1"), line(hub, "printed-2", 发生日期="2999-01-01")))
    ran = typed("sources", "score", "--since", "2024-03-01", "--as", "housing")
    assert (ran.returncode, ran.stderr) == (0, "")
    heading, *lines = ran.stdout.splitlines()
    assert heading.split() == list(HEADINGS)
    assert next(line.split()[1:3] for line in lines if not line.startswith(" ")) == ["住建", "feedback"]
    assert any(line.split()[0] == "FUTURE_DATE" for line in lines)
    told = typed("sources", "score", "--since", "2024-03-01", "--as", "housing", "--json").stdout.splitlines()
    assert {json.loads(one)["department"]["code"] for one in told} == {"housing"}


def test_a_scorecard_that_is_refused_says_why(hub: Running, typed: Typed) -> None:
    ran = typed("sources", "score", "--since", "2024-13-01", "--as", "housing")
    assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 2)
