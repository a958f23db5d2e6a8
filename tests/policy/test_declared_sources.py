"""Declared sources: layouts of other people's files; what leads nowhere is named with its place."""

import shutil
from pathlib import Path

import pytest

from connectors import discover
from policy.catalogue import Catalogue, load
from policy.errors import BadKey, CatalogueError, Duplicate, UnknownWord, WrongValue


def test_a_layout_takes_types_and_codes_from_what_the_folder_declares(catalogue: Catalogue) -> None:
    source = catalogue.departments["housing"].sources["danger_appraisals"]
    grade = next(column for column in source.columns if column.field == "housing.danger_grade")
    assert (grade.type, grade.headings, [code.code for code in grade.codes]) == (
        "code",
        ("危房等级", "鉴定等级"),
        [*"ABCD"],
    )
    assert [(column.field, text) for column, text in source.constants] == [("source_record_id", "住房鉴定")]


def test_one_without_columns_is_the_standard_form_of_its_act(catalogue: Catalogue) -> None:
    source = catalogue.departments["finance"].sources["payment_results"]
    assert [column.heading for column in source.columns][:3] == ["部门", "支付地区代码", "发放外部编号"]
    assert {code.code for code in source.columns[0].codes} == set(catalogue.departments)


def test_a_code_list_is_a_file_of_the_folder(catalogue: Catalogue) -> None:
    source = catalogue.departments["disabled_federation"].sources["certificates"]
    kind = next(column for column in source.columns if column.field == "person.disability_type")
    assert kind.theirs[0] == ("1", "VISUAL")
    assert kind.part == (19, 19)


@pytest.mark.parametrize(
    ("old", "new", "error", "said"),
    [
        ('field = "housing.danger_grade"', 'field = "housing.grade"', UnknownWord, "'housing.grade' is no field"),
        ('field = "name", heading', 'field = "name", title', BadKey, "title is no key here"),
        ('act = "facts"', 'act = "rumours"', UnknownWord, "'rumours' is none of"),
        ('constants = { source_record_id = "住房鉴定" }\n', "", WrongValue, "source_record_id is told by no column"),
        ('"危房等级", "鉴定等级"]', '"危房等级"], codes = "grades"', UnknownWord, "'grades' is none of"),
        ('"危房等级", "鉴定等级"]', '"危房等级"], part = [3, 2]', WrongValue, "no stretch of characters"),
        ('"危房等级", "鉴定等级"]', '"危房等级"], month = "middle"', UnknownWord, "'middle' is none of"),
        ('name = "danger_appraisals"', 'name = "feedback"', Duplicate, "[[source]]"),
        ('mode = "folder"', 'mode = "pigeon"', UnknownWord, "'pigeon' is none of file, folder"),
        ('mode = "folder"', 'mode = "table"', BadKey, "pattern means nothing of a source whose mode is table"),
        ('mode = "folder"', 'folder = "/srv/in"', BadKey, "folder is no key here"),
        ('mode = "folder"', 'mode = "folder"\nevery_minutes = 0', WrongValue, "no minute between two"),
        (
            'constants = { source_record_id = "住房鉴定" }\ncolumns = [',
            'columns = [{ field = "source_record_id", heading = "身份证号", join = ["地址"] },',
            WrongValue,
            "is made of ID numbers",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, error: type[CatalogueError], said: str
) -> None:
    for folder in discover():
        shutil.copytree(folder, tmp_path / folder.name)
    file = tmp_path / "housing" / "department.toml"
    before, _, declared = file.read_text().partition("[[source]]")
    assert old in declared
    file.write_text(f"{before}[[source]]{declared.replace(old, new, 1)}")
    with pytest.raises(error) as caught:
        load(discover(tmp_path))
    assert said in str(caught.value)
    assert "housing/department.toml [[source]]" in str(caught.value)


def test_a_word_of_a_code_list_that_is_nothing_here_is_told_with_its_file(tmp_path: Path) -> None:
    for folder in discover():
        shutil.copytree(folder, tmp_path / folder.name)
    file = tmp_path / "finance" / "mappings" / "paid.csv"
    file.write_text(file.read_text().replace("失败,false", "失败,no"))
    with pytest.raises(UnknownWord) as caught:
        load(discover(tmp_path))
    assert "mappings/paid.csv" in str(caught.value)
