"""Parameters in the graph (地方政策参数): what local policy sets where, from when, on which basis."""

from typing import Annotated

import strawberry

from planner.shape import Ask, Column, Many, One, Source
from registry.reference.declared_words import parameter_value
from schema.fields.enums import ParameterKind
from schema.fields.mapping import argument, mapped, mapped_method, planned
from schema.fields.references import division
from schema.fields.scalars import Date
from schema.requests.divisions import Division


@strawberry.type(description="What a division has set a parameter to (参数取值).")
class ParameterValue:
    division: Division = mapped(
        One("Division", Source("divisions {row}", ("{row}.code = {parent}.division",))), "Who has set it (行政区划)."
    )
    value: str = mapped(
        Column("coalesce({row}.boolean::text, {row}.number::text, array_to_string({row}.codes, ','))"),
        "The value: true or false, a whole number, money in fen, or codes (取值).",
    )
    words: str = mapped(Column(parameter_value("zh")), "The value in Chinese words (取值释义).")
    words_en: str = mapped(Column(parameter_value("en")), "The same in English (英文).")
    since: Date = mapped(Column("{row}.valid_from"), "From this day (起始日期).")
    until: Date | None = mapped(Column("{row}.valid_to"), "Until before this day (截止日期).")
    source: str = mapped(Column("{row}.source"), "On which basis (依据).")


def values(ask: Ask) -> Source:
    """What is in force or will be; for a division, what it, those above or those below it have set."""
    today = ask.caller("today", "date")
    where = [
        "'parameter.' || {row}.name = {parent}.fact",
        f"coalesce({{row}}.valid_from < {{row}}.valid_to AND {today} < {{row}}.valid_to, true)",
    ]
    if ask.given("division"):
        around = f"SELECT FROM divisions v WHERE v.code = {division(ask, 'division')}"
        where.append(f"EXISTS ({around} AND v.lo < {{row}}.hi AND {{row}}.lo < v.hi)")
    return Source("parameters {row}", tuple(where), "{row}.hi - {row}.lo DESC, {row}.lo, {row}.valid_from")


@strawberry.type(description="A number or choice that the document leaves to local policy (地方政策参数).")
class Parameter:
    code: str = mapped(Column("split_part({row}.fact, '.', 2)"), "Its name in rules, as `heating` (参数代码).")
    name: str = mapped(Column("{row}.zh"), "What it is, in Chinese (名称).")
    name_en: str = mapped(Column("{row}.en"), "The same in English (英文名称).")
    kind: ParameterKind = mapped(Column("{row}.type"), "What its values are (取值类型).")

    @mapped_method(
        Many("ParameterValue", values, usually=3),
        "The values in force or to come, the largest division first; the nearest stands (取值).",
    )
    def values(
        self,
        division: Annotated[
            str | None,  # read by `values` above
            argument(None, description="Only what bears on this division: set there, above or below (行政区划代码)."),
        ] = None,
    ) -> list[ParameterValue]:
        planned()


PARAMETERS = Many(
    "Parameter", Source("declared_facts {row}", ("starts_with({row}.fact, 'parameter.')",), "{row}.fact"), usually=40
)
