"""Files that a clerk sends in: taken in once, refused row by row, told to nobody else."""

import gzip

import pytest

from tests.hub.answering.test_bodies import begun, code
from tests.hub.files.sheets import counts, ended, errors, line, sent, sheet, worked
from tests.hub_running import ELSEWHERE, Running

CLIENTS = ("httpx", "httpcore", "uvicorn")
"""What writes down requests here, and in a hub that serves nowhere."""


def records(hub: Running, prefix: str) -> int:
    return int(hub.rows("SELECT count(*) FROM assistance_records WHERE external_id LIKE %s", f"{prefix}%")[0][0])


def test_a_file_is_taken_in_and_the_same_file_again_changes_nothing(hub: Running) -> None:
    lines = [line(hub, f"once-{n}") for n in range(5)]
    first = worked(hub, sheet(*lines))
    assert (first["state"], first["of"], counts(first), first["failure"]) == ("DONE", 5, (5, 0, 0, 0), None)
    assert records(hub, "once-") == 5
    answer = sent(hub, sheet(*lines), name="renamed.csv")
    assert (answer.status_code, answer.json()["import"], answer.json()["known"]) == (200, first["id"], True)
    assert records(hub, "once-") == 5


def test_of_a_file_in_which_rows_were_added_and_mended_only_those_are_taken_in(hub: Running) -> None:
    lines = [line(hub, f"more-{n}") for n in range(5)]
    lines[2]["发生日期"] = "2999-01-01"
    assert counts(worked(hub, sheet(*lines))) == (4, 0, 1, 0)
    again = worked(hub, sheet(*lines))
    assert counts(again) == (0, 4, 1, 0)
    lines[2]["发生日期"] = "2024-03-01"
    mended = worked(hub, sheet(*lines, line(hub, "more-5")))
    assert (counts(mended), records(hub, "more-")) == ((2, 4, 0, 0), 6)


def test_what_was_given_is_not_told_anew_under_its_number(hub: Running) -> None:
    lines = [line(hub, f"changed-{n}") for n in range(15)]
    assert counts(worked(hub, sheet(*lines))) == (15, 0, 0, 0)
    changed = [{**one, "金额（元）": "1"} if n < 10 else one for n, one in enumerate(lines)]
    found = worked(hub, sheet(*changed))
    assert counts(found) == (0, 5, 10, 0)
    assert {code for _, _, code in errors(found)} == {"EXTERNAL_ID_REUSED"}


def test_a_file_without_rows_is_done_at_once(hub: Running) -> None:
    found = worked(hub, sheet())
    assert (found["state"], found["of"], counts(found)) == ("DONE", 0, (0, 0, 0, 0))


def test_what_is_wrong_with_a_row_is_told_at_its_cell_and_spoils_no_other(hub: Running) -> None:
    lines = [line(hub, f"wrong-{n}") for n in range(6)]
    lines[1]["金额（元）"] = "三万"
    lines[2]["身份证号"] = "6.29901E+17"
    lines[3]["支付地区代码"] = "999999999999"
    lines[4] |= {"状态": ""}
    found = worked(hub, sheet(*lines))
    assert counts(found) == (2, 0, 3, 1)
    assert [row for row, _, _ in errors(found)] == [3, 4, 5]
    assert errors(found)[:2] == [(3, "金额（元）", "CELL_AMOUNT"), (4, "身份证号", "ID_NUMBER_ROUNDED")]
    assert errors(found)[2][1:] == ("支付地区代码", "UNKNOWN_DIVISION")


def test_a_file_is_checked_and_nothing_of_it_is_written(hub: Running) -> None:
    lines = [line(hub, f"check-{n}") for n in range(3)]
    lines[0]["发生日期"] = "2999-01-01"
    found = worked(hub, sheet(*lines), check="true")
    assert (found["state"], found["checkOnly"], counts(found)) == ("DONE", True, (2, 0, 1, 0))
    assert records(hub, "check-") == 0
    assert counts(worked(hub, sheet(*lines))) == (2, 0, 1, 0)


def test_a_file_that_is_none_is_refused_as_a_whole(hub: Running) -> None:
    found = worked(hub, "姓名,项目\n王某,ZJ-03\n".encode())
    assert (found["state"], found["failure"]["code"], counts(found)) == ("FAILED", "COLUMNS_MISSING", (0, 0, 0, 0))
    answer = sent(hub, b"")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (422, "FILE_EMPTY")


