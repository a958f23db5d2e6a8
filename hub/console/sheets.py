"""The sheet of a household's chain: what the graph answers of it, and how that reads on paper."""

from collections.abc import Mapping, Set
from typing import Any

from policy.vocabulary import vocabulary

MOST = 200
"""Links of a sheet, the newest; a page of the chain holds no more."""
REGISTER, CHAIN, AMOUNTS = "civil/population:read", "household/chain:read", "household/amounts:read"
KEYS = {"id": "ID!", "number": "String!"}
"""By what a household is named, and of which type that is."""
NAMES, NUMBERS = "identity/name:read", "identity/number:read"


def document(scopes: Set[str], key: str) -> str:
    """What is asked of a household, named by id or number, for who has these scopes: nothing that would be refused."""
    name = "name" if NAMES in scopes else "nameMasked"
    number = "idNumber" if NUMBERS in scopes else ""
    own = f"{name} {number} sex birthDate categories {{ name nameEn }}"
    house = "address perCapitaIncome residence" if REGISTER in scopes else ""
    told = "amount programme { number name nameEn }" if {AMOUNTS, REGISTER} & scopes else ""
    day = "happenedOn" if {REGISTER, AMOUNTS} & scopes else "month"
    return f"""query HouseholdSheet($which: {KEYS[key]}, $first: Int!) {{ household({key}: $which) {{
      number {house} division {{ code name parent {{ name parent {{ name }} }} }} categories {{ name nameEn }}
      members {{ relation since person {{ id {own} }} }}
      chain(first: $first) {{ totalCount nodes {{
        id kind {day} recordedAt department {{ name nameEn }} actor {{ name }} person {{ id {name} }}
        category {{ name nameEn }} {told} }} }} }} }}"""


def kinds(chinese: bool) -> Mapping[str, str]:
    """The names of what links say."""
    return {code.code: code.zh if chinese else code.en for code in vocabulary("link_kind")}


def place(division: Mapping[str, Any]) -> str:
    """A division with those above it, the largest first."""
    names, above = list[str](), dict(division)
    while above:
        names.append(above["name"])
        above = above.get("parent") or {}
    return " ".join(reversed(names))


def yuan(fen: int | None) -> str:
    """An amount as people write it."""
    return "" if fen is None else f"{fen / 100:,.2f}"
