"""Bindings: what the clauses of all programmes are read from, as common table expressions over a set of households.

`p` is a row per current member, `h` per household (with its own facts and the parameters that hold where it lives),
`b` the two side by side, and one expression per repeating entity (`event`, `disaster` …) a row per event of a member.
`$1` is the households, `$2` today. A fact's column is named `<entity>_<fact>`; NULL is a missing fact, {none} an empty
set of categories.
"""

from collections.abc import Iterable, Sequence

from policy.catalogue import Catalogue
from policy.clauses import Clause, Fact, Parameter
from policy.households import PROVINCE
from policy.spine import REGISTRY
from registry.people.facts import fact_table_name

CURRENT = "{0}.valid_from <= $2 AND ({0}.valid_to IS NULL OR $2 < {0}.valid_to) AND {0}.superseded_at IS NULL"


def bindings(catalogue: Catalogue, clauses: Sequence[Clause] | None = None) -> str:
    """The expressions, comma-separated, ready to stand behind WITH: what these clauses read, else all programmes'."""
    asked = programme_clauses(catalogue) if clauses is None else clauses
    read = read_facts(catalogue, asked)
    repeating = sorted({fact.entity for fact in read if fact.repeats})
    parts = [_members(catalogue), _persons(catalogue, read), *_households(catalogue, read, asked)]
    parts += [_repeating(catalogue, read, entity) for entity in repeating]
    parts.append(MEMBERS_AT_HOME)
    return ",\n".join(parts)


# Joined once for all programmes: without statistics each of them would join row by row.
MEMBERS_AT_HOME = """b AS MATERIALIZED (SELECT h.*, p.* FROM h JOIN p ON p.household_id = h.id)"""


def column(entity: str, fact: str) -> str:
    """Where a clause finds a fact: in the member's row, the entity's own row, or the household's."""
    return f"{entity}_{fact}"


def programme_clauses(catalogue: Catalogue) -> list[Clause]:
    return [clause for programme in catalogue.programmes.values() for clause in programme.condition.clauses]


def read_facts(catalogue: Catalogue, clauses: Iterable[Clause]) -> list[Fact]:
    """The facts that some clause reads; nothing else is joined."""
    read = {(clause.entity, clause.fact) for clause in clauses} | ALWAYS
    return [fact for key, fact in catalogue.facts.items() if key in read or key in SOURCES]


def _members(catalogue: Catalogue) -> str:
    suppliers = catalogue.facts["person", "deceased_on"].suppliers
    died = f"least({', '.join(f'{_alias(s)}.deceased_on' for s in suppliers)})"
    # `on_day` is the day whose categories count: for the dead the day of death.
    return f"""m AS MATERIALIZED (
  SELECT m.household_id, m.person_id, p.identity_id, p.birth_date,
         coalesce({died} <= $2, false) AS deceased, least({died}, $2) AS on_day
  FROM memberships m JOIN persons p ON p.id = m.person_id
  {" ".join(_join_person_facts(s, "p") for s in suppliers)}
  WHERE m.household_id = ANY($1) AND {CURRENT.format("m")})"""


def _join_person_facts(supplier: str, person: str) -> str:
    alias = _alias(supplier)
    table = fact_table_name(supplier, "person")
    return f"LEFT JOIN {table} {alias} ON {alias}.identity_id = {person}.identity_id AND {alias}.superseded_at IS NULL"


# Facts that the spine derives from what it holds; each expression stands in the CTE of its entity.
DERIVED = {
    ("person", "age"): "extract(year FROM age($2::date, m.birth_date))::int",
    ("person", "deceased"): "m.deceased",
    ("person", "categories"): "coalesce(c.categories, '{none}')",
    ("person", "support"): "c.support",
    ("household", "residence"): "h.residence",
    ("household", "subsistence_type"): "h.subsistence_type",
    ("household", "basis_categories"): "coalesce(b.basis_categories, '{none}')",
    # Nobody who receives the allowance: then nobody of them works.
    ("household", "employed_member"): "CASE WHEN w.household_id IS NULL THEN false ELSE w.employed_member END",
    ("event", "in_province"): f"starts_with({{row}}.place, '{PROVINCE}')",
}

