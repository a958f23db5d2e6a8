"""Who is asking, as the statement needs to know it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import strawberry

from auth.grants import Grant
from planner.shape import Column, Many, One, Source
from policy.catalogue import Catalogue
from registry.store import acting
from registry.store.arrays import array
from schema.fields.mapping import mapped
from schema.fields.purposes import Stated
from schema.requests.catalogue import Department
from schema.requests.divisions import Division

READS_REGISTER = "civil/population:read"


@dataclass(frozen=True)
class Caller:
    """A grant and a purpose, on a day."""

    grant: Grant
    purpose: Stated | None
    today: datetime.date
    request: str

    def sees(self, catalogue: Catalogue) -> frozenset[str]:
        """The columns listed for the department in its folder."""
        return shared_columns(self.grant, catalogue)

    def values(self, catalogue: Catalogue) -> dict[str, object]:
        """What `ask.caller(…)` and the access log may name."""
        return {
            **_of_grant(self.grant, self.sees(catalogue)),
            "today": self.today,
            "purpose": self.purpose.code if self.purpose else None,
            "purpose_note": self.purpose.note if self.purpose else None,
            "request": self.request,
        }

    @property
    def settings(self) -> dict[str, str]:
        """The settings row level security reads."""
        own = {"hub.ranges": self.grant.multirange, "hub.department": self.grant.department}
        return {**own, **acting.setting(self.grant.actor_id)}


def shared_columns(grant: Grant, catalogue: Catalogue) -> frozenset[str]:
    """The columns listed for the caller's department in its folder, as `person.categories`."""
    department = catalogue.departments.get(grant.department)
    return frozenset(department.sees) if department else frozenset()


@lru_cache(1024)
def _of_grant(grant: Grant, sees: frozenset[str]) -> Mapping[str, object]:
    own = f"{grant.department}/feedback:read" in grant.scopes
    rights = {f"{grant.department}/targets:read", "civil/population:read"}
    return MappingProxyType(
        {
            "client": grant.client_id,
            "asker": grant.asker,
            "department": grant.department,
            # Spelled once for all that is asked under it.
            "divisions": array(grant.divisions),
            "scopes": array(sorted(grant.scopes)),
            "sees": array(sorted(sees)),
            "facts": array([column.removeprefix("facts.") for column in sees if column.startswith("facts.")]),
            "members": "household.members" in sees,
            "ranges": grant.multirange,
            "lowest": min((lo for lo, _ in grant.ranges), default=0),
            "beyond": max((hi for _, hi in grant.ranges), default=0),
            "own_records": own,
            "amounts": "household/amounts:read" in grant.scopes,
            "households": bool(rights & grant.scopes),
            "chain": "household/chain:read" in grant.scopes,
            "reads_register": READS_REGISTER in grant.scopes,
            "targets": f"{grant.department}/targets:read" in grant.scopes,
        }
    )


@strawberry.type(description="Who you are to the hub (当前账户).")
class Me:
    client: str = mapped(Column(lambda ask: ask.caller("client")), "The client's id (账户标识).")
    department: Department | None = mapped(
        One("Department", lambda ask: Source("departments {row}", (f"{{row}}.code = {ask.caller('department')}",))),
        "Your department (部门).",
    )
    divisions: list[Division] = mapped(
        Many(
            "Division",
            lambda ask: Source(
                "divisions {row}", (f"{{row}}.code = ANY({ask.caller('divisions', 'text[]')})",), "{row}.lo"
            ),
        ),
        "The divisions you act for, with all below them (辖区).",
    )
    scopes: list[str] = mapped(Column(lambda ask: ask.caller("scopes", "text[]")), "What this token may do (授权范围).")
    sees: list[str] = mapped(
        Column(lambda ask: ask.caller("sees", "text[]")), "The columns shared with your department (共享数据项)."
    )
