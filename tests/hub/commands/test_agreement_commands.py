"""The commands of agreements on sharing."""

from tests.hub.commands.typed import Operator

BY = "--by 'Zhang San' --why '年度复核'"


def test_an_agreement_is_listed_shown_granted_in_the_place_of_another_and_ended(operator: Operator) -> None:
    (line,) = operator("agreement list housing").splitlines()
    first = line.split()[0]
    assert "IN_FORCE  housing  GRAPH FILE TABLE WEBHOOK  2023-11-24" in line
    shown = operator(f"agreement show {first}")
    assert "quote: 通过低收入人口动态监测信息平台" in shown
    assert "programmes: all" in shown
    grant = f"agreement grant --department housing --basis 批复 --scenario 危房改造 --programme ZJ-03 --way GRAPH {BY}"
    assert "in force then" in operator.refused(grant)
    granted = operator(f"{grant} --quota 100 --replace").split()[0]
    assert [line.split()[1] for line in operator("agreement list housing").splitlines()] == ["ENDED", "IN_FORCE"]
    shown = operator(f"agreement show {granted}")
    assert "programmes: housing.rural_house_renovation" in shown
    assert "by Zhang San: 年度复核" in shown
    assert "has ended" in operator(f"agreement end {granted} {BY}")
    assert "no such agreement" in operator.refused(f"agreement show {'0' * 8}-0000-0000-0000-{'0' * 12}")
    assert "ended already" in operator.refused(f"agreement end {granted} {BY}")
    assert "civil_affairs" in operator.refused(f"agreement grant --department civil_affairs {BY}")
