"""The tables as mapped classes."""

import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """Of all classes."""


class DivisionRow(Base):
    __tablename__ = "divisions"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class DepartmentRow(Base):
    __tablename__ = "departments"
    code: Mapped[str] = mapped_column(primary_key=True)
    zh: Mapped[str]


class CategoryRow(Base):
    __tablename__ = "categories"
    code: Mapped[str] = mapped_column(primary_key=True)
    zh: Mapped[str]


class ProgrammeRow(Base):
    __tablename__ = "programmes"
    code: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str]
    zh: Mapped[str]


class DeterminationRow(Base):
    __tablename__ = "determinations"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    basis: Mapped[str]
    valid_from: Mapped[datetime.date]
    superseded_at: Mapped[datetime.datetime | None]
    category_code: Mapped[str] = mapped_column("category", ForeignKey("categories.code"))
    category: Mapped[CategoryRow] = relationship()


class PersonRow(Base):
    __tablename__ = "persons"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name_masked: Mapped[str]
    sex: Mapped[str]
    birth_date: Mapped[datetime.date]
    determinations: Mapped[list[DeterminationRow]] = relationship(
        primaryjoin="and_(PersonRow.id == DeterminationRow.person_id, DeterminationRow.superseded_at.is_(None))",
        order_by="DeterminationRow.valid_from.desc(), DeterminationRow.id.desc()",
        viewonly=True,
    )


class MemberRow(Base):
    __tablename__ = "memberships"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    relation: Mapped[str]
    valid_to: Mapped[datetime.date | None]
    superseded_at: Mapped[datetime.datetime | None]
    person: Mapped[PersonRow] = relationship()


class RecordRow(Base):
    __tablename__ = "assistance_records"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    happened_on: Mapped[datetime.date]
    amount: Mapped[int | None]
    programme_code: Mapped[str] = mapped_column("programme", ForeignKey("programmes.code"))
    programme: Mapped[ProgrammeRow] = relationship()


class LinkRow(Base):
    __tablename__ = "chain_links"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID | None] = mapped_column(ForeignKey("households.id"))
    kind: Mapped[str]
    happened_on: Mapped[datetime.date]
    note: Mapped[str | None]
    department_code: Mapped[str] = mapped_column("department", ForeignKey("departments.code"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    record_id: Mapped[UUID | None] = mapped_column(ForeignKey("assistance_records.id"))
    department: Mapped[DepartmentRow] = relationship()
    person: Mapped[PersonRow | None] = relationship()
    record: Mapped[RecordRow | None] = relationship()


class HouseholdRow(Base):
    __tablename__ = "households"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    residence: Mapped[str | None]
    address: Mapped[str | None]
    division_code: Mapped[str] = mapped_column("division", ForeignKey("divisions.code"))
    division: Mapped[DivisionRow] = relationship()
    members: Mapped[list[MemberRow]] = relationship(
        primaryjoin="and_(HouseholdRow.id == MemberRow.household_id, MemberRow.valid_to.is_(None),"
        " MemberRow.superseded_at.is_(None))",
        order_by="MemberRow.relation",
        viewonly=True,
    )
    links: Mapped[list[LinkRow]] = relationship(order_by="LinkRow.happened_on.desc(), LinkRow.id.desc()", viewonly=True)


class TargetRow(Base):
    __tablename__ = "targets"
    programme_code: Mapped[str] = mapped_column("programme", ForeignKey("programmes.code"), primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id"))
    position: Mapped[int]
    certainty: Mapped[str]
    since: Mapped[datetime.date]
    until: Mapped[datetime.date | None]
    programme: Mapped[ProgrammeRow] = relationship()
    household: Mapped[HouseholdRow] = relationship()
