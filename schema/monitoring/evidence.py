"""Evidence in the graph (依据): what a warning rests on, in codes and in words."""

import strawberry

from planner.shape import Column, One, Source
from registry.reference.declared_words import fact_name, fact_value
from schema.fields.mapping import mapped
from schema.fields.scalars import Date
from schema.requests.catalogue import Department

FACT, VALUE = "({row}.e->>'fact')", "({row}.e->'value')::jsonb"
SUPPLIER = One("Department", Source("departments {row}", ("{row}.code = {parent}.e->>'department'",)))


@strawberry.type(description="What a warning rests on (预警依据).")
class Evidence:
    fact: str = mapped(
        Column("{row}.e->>'fact'"), "The fact, as person.student_stage, or `record` for help given (情况项)."
    )
    name: str = mapped(Column(fact_name(FACT, "zh")), "What the fact is called in Chinese (情况名称).")
    name_en: str = mapped(Column(fact_name(FACT, "en")), "The same in English (英文名称).")
    value: str = mapped(Column("{row}.e->>'value'"), "Its value, or the programme of the help (内容).")
    words: str = mapped(Column(fact_value(FACT, VALUE, "zh")), "The value in Chinese words (内容释义).")
    words_en: str = mapped(Column(fact_value(FACT, VALUE, "en")), "The same in English (英文).")
    department: str = mapped(Column("{row}.e->>'department'"), "Who supplied it (来源部门).")
    supplier: Department | None = mapped(SUPPLIER, "The same with its names (来源部门名称).")
    as_of: Date = mapped(Column("{row}.e->>'as_of'"), "As of which day (数据时点).")
