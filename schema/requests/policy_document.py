"""The document in the graph (文件): its sections and sentences, and what carries each of them out."""

import strawberry

from planner.shape import Column, Many, One, Same, Source
from policy import document
from schema.fields.enums import CarrierKind
from schema.fields.mapping import mapped
from schema.fields.scalars import Date
from schema.requests.catalogue import Programme

SECTIONS = ", ".join(f"('{number}', '{title}', {n})" for n, (number, title) in enumerate(document.sections().items()))
PROGRAMME_NAMED = One(
    "Programme", Source("programmes {row}", ("{parent}.kind = 'PROGRAMME'", "{row}.code = {parent}.code"))
)


@strawberry.type(description="What carries a sentence of the document out (承接方式).")
class Carrier:
    kind: CarrierKind = mapped(Column("{row}.kind"), "What it is (类型).")
    code: str = mapped(Column("{row}.code"), "Its code (代码).")
    name: str = mapped(Column("{row}.zh"), "Its Chinese name (名称).")
    name_en: str = mapped(Column("{row}.en"), "Its English name (英文名称).")
    quotes: list[str] = mapped(Column("{row}.quotes"), "The words of the sentence that it rests on (所依据的原文).")
    programme: Programme | None = mapped(PROGRAMME_NAMED, "The programme, where it is one (救助项目).")


def carriers(of: str) -> Many:
    return Many("Carrier", Source("document_carriers {row}", (f"{{row}}.{of} = {{parent}}.n",), "{row}.n"), usually=4)


@strawberry.type(description="What a part of a sentence asks for, and where it is carried out (职责).")
class Duty:
    quote: str = mapped(Column("{row}.quote"), "The part of the sentence (原文).")
    fields: list[str] = mapped(Column("{row}.fields"), "The fields of this graph that carry it out (对应的查询与办理).")
    carriers: list[Carrier] = mapped(carriers("duty"), "What else carries it out (承接方式).")
    note: str | None = mapped(Column("nullif({row}.zh, '')"), "How, where the names alone do not say it (说明).")
    note_en: str | None = mapped(Column("nullif({row}.en, '')"), "The same in English (英文说明).")
    left_to_offices: str | None = mapped(Column("nullif({row}.office_zh, '')"), "What is left to offices (由部门办理).")
    left_to_offices_en: str | None = mapped(Column("nullif({row}.office_en, '')"), "The same in English (英文).")


@strawberry.type(description="A sentence of the document (文件条句).")
class PolicySentence:
    n: int = mapped(Column("{row}.n"), "Its place in the document, from 1 (序号).")
    cites: str = mapped(Column("{row}.cites"), "The paragraph it stands in (条款).")
    text: str = mapped(Column("{row}.text"), "The sentence (原文).")
    carriers: list[Carrier] = mapped(carriers("sentence"), "What rests on it (承接方式).")
    duties: list[Duty] = mapped(
        Many("Duty", Source("document_duties {row}", ("{row}.sentence = {parent}.n",), "{row}.n"), usually=3),
        "Its parts, of sections 一, 二 and 四; 三 is carried out by programmes (职责).",
    )


@strawberry.type(description="A section of the document (章节).")
class PolicySection:
    number: str = mapped(Column("{row}.number"), "Its number, as 二 (序号).")
    title: str = mapped(Column("{row}.title"), "Its heading (标题).")
    sentences: list[PolicySentence] = mapped(
        Many(
            "PolicySentence",
            Source("document_sentences {row}", ("{row}.section = {parent}.number",), "{row}.n"),
            usually=12,
        ),
        "Its sentences in their order (条句).",
    )


@strawberry.type(description="The document that the hub implements (政策文件).")
class PolicyDocument:
    number: str = mapped(Column(f"text '{document.number()}'"), "Its number (文号).")
    title: str = mapped(Column(f"text '{document.title()}'"), "Its title (标题).")
    issued_on: Date = mapped(Column(f"date '{document.issued_on()}'"), "Issued on this day (印发日期).")
    sections: list[PolicySection] = mapped(
        Many("PolicySection", Source(f"(VALUES {SECTIONS}) {{row}}(number, title, n)", order="{row}.n"), usually=4),
        "Its sections in their order (章节).",
    )


DOCUMENT = Same("PolicyDocument")
