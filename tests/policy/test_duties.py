"""Duties: every word of sections 一, 二 and 四 stands in a part that is carried out somewhere, or left to offices."""

from pathlib import Path

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, build_schema

from policy import duties as declared
from policy.catalogue import Catalogue
from policy.citations import compact, paragraph, sentences
from policy.duties import SECTIONS, by_sentence, check, duties, left_over
from policy.errors import BadKey, UnknownWord
from tests.policy.conftest import Rewrite

SDL = Path(__file__).parents[2] / "schema" / "schema.graphql"
FIRST = """[[duty]]
cites = "一"
quote = "低收入人口"
"""


@pytest.fixture
def only_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of duties to write, in the place of those that are declared."""
    file = tmp_path / "duties.toml"
    monkeypatch.setattr(declared, "FILE", file)
    monkeypatch.setattr(declared, "duties", duties.__wrapped__)
    return file


def test_every_word_of_these_sections_stands_in_a_part(catalogue: Catalogue) -> None:
    assert left_over() == []
    assert {section: len(sentences(section)) for section in SECTIONS} == {"一": 2, "二": 16, "四": 4}
    for duty in duties():
        assert compact(duty.quote) in paragraph(duty.cites), duty.quote
    check(catalogue)


@pytest.mark.parametrize(
    ("passage", "other", "left"),
    [
        ("避免救助遗漏或重复救助。", "避免救助遗漏、多发或重复救助。", "避免救助遗漏、多发或重复救助。"),
        ("强化党委领导、", "县级应当另设救助站。强化党委领导、", "县级应当另设救助站。"),
    ],
)
def test_a_word_that_is_added_is_left_over(rewrite: Rewrite, passage: str, other: str, left: str) -> None:
    rewrite(passage, other)
    assert left_over()[0].endswith(left)


def test_a_part_that_is_in_no_sentence_is_left_over(rewrite: Rewrite) -> None:
    rewrite("数字监督、", "")
    assert "数字监督" in left_over()


def test_what_carries_a_part_out_is_in_the_graph() -> None:
    schema = build_schema(SDL.read_text("utf-8"), assume_valid=True)
    for duty in duties():
        for name in duty.graph:
            owner, _, field = name.rpartition(".")
            kinds = [schema.type_map[one] for one in ([owner] if owner else ["Query", "Mutation", "Subscription"])]
            fields = {
                one
                for kind in kinds
                if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
                for one in kind.fields
            }
            assert field in fields, f"{duty.quote}: {name}"


def test_a_part_says_where_it_is_carried_out_or_to_whom_it_is_left(only_one: Path, catalogue: Catalogue) -> None:
    only_one.write_text(FIRST, "utf-8")
    with pytest.raises(BadKey, match="低收入人口"):
        declared.duties()
    only_one.write_text(f'{FIRST}rules = ["nobody"]\n', "utf-8")
    with pytest.raises(UnknownWord, match="nobody"):
        check(catalogue)


def test_parts_stand_beside_their_sentences_in_order() -> None:
    told = [(sentence, [duty.cites for duty in parts]) for sentence, parts in by_sentence()]
    assert all(cites for _, cites in told)
    assert [sentence for sentence, _ in told] == [one for section in SECTIONS for one in sentences(section)]
