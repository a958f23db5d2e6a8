"""Sentences: none of section 三 is left over, and what is quoted further stands where it is cited."""

import pytest

from policy.catalogue import Catalogue
from policy.citations import compact, paragraph, sentences
from policy.sentences import left_over, quoting, render
from tests.policy.conftest import Rewrite


def test_no_part_of_a_sentence_of_section_three_is_left_over(catalogue: Catalogue) -> None:
    assert left_over(catalogue) == []


def test_the_page_holds_the_sentences_in_their_order(catalogue: Catalogue) -> None:
    page = "\n".join(render(catalogue))
    places = [page.index(sentence) for sentence in sentences("三")]
    assert places == sorted(places)
    assert len(places) == 26


CHARITY = "鼓励开展慈善帮扶，促进社会力量积极参与社会救助。"
PHASE_OUT = "对已就业的低保对象，在核算其家庭收入时"


@pytest.mark.parametrize(
    ("added", "before"),
    [
        ("县级应当另设救助站。", CHARITY),
        # Words that are quoted of another paragraph carry no sentence, and neither do those of a derived fact.
        ("对刚性支出困难家庭另行给予补贴。", CHARITY),
        ("对零就业家庭另行给予补贴。", PHASE_OUT),
    ],
)
def test_a_sentence_that_is_added_is_left_over(catalogue: Catalogue, rewrite: Rewrite, added: str, before: str) -> None:
    rewrite(before, added + before)
    assert left_over(catalogue) == [added]
    assert added in "\n".join(render(catalogue))


def test_a_part_that_is_added_to_a_sentence_is_left_over(catalogue: Catalogue, rewrite: Rewrite) -> None:
    rewrite("按规定依托公益性岗位兜底安置。", "按规定依托公益性岗位兜底安置；对灵活就业的给予补贴。")
    assert left_over(catalogue) == ["对灵活就业的给予补贴。"]


def test_a_sentence_that_is_taken_out_leaves_its_programmes_without_one(catalogue: Catalogue, rewrite: Rewrite) -> None:
    rewrite("通过政府购买服务积极开展社会工作服务，为低收入人口提供心理疏导、资源链接、能力提升、社会融入等服务。", "")
    work = catalogue.numbered["MZ-12"]
    assert compact(work.quote) not in paragraph(work.cites)
    assert len(sentences("三")) == 25


def test_who_quotes_a_sentence_twice_stands_beside_it_once(catalogue: Catalogue) -> None:
    for sentence in sentences("三"):
        quoted = quoting(catalogue, sentence)
        assert len(quoted) == len(set(quoted))


def test_further_sentences_stand_in_the_paragraph_they_cite(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes.values():
        for quote in programme.further:
            assert compact(quote) in paragraph(programme.cites), programme.number
