"""Members as an office enters them (家庭成员录入): by a number of some kind, or with what is known of who has none."""

import datetime
from typing import TypeVar

import strawberry

from policy.days import bounds
from policy.periods import months_after
from policy.vocabulary import words
from registry import parsing
from registry.errors import Refusal
from registry.identity.identities import ID_CARD, PROVISIONAL
from registry.identity.identity_numbers import birth_date, sex
from registry.identity.names import read_name
from registry.people.arrivals import Member
from registry.people.provisional_identities import Provisional, provisional_number
from schema.fields import item_checks
from schema.fields.enums import HouseholdChange, IdentityKind, ProvisionalReason
from schema.fields.scalars import Date
from schema.register.contacts import BankAccountInput, read_contacts
from schema.requests.context import Context

CHANGES = words("household_change")
REASONS = words("provisional_reason")
Told = TypeVar("Told")


@strawberry.input(
    description="Somebody who has no number of any kind yet: the hub gives a provisional one, the same one when it is"
    " sent again (无证件人员登记)."
)
class ProvisionalInput:
    reason: ProvisionalReason = strawberry.field(description="Why there is none (事由).")
    evidence: str = strawberry.field(description="On what it rests: a report, a photograph, a witness (依据材料).")
    about_age: int | None = strawberry.field(
        default=None, description="About how old, where `bornOn` is not known (大致年龄)."
    )
    guardian: str | None = strawberry.field(default=None, description="Who answers for them (监护人).")
    place: str | None = strawberry.field(default=None, description="Where they were born or found (出生地或发现地点).")


@strawberry.input(description="A member of a household (家庭成员).")
class MemberInput:
    name: str = strawberry.field(description="The name, or what they are called (姓名).")
    relation: str = strawberry.field(
        description="To the head, GB/T 4761: 02 head, 10 spouse, 20 son, 30 daughter … (与户主关系)."
    )
    id_number: str | None = strawberry.field(
        default=None, description="The number of some kind of identity; who has none is `provisional` (证件号码)."
    )
    id_kind: IdentityKind | None = strawberry.field(
        default=None, description="Of which kind it is; known by its form when left out (证件类型)."
    )
    sex: str | None = strawberry.field(
        default=None, description="GB/T 2261.1: 1 male, 2 female; needed where the number does not tell it (性别)."
    )
    born_on: Date | None = strawberry.field(
        default=None, description="The birth date; needed where the number does not tell it (出生日期)."
    )
    provisional: ProvisionalInput | None = strawberry.field(
        default=None, description="Instead of a number, for who has none (无证件人员)."
    )
    phone: str | None = strawberry.field(
        default=None, description="The telephone, mobile or landline, theirs since `asOf` (联系电话)."
    )
    account: BankAccountInput | None = strawberry.field(
        default=None, description="The account into which help is paid, theirs since `asOf` (银行账户、一卡通)."
    )
    since: Date | None = strawberry.field(
        default=None, description="A member since; `asOf` when left out (成为成员的日期)."
    )
    change: HouseholdChange | None = strawberry.field(
        default=None, description="For someone registered in another household: how they came (家庭变更)."
    )


def read_member(context: Context, member: MemberInput, household: str, division: str, n: int, as_of: object) -> Member:
    """The member, checked, of a household with this number and division."""
    path, today = f"members[{n}]", context.caller.today
    name = read_name(member.name, f"{path}.name")
    told_sex = item_checks.code(
        member.sex, f"{path}.sex", [code.code for code in context.hub.catalogue.code_lists["sex"]]
    )
    told_birth = item_checks.past_if_told(member.born_on, f"{path}.bornOn", today)
    provisional = _provisional(member, path, today)
    if provisional:
        born = provisional.born
        number = provisional_number(
            context.hub.vault, division, household, name, _needed(told_sex, f"{path}.sex"), born
        )
    else:
        number = item_checks.id_number(member.id_number or None, f"{path}.idNumber", today, member.id_kind)
        born = birth_date(number) or _needed(told_birth, f"{path}.bornOn")
    relations = {code.code for code in context.hub.catalogue.code_lists["relation"]}
    since = item_checks.past(member.since if member.since is not None else str(as_of), f"{path}.since", today)
    item_checks.after_birth(born, since, f"{path}.since")
    return Member(
        index=context.hub.vault.blind_index(ID_CARD, number),
        id_number=number,
        name=name,
        sex=sex(number) or _needed(told_sex, f"{path}.sex"),
        birth_date=born,
        relation=item_checks.needed_code(member.relation, f"{path}.relation", relations),
        since=since,
        change=item_checks.code(member.change, f"{path}.change", CHANGES),
        provisional=provisional,
        contacts=read_contacts(member.phone, member.account, path),
        # The hub's own number is made of them.
        told_sex=None if provisional else told_sex,
        told_birth_date=None if provisional else told_birth,
    )


def _needed(value: Told | None, path: str) -> Told:
    if value is None:
        raise parsing.missing(path)
    return value


def _provisional(member: MemberInput, path: str, today: datetime.date) -> Provisional | None:
    """What is known of who has no number; raises NOT_EXPECTED beside a number, and MISSING without any age."""
    given = member.provisional
    if given is None:
        return None
    if member.id_number:
        raise Refusal("NOT_EXPECTED", f"{path}.provisional", name="provisional")
    item_checks.id_kind(member.id_kind, PROVISIONAL, f"{path}.idKind")
    path = f"{path}.provisional"
    age = item_checks.whole(given.about_age, f"{path}.aboutAge", 0, today.year - bounds().earliest_birth.year)
    if member.born_on is None and age is None:
        raise parsing.missing(f"{path}.aboutAge")
    if member.born_on is not None:
        born = item_checks.past(member.born_on, path.replace(".provisional", ".bornOn"), today)
    else:
        born = max(months_after(today.replace(month=1, day=1), -12 * (age or 0)), bounds().earliest_birth)
    return Provisional(
        reason=item_checks.needed_code(given.reason, f"{path}.reason", REASONS),
        born=born,
        estimated=member.born_on is None,
        guardian=item_checks.text(given.guardian, f"{path}.guardian", 100),
        place=item_checks.text(given.place, f"{path}.place"),
        evidence=parsing.words(given.evidence, f"{path}.evidence"),
    )
