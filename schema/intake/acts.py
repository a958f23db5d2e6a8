"""Acts of intake: every department reports what it knows and what it did (报送、反馈)."""

from collections.abc import Mapping
from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from policy.catalogue import Catalogue, Department, Entity
from schema.fields.mapping import mapped_method
from schema.fields.naming import pascal
from schema.intake.department_inputs import facts_input, feedback_input
from schema.intake.fact_reports import FactsResult, report_facts
from schema.intake.feedback import FeedbackResult, feed_back
from schema.intake.payment_results import PaymentResultInput, PaymentResultsResult, take_results


class Acts:
    """What is reported of other departments' doings."""

    @mapped_method(
        None,
        "Say of payments that departments fed back that they were paid out, or that the bank returned them, 1 to 1,000"
        " at a time; nobody is named (报送发放结果).",
        scopes="finance/payments:write",
    )
    async def report_payment_results(
        self,
        info: Info[Any, Any],
        items: Annotated[list[PaymentResultInput], strawberry.argument(description="The results (条目).")],
    ) -> PaymentResultsResult:
        return await take_results(info.context, items)


def reports(catalogue: Catalogue) -> dict[str, Any]:
    """Two acts for each department: `reportFacts…` where it has facts, `feedBack…` where it has programmes."""
    acts = {}
    for department in catalogue.departments.values():
        if department.facts:
            acts[f"report_facts_{department.code}"] = _report_facts(department, catalogue.entities)
        if department.programmes:
            acts[f"feed_back_{department.code}"] = _feed_back(department)
    return acts


def _report_facts(department: Department, entities: Mapping[str, Entity]) -> Any:  # a strawberry field
    item = facts_input(department, entities)

    async def report(
        info: Info[Any, Any],
        items: Annotated[list[item], strawberry.argument(description="The items (条目).")],  # type: ignore[valid-type] # made from the folder
    ) -> FactsResult:
        return await report_facts(info.context, department, items)

    return mapped_method(
        None,
        f"Report what {department.en} knows, 1 to 1,000 items at a time (报送情况：{department.zh}).",
        scopes=f"{department.code}/facts:write",
        name=f"reportFacts{pascal(department.code)}",
    )(report)


def _feed_back(department: Department) -> Any:  # a strawberry field
    item = feedback_input(department)

    async def feed(
        info: Info[Any, Any],
        items: Annotated[list[item], strawberry.argument(description="The entries (条目).")],  # type: ignore[valid-type] # made from the folder
        check_only: Annotated[
            bool,
            strawberry.argument(
                description="Say what would happen, and write nothing: the question before the grant (仅核对)."
            ),
        ] = False,
    ) -> FeedbackResult:
        return await feed_back(info.context, department, items, check_only)

    return mapped_method(
        None,
        f"Tell what {department.en} gave, refused, adjusted or ended, 1 to 1,000 entries at a time"
        f" (反馈救助帮扶信息：{department.zh}).",
        scopes=f"{department.code}/feedback:write",
        name=f"feedBack{pascal(department.code)}",
    )(feed)
