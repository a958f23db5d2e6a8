"""Acts on the register: households are registered, categories determined and ended (录入与认定)."""

from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from schema.fields.enums import Continuation
from schema.fields.mapping import mapped_method
from schema.fields.scalars import Date, Instant
from schema.fields.without_hearing import WithoutHearingInput
from schema.register import (
    contact_changes,
    corrections,
    determination_batches,
    determinations,
    household_merges,
    identity_candidates,
    leaving,
    merges,
    mismatches,
    registration,
    unregistered_persons,
)
from schema.register.contact_changes import ChangeContactsInput, ChangeContactsResult
from schema.register.corrections import CorrectPersonInput, LineDecisionInput, PersonCorrectionResult
from schema.register.determination_batches import DeterminationsResult, NumberedDeterminationInput
from schema.register.determinations import DeterminationCorrectionInput, DeterminationInput, DeterminationResult
from schema.register.household_merges import MergeHouseholdsInput, MergeHouseholdsResult, UnmergeHouseholdsResult
from schema.register.identity_candidates import DecideIdentityCandidateInput, IdentityCandidateResult
from schema.register.leaving import LeaveHouseholdInput, LeaveHouseholdResult
from schema.register.merges import MergePersonsInput, PersonMergeResult
from schema.register.mismatches import DecideMismatchInput, MismatchResult
from schema.register.registration import HouseholdInput, RegistrationResult
from schema.register.unregistered_persons import SetAsideInput, UnregisteredResult

