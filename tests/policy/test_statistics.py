"""Statistics: small cells and the cycle of data sets are declared once, and said to whom they concern."""

import connectors
from policy.catalogue import load
from policy.statistics import statistics
from schema.register.published_figures import PUBLISHED


def test_who_is_shown_no_small_cell_is_told_how_small() -> None:
    assert f"少于 {statistics().smallest_cell}" in PUBLISHED


def test_a_data_set_whose_folder_says_nothing_is_renewed_as_declared() -> None:
    cycles = [cycle for one in load(connectors.discover()).departments.values() for cycle in one.cycles.values()]
    assert statistics().renewed_within_days in cycles
