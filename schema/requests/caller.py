"""Who is asking, as the statement needs to know it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import strawberry

from auth.grants import Grant
from auth.ranges import Ranges, multirange
from auth.scopes import without_agreement
from auth.sharing import Shared
from planner.shape import Column, Many, One, Source
from policy.catalogue import Catalogue
from policy.sharing import GRAPH
from registry.store import acting
from registry.store.arrays import array
from schema.fields.mapping import mapped
from schema.fields.purposes import Stated
from schema.requests.catalogue import Department
from schema.requests.divisions import Division

READS_REGISTER = "civil/population:read"


@dataclass(frozen=True)
class Caller:
    """A grant and a purpose, on a day, and the way in which the answer goes out."""

    grant: Grant
    purpose: Stated | None
    today: datetime.date
    request: str
    way: str = GRAPH

    @property
    def shared(self) -> Shared | None:
        """What its department may be shown this way, by the agreement in force."""
        return self.grant.sharing.by(self.way)

    @property
    def ranges(self) -> Ranges:
        """Where it may be shown what others know: its divisions, as far as the agreement goes."""
        return self.shared.ranges if self.shared else ()

    @property
    def scopes(self) -> frozenset[str]:
        """What it may do; without an agreement nothing that shows what others know."""
        return self.grant.scopes if self.shared else without_agreement(self.grant.scopes)

    def may_see(self, programme: str) -> bool:
        """Whether the agreement goes so far as to show whom a programme may have to help."""
        return self.shared is not None and (self.shared.programmes is None or programme in self.shared.programmes)

    def sees(self, catalogue: Catalogue) -> frozenset[str]:
        """The columns that are listed for the department in its folder, and agreed."""
        return shared_columns(self.grant, catalogue, self.way)

    def values(self, catalogue: Catalogue) -> dict[str, object]:
        """What `ask.caller(…)` and the access log may name."""
        programmes = self.shared.programmes if self.shared else None
        return {
            **_of_grant(self.grant, self.way, self.sees(catalogue)),
            **(ALL_REASONS if programmes is None else _reasons(programmes, catalogue)),
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


def shared_columns(grant: Grant, catalogue: Catalogue, way: str = GRAPH) -> frozenset[str]:
    """The columns that the caller's department is shown this way: listed in its folder, and agreed."""
    department, shared = catalogue.departments.get(grant.department), grant.sharing.by(way)
    if department is None or shared is None:
        return frozenset()
    listed = frozenset(department.sees)
    return listed if shared.fields is None else listed & shared.fields


ALL_REASONS = {"reasons": None, "whole_reasons": None}


def _reasons(programmes: Sequence[str], catalogue: Catalogue) -> dict[str, object]:
    """Why a row of the slice may be shown under an agreement on some programmes, and a household with all members.

    What is referred to a department is sent to it by an act of its own, and shown with the matter; but of a row that
    stands there for several reasons it is not known for which of them it is whole.
    """
    whole = [code for code in programmes if catalogue.programmes[code].unit == "household"]
    return {"reasons": array([*programmes, *catalogue.procedures.by_code]), "whole_reasons": array(whole)}


@lru_cache(1024)
def _of_grant(grant: Grant, way: str, sees: frozenset[str]) -> Mapping[str, object]:
    caller = Caller(grant, None, datetime.date.min, "", way)
    scopes, ranges = caller.scopes, caller.ranges
    rights = {f"{grant.department}/targets:read", "civil/population:read"}
    return MappingProxyType(
        {
            "client": grant.client_id,
            "asker": grant.asker,
            "department": grant.department,
            # Spelled once for all that is asked under it.
            "divisions": array(grant.divisions),
            "scopes": array(sorted(scopes)),
            "sees": array(sorted(sees)),
            "facts": array([column.removeprefix("facts.") for column in sees if column.startswith("facts.")]),
            "members": "household.members" in sees,
            "ranges": multirange(ranges),
            "lowest": min((lo for lo, _ in ranges), default=0),
            "beyond": max((hi for _, hi in ranges), default=0),
            # Where it reads what is its own.
            "own_ranges": grant.multirange,
            "own_records": f"{grant.department}/feedback:read" in scopes,
            "amounts": "household/amounts:read" in scopes,
            "officials": "civil/supervise:read" in scopes,
            "households": bool(rights & scopes),
            "chain": "household/chain:read" in scopes,
            "reads_register": READS_REGISTER in scopes,
            "targets": f"{grant.department}/targets:read" in scopes,
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