# Facts no clause names, which a derived one is made of.
SOURCES = {("person", "disability_type"), ("person", "disability_grade"), ("person", "employed")}
# What the expressions of other facts, and the choice of members, always name.
ALWAYS = {("person", "deceased"), ("person", "categories")}
SEVERE = "coalesce({grade} <= 2 OR ({grade} = 3 AND {type} IN ('INTELLECTUAL', 'MENTAL')), false)"


def _persons(catalogue: Catalogue, read: Iterable[Fact]) -> str:
    facts = [fact for fact in read if fact.entity == "person"]
    columns = [f"{_person_value(catalogue, fact)} AS {column('person', fact.name)}" for fact in facts]
    joins = [_join_person_facts(s, "m") for s in _suppliers(facts)]
    return f"""p AS MATERIALIZED (
  SELECT m.household_id, m.person_id, {", ".join(columns)}
  FROM m {" ".join(joins)}
  LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT d.category ORDER BY d.category) AS categories, max(d.support) AS support
    FROM determinations d
    WHERE d.person_id = m.person_id AND d.superseded_at IS NULL AND d.valid_from <= m.on_day
      AND (d.valid_to IS NULL OR m.on_day < d.valid_to OR m.deceased AND m.on_day = d.valid_to)) c ON true)"""


def _person_value(catalogue: Catalogue, fact: Fact) -> str:
    if (fact.entity, fact.name) == ("person", "severe_disabled"):
        grade = _supplied(catalogue.facts["person", "disability_grade"])
        kind = _supplied(catalogue.facts["person", "disability_type"])
        return SEVERE.format(grade=grade, type=kind)
    return DERIVED.get((fact.entity, fact.name)) or _supplied(fact)


def _supplied(fact: Fact) -> str:
    """The fact from whoever supplies it; where several do, from the newest that says anything."""
    return _newest([_alias(supplier) for supplier in fact.suppliers], fact.name)


def _newest(rows: list[str], name: str) -> str:
    """Of two reports of one day, that of the department that stands first."""
    if len(rows) == 1:
        return f"{rows[0]}.{name}"
    values = ", ".join(f"({row}.{name}, {row}.as_of, {n})" for n, row in enumerate(rows))
    return f"(SELECT v FROM (VALUES {values}) s(v, as_of, n) WHERE v IS NOT NULL ORDER BY as_of DESC, n LIMIT 1)"


def _alias(department: str) -> str:
    return f"f_{department}"


def _suppliers(facts: Iterable[Fact]) -> list[str]:
    return sorted({s for fact in facts for s in fact.suppliers if s != REGISTRY})


def _households(catalogue: Catalogue, read: Iterable[Fact], clauses: Iterable[Clause]) -> list[str]:
    facts = [f for f in read if f.entity not in ("person", "parameter") and not f.repeats]
    entities = dict.fromkeys(f.entity for f in facts)
    latest = [
        _latest(entity, supplier)
        for entity in entities
        for supplier in _suppliers(f for f in facts if f.entity == entity)
    ]
    columns = [f"{_household_value(fact)} AS {column(fact.entity, fact.name)}" for fact in facts]
    joins = [
        f"LEFT JOIN latest_{e}_{s} AS {e}_{_alias(s)} ON {e}_{_alias(s)}.household_id = h.id"
        for e in entities
        for s in _suppliers(f for f in facts if f.entity == e)
    ]
    named = {clause.value.name for clause in clauses if isinstance(clause.value, Parameter)}
    named |= {clause.fact for clause in clauses if clause.entity == "parameter"}
    parameters = [f for f in catalogue.facts.values() if f.entity == "parameter" and f.name in named]
    columns += [f"k.{column('parameter', f.name)}" for f in parameters]
    return [
        *latest,
        _parameters(parameters),
        f"""h AS MATERIALIZED (
  SELECT {", ".join(("h.id", "h.position", *columns))}
  FROM households h JOIN k ON k.position = h.position
  LEFT JOIN (
    SELECT m.household_id, array_agg(DISTINCT d.category) AS basis_categories
    FROM m JOIN determinations d ON d.person_id = m.person_id
    WHERE NOT m.deceased AND d.basis = 'HOUSEHOLD' AND {CURRENT.format("d")}
    GROUP BY m.household_id) b ON b.household_id = h.id
  LEFT JOIN (
    SELECT p.household_id, CASE WHEN bool_or(p.person_employed) THEN true
             WHEN bool_or(p.person_employed IS NULL) THEN NULL ELSE false END AS employed_member
    FROM p WHERE NOT p.person_deceased AND 'subsistence_allowance' = ANY(p.person_categories)
    GROUP BY p.household_id) w ON w.household_id = h.id
  {" ".join(joins)}
  WHERE h.id = ANY($1))""",
    ]


