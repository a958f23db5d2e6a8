"""What can be subscribed to (订阅): referrals as they are pushed or change, and how far a job of one's own has come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

import strawberry

from planner.shape import Ask, Column, Many, One, Source
from registry.matters.proposal_news import TOPIC
from schema.fields.arguments import DivisionCode
from schema.fields.declared_types import declared_type
from schema.fields.mapping import argument, mapped, mapped_method, planned
from schema.fields.root_groups import root_type
from schema.jobs.imports import Import, one_import
from schema.jobs.jobs import Job, one_job
from schema.jobs.questions import JobId
from schema.matters.boxes import FOLLOWED, HEARS
from schema.register.proposals import SEES, Proposal

TOPICS = {f"{code}Pushed": code for code in (*FOLLOWED, TOPIC)}
"""The topic of each subscription in the outbox."""

Since = Annotated[
    str | None,
    argument(
        None,
        description="The last cursor you have, or the `pushCursor` of a list: everything after it is told first."
        " 0 begins with the first there is; left out, with what happens from now on"
        " (上次的游标，断线后据此续接；0 为从头开始).",
    ),
]


def _delivered(ask: Ask) -> Source:
    ids = ask.caller("outbox_ids", "uuid[]")
    return Source("outbox {row}", (f"{{row}}.id = ANY({ids})",), "{row}.changed_xid, {row}.id")


def pushed(type_: str) -> Many:
    """The rows of one delivery, in their order."""
    return Many(type_, _delivered, usually=1)


def _followed(type_: str, one: Callable[[Ask], Source]) -> Many:
    return Many(type_, lambda ask: replace(one(ask), order="{row}.id"), usually=1)


FOLLOWED_JOBS = {"importProgress": _followed("Import", one_import), "jobProgress": _followed("Job", one_job)}
"""What a client follows of its own, until that has ended."""

PUSHES = {"referralPushed": pushed("ReferralPush"), "proposalPushed": pushed("ProposalPush"), **FOLLOWED_JOBS}


class Followed:
    """What a client has asked to be done, and follows."""

    @mapped_method(
        None,
        "A file of yours as it is worked through: as it stands, whenever it has come further, and its end, which ends"
        " the subscription; null where it is none of yours (文件报送进度).",
    )
    async def import_progress(
        self, id: Annotated[strawberry.ID, argument(None, description="The import's id (标识).")]
    ) -> Import | None:
        planned()

    @mapped_method(None, "The same of a job of yours (后台任务进度).")
    async def job_progress(self, id: JobId) -> Job | None:
        planned()


CURSOR = Column("{row}.changed_xid::text || '.' || {row}.id")
KEEP = "Keep it: `since` goes on behind it (游标)."


@strawberry.type(description="That something was entered for a second person, or what became of it (待审核事项推送).")
class ProposalPush:
    cursor: str = mapped(CURSOR, KEEP)
    proposal: Proposal | None = mapped(
        One("Proposal", Source("proposals {row}", ("{row}.id = {parent}.subject_id",))),
        "The proposal as it stands now (待审核事项).",
    )


class Entered:
    """What is told of what somebody has entered."""

    @mapped_method(
        None,
        "What is entered in your divisions for a second person, and each time that it is reviewed, confirmed, returned"
        " or withdrawn; `mine` says whether you entered it (待审核事项推送).",
        scopes=SEES,
    )
    async def proposal_pushed(self, since: Since = None, division: DivisionCode = None) -> ProposalPush:
        planned()


def push_type(referral: type) -> type:
    fields: dict[str, tuple[Any, Any]] = {
        "cursor": (str, mapped(CURSOR, KEEP)),
        "referral": (
            referral,
            mapped(
                One("Referral", Source("matters {row}", ("{row}.id = {parent}.subject_id",))),
                "The referral as it stands now (转办).",
            ),
        ),
    }
    return declared_type("ReferralPush", "That a referral was pushed or has changed its state (转办推送).", fields)


def subscription_type(referral: type, spelled: Mapping[str, Sequence[str]]) -> type:
    """The subscription type; WebSocket (graphql-transport-ws) or server-sent events."""
    push = push_type(referral)

    class Pushes:
        """What is pushed to a department."""

        @mapped_method(
            None,
            "Referrals to your department, and those that it sent, at each step of either side: pushed, taken on,"
            " returned, answered; and when the hub reminds of a deadline, moves it, or tells the level above that it"
            " has passed (转办推送，办理双方均获通知；含到期提醒、期限顺延、提请督办).",
            scopes=HEARS,
        )
        async def referral_pushed(self, since: Since = None, division: DivisionCode = None) -> push:  # type: ignore[valid-type] # made from the procedure
            planned()

    return root_type("Subscription", "What can be subscribed to (订阅).", (Pushes, Entered, Followed), spelled)
