"""Quality of items (数据质量): what is odd about an item that can be taken in, told beside its outcome."""

import datetime
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence

import strawberry

from policy.catalogue import Department as Declared
from policy.clauses import Value
from policy.households import PROVINCE, full_years
from policy.quality import CONTRADICTION, PERSON_TWICE
from policy.quality_findings import AGE, Finding, Quality, Said
from registry.errors import Refusal, Words
from registry.reference.divisions import Divisions
from schema.fields.enums import QualityDimension
from schema.fields.mapping import mapped
from schema.fields.naming import camel_path
from schema.requests.context import Context

OF_FEEDBACK = ("happened_on", "period_from", "period_to", "amount", "programme", "today", AGE)


@strawberry.type(
    description="What is odd about an item that was taken in: it may be right, and somebody should look (数据质量提示)."
)
class DataWarning:
    rule: str = mapped(None, "The code of the rule; all are listed in docs/quality.md (规则代码).")
    dimension: QualityDimension = mapped(None, "What lacks (数据质量维度).")
    message: str = mapped(None, "What is odd and what to do, in the language of Accept-Language (说明).")
    path: str = mapped(None, "Where in the item, as `person.disabilityType` (位置).")
    finding: strawberry.Private[Finding]
    """In both languages, for who tells them beside each other."""


def of_facts(context: Context, department: Declared) -> Quality:
    """The rules for what a department reports."""
    facts = {str(fact) for fact in department.facts}
    return _quality(context, "facts", {*facts, AGE, "as_of", "today"})


def of_feedback(context: Context) -> Quality:
    """The rules for what any department feeds back."""
    return _quality(context, "feedback", OF_FEEDBACK)


def _quality(context: Context, of: str, names: Collection[str]) -> Quality:
    catalogue = context.hub.catalogue
    rules = [
        rule
        for rule in catalogue.quality.values()
        if rule.of == of and rule.dimension != CONTRADICTION and (rule.built_in or rule.about(names))
    ]
    return Quality(rules, catalogue.facts, lambda place: _known(context.hub.divisions, place))


def _known(divisions: Divisions, place: str) -> bool:
    """Whether a place is a division; of other provinces the hub knows none."""
    return not place.startswith(PROVINCE) or divisions.exists(place)


def aged(born: datetime.date | None, day: datetime.date) -> dict[str, Value]:
    """The age that a number tells, where it tells one."""
    return {AGE: full_years(born, day)} if born else {}


def found(quality: Quality, said: Said) -> list[Finding]:
    """What is odd about an item; raises BREAKS_QUALITY_RULE where a rule refuses it."""
    findings = quality.findings(said)
    for rule, at in findings:
        if rule.severity == "REFUSES":
            raise Refusal("BREAKS_QUALITY_RULE", camel_path(at), rule=rule.code, detail=Words(rule.en, rule.zh))
    return findings


def twice(context: Context, keys: Mapping[int, Sequence[Hashable]]) -> dict[int, list[Finding]]:
    """What is to be said of items by their places, of those that share a key with another."""
    count = Counter(key for of_item in keys.values() for key in set(of_item))
    rule = context.hub.catalogue.quality[PERSON_TWICE]
    return {n: [Finding(rule, "id_number")] for n, of_item in keys.items() if any(count[key] > 1 for key in of_item)}


def warnings(context: Context, findings: Sequence[Finding]) -> list[DataWarning]:
    """What of it is told to who handed the item in."""
    return [
        DataWarning(
            rule=rule.code,
            dimension=QualityDimension(rule.dimension),
            message=rule.zh if context.chinese else rule.en,
            path=camel_path(at),
            finding=Finding(rule, at),
        )
        for rule, at in findings
        if rule.severity == "WARNS"
    ]
