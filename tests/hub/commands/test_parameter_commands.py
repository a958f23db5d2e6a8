"""Commands about local policy, as an operator types them."""

from tests.hub.commands.typed import Operator

SET = "parameter set subsistence_standard_rural 50000 --division 620102000000 --basis '县政发〔2024〕1号'"


def test_a_county_sets_a_value_lists_and_ends_it(operator: Operator) -> None:
    assert "is set (已设定), 620102000000, from 2024-01-01; households computed anew (重新计算户数): 0" in operator(
        f"{SET} --from 2024-01-01"
    )
    assert "stands already" in operator(f"{SET} --from 2024-01-01")
    listed = operator("parameter list subsistence_standard_rural").splitlines()
    assert listed[0].startswith("subsistence_standard_rural: 当地农村低保月标准")
    assert [line.split()[:2] for line in listed[1:]] == [["47400", "620000000000"], ["50000", "620102000000"]]
    assert len(operator("parameter list").splitlines()) > 2 * len(listed)
    assert "(终止个数): 1" in operator("parameter end subsistence_standard_rural --division 620102000000")
    assert len(operator("parameter list subsistence_standard_rural").splitlines()) == 2


def test_what_is_wrong_with_a_value_is_one_line(operator: Operator) -> None:
    assert "water is no parameter of policy. There are: heating" in operator.refused("parameter list water")
    assert "620199990000 is no division in force" in operator.refused(SET.replace("620102000000", "620199990000"))
    assert "whole number of fen" in operator.refused(SET.replace("50000", "500.00"))
    assert "Say on which with --basis" in operator.refused(SET.replace("县政发〔2024〕1号", " "))
    assert "more than ten years ahead" in operator.refused(f"{SET} --from 2099-01-01")
    assert "cannot end before 2024-01-01" in operator.refused(f"{SET} --from 2024-01-01 --until 2024-01-01")
    assert "YYYY-MM-DD" in operator.refused(f"{SET} --from 1.1.2024")