def _household_value(fact: Fact) -> str:
    derived = DERIVED.get((fact.entity, fact.name))
    if derived:
        return derived
    return _newest([f"{fact.entity}_{_alias(supplier)}" for supplier in fact.suppliers], fact.name)


def _latest(entity: str, supplier: str) -> str:
    # A household's fact names one member; where two were named, the newer report stands.
    return f"""latest_{entity}_{supplier} AS MATERIALIZED (
  SELECT DISTINCT ON (m.household_id) m.household_id, f.*
  FROM m JOIN {fact_table_name(supplier, entity)} f ON f.identity_id = m.identity_id AND f.superseded_at IS NULL
  ORDER BY m.household_id, f.as_of DESC, f.id DESC)"""


PARAMETER_COLUMNS = {"boolean": "boolean", "set": "codes"}


def _parameters(parameters: Iterable[Fact]) -> str:
    """The value standing at each place: of the smallest division around it, the latest that is in force."""
    columns = [
        f"(SELECT x.{PARAMETER_COLUMNS.get(f.type, 'number')} FROM parameters x WHERE x.name = '{f.name}'"
        f" AND x.lo <= place.position AND place.position < x.hi"
        f" AND x.valid_from <= $2 AND (x.valid_to IS NULL OR $2 < x.valid_to)"
        f" ORDER BY x.hi - x.lo, x.valid_from DESC LIMIT 1) AS {column('parameter', f.name)}"
        for f in parameters
    ]
    return f"""k AS MATERIALIZED (
  SELECT {", ".join(("place.position", *columns))}
  FROM (SELECT DISTINCT position FROM households WHERE id = ANY($1)) place)"""


def _repeating(catalogue: Catalogue, read: Iterable[Fact], entity: str) -> str:
    facts = [f for f in read if f.entity == entity]
    selects = [
        _repeating_of(facts, entity, s) for s in _suppliers(f for f in catalogue.facts.values() if f.entity == entity)
    ]
    return f"{entity} AS MATERIALIZED ({' UNION ALL '.join(selects)})"


def _repeating_of(facts: Iterable[Fact], entity: str, supplier: str) -> str:
    columns = [f"{_repeating_value(f, supplier)} AS {column(entity, f.name)}" for f in facts]
    return f"""
  SELECT f.id, m.household_id, m.person_id, {", ".join(columns)}
  FROM m JOIN {fact_table_name(supplier, entity)} f ON f.identity_id = m.identity_id AND f.superseded_at IS NULL
  WHERE f.as_of <= $2 AND (f.until IS NULL OR $2 < f.until)"""


def _repeating_value(fact: Fact, supplier: str) -> str:
    derived = DERIVED.get((fact.entity, fact.name))
    if derived:
        return derived.format(row="f")
    # A department that does not report this of its events leaves it missing.
    return f"f.{fact.name}" if supplier in fact.suppliers else "NULL"
