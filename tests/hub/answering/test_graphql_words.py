"""graphql-core's words in Chinese: whoever reads Chinese is told in Chinese what is wrong with a document."""

from typing import Any

import pytest

from hub.answering.graphql_words import OTHERWISE, in_chinese
from tests.hub_running import Running

AROUND = OTHERWISE.partition("{")[0]
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("{ household(id: 1) { nme } }", {}, "类型 Household 没有字段 nme。"),
    ("{ households { nodes { nmber } } }", {}, "类型 Household 没有字段 nmber。是否指 'number'"),
    ("mutation { closeWarning { __typename } }", {}, "缺少必填参数"),
    ("{ household(id: 1) }", {}, "须选择下级字段。是否指"),
    ("{ household(id: 1, of: 2) { id } }", {}, "没有参数 of。"),
    ("{ household(id: 1) { id { id } } }", {}, "没有下级字段，不能再选择。"),
    ("{ household(id: $id) { id } }", {}, "未声明变量 $id"),
    ("query ($id: ID!, $of: Int) { household(id: $id) { id } }", {"id": "1"}, "未使用变量 $of"),
    ("query ($id: Int) { household(id: $id) { id } }", {}, "变量 $id 的类型为 Int，此处应为 ID。"),
    ("query ($id: ID!) { household(id: $id) { id } }", {}, "变量 $id 的值无效：缺少必填值"),
    (
        "query ($id: ID!) { household(id: $id) { id } }",
        {"id": None},
        "变量 $id 的值无效：必填值（类型 ID!）不能为 null",
    ),
    ("query ($id: ID!) { household(id: $id) { id } }", {"id": [1]}, "变量 $id 的值无效："),
    (
        "query ($box: Box!) { referrals(box: $box) { nodes { id } } }",
        {"box": "INN"},
        "枚举 Box 没有值 INN。是否指枚举值",
    ),
    ("{ referrals(box: INN) { nodes { id } } }", {}, "枚举 Box 没有值 INN。"),
    ("query ($n: Int) { households(first: $n) { nodes { id } } }", {"n": "x"}, "应为整数"),
    ("query ($f: WarningFilter) { earlyWarnings(filter: $f) { nodes { rank } } }", {"f": {"x": 1}}, "没有字段 x"),
    ("query ($x: Nothing) { households { nodes { id } } }", {}, "没有类型 Nothing。"),
    ("{ ...Gone }", {}, "没有片段 Gone。"),
    ("{ households { nodes { id } } } fragment F on Household { id }", {}, "片段 F 未被使用。"),
    ("{ households { nodes { id @gone } } }", {}, "没有指令 @gone。"),
    ("{ households { nodes { a: id a: number } } }", {}, "相互冲突"),
    ("{ households ", {}, "语法错误：此处应为"),
    ("{ households(first: ) { id } }", {}, "语法错误：此处不应出现"),
    ("query A { __typename } query B { __typename }", {}, "请用 operationName 指明"),
    ("mutation { a: __typename b: __typename }", {}, "一次只能办理一项"),
]


@pytest.mark.parametrize(("document", "variables", "said"), WRONG)
def test_what_is_wrong_with_a_document_is_said_in_chinese(
    hub: Running, document: str, variables: dict[str, Any], said: str
) -> None:
    asked = hub["civil_affairs"].post(document, variables, **{"Accept-Language": "zh-CN,zh;q=0.9"}).json()
    messages = [error["message"] for error in asked["errors"]]
    assert said in "\n".join(messages)
    assert not [message for message in messages if message.startswith(AROUND)]
    english = hub["civil_affairs"].post(document, variables).json()
    assert [error["extensions"] for error in english["errors"]] == [error["extensions"] for error in asked["errors"]]
    assert all(error["message"].isascii() for error in english["errors"])


def test_a_sentence_that_is_not_in_the_table_stays_within_chinese_words() -> None:
    assert in_chinese("Something new.") == f"{AROUND}Something new."


def test_what_is_quoted_stays_as_it_is() -> None:
    assert in_chinese("Unknown type 'a{0}b'.") == "没有类型 a{0}b。"
