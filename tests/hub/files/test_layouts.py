"""Files as the systems of departments export them, handed in by HTTP: the invented samples of their folders."""

from pathlib import Path

import pytest

from connectors import discover
from tests.hub.files.sheets import counts, errors, worked
from tests.hub_running import Running

SAMPLES = [sample for folder in discover() for sample in sorted((folder / "samples").glob("*"))]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_sample_is_taken_in_and_the_second_time_nothing_of_it_is_new(hub: Running, sample: Path) -> None:
    who, content = sample.parents[1].name, sample.read_bytes()
    if sample.stem == "determination_list":  # of the households of the other sample
        worked(hub, sample.with_stem("household_list").read_bytes(), who, source="household_list", name="homes.csv")
    found = worked(hub, content, who, source=sample.stem, name=sample.name)
    if sample.stem == "bank_returns":  # of payments that nobody has reported here
        assert {code for _, _, code in errors(found)} == {"UNKNOWN_PAYMENT"}
        return
    assert (found["state"], found["failure"], errors(found)) == ("DONE", None, [])
    assert counts(found)[0] == found["of"] > 0
    again = worked(
        hub, content + b"\r\n" if sample.suffix == ".csv" else content, who, source=sample.stem, name=sample.name
    )
    assert counts(again) in [(0, found["of"], 0, 0), counts(found)]


def test_a_word_that_no_list_has_is_refused_at_its_row_and_the_others_are_taken_in(hub: Running) -> None:
    (sample,) = [one for one in SAMPLES if one.stem == "payment_batch"]
    content = sample.read_bytes().decode("gb18030").replace("退回", "冻结").encode("gb18030")
    found = worked(hub, content, "finance", source="payment_batch", name=sample.name)
    assert (counts(found)[2], errors(found)) == (1, [(3, "发放状态", "CELL_CODE")])