def test_without_the_scope_or_the_source_a_file_is_refused_before_it_is_read(hub: Running) -> None:
    def codes(**how: str) -> tuple[int, list[str]]:
        answer = sent(hub, sheet(line(hub, "door")), **how)
        return answer.status_code, [error["extensions"]["code"] for error in answer.json()["errors"]]

    assert codes(who="nobody") == (401, ["INVALID_TOKEN"])
    assert codes(who="reader") == (403, ["MISSING_SCOPE"])
    assert codes(source="gold") == (422, ["UNKNOWN_SOURCE"])
    assert codes(check="perhaps") == (422, ["BAD_BOOLEAN"])
    assert hub.rows("SELECT count(*) FROM uploads WHERE job IS NULL") == [(0,)]
    with begun(hub, "reader", 1 << 20, path="/files") as connection:  # nothing of it has come
        assert code(connection) == "MISSING_SCOPE"


def test_nobody_else_sees_what_was_sent(hub: Running) -> None:
    found = worked(hub, sheet(line(hub, "mine", 发生日期="2999-01-01")))
    for other in ("housing here", "civil_affairs", "reader"):
        assert hub[other].ask("query ($id: ID!) { import(id: $id) { name } }", {"id": found["id"]}) == {"import": None}
    assert found["id"] in [one["id"] for one in hub["housing"].ask("{ imports { nodes { id } } }")["imports"]["nodes"]]


def test_rows_of_another_county_are_refused_and_those_of_ones_own_are_taken_in(hub: Running) -> None:
    found = worked(hub, sheet(line(hub, "here-1"), line(hub, "here-2", 支付地区代码=ELSEWHERE)), "housing here")
    assert (counts(found), errors(found)) == ((1, 0, 1, 0), [(3, "支付地区代码", "OUTSIDE_DIVISIONS")])


def test_no_number_stands_in_clear_in_what_is_kept_or_logged(hub: Running, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    lines = [line(hub, f"hidden-{n}") for n in range(2)]
    lines[0]["身份证号"] = lines[0]["身份证号"][:17]
    lines[1]["发生日期"] = lines[1]["身份证号"]
    found = worked(hub, sheet(*lines), name=f"{lines[1]['身份证号']}.csv")
    assert counts(found)[2] == 2
    logged = [record.getMessage() for record in caplog.records if record.name.split(".")[0] not in CLIENTS]
    digits = [one["身份证号"][6:14] for one in lines]
    kept = [
        str(hub.rows(f"SELECT * FROM {table}"))
        for table in ("imports", "import_errors", "import_chunks", "jobs", "access_log")
    ]
    assert not [number for number in digits if any(number in text for text in (*kept, *logged))]
    for (sealed,) in hub.rows("SELECT sealed FROM upload_pieces"):
        assert b"6299" not in sealed
    assert ended(hub, found["id"])["errors"]["nodes"][0]["value"] == "*" * 18


def test_a_file_is_called_as_its_header_says_without_its_folder(hub: Running) -> None:
    headers = {"Authorization": f"Bearer {hub['housing'].token}"}
    for said in ("attachment; filename*=UTF-8''%E5%90%8D%E5%8D%95.csv", 'attachment; filename="C:\\\\x\\\\名单.csv"'):
        named = {**headers, "Content-Disposition": said.encode()}
        answer = hub.http.post("/files", content=sheet(line(hub, "named")), headers=named)
        name = ended(hub, answer.json()["import"])["name"]
        assert name.endswith(".csv")
        assert "\\" not in name


@pytest.mark.parametrize("name", ["a\0b.csv", "a\r\n\0b.csv", "a\u202e\u200bb.csv"])
def test_a_name_keeps_nothing_that_cannot_be_shown(hub: Running, name: str) -> None:
    answer = sent(hub, sheet(line(hub, "shown")), name=name)
    assert answer.status_code in (200, 202), answer.text
    assert ended(hub, answer.json()["import"])["name"] == "a b.csv"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("attachment; filename*=UTF-8''%ED%A0%80%00.csv", ".csv"),
        ("attachment; filename*0*=UTF-8''a; filename*2=x; filename*=''''''", "file"),
        ("attachment; filename*=undefined''a.csv", "file"),
    ],
)
def test_a_header_that_makes_no_sense_names_no_file_and_the_file_is_taken_in(
    hub: Running, said: str, name: str
) -> None:
    headers = {"Authorization": f"Bearer {hub['housing'].token}", "Content-Disposition": said}
    answer = hub.http.post("/files", content=sheet(line(hub, "senseless")), headers=headers)
    assert answer.status_code in (200, 202), answer.text
    assert ended(hub, answer.json()["import"])["name"].endswith(name)


def test_a_file_that_was_packed_on_its_way_is_refused_before_it_is_read(hub: Running) -> None:
    headers = {"Authorization": f"Bearer {hub['housing'].token}", "Content-Encoding": "gzip"}
    content = gzip.compress(sheet(line(hub, "packed")))
    answer = hub.http.post("/files", content=content, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (415, "CONTENT_ENCODING")
    plain = {**headers, "Content-Encoding": "identity"}
    assert hub.http.post("/files", content=sheet(line(hub, "unpacked")), headers=plain).status_code == 202
