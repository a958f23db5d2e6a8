"""Any cells: whatever stands under a form's headings is an item that the act can be asked with, or is told by its cell."""

from typing import Any

import pytest
from graphql import coerce_input_value
from hypothesis import given
from hypothesis import strategies as st

from connectors import discover
from connectors.ingest.items_act import FIELDS
from connectors.ingest.mapping import Mapping
from connectors.sources.rows import Row
from policy.catalogue import load
from policy.sources import Source
from schema.compose import compose
from schema.fields.naming import pascal
from tests.connectors.patience import patient
from tests.hub_running import TODAY

CATALOGUE = load(discover())
ACTS: Any = compose(CATALOGUE).core.mutation_type.fields  # type: ignore[union-attr] # the graph has acts
SOURCES = [(one.code, source) for one in CATALOGUE.departments.values() for source in one.sources.values()]
LIKELY = [
    "",
    "1",
    "0",
    "是",
    "2023-10-31",
    "202310",
    "35,000.00",
    "99999999999",
    "已给予",
    "在籍",
    "629901199001010000",
    "A",
    "null",
]


def texts(source: Source) -> st.SearchStrategy[dict[str, str]]:
    words = [text for column in source.columns for text, _ in column.theirs]
    words += [code.zh for column in source.columns for code in column.codes]
    headings = [
        heading for column in source.columns if column.type != "fen" for heading in (column.headings[0], *column.join)
    ]
    cell = st.sampled_from(LIKELY) | st.text(max_size=12) | (st.sampled_from(words) if words else st.nothing())
    return st.fixed_dictionaries(dict.fromkeys(headings, cell))


@pytest.mark.parametrize(("department", "source"), SOURCES, ids=lambda one: getattr(one, "name", one))
def test_a_row_is_an_item_or_says_what_is_wrong(department: str, source: Source) -> None:
    items = ACTS[FIELDS[source.act].format(department=pascal(department))].args["items"].type
    mapping = Mapping(source)

    @patient(50)
    @given(texts(source))
    def tried(cells: dict[str, str]) -> None:
        item = mapping.item(Row(2, {heading: text.strip() for heading, text in cells.items()}), TODAY)
        if isinstance(item, dict):
            coerce_input_value([item], items)
        else:
            assert item is None or all(error.column in cells or not error.column for error in item)

    tried()
