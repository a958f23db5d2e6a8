"""Changing contacts in the graph (变更联系方式): another telephone or account from a day on, or none any more."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import One, Same, Source
from policy.vocabulary import words
from registry.errors import Refusal
from registry.people.contact_changes import change
from registry.people.contacts import Contact
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import ContactKind
from schema.fields.mapping import mapped
from schema.fields.scalars import Date, Instant
from schema.register.contacts import BankAccountInput, read_contacts
from schema.register.corrections import officer
from schema.register.persons import Person
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.proposed import Proposed
from schema.requests.transaction import act, selected_result

KINDS = words("contact_kind")


@strawberry.input(description="What of a person's contacts changes, and from which day (联系方式变更内容).")
class ChangeContactsInput:
    person: strawberry.ID = strawberry.field(description="The person (人员标识).")
    phone: str | None = strawberry.field(default=None, description="The telephone, mobile or landline (联系电话).")
    account: BankAccountInput | None = strawberry.field(default=None, description="The account (银行账户、一卡通).")
    without: list[ContactKind] | None = strawberry.field(
        default=None, description="What they have no more from that day (不再使用的联系方式)."
    )
    since: Date = strawberry.field(
        description="From this day; what was known of later days gives way, so that a mistake is put right by its own"
        " first day (起始日期)."
    )
    reason: str = strawberry.field(description="Why (变更理由).")
    seen: Instant = strawberry.field(
        description="When you looked at them; if somebody has changed them since, you are told (查看时间)."
    )


@strawberry.type(description="A person whose contacts have changed (联系方式已变更).")
class ContactsChanged:
    person: Person = mapped(
        One("Person", lambda ask: Source("persons {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))),
        "The person (人员).",
    )


ChangeContactsResult = Annotated[
    ContactsChanged | Proposed | Refused,
    strawberry.union("ChangeContactsResult", description="The outcome (联系方式变更结果)."),
]


async def change_contacts(info: Info[Any, Any], given: ChangeContactsInput) -> Any:  # a fragment, or Refused
    """Change a person's contacts, in the caller's divisions."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        person, seen = item_checks.id(given.person, "person"), item_checks.seen(given.seen)
        since, told = item_checks.past(given.since, "since", context.caller.today), _told(given)
        by = officer(context, given.reason, None)
        await change(connection, context.hub.vault, by, person, told, since, seen)
        return await selected_result(
            context, info, connection, Same("ContactsChanged"), {"subject": person}, [person]
        ), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


def _told(given: ChangeContactsInput) -> list[Contact]:
    """Raises NOTHING_TO_CORRECT, and NOT_EXPECTED where a kind is told and gone at once."""
    told = list(read_contacts(given.phone, given.account))
    kinds = {contact.kind for contact in told}
    for n, kind in enumerate(given.without or ()):
        code = item_checks.needed_code(kind, f"without[{n}]", KINDS)
        if code in kinds:
            raise Refusal("NOT_EXPECTED", f"without[{n}]", name="without")
        kinds.add(code)
        told.append(Contact(code, None))
    if not told:
        raise Refusal("MISSING", name="phone / account / without")
    return told
