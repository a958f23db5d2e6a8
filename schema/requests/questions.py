"""Questions about the hub itself: who asks, and what there is to ask about (账户与目录)."""

from typing import Annotated

from planner.shape import Key, Many, One, Page, Same, Source
from schema.fields.arguments import After, First, ProgrammeCode
from schema.fields.connections import Connection
from schema.fields.enums import CategoryCode, DivisionLevel
from schema.fields.mapping import argument, mapped, mapped_method, planned
from schema.requests.caller import Me
from schema.requests.catalogue import Category, Department, Programme, named_programme, programmes
from schema.requests.divisions import Division, divisions_named
from schema.requests.parameters import PARAMETERS, Parameter
from schema.requests.policy_document import DOCUMENT, PolicyDocument


class Questions:
    """Who you are, and the divisions, departments, categories and programmes there are."""

    me: Me = mapped(Same("Me"), "Who you are to the hub: client, department, divisions, scopes (当前账户).")
    categories: list[Category] = mapped(
        Many("Category", Source("categories {row}", order="{row}.place"), usually=6),
        "The categories (低收入人口类别).",
    )
    departments: list[Department] = mapped(
        Many("Department", Source("departments {row}", order="{row}.code"), usually=10), "The departments (部门)."
    )

    @mapped_method(
        Page("Division", divisions_named, (Key("{row}.lo", "bigint"), Key("{row}.code", "text"))),
        "The divisions of the province (行政区划).",
    )
    def divisions(
        self,
        below: Annotated[
            str | None, argument(None, description="This division and those below it (上级区划代码).")
        ] = None,
        level: Annotated[DivisionLevel | None, argument(None, description="Of this level (层级).")] = None,
        name: Annotated[str | None, argument(None, description="The name holds this (名称包含).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Division]:
        planned()

    @mapped_method(Many("Programme", programmes, usually=57), "The programmes, by number (救助项目).")
    def programmes(
        self,
        department: Annotated[str | None, argument(None, description="Run by this department (部门代码).")] = None,
        category: Annotated[CategoryCode | None, argument(None, description="For this category (类别代码).")] = None,
    ) -> list[Programme]:
        planned()

    policy_document: PolicyDocument = mapped(
        DOCUMENT, "The document, sentence by sentence, with what carries each out (政策文件)."
    )
    parameters: list[Parameter] = mapped(
        PARAMETERS, "What the document leaves to local policy, by name (地方政策参数)."
    )

    @mapped_method(One("Programme", named_programme), "One programme (单个救助项目).")
    def programme(self, code: ProgrammeCode) -> Programme | None:
        planned()
