"""Acts on the register: households are registered, categories determined and ended (录入与认定)."""

from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from schema.fields.mapping import mapped_method
from schema.fields.scalars import Date
from schema.register import determinations, mismatches, registration
from schema.register.determinations import DeterminationInput, DeterminationResult
from schema.register.mismatches import DecideMismatchInput, MismatchResult
from schema.register.registration import HouseholdInput, RegistrationResult

DETERMINES = ("civil/population:write", "agency/facts:write")


class Acts:
    """What changes the register."""

    @mapped_method(
        None,
        "Register households with their members, 1 to 1,000 at a time (录入家庭).",
        scopes="civil/population:write",
    )
    async def register_households(
        self,
        info: Info[Any, Any],
        items: Annotated[list[HouseholdInput], strawberry.argument(description="The households (家庭列表).")],
    ) -> RegistrationResult:
        return await registration.register(info.context, items)

    @mapped_method(None, "Record a determination of a category (认定).", scopes=DETERMINES)
    async def determine(
        self,
        info: Info[Any, Any],
        input: Annotated[DeterminationInput, strawberry.argument(description="The determination (认定内容).")],
    ) -> DeterminationResult:
        answer: DeterminationResult = await determinations.determine(info.context, info, input)
        return answer

    @mapped_method(
        None, "End a determination on a day, with its reason; it stays in the chain (终止认定).", scopes=DETERMINES
    )
    async def end_determination(
        self,
        info: Info[Any, Any],
        determination_id: Annotated[
            strawberry.ID, strawberry.argument(name="determination", description="Its id (认定标识).")
        ],
        on: Annotated[Date, strawberry.argument(description="The day it ends (终止日期).")],
        reason: Annotated[str, strawberry.argument(description="Why (终止原因).")],
    ) -> DeterminationResult:
        answer: DeterminationResult = await determinations.end(info.context, info, determination_id, on, reason)
        return answer

    @mapped_method(
        None,
        "Decide whose it is what was reported under a registered number with another name (身份认定).",
        scopes="civil/population:write",
    )
    async def decide_mismatch(
        self,
        info: Info[Any, Any],
        input: Annotated[DecideMismatchInput, strawberry.argument(description="The decision (认定内容).")],
    ) -> MismatchResult:
        answer: MismatchResult = await mismatches.decide_mismatch(info, input)
        return answer
