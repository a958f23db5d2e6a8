"""Rows of facts: what the clauses of all programmes are read from, as common table expressions over households.

`p` is a row per current member, `h` per household (with its own facts and the parameters that hold where it lives),
`b` the two side by side, and one expression per repeating entity (`event`, `disaster` …) a row per event of a member.
`$1` is the households, `$2` today. A fact's column is named `<entity>_<fact>`; NULL is a missing fact, {none} an empty
set of categories.
"""

from collections.abc import Iterable, Sequence

from policy.catalogue import Catalogue
from policy.clauses import Clause, Condition, Fact, FactName
from policy.computations import Choice, Computation, Percent, Sum
from policy.households import PROVINCE
from policy.spine import REGISTRY
from registry.people.facts import fact_table_name
from registry.targets.clause_sql import column, condition_sql, some

# The dead are read as of the day they died, also after their membership has ended: a funeral may still be paid for, and
# help that goes on is to be seen. Who came back was not dead. Of NOT EXISTS PostgreSQL would make a table of everybody.
DEAD = """m.end_reason = 'DEATH' AND m.superseded_at IS NULL AND (SELECT n.id FROM memberships n
    WHERE n.person_id = m.person_id AND n.valid_to IS NULL AND n.superseded_at IS NULL) IS NULL"""

CURRENT = "{0}.valid_from <= $2 AND ({0}.valid_to IS NULL OR $2 < {0}.valid_to) AND {0}.superseded_at IS NULL"


def bindings(catalogue: Catalogue, clauses: Sequence[Clause] | None = None, also: Iterable[FactName] = ()) -> str:
    """The expressions, comma-separated, ready to stand behind WITH: what these clauses read, else all programmes',
    and `also` these facts and parameters."""
    read = read_facts(catalogue, programme_clauses(catalogue) if clauses is None else clauses, also)
    repeating = sorted({fact.entity for fact in read if fact.repeats})
    parts = [_members(catalogue), _parameters(f for f in read if f.entity == "parameter")]
    parts += [_persons(catalogue, read), *_households(catalogue, read)]
    parts += [_repeating(catalogue, read, entity) for entity in repeating]
    parts.append(MEMBERS_AT_HOME)
    return ",\n".join(parts)


# Joined once for all programmes: without statistics each of them would join row by row.
MEMBERS_AT_HOME = """b AS MATERIALIZED (SELECT h.*, p.* FROM h JOIN p ON p.household_id = h.id)"""


def programme_clauses(catalogue: Catalogue) -> list[Clause]:
    return [clause for programme in catalogue.programmes.values() for clause in programme.condition.clauses]


def read_facts(catalogue: Catalogue, clauses: Iterable[Clause], also: Iterable[FactName] = ()) -> list[Fact]:
    """The facts and parameters that some clause reads; nothing else is joined."""
    read = catalogue.read_through((*ALWAYS, *also, *(name for clause in clauses for name in clause.reads)))
    return [fact for name, fact in catalogue.facts.items() if name in read]


def _members(catalogue: Catalogue) -> str:
    suppliers = catalogue.facts["person", "deceased_on"].suppliers
    died = f"least({', '.join(f'{_alias(s)}.deceased_on' for s in suppliers)})"
    # `on_day` is the day whose categories count: for the dead the day of death.
    return f"""m AS MATERIALIZED (
  SELECT m.household_id, m.person_id, m.position, p.identity_id, p.birth_date,
         coalesce({died} <= $2, false) AS deceased, least({died}, $2) AS on_day
  FROM (SELECT * FROM memberships WHERE household_id = ANY($1) OFFSET 0) m
  CROSS JOIN LATERAL (SELECT * FROM persons p WHERE p.id = m.person_id OFFSET 0) p
  {" ".join(_join_person_facts(s, "p") for s in suppliers)}
  WHERE ({CURRENT.format("m")} OR {died} <= $2 AND {DEAD}))"""


def facts_of(table: str, person: str) -> str:
    """What a table of facts holds of one person, to be joined LATERAL: found by the identity, one person at a time.

    Of a plain join PostgreSQL reads the whole table where it thinks that its rows are alike.
    """
    return f"""SELECT * FROM {table} f
    WHERE f.identity_id = {person}.identity_id AND f.superseded_at IS NULL OFFSET 0"""


