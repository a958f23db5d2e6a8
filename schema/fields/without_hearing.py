"""Without a hearing (未经听取意见): the reason for which basic living may end so, and what shows it."""

import datetime

import strawberry

from policy.hearings import Waived
from schema.fields import item_checks
from schema.fields.enums import HearingWaiver
from schema.fields.scalars import Date


@strawberry.input(
    description="Why basic living ends or is reduced without hearing, decision and written notice"
    " (未经听取意见的法定情形)."
)
class WithoutHearingInput:
    because: HearingWaiver = strawberry.field(description="The reason (情形).")
    since: Date | None = strawberry.field(
        default=None,
        description="The day of the death, unless a department has reported it, or of the move (死亡或迁出日期).",
    )
    paper: str | None = strawberry.field(
        default=None,
        description="The number of the request or certificate; needed where a day is stated (申请或证明编号).",
    )


def waived(given: WithoutHearingInput | None, path: str, today: datetime.date) -> Waived | None:
    """The reason, its day and paper checked by themselves; raises what is wrong with them under `path`."""
    if given is None:
        return None
    return Waived(
        item_checks.needed_code(given.because, f"{path}.because", [code.code for code in HearingWaiver.codes]),
        item_checks.past_if_told(given.since, f"{path}.since", today),
        item_checks.text(given.paper, f"{path}.paper", 100),
    )