Determination = Annotated[strawberry.ID, strawberry.argument(name="determination", description="Its id (认定标识).")]
Seen = Annotated[Instant, strawberry.argument(description="Its `recordedAt` as you saw it (查看时的录入时间).")]
Reason = Annotated[str, strawberry.argument(description="Why (原因).")]

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

    @mapped_method(
        None,
        "End a membership without another household: death, emigration … The person keeps the chain, stays to be found"
        " by number, and can be registered in a household again (离开家庭).",
        scopes="civil/population:write",
    )
    async def leave_household(
        self,
        info: Info[Any, Any],
        input: Annotated[LeaveHouseholdInput, strawberry.argument(description="Who leaves (离开内容).")],
    ) -> LeaveHouseholdResult:
        answer: LeaveHouseholdResult = await leaving.leave_household(info.context, info, input)
        return answer

    @mapped_method(
        None,
        "Let a household that was entered under two numbers go on under one: members, open matters and the chain come"
        " over; the duplicate is closed and says where it went (重复户归并).",
        scopes="civil/population:write",
    )
    async def merge_households(
        self,
        info: Info[Any, Any],
        input: Annotated[MergeHouseholdsInput, strawberry.argument(description="The two households (归并内容).")],
    ) -> MergeHouseholdsResult:
        answer: MergeHouseholdsResult = await household_merges.merge_households(info.context, info, input)
        return answer

    @mapped_method(
        None,
        "Take a merge of households apart: who has not moved since is where they were; nothing told is lost"
        " (撤销归并).",
        scopes="civil/population:write",
    )
    async def unmerge_households(
        self,
        info: Info[Any, Any],
        duplicate: Annotated[strawberry.ID, strawberry.argument(description="The duplicate (重复户标识).")],
        reason: Annotated[str, strawberry.argument(description="Why (撤销理由).")],
    ) -> UnmergeHouseholdsResult:
        answer: UnmergeHouseholdsResult = await household_merges.unmerge_households(
            info.context, info, duplicate, reason
        )
        return answer

    @mapped_method(None, "Record a determination of a category (认定).", scopes=DETERMINES)
    async def determine(
        self,
        info: Info[Any, Any],
        input: Annotated[DeterminationInput, strawberry.argument(description="The determination (认定内容).")],
    ) -> DeterminationResult:
        answer: DeterminationResult = await determinations.determine(info.context, info, input)
        return answer

    @mapped_method(
        None,
        "Record the determinations of a list, 1 to 1,000 at a time, of households and members by their numbers; what"
        " stands there already is told so (批量认定).",
        scopes=DETERMINES,
    )
    async def determine_listed(
        self,
        info: Info[Any, Any],
        items: Annotated[
            list[NumberedDeterminationInput], strawberry.argument(description="The determinations (认定列表).")
        ],
    ) -> DeterminationsResult:
        return await determination_batches.determine_listed(info.context, items)

    @mapped_method(
        None,
        "End a determination on a day, with its reason; it stays in the chain. One that gives basic living ends by"
        " `proposeEnding` and the steps after it, or for a reason in `withoutHearing` (终止认定).",
        scopes=DETERMINES,
    )
    async def end_determination(
        self,
        info: Info[Any, Any],
        determination_id: Determination,
        on: Annotated[Date, strawberry.argument(description="The day it ends (终止日期).")],
        reason: Annotated[str, strawberry.argument(description="Why (终止原因).")],
        without_hearing: Annotated[
            WithoutHearingInput | None,
            strawberry.argument(
                description="Why basic living ends without a hearing, and what shows it (未经听取意见的法定情形)."
            ),
        ] = None,
    ) -> DeterminationResult:
        answer: DeterminationResult = await determinations.end(
            info.context, info, determination_id, on, reason, without_hearing
        )
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

    @mapped_method(
        None,
        "Decide that two who may be one person are two, or take that back; both chains say it (疑似同一人甄别).",
        scopes="civil/population:write",
    )
    async def decide_identity_candidate(
        self,
        info: Info[Any, Any],
        input: Annotated[DecideIdentityCandidateInput, strawberry.argument(description="The decision (甄别内容).")],
    ) -> IdentityCandidateResult:
        answer: IdentityCandidateResult = await identity_candidates.decide_candidate(info, input)
        return answer

    @mapped_method(
        None,
        "Set somebody in no household aside, with a reason; who is named with something new is taken up again"
        " (未在库人员暂不处理).",
        scopes="civil/population:write",
    )
    async def set_unregistered_aside(
        self,
        info: Info[Any, Any],
        input: Annotated[SetAsideInput, strawberry.argument(description="Who, and why (内容).")],
    ) -> UnregisteredResult:
        answer: UnregisteredResult = await unregistered_persons.set_unregistered_aside(info, input)
        return answer

    @mapped_method(
        None,
        "Correct a determination from its first day on; what was known before stays readable, and the chain says why"
        " (更正认定).",
        scopes=DETERMINES,
    )
    async def correct_determination(
        self,
        info: Info[Any, Any],
        input: Annotated[
            DeterminationCorrectionInput, strawberry.argument(description="What it should say (更正内容).")
        ],
    ) -> DeterminationResult:
        answer: DeterminationResult = await determinations.correct(info.context, info, input)
        return answer

    @mapped_method(
        None,
        "Take back a determination that was entered in error: it never held; its links stay in the chain (作废认定).",
        scopes=DETERMINES,
    )
    async def void_determination(
        self,
        info: Info[Any, Any],
        determination_id: Determination,
        seen: Seen,
        reason: Reason,
        following: Annotated[
            Continuation | None,
            strawberry.argument(
                description="Where the category goes on by another one without a gap: what becomes of that"
                " (接续认定的处理)."
            ),
        ] = None,
    ) -> DeterminationResult:
        answer: DeterminationResult = await determinations.void(
            info.context, info, determination_id, seen, reason, following
        )
        return answer

    @mapped_method(
        None,
        "Keep a determination that was looked at again; to end or change it, end or correct it (复核认定).",
        scopes=DETERMINES,
    )
    async def review_determination(
        self,
        info: Info[Any, Any],
        determination_id: Determination,
        seen: Seen,
        on: Annotated[Date, strawberry.argument(description="The day it was looked at (复核日期).")],
        reason: Reason,
        next_due: Annotated[
            Date | None,
            strawberry.argument(
                description="To be looked at again by this day; by local policy if left out (下次复核日期)."
            ),
        ] = None,
    ) -> DeterminationResult:
        answer: DeterminationResult = await determinations.review(
            info.context, info, determination_id, seen, on, next_due, reason
        )
        return answer

    @mapped_method(
        None,
        "Put a registered person's name, ID number, sex or birth date right; what stood before is kept (人员信息更正).",
        scopes="civil/population:write",
    )
    async def correct_person(
        self,
        info: Info[Any, Any],
        input: Annotated[CorrectPersonInput, strawberry.argument(description="The correction (更正内容).")],
    ) -> PersonCorrectionResult:
        answer: PersonCorrectionResult = await corrections.correct_person(info, input)
        return answer

    @mapped_method(
        None,
        "Change a person's telephone or account from a day on, or put right what was known of it; what stood before is"
        " kept (变更联系方式).",
        scopes="civil/population:write",
    )
    async def change_contacts(
        self,
        info: Info[Any, Any],
        input: Annotated[ChangeContactsInput, strawberry.argument(description="The change (变更内容).")],
    ) -> ChangeContactsResult:
        answer: ChangeContactsResult = await contact_changes.change_contacts(info, input)
        return answer

    @mapped_method(
        None,
        "Decide for what stood under a corrected number, line by line, whether it moves along with the person"
        " (更正明细处理).",
        scopes="civil/population:write",
    )
    async def decide_correction(
        self,
        info: Info[Any, Any],
        correction: Annotated[strawberry.ID, strawberry.argument(description="The correction (更正标识).")],
        lines: Annotated[list[LineDecisionInput], strawberry.argument(description="The lines (明细).")],
    ) -> PersonCorrectionResult:
        answer: PersonCorrectionResult = await corrections.decide_correction(info, correction, lines)
        return answer

    @mapped_method(
        None,
        "Let one human who was registered twice go on as one person; nothing is lost, and it can be taken apart"
        " (重复登记合并).",
        scopes="civil/population:write",
    )
    async def merge_persons(
        self,
        info: Info[Any, Any],
        input: Annotated[MergePersonsInput, strawberry.argument(description="The two (合并内容).")],
    ) -> PersonMergeResult:
        answer: PersonMergeResult = await merges.merge_persons(info, input)
        return answer

    @mapped_method(
        None,
        "Take a merge of persons apart: what went along comes back (撤销合并).",
        scopes="civil/population:write",
    )
    async def unmerge_persons(
        self,
        info: Info[Any, Any],
        duplicate: Annotated[strawberry.ID, strawberry.argument(description="Who was merged (重复登记人员标识).")],
        reason: Annotated[str, strawberry.argument(description="Why they are two (撤销理由).")],
    ) -> PersonMergeResult:
        answer: PersonMergeResult = await merges.unmerge_persons(info, duplicate, reason)
        return answer