def _join_person_facts(supplier: str, person: str) -> str:
    return f"LEFT JOIN LATERAL ({facts_of(fact_table_name(supplier, 'person'), person)}) {_alias(supplier)} ON true"


# Facts that no clause derives, but what the register itself holds; each expression stands in the CTE of its entity.
HELD = {
    ("person", "age"): "extract(year FROM age($2::date, m.birth_date))::int",
    ("person", "deceased"): "m.deceased",
    ("person", "categories"): "coalesce(c.categories, '{none}')",
    ("person", "support"): "c.support",
    ("household", "residence"): "h.residence",
    ("household", "subsistence_type"): "h.subsistence_type",
    ("household", "basis_categories"): "coalesce(b.basis_categories, '{none}')",
    ("event", "days_ago"): "$2::date - {row}.as_of",
    ("disaster", "days_ago"): "$2::date - {row}.as_of",
    ("event", "in_province"): f"starts_with({{row}}.place, '{PROVINCE}')",
}

# What the expressions of other facts, and the choice of members, always name.
ALWAYS = {("person", "deceased"), ("person", "categories")}


def _persons(catalogue: Catalogue, read: Iterable[Fact]) -> str:
    facts = [fact for fact in read if fact.entity == "person"]
    columns = [f"{_person_value(fact)} AS {column('person', fact.name)}" for fact in facts if not fact.condition]
    derived = [
        f"{condition_sql(catalogue, fact.condition, 's', 'k')} AS {column('person', fact.name)}"
        for fact in facts
        if fact.condition
    ]
    joins = [_join_person_facts(s, "m") for s in _suppliers(facts)]
    # `place` is where the parameters are found that a member's clauses name.
    return f"""p AS MATERIALIZED (
  SELECT {", ".join(("s.*", *derived))}
  FROM (
  SELECT m.household_id, m.person_id, m.position AS place, {", ".join(columns)}
  FROM m {" ".join(joins)}
  LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT d.category ORDER BY d.category) AS categories, max(d.support) AS support
    FROM determinations d
    WHERE d.person_id = m.person_id AND d.superseded_at IS NULL AND d.valid_from <= m.on_day
      AND (d.valid_to IS NULL OR m.on_day < d.valid_to OR m.deceased AND m.on_day = d.valid_to)) c ON true) s
  {_join_parameters(facts, "s")})"""


def _join_parameters(facts: Iterable[Fact], person: str) -> str:
    """What local policy says where the person lives, if some fact is derived by it."""
    named = any(entity == "parameter" for fact in facts for entity, _ in fact.sources)
    return f"LEFT JOIN k ON k.position = {person}.place" if named else ""


def _person_value(fact: Fact) -> str:
    return HELD.get((fact.entity, fact.name)) or _supplied(fact)


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


def _households(catalogue: Catalogue, read: Sequence[Fact]) -> list[str]:
    facts = [f for f in read if f.entity not in ("person", "parameter") and not f.repeats]
    entities = dict.fromkeys(f.entity for f in facts)
    latest = [
        _latest(entity, supplier)
        for entity in entities
        for supplier in _suppliers(f for f in facts if f.entity == entity)
    ]
    columns = [f"{_household_value(catalogue, fact)} AS {column(fact.entity, fact.name)}" for fact in facts]
    joins = [
        f"LEFT JOIN latest_{e}_{s} AS {e}_{_alias(s)} ON {e}_{_alias(s)}.household_id = h.id"
        for e in entities
        for s in _suppliers(f for f in facts if f.entity == e)
    ]
    columns += [f"k.{column('parameter', f.name)}" for f in read if f.entity == "parameter"]
    # Every place is in `k`; of an inner join PostgreSQL would expect one row, and read what follows row by row.
    return [
        *latest,
        f"""h AS MATERIALIZED (
  SELECT {", ".join(("h.id", "h.position", *columns))}
  FROM households h LEFT JOIN k ON k.position = h.position
  LEFT JOIN (
    SELECT m.household_id, array_agg(DISTINCT d.category) AS basis_categories
    FROM m CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = m.person_id OFFSET 0) d
    WHERE NOT m.deceased AND d.basis = 'HOUSEHOLD' AND {CURRENT.format("d")}
    GROUP BY m.household_id) b ON b.household_id = h.id
  {_over_members(catalogue, [f for f in facts if f.condition], _summed(facts))}
  {" ".join(joins)}
  WHERE h.id = ANY($1))""",
    ]


