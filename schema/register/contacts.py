"""Contacts in the graph (联系方式): a person's telephone and account, by whom they are shown, how they change."""

from typing import Any

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Sealed, Source
from registry.errors import Refusal
from registry.identity import contact_numbers
from registry.identity.contact_numbers import ACCOUNT, PHONE, SEALED_AS
from registry.identity.names import masked_name_sql, read_name
from registry.people.contacts import Contact
from schema.fields import item_checks
from schema.fields.mapping import mapped
from schema.fields.references import day, phone
from schema.fields.scalars import Date, Instant
from schema.fields.slices import known, within


def contacts_of(kind: str) -> Any:  # a function of Ask
    """A person's contacts of a kind on a day, and those of who goes on as this one."""

    def rows(ask: Ask) -> Source:
        on = day(ask, "asOf") if ask.given("asOf") else ask.caller("today", "date")
        whose = "SELECT {parent}.id UNION ALL SELECT d.id FROM persons d WHERE d.merged_into = {parent}.id"
        return Source(
            "contacts {row}",
            (
                f"{{row}}.person_id = ANY(ARRAY({whose}))",
                f"{{row}}.kind = '{kind}'",
                *known(ask, "{row}"),
                f"{{row}}.valid_from <= {on} AND ({{row}}.valid_to IS NULL OR {on} < {{row}}.valid_to)",
            ),
            "{row}.valid_from, {row}.id",
        )

    return rows


@strawberry.type(description="A person's telephone from a day on (联系电话).")
class Phone:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).", column="person.phone")
    number_masked: str = mapped(
        Column("{row}.masked"), "Its last two digits (脱敏号码，仅末两位).", column="person.phone"
    )
    number: str = mapped(
        Sealed(SEALED_AS[PHONE], "{row}.number_id"),
        "The number, a landline with its area code (电话号码).",
        scopes="identity/phone:read",
        column="person.phone",
        purpose=True,
    )
    valid_from: Date = mapped(Column("{row}.valid_from"), "Theirs from this day (起始日期).", column="person.phone")
    valid_to: Date | None = mapped(
        Column("{row}.valid_to"), "No longer theirs from this day (终止日期).", column="person.phone"
    )
    recorded_at: Instant = mapped(
        Column("{row}.recorded_at", INSTANT), "When the hub learnt it so (录入时间).", column="person.phone"
    )


@strawberry.type(description="The account into which help for a person is paid, from a day on (银行账户、一卡通).")
class BankAccount:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).", column="person.account")
    number_masked: str = mapped(
        Column("{row}.masked"), "Its last two digits (脱敏账号，仅末两位).", column="person.account"
    )
    number: str = mapped(
        Sealed(SEALED_AS[ACCOUNT], "{row}.number_id"),
        "The number of the card or passbook (银行账号).",
        scopes="identity/account:read",
        column="person.account",
        purpose=True,
    )
    bank: str | None = mapped(Column("{row}.bank"), "The bank (开户银行).", column="person.account")
    holder_masked: str | None = mapped(
        Column(masked_name_sql("{row}.holder")),
        "In whose name it is, masked, where that is somebody else (户名，脱敏).",
        column="person.account",
    )
    holder: str | None = mapped(
        Column("{row}.holder"),
        "In whose name it is, where that is somebody else (户名).",
        scopes="identity/account:read",
        column="person.account",
        purpose=True,
    )
    valid_from: Date = mapped(Column("{row}.valid_from"), "Theirs from this day (起始日期).", column="person.account")
    valid_to: Date | None = mapped(
        Column("{row}.valid_to"), "No longer theirs from this day (终止日期).", column="person.account"
    )
    recorded_at: Instant = mapped(
        Column("{row}.recorded_at", INSTANT), "When the hub learnt it so (录入时间).", column="person.account"
    )


@strawberry.input(description="An account into which help is paid (银行账户).")
class BankAccountInput:
    account_number: str = strawberry.field(description="The number of the card or passbook (银行账号).")
    bank: str | None = strawberry.field(default=None, description="The bank (开户银行).")
    holder: str | None = strawberry.field(
        default=None, description="In whose name it is, where that is somebody else (户名)."
    )


def read_contacts(phone: str | None, account: BankAccountInput | None, path: str = "") -> tuple[Contact, ...]:
    """What is told of somebody's contacts, checked; what is not told is not among them."""
    under = f"{path}." if path else ""
    told = []
    if phone is not None:
        told.append(Contact(PHONE, _checked(contact_numbers.phone, phone, f"{under}phone")))
    if account is not None:
        place = f"{under}account"
        number = _checked(contact_numbers.account, account.account_number, f"{place}.accountNumber")
        holder = read_name(account.holder, f"{place}.holder") if account.holder is not None else None
        told.append(Contact(ACCOUNT, number, item_checks.text(account.bank, f"{place}.bank", 100), holder))
    return tuple(told)


def _checked(check: Any, value: object, path: str) -> str:  # a check of contact_numbers
    try:
        number: str = check(str(value))
    except Refusal as refusal:
        raise refusal.under(path) from None
    return number


def persons_of_phone(ask: Ask) -> Source:
    """Whose telephone it is now, by the number or its end, in the caller's divisions."""
    found = f"(SELECT i.id FROM identities i WHERE i.index = {phone(ask, 'phone')})"
    today = ask.caller("today", "date")
    return Source(
        "contacts {row}_c JOIN persons {row} ON {row}.id = {row}_c.person_id",
        (
            f"({{row}}_c.number_id = {found} OR {{row}}_c.tail_id = {found})",
            "{row}_c.superseded_at IS NULL",
            f"{{row}}_c.valid_from <= {today} AND ({{row}}_c.valid_to IS NULL OR {today} < {{row}}_c.valid_to)",
            *within(ask, "{row}_c.position"),
        ),
    )


PHONE_KEYS = (Key("{row}_c.position", "bigint"), Key("{row}_c.id", "uuid"))
