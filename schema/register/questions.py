"""Questions about the register: households, persons, and what a rule comes to for one of them (家庭与人员)."""

from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from planner.rights import Rule
from planner.shape import Key, One, Page
from registry import parsing
from schema.fields.arguments import After, First, HouseholdFilter, ProgrammeCode
from schema.fields.connections import Connection
from schema.fields.mapping import alternatives, argument, mapped_method, planned
from schema.fields.purposes import Purpose
from schema.register.contacts import PHONE_KEYS, persons_of_phone
from schema.register.corrections import CORRECTION_KEYS, PersonCorrection, PersonCorrectionFilter, correction_rows
from schema.register.explanation import Explanation, explain_rule
from schema.register.found_persons import FOUND_KEYS, PersonSought, found_persons
from schema.register.households import Household, household_rows, named_household
from schema.register.identity_candidates import (
    BOTH_SIDES,
    CANDIDATE_KEYS,
    IdentityCandidate,
    IdentityCandidateFilter,
    candidate_rows,
)
from schema.register.mismatches import MISMATCH_KEYS, Mismatch, MismatchFilter, mismatch_rows
from schema.register.persons import Person, named_person
from schema.register.unregistered_persons import (
    UNREGISTERED_KEYS,
    UnregisteredFilter,
    UnregisteredPerson,
    unregistered_rows,
)
from schema.requests.context import Context

READS_PERSONS = ("*/targets:read", "civil/population:read")


class Questions:
    """Households and persons in the caller's slice."""

    @mapped_method(
        One("Household", named_household, logs="{row}.id"),
        "A household in your slice; null where there is none (家庭).",
        scopes=READS_PERSONS,
    )
    def household(
        self,
        id: Annotated[strawberry.ID | None, argument(None, description="Its id (标识).")] = None,
        number: Annotated[str | None, argument("household.number", description="Or its number (户编号).")] = None,
    ) -> Household | None:
        planned()

    @mapped_method(
        Page(
            "Household",
            household_rows,
            (Key("{row}_r.position", "bigint"), Key("{row}_r.household_id", "uuid")),
            logs="{row}.id",
        ),
        "The households in your slice (授权范围内的家庭).",
        scopes=READS_PERSONS,
    )
    def households(
        self,
        filter: Annotated[HouseholdFilter | None, argument(None, description="Which ones (筛选).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Household]:
        planned()

    @mapped_method(
        One("Person", named_person, logs="{row}.id"),
        "A person in your slice; null where there is none (人员).",
        scopes=READS_PERSONS,
    )
    def person(
        self,
        id: Annotated[strawberry.ID | None, argument(None, description="The id (标识).")] = None,
        id_number: Annotated[
            str | None,
            argument(
                "person.id_number", purpose=True, description="Or the ID number, with `purpose` (身份证号，须说明用途)."
            ),
        ] = None,
        purpose: Annotated[Purpose | None, argument(None, description="What it is asked for (查询用途).")] = None,
    ) -> Person | None:
        planned()

    @mapped_method(
        Page("Person", persons_of_phone, PHONE_KEYS, logs="{row}.id", walks=False),
        "Whose telephone this is now, in your divisions, by the number or its last four digits (按电话查找人员). What"
        " is asked by is shown by what is answered, so it needs the scope of the number.",
        scopes="civil/population:read and identity/phone:read",
        column="person.phone",
        purpose=True,
    )
    def persons_by_phone(
        self,
        phone: Annotated[
            str, argument("person.phone", description="The number, or its last four digits (电话号码或末四位).")
        ],
        first: First = 50,
        after: After = None,
    ) -> Connection[Person]:
        planned()

    @mapped_method(
        Page("Person", found_persons, FOUND_KEYS, logs="{row}.id", walks=False),
        "Persons in your slice by what people say of themselves: name, pinyin or initials, the end of the ID number,"
        " the address (查找人员). Who is new or was corrected is found within seconds.",
        scopes=READS_PERSONS,
        arguments={
            "by.name": Rule(alternatives("identity/name:read"), "person.name", True),
            "by.idTail": Rule(alternatives("identity/number:read"), "person.id_number", True),
        },
    )
    def find_persons(
        self,
        by: Annotated[PersonSought, argument(None, description="By what (查找条件).")],
        first: First = 50,
        after: After = None,
    ) -> Connection[Person]:
        planned()

    @mapped_method(
        None, "A programme's rule read for one household, clause by clause (逐条说明).", scopes=READS_PERSONS
    )
    async def explain(
        self,
        info: Info[Any, Any],
        household: Annotated[strawberry.ID, argument(None, description="The household's id (家庭标识).")],
        programme: ProgrammeCode,
    ) -> list[Explanation]:
        context: Context = info.context
        return await explain_rule(context, parsing.uuid(household), programme)

    @mapped_method(
        Page("Mismatch", mismatch_rows, MISMATCH_KEYS, logs="{row}.person_id"),
        "What was reported under a registered number with another name and waits for your decision (姓名不符待认定).",
        scopes="civil/population:read",
    )
    def mismatches(
        self,
        filter: Annotated[MismatchFilter | None, argument(None, description="Which ones (筛选).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Mismatch]:
        planned()

    @mapped_method(
        Page("IdentityCandidate", candidate_rows, CANDIDATE_KEYS, logs_each=BOTH_SIDES),
        "Pairs that may be one person and wait for your decision, both in your divisions, with the evidence field by"
        " field (疑似同一人待甄别). None is merged by itself.",
        scopes="civil/population:read",
    )
    def identity_candidates(
        self,
        filter: Annotated[IdentityCandidateFilter | None, argument(None, description="Which ones (筛选).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[IdentityCandidate]:
        planned()

    @mapped_method(
        Page("UnregisteredPerson", unregistered_rows, UNREGISTERED_KEYS, logs="{row}.identity_id"),
        "Whom data sets name who are in no household of the register, for your divisions (未在库人员名单): to be"
        " visited (`planVisit`), registered, or set aside.",
        scopes="civil/population:read",
    )
    def unregistered_persons(
        self,
        filter: Annotated[UnregisteredFilter | None, argument(None, description="Which ones (筛选).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[UnregisteredPerson]:
        planned()

    @mapped_method(
        Page("PersonCorrection", correction_rows, CORRECTION_KEYS, logs="{row}.person_id"),
        "Corrections of persons in your divisions, those whose lines wait for your decision among them (人员信息更正).",
        scopes="civil/population:read",
    )
    def person_corrections(
        self,
        filter: Annotated[PersonCorrectionFilter | None, argument(None, description="Which ones (筛选).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[PersonCorrection]:
        planned()
