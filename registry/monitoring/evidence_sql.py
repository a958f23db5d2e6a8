"""Evidence (依据) as SQL: the facts that a signal rests on, with their value, supplier and day."""

from collections.abc import Iterable, Iterator, Sequence

from policy.catalogue import Catalogue
from policy.clauses import Condition, FactName
from policy.spine import registrar
from registry.people.facts import fact_table_name
from registry.targets.clause_sql import column
from registry.targets.fact_rows import facts_of


def evidence_expressions(catalogue: Catalogue) -> str:
    """The expressions that end in `evidenced`: each signal of `shown` with the facts that it rests on, their value,
    supplier and day. What is known of a household is read once for all its signals.

    What rests is of a signal, so the full join finds no more than a left one would: but PostgreSQL never makes it row
    by row, as it does where it expects one signal and a thousand come."""
    wanted = {s.leads_to or s.code: _wanted(catalogue, s.condition, s.evidence) for s in catalogue.signals.values()}
    wanted |= {p.code: _wanted(catalogue, p.condition) for p in catalogue.programmes.values()}
    rows = ", ".join(f"('{code}', ARRAY[{_texts(facts)}]::text[])" for code, facts in wanted.items())
    used = {fact for facts in wanted.values() for fact in facts}
    known = " UNION ALL ".join((*_fact_sources(catalogue, used), _computed(catalogue, used), DETERMINED))
    return f"""concerned AS MATERIALIZED (SELECT m.* FROM m WHERE m.household_id IN (SELECT household_id FROM shown)),
wanted(code, facts) AS MATERIALIZED (VALUES {rows}),
known_facts AS MATERIALIZED ({known}),
resting AS (
  SELECT DISTINCT s.household_id, s.key, k.fact, k.value, k.department, k.as_of
  FROM shown s LEFT JOIN leads l ON l.household_id = s.household_id AND l.key = s.key
  JOIN wanted w ON w.code = s.rule OR w.code = ANY(s.programmes) OR w.code = ANY(l.categories)
  JOIN known_facts k ON k.household_id = s.household_id AND k.fact = ANY(w.facts)
    AND (k.person_id = s.person_id OR s.person_id IS NULL OR k.person_id IS NULL)
  UNION ALL
  SELECT s.household_id, s.key, 'record', to_jsonb(r.programme), r.department, r.happened_on
  FROM shown s CROSS JOIN LATERAL unnest(s.records) n(id)
    CROSS JOIN LATERAL (SELECT * FROM assistance_records y WHERE y.id = n.id OFFSET 0) r
  WHERE r.household_id = s.household_id),
rested AS MATERIALIZED (
  SELECT household_id, key, jsonb_agg(jsonb_build_object('fact', fact, 'value', value, 'department', department,
    'as_of', as_of) ORDER BY fact, department, value) AS evidence
  FROM resting GROUP BY household_id, key),
evidenced AS MATERIALIZED (
  SELECT s.*, coalesce(e.evidence, '[]') AS evidence
  FROM shown s FULL JOIN rested e ON e.household_id = s.household_id AND e.key = s.key)"""


def _wanted(catalogue: Catalogue, condition: Condition, also: Iterable[FactName] = ()) -> list[FactName]:
    """The facts that the clauses read; a derived one is shown by what it is derived from, an amount itself too."""
    named = (shown for name in condition.reads for shown in _shown(catalogue, name))
    return list(dict.fromkeys((*named, *also)))


def _shown(catalogue: Catalogue, name: FactName) -> Iterator[FactName]:
    fact = catalogue.facts[name]
    if fact.computed or not fact.sources:
        yield name
    for source in fact.sources:
        yield from _shown(catalogue, source)


def _texts(facts: Iterable[FactName]) -> str:
    return ", ".join(f"'{entity}.{name}'" for entity, name in facts)


def _fact_sources(catalogue: Catalogue, used: set[FactName]) -> list[str]:
    """A select for each table that supplies a wanted fact."""
    sources = []
    for department in catalogue.departments.values():
        for entity in dict.fromkeys(fact.entity for fact in department.facts):
            names = [f.name for f in department.facts if f.entity == entity and (entity, f.name) in used]
            if names:
                sources.append(_fact_source(department.code, entity, names))
    return sources


def computed_facts(catalogue: Catalogue) -> list[FactName]:
    """The amounts that are made of others, which a household's row must hold to be shown."""
    return [name for name, fact in catalogue.facts.items() if fact.computed]


def _computed(catalogue: Catalogue, used: set[FactName]) -> str:
    """What the hub has worked out on the day asked."""
    names = [name for name in computed_facts(catalogue) if name in used]
    values = ", ".join(f"('{'.'.join(name)}', to_jsonb(h.{column(*name)}))" for name in names)
    return f"""SELECT h.id, NULL::uuid, v.fact, v.value, '{registrar()}', $2::date
    FROM h CROSS JOIN LATERAL (VALUES {values}) v(fact, value)
    WHERE v.value <> 'null' AND h.id IN (SELECT household_id FROM shown)"""


def _fact_source(department: str, entity: str, names: Sequence[str]) -> str:
    values = ", ".join(f"('{entity}.{name}', to_jsonb(f.{name}))" for name in names)
    # What is told of the household is of every member, whomever the report names.
    person = "NULL::uuid AS person_id" if entity in ("household", "housing") else "m.person_id"
    return f"""SELECT m.household_id, {person}, v.fact, v.value, '{department}' AS department, f.as_of
    FROM concerned m CROSS JOIN LATERAL ({facts_of(fact_table_name(department, entity), "m")}) f
    CROSS JOIN LATERAL (VALUES {values}) v(fact, value)
    WHERE v.value <> 'null'"""


DETERMINED = """SELECT m.household_id, m.person_id, 'person.categories', to_jsonb(d.category), d.agency, d.valid_from
    FROM concerned m CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = m.person_id OFFSET 0) d
    WHERE d.superseded_at IS NULL AND d.valid_from <= $2
      AND (d.valid_to IS NULL OR $2 < d.valid_to)"""