def _summed(facts: Iterable[Fact]) -> list[str]:
    """The persons' amounts that are added up over the living members."""
    sums = (fact.computed.of for fact in facts if isinstance(fact.computed, Sum))
    return sorted({name for of in sums for entity, name in of if entity == "person"})


def _over_members(catalogue: Catalogue, facts: Sequence[Fact], summed: Sequence[str]) -> str:
    """What is derived from the living members: whether some meets the clauses, how many do, or what is added up."""
    if not facts and not summed:
        return ""
    derived = [f"{_over(catalogue, fact)} AS {fact.name}" for fact in facts]
    derived += [f"sum(p.{column('person', name)})::bigint AS sum_{name}" for name in summed]
    columns = ", ".join(derived)
    return f"""LEFT JOIN (
    SELECT p.household_id, {columns}
    FROM p {_join_parameters(facts, "p")} WHERE NOT p.person_deceased
    GROUP BY p.household_id) w ON w.household_id = h.id"""


def _over(catalogue: Catalogue, fact: Fact) -> str:
    truth = condition_sql(catalogue, fact.condition or Condition(), "p", "k")
    return f"(count(*) FILTER (WHERE {truth}))::int" if fact.type == "integer" else some(truth)


def _household_value(catalogue: Catalogue, fact: Fact) -> str:
    if fact.computed:
        return _computed(catalogue, fact.computed)
    if fact.condition:
        # Where nobody lives, nobody meets anything.
        none = "0" if fact.type == "integer" else "false"
        return f"CASE WHEN w.household_id IS NULL THEN {none} ELSE w.{fact.name} END"
    held = HELD.get((fact.entity, fact.name))
    if held:
        return held
    return _newest([f"{fact.entity}_{_alias(supplier)}" for supplier in fact.suppliers], fact.name)


def _computed(catalogue: Catalogue, computation: Computation) -> str:
    """As `policy.computations` has it; amounts are never negative."""

    def value(name: FactName) -> str:
        entity, fact = name
        if entity == "parameter":
            return f"k.{column(entity, fact)}"
        return f"w.sum_{fact}" if entity == "person" else _household_value(catalogue, catalogue.facts[name])

    match computation:
        case Sum(of):
            values = [value(name) for name in of]
            known = " + ".join(f"coalesce({one}, 0)" for one in values)
            return f"CASE WHEN coalesce({', '.join(values)}) IS NOT NULL THEN {known} END"
        case Percent(of, to, rounded):
            whole = f"nullif({value(to)}, 0)"
            over = f" + {whole} - 1" if rounded == "up" else ""
            return f"(100 * {value(of)}{over}) / {whole}"
        case Choice(by, among):
            cases = " ".join(f"WHEN '{code}' THEN {value(name)}" for code, name in among.items())
            return f"CASE coalesce({', '.join(value(name) for name in by)}) {cases} END"


def _latest(entity: str, supplier: str) -> str:
    # A household's fact names one member; where two were named, the newer report stands.
    return f"""latest_{entity}_{supplier} AS MATERIALIZED (
  SELECT DISTINCT ON (m.household_id) m.household_id, f.*
  FROM m CROSS JOIN LATERAL ({facts_of(fact_table_name(supplier, entity), "m")}) f
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
  FROM m CROSS JOIN LATERAL ({facts_of(fact_table_name(supplier, entity), "m")}) f
  WHERE f.as_of <= $2 AND (f.until IS NULL OR $2 < f.until)"""


def _repeating_value(fact: Fact, supplier: str) -> str:
    held = HELD.get((fact.entity, fact.name))
    if held:
        return held.format(row="f")
    # A department that does not report this of its events leaves it missing.
    return f"f.{fact.name}" if supplier in fact.suppliers else "NULL"
