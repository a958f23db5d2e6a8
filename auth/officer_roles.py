"""Officer roles: the duties of people as sets of scopes, and the administrations that nobody holds two of."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from auth.scopes import ceiling, conflicts
from registry.errors import Refusal

FILE = Path(__file__).parent / "officer_roles.toml"

WORK = "work"
ADMINISTRATIONS = ("system", "security", "audit")
"""The three of 等保 2.0: who keeps accounts gives no rights, who gives rights keeps no accounts, a third looks on."""
SHARED = "hub:read"
"""What reaches the graph at all, and gives nothing by itself."""


class MixedAdministrations(Exception):
    """The file of roles gives one administration what is another's, or something about people."""


@dataclass(frozen=True)
class OfficerRole:
    """A duty, in the words that an administrator reads; `{department}` in a scope is the officer's own."""

    code: str
    en: str
    zh: str
    administration: str
    requires: str
    scopes: tuple[str, ...]

    def in_department(self, department: str) -> frozenset[str]:
        """The scopes that it gives an officer of this department; none where the department has no such officers."""
        most = ceiling(department)
        if _named(self.requires, department) not in most:
            return frozenset()
        return most & {_named(scope, department) for scope in self.scopes}


@cache
def officer_roles() -> Mapping[str, OfficerRole]:
    """Every role, by its code; raises MixedAdministrations."""
    declared = tomllib.loads(FILE.read_text("utf-8"))
    roles = {
        code: OfficerRole(code=code, **{**role, "scopes": tuple(role["scopes"])}) for code, role in declared.items()
    }
    keep_apart(roles.values())
    return MappingProxyType(roles)


def keep_apart(roles: Collection[OfficerRole]) -> None:
    """Raise MixedAdministrations where two share a scope, or one of them holds something about people."""
    holders: dict[str, str] = {}
    for role in roles:
        if role.administration not in (WORK, *ADMINISTRATIONS):
            raise MixedAdministrations(role.code, role.administration)
        for scope in set(role.scopes) - {SHARED}:
            about_people = "/" in scope
            if role.administration != WORK and about_people:
                raise MixedAdministrations(role.code, scope)
            if not about_people and holders.setdefault(scope, role.administration) != role.administration:
                raise MixedAdministrations(role.code, scope)


def administration_of(codes: Collection[str], department: str) -> str | None:
    """The one administration, or "work", to which all these roles belong; None without any.

    Raises UNKNOWN_OFFICER_ROLE, ROLE_OF_OTHER_DEPARTMENT, ADMINISTRATIONS_APART and CONFLICTING_SCOPES.
    """
    roles = officer_roles()
    if unknown := sorted(set(codes) - set(roles)):
        raise Refusal("UNKNOWN_OFFICER_ROLE", value=", ".join(unknown), codes=", ".join(roles))
    for code in codes:
        if not roles[code].in_department(department):
            raise Refusal("ROLE_OF_OTHER_DEPARTMENT", name=code, value=department)
    held = {roles[code].administration for code in codes}
    if len(held) > 1:
        raise Refusal("ADMINISTRATIONS_APART", codes=", ".join(sorted(held)))
    for together in conflicts(scopes_of(codes, department, *held)):
        raise Refusal("CONFLICTING_SCOPES", value=", ".join(sorted(together)))
    return next(iter(held), None)


def scopes_of(codes: Collection[str], department: str, administration: str | None = None) -> frozenset[str]:
    """What these roles give in a department; one of another administration gives nothing, whoever wrote it there."""
    roles = officer_roles()
    given = (roles[code] for code in codes if code in roles)
    return frozenset().union(
        *(role.in_department(department) for role in given if role.administration == administration)
    )


def _named(scope: str, department: str) -> str:
    return scope.replace("{department}", department)
