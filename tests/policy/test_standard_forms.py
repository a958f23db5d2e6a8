"""Standard forms: what a department has because it declares programmes and facts."""

from policy.catalogue import Catalogue
from policy.clauses import Code, Fact
from policy.departments import Detail
from policy.sources import Source
from policy.spine import Entity
from policy.standard_forms import Declaring, standard_sources


def headings(source: Source) -> list[str]:
    return [column.heading for column in source.columns]


def test_who_has_programmes_has_a_form_of_feedback_and_who_has_facts_one_of_facts(catalogue: Catalogue) -> None:
    for department in catalogue.departments.values():
        assert ("feedback" in department.sources) == bool(department.programmes)
        assert ("facts" in department.sources) == bool(department.facts)


def test_a_form_has_the_departments_own_words_behind_those_of_all(catalogue: Catalogue) -> None:
    listed = headings(catalogue.departments["housing"].sources["feedback"])
    assert listed[:4] == ["外部编号", "姓名", "身份证号", "证件类型"]
    assert listed[-6:] == ["救助方式", "改造前危险性等级", "补助档次", "开工日期", "竣工日期", "验收日期"]
    own = catalogue.departments["housing"].sources["feedback"].columns[-6]
    assert own.codes[2] == Code("REPAIR", "repair and strengthening", "修缮加固")


def test_an_amount_has_a_column_in_yuan_and_one_in_fen_and_its_bare_name_is_unclear(catalogue: Catalogue) -> None:
    source = catalogue.departments["housing"].sources["feedback"]
    assert [column.headings for column in source.columns if column.field == "amount"] == [
        ("金额（元）", "amount (yuan)"),
        ("金额（分）", "amount (fen)"),
    ]
    assert {"金额", "amount", "发放金额"} <= source.unclear


def test_two_columns_of_one_name_are_told_apart_by_their_fields() -> None:
    facts = [
        Fact("well", "dug_on", "date", "dug on", "日期"),
        Fact("pump", "built_on", "date", "built on", "日期", repeats=True),
    ]
    entities = {"well": Entity("well", "well", "水井"), "pump": Entity("pump", "pump", "水泵", repeats=True)}
    (form,) = standard_sources(Declaring(facts, [], [], entities))
    assert headings(form)[-3:] == ["日期", "日期（pump.built_on）", "水泵截止日期"]


def test_a_detail_that_is_called_as_a_field_of_all_gets_a_name_of_its_own(catalogue: Catalogue) -> None:
    programmes = catalogue.departments["housing"].programmes
    (form,) = standard_sources(Declaring([], [Detail("form", "text", "form", "形式")], programmes, {}))
    assert form.columns[-1].field == "form_detail"


def test_what_follows_from_other_facts_is_not_asked_for(catalogue: Catalogue) -> None:
    for department in catalogue.departments.values():
        derived = {str(fact) for fact in department.facts if fact.derived}
        assert not derived & {column.field for source in department.sources.values() for column in source.columns}
