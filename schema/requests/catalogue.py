"""Departments, categories and programmes in the graph: what the catalogue says, as recorded."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from planner.shape import Ask, Column, Many, One, Source
from schema.fields.enums import (
    AidForm,
    AidPeriod,
    AidUnit,
    AssistanceKind,
    ClashScope,
    Entitlement,
    ProgrammeCategory,
    ProgrammeResidence,
)
from schema.fields.mapping import mapped
from schema.fields.references import department, programme

if TYPE_CHECKING:
    from schema.requests.parameters import Parameter
    from schema.requests.policy_document import PolicySentence

SENTENCES = Many(
    "PolicySentence",
    Source(
        "document_sentences {row}",
        (
            "EXISTS (SELECT FROM document_carriers c WHERE c.sentence = {row}.n AND c.kind = 'PROGRAMME'"
            " AND c.code = {parent}.code)",
        ),
        "{row}.n",
    ),
    usually=1,
)
PARAMETERS = Many(
    "Parameter",
    Source(
        "declared_facts {row}",
        (
            "EXISTS (SELECT FROM programme_parameters p WHERE p.programme = {parent}.code"
            " AND {row}.fact = 'parameter.' || p.parameter)",
        ),
        "{row}.fact",
    ),
    usually=1,
)
FORMS_INSTEAD = "Ask for `forms`: this text may name several, until 2027-12-31"


@strawberry.federation.type(keys=["code"], description="A department that takes part (部门).")
class Department:
    code: strawberry.ID = mapped(Column("{row}.code"), "The department's code, as `housing` (部门代码).")
    name: str = mapped(Column("{row}.zh"), "Its Chinese name (名称).")
    name_en: str = mapped(Column("{row}.en"), "Its English name (英文名称).")


DEPARTMENT = One("Department", Source("departments {row}", ("{row}.code = {parent}.department",)))


@strawberry.federation.type(keys=["code"], description="A category of the low-income population (低收入人口类别).")
class Category:
    code: strawberry.ID = mapped(Column("{row}.code"), "The category's code, as `subsistence_allowance` (类别代码).")
    name: str = mapped(Column("{row}.zh"), "The document's term (名称).")
    name_en: str = mapped(Column("{row}.en"), "The English term (英文名称).")
    agency: str = mapped(Column("{row}.agency"), "The department that determines it (认定部门).")
    cites: str = mapped(Column("{row}.cites"), "The paragraph of the document (条款依据).")
    quote: str = mapped(Column("{row}.quote"), "The sentence of the document (原文).")


@strawberry.type(description="One clause of a programme's rule, numbered (救助条件).")
class Clause:
    n: int = mapped(Column("{row}.n"), "The clause's number within its programme, from 0 (序号).")
    branch: int = mapped(
        Column("{row}.branch"),
        "0 where every target meets it; else the alternative it belongs to (0 为必备条件，否则为可选组).",
    )
    text: str = mapped(Column("{row}.text"), "The clause as the rule has it (规则表达式).")
    meaning: str = mapped(Column("{row}.zh"), "In Chinese (中文释义).")
    meaning_en: str = mapped(Column("{row}.en"), "In English (英文释义).")
    basis: str = mapped(
        Column("{row}.basis"),
        "document or general knowledge: whether a sentence of the document has it (依据来源：本意见或通用知识).",
    )


@strawberry.type(description="A programme that must not help the same twice together with this one (互斥项目).")
class Exclusion:
    programme: Annotated["Programme", strawberry.lazy("schema.requests.catalogue")] = mapped(
        One("Programme", Source("programmes {row}", ("{row}.code = {parent}.other",))), "The other programme (项目)."
    )
    same: ClashScope = mapped(Column("{row}.same"), "What must be the same (互斥范围).")


@strawberry.federation.type(
    keys=["code"], description="A programme of help, founded by a sentence of the document (救助项目)."
)
class Programme:
    code: strawberry.ID = mapped(Column("{row}.code"), "The code, as `housing.rural_house_renovation` (项目代码).")
    number: str = mapped(Column("{row}.number"), "The number in the catalogue, as ZJ-03 (项目编号).")
    name: str = mapped(Column("{row}.zh"), "The document's term (名称).")
    name_en: str = mapped(Column("{row}.en"), "The English term (英文名称).")
    department: Department = mapped(DEPARTMENT, "The department that runs it (负责部门).")
    categories: list[ProgrammeCategory] = mapped(Column("{row}.categories"), "Whom it is for (适用类别).")
    residence: ProgrammeResidence = mapped(Column("{row}.residence"), "Where whom it helps lives (城乡范围).")
    clauses: list[Clause] = mapped(
        Many("Clause", Source("programme_clauses {row}", ("{row}.programme = {parent}.code",), "{row}.n"), usually=6),
        "The whole rule (救助条件).",
    )
    department_decides: list[str] = mapped(
        Column("{row}.department_decides"), "What the hub cannot know and the department decides (由部门认定的条件)."
    )
    unit: AidUnit = mapped(Column("{row}.unit"), "Whom it is given to (救助单位).")
    kind: AssistanceKind = mapped(Column("{row}.kind"), "The kind of assistance (救助类型).")
    forms: list[AidForm] = mapped(Column("string_to_array({row}.form, '/')"), "In what it is given (救助形式).")
    form: str = mapped(
        Column("{row}.form"), "The same in one text, with / between (救助形式).", deprecation_reason=FORMS_INSTEAD
    )
    period: AidPeriod = mapped(Column("{row}.period"), "How often it is given (发放周期).")
    excludes: list[Exclusion] = mapped(
        Many("Exclusion", Source("programme_exclusions {row}", ("{row}.programme = {parent}.code",), "{row}.other")),
        "What it must not be given together with (互斥项目).",
    )
    alternatives: list[str] = mapped(Column("{row}.alternatives"), "Programmes of which one is enough (择一项目).")
    entitlement: Entitlement = mapped(
        Column("{row}.entitlement"),
        "Whether it is owed, offered or a service; only what is owed is missed (救助性质).",
    )
    absence: str = mapped(
        Column("{row}.absence"),
        "What it means that a target has no active help: missed, maybe or nothing; where that depends on the category,"
        " JSON with one of them for each (未享受的含义).",
    )
    basis: str = mapped(Column("{row}.basis"), "document or general knowledge (依据来源).")
    cites: str = mapped(Column("{row}.cites"), "The paragraph of the document (条款依据).")
    quote: str = mapped(Column("{row}.quote"), "The sentence of the document (原文).")
    sentences: list[Annotated["PolicySentence", strawberry.lazy("schema.requests.policy_document")]] = mapped(
        SENTENCES, "The sentences of the document that it carries out (所承接的条句)."
    )
    parameters: list[Annotated["Parameter", strawberry.lazy("schema.requests.parameters")]] = mapped(
        PARAMETERS, "What its rule leaves to local policy (所用地方参数)."
    )
    note: str = mapped(Column("{row}.note"), "A note of the catalogue, in English and in Chinese (备注).")


PROGRAMME = One("Programme", Source("programmes {row}", ("{row}.code = {parent}.programme",)))


def programmes(ask: Ask) -> Source:
    where = [f"{{row}}.department = {department(ask, 'department')}"] if ask.given("department") else []
    if ask.given("category"):
        where.append(f"{ask.arg('category')} = ANY({{row}}.categories)")
    return Source("programmes {row}", tuple(where), "{row}.number, {row}.code")


def named_programme(ask: Ask) -> Source:
    return Source("programmes {row}", (f"{{row}}.code = {programme(ask, 'code')}",))
