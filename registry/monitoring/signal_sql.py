"""Signals (比对信号) as SQL: targets laid beside records, and clauses read over every member.

`$1` is the households, `$2` today. The expressions end in `raised`: rule, kind, household_id, person_id, position, key,
base (what was found, hashed), programmes, records, departments.
"""

from collections.abc import Sequence

from policy.catalogue import Catalogue, Programme
from policy.programmes import ABSENCES, OTHERWISE
from policy.signals import Signal
from policy.spine import registrar
from registry.monitoring import lead_sql
from registry.monitoring.after_death_sql import after_death
from registry.monitoring.evidence_sql import computed_facts
from registry.monitoring.overpaid_sql import overpaid, payment_expressions
from registry.monitoring.unpaid_sql import CYCLES, stopped, unpaid, unpaid_expressions
from registry.monitoring.urgency_sql import harm_clauses
from registry.people.facts import fact_table_name
from registry.people.inherited_help import helps
from registry.targets.clause_sql import column, condition_sql
from registry.targets.fact_rows import bindings
from registry.targets.helped import GIVEN_ONCE, stands
from registry.targets.priority_sql import reads


def signal_expressions(catalogue: Catalogue, signals: Sequence[Signal]) -> str:
    """The expressions that find these signals, ready to stand behind WITH."""
    leads = [signal for signal in signals if signal.leads_to]
    ruled = [signal for signal in signals if not signal.built_in]
    clauses = [*(clause for signal in ruled for clause in signal.condition.clauses), *harm_clauses(catalogue)]
    also = [("parameter", parameter) for parameter in dict.fromkeys(GIVEN_ONCE.values())]
    also += [CYCLES, GRACE, *reads(catalogue.priorities.ranking("warnings")), *computed_facts(catalogue)]
    built_in = {signal.code: signal for signal in signals if signal.built_in}
    selects = [_ruled(catalogue, signal) for signal in ruled if not signal.leads_to]
    selects += [lead_sql.RAISED] if leads else []
    gaps = [built_in[code] for code in ("unfulfilled", "uncovered") if code in built_in]
    selects += [_gap(signal) for signal in gaps]
    selects += [after_death(catalogue, built_in["after_death"])] if "after_death" in built_in else []
    selects += [BUILT_IN[code](signal) for code, signal in built_in.items() if code in BUILT_IN]
    return ",\n".join((
        bindings(catalogue, clauses, also), _records(), _programmes(catalogue), CATEGORIES,
        LIVING,
        RUNNING, TARGETS, EXCLUDED, _happened(catalogue), GAPS,
        lead_sql.lead_expressions(catalogue, leads),
        *([payment_expressions()] if "overpaid" in built_in else []),
        *([unpaid_expressions(catalogue)] if built_in.keys() & {"unpaid", "stopped"} else []),
        f"raised({COLUMNS}) AS MATERIALIZED ({' UNION ALL '.join(f'({select})' for select in selects)})",
    ))  # fmt: skip # one expression after the other


COLUMNS = "rule, kind, household_id, person_id, position, key, base, programmes, records, departments"


def _records() -> str:
    """Help in force today, and what was given once not long ago: it is over the next day, but not to be given again.

    Each record is fetched by its id, whatever PostgreSQL expects of a table without statistics.
    """
    stood = stands("g.period", lambda parameter: f"h.{column('parameter', parameter)}")
    return f"""own_help AS MATERIALIZED ({helps("$1")}),
in_force AS MATERIALIZED (
  SELECT r.id, r.programme, r.department, r.county, o.household_id, r.person_id, h.position, r.event, r.label,
    r.happened_on, r.starts,
    r.starts <= $2 AND (r.ends IS NULL OR $2 < r.ends) AS today
  FROM own_help o CROSS JOIN LATERAL (SELECT * FROM assistance_records y WHERE y.id = o.record_id OFFSET 0) r
    JOIN programmes g ON g.code = r.programme
    JOIN h ON h.id = o.household_id
  WHERE {stood})"""


# Whom help for the household as a whole is for.
LIVING = """living AS MATERIALIZED (SELECT m.household_id, m.person_id FROM m WHERE NOT m.deceased)"""

CATEGORIES = """held AS MATERIALIZED (
  SELECT m.household_id, m.person_id, d.category, min(d.valid_from) AS since
  FROM m CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = m.person_id OFFSET 0) d
  WHERE d.superseded_at IS NULL AND d.valid_from <= m.on_day
    AND (d.valid_to IS NULL OR m.on_day < d.valid_to OR m.deceased AND m.on_day = d.valid_to)
  GROUP BY m.household_id, m.person_id, d.category)"""

EXCLUDED = """excluded AS MATERIALIZED (
  SELECT r.household_id, r.person_id, r.happened_on, x.programme, x.same
  FROM in_force r JOIN programme_exclusions x ON x.other = r.programme)"""

# Procedures whose last day has not passed.
RUNNING = """running AS MATERIALIZED (
  SELECT DISTINCT p.household_id, p.procedure FROM matters p
  WHERE p.household_id = ANY($1) AND p.closed_on IS NULL AND $2 <= p.due_on)"""

TARGETS = """possible AS MATERIALIZED (
  SELECT t.* FROM targets t WHERE t.household_id = ANY($1) AND t.until IS NULL)"""

# A later event calls for help anew.
HAPPENED = """happened AS MATERIALIZED (
  SELECT m.household_id, m.person_id, max(f.as_of) AS as_of FROM m JOIN ({}) f ON f.identity_id = m.identity_id
  GROUP BY m.household_id, m.person_id)"""
HAPPENING = """SELECT identity_id, as_of FROM {}
    WHERE superseded_at IS NULL AND as_of <= $2 AND (until IS NULL OR $2 < until)"""
SINCE = """EXISTS (SELECT FROM happened e WHERE e.household_id = t.household_id AND e.as_of > {}.happened_on
          AND (e.person_id = t.person_id OR t.person_id IS NULL))"""

# A clause that is met may make its absence a matter of duty; so may, of a programme for households, any member's
# category.
GAPS = (
    """gaps AS MATERIALIZED (
  SELECT t.household_id, t.person_id, t.subject_id, t.position, t.programme, t.department, t.since, t.met,
    p.together, CASE WHEN t.met & p.proven <> 0 THEN p.missed WHEN p.absences = '{}' THEN p.otherwise ELSE coalesce((
      SELECT max(coalesce((p.absences->>h.category)::int, p.otherwise)) FROM held h
      WHERE h.household_id = t.household_id AND (h.person_id = t.person_id OR t.person_id IS NULL)),
      p.otherwise) END AS meaning,
    (SELECT min(h.since) FROM held h WHERE h.household_id = t.household_id AND h.category = ANY(p.categories)
      AND (h.person_id = t.person_id OR t.person_id IS NULL)) AS determined
  FROM possible t JOIN offered p ON p.programme = t.programme
  WHERE t.certainty = 'MET' AND NOT (t.helped AND NOT p.by_event) AND t.since <= $2
    AND NOT EXISTS (SELECT FROM in_force r WHERE r.programme = t.programme AND r.household_id = t.household_id
      AND r.person_id IS NOT DISTINCT FROM t.person_id AND NOT (p.by_event AND """
    + SINCE.format("r")
    + """))
    AND NOT EXISTS (SELECT FROM excluded x WHERE x.programme = t.programme AND x.household_id = t.household_id
      AND CASE WHEN x.same IN ('person', 'term') THEN x.person_id IS NOT DISTINCT FROM t.person_id
          OR x.person_id IS NULL AND t.person_id IN (SELECT l.person_id FROM living l)
          OR t.person_id IS NULL AND x.person_id IN (SELECT l.person_id FROM living l
            WHERE l.household_id = t.household_id)
        WHEN x.same = 'event' THEN NOT """
    + SINCE.format("x")
    + """ ELSE true END))"""
)


def _programmes(catalogue: Catalogue) -> str:
    """What the absence of each programme means, and with which others it is one warning."""
    rows = ", ".join(_offered(catalogue, programme) for programme in catalogue.programmes.values())
    columns = "programme, together, by_event, carried_by, categories, missed, proven, otherwise, absences"
    return f"offered({columns}) AS MATERIALIZED (VALUES {rows})"


def _happened(catalogue: Catalogue) -> str:
    suppliers = dict.fromkeys(
        (supplier, fact.entity) for fact in catalogue.facts.values() if fact.repeats for supplier in fact.suppliers
    )
    tables = [fact_table_name(*pair) for pair in suppliers if pair[0] in catalogue.departments and pair[1] != "payment"]
    return HAPPENED.format(" UNION ALL ".join(HAPPENING.format(table) for table in tables))


def _offered(catalogue: Catalogue, programme: Programme) -> str:
    by_event = programme.by_event(catalogue.facts)
    together = ",".join(sorted({programme.code, *programme.alternatives}))
    means = programme.absence_means
    otherwise = ABSENCES.index(means if isinstance(means, str) else means[OTHERWISE])
    of = {} if isinstance(means, str) else {c: ABSENCES.index(a) for c, a in means.items() if c != OTHERWISE}
    proven = [1 << n for n, clause in enumerate(programme.condition.clauses) if clause == programme.missed_when]
    pairs = ", ".join(f"'{category}', {meaning}" for category, meaning in of.items())
    meaning = f"{ABSENCES.index('missed')}, {sum(proven)}, {otherwise}, jsonb_build_object({pairs})"
    categories = ", ".join(f"'{category}'" for category in programme.categories)
    said = f"'{programme.code}', '{together}', {by_event}, '{programme.carried_by}', ARRAY[{categories}]::text[]"
    return f"({said}, {meaning})"


MISSED = ABSENCES.index("missed")
MEANS = {"unfulfilled": MISSED, "uncovered": ABSENCES.index("maybe")}
GRACE = ("parameter", "missed_grace_days")
"""So many days after a determination help that follows from it is missed."""
RECORD_IDS = "ARRAY[]::uuid[]"


def _head(signal: Signal) -> str:
    return f"'{signal.code}'::text AS rule, '{signal.kind}'::text AS kind"


def _gap(signal: Signal) -> str:
    """Targets without help, alternatives together; missed is what is not given some days after the determination."""
    passed = f" AND (determined IS NULL OR determined + coalesce({column(*GRACE)}, 0)::int <= $2)"
    due = passed if MEANS[signal.code] == MISSED else ""
    return f"""SELECT {_head(signal)}, household_id, person_id, min(gaps.position) AS position,
    '{signal.code}|' || subject_id || '|' || together AS key,
    md5(string_agg(programme || since || met, ',' ORDER BY programme)) AS base,
    array_agg(programme ORDER BY programme) AS programmes, {RECORD_IDS} AS records,
    array_agg(DISTINCT department) AS departments
  FROM gaps JOIN h ON h.id = household_id WHERE meaning = {MEANS[signal.code]}{due}
  GROUP BY household_id, person_id, subject_id, together"""


def _not_matching(signal: Signal) -> str:
    """Help in force of which no target is met or unknown, and which no procedure carries."""
    return f"""SELECT {_head(signal)}, r.household_id, r.person_id, r.position,
    '{signal.code}|' || coalesce(r.person_id, r.household_id) || '|' || r.programme, md5(r.id::text),
    ARRAY[r.programme], ARRAY[r.id], ARRAY[r.department]
  FROM (SELECT DISTINCT ON (household_id, person_id, programme) * FROM in_force WHERE today
        ORDER BY household_id, person_id, programme, id DESC) r
  WHERE EXISTS (SELECT FROM offered o WHERE o.programme = r.programme AND NOT EXISTS (
      SELECT FROM running p WHERE p.household_id = r.household_id AND p.procedure = o.carried_by))
    AND NOT EXISTS (SELECT FROM possible t
      WHERE t.programme = r.programme AND t.subject_id = coalesce(r.person_id, r.household_id))"""


def _phase_out_over(signal: Signal) -> str:
    """A phase-out that has run out: payment goes on until a person decides."""
    return f"""SELECT {_head(signal)}, p.household_id, p.person_id, p.position, '{signal.code}|' || p.id,
    md5(p.due_on::text), ARRAY[]::text[],
    ARRAY(SELECT r.id FROM in_force r JOIN programmes g ON g.code = r.programme
      WHERE r.household_id = p.household_id AND r.today AND g.kind = 'basic_living' ORDER BY r.id),
    ARRAY['{registrar()}']
  FROM matters p WHERE p.household_id = ANY($1) AND p.procedure = 'phase_out' AND p.closed_on IS NULL
    AND p.due_on < $2"""


def _duplicate(signal: Signal) -> str:
    """Helps in force that exclude each other, or are the same several times: one warning for all that are one thing."""
    return f"""SELECT {_head(signal)}, d.household_id, d.person_id, min(d.position) AS position,
    concat_ws('|', '{signal.code}', d.household_id, d.person_id, d.programmes[1], d.programmes[2], d.thing) AS key,
    md5(string_agg(DISTINCT r::text, ',' ORDER BY r::text)) AS base, d.programmes,
    (array_agg(DISTINCT r ORDER BY r))[1:{MOST_RECORDS}] AS records,
    array_agg(DISTINCT e ORDER BY e) AS departments
  FROM ({REPEATED}) d
  CROSS JOIN LATERAL unnest(d.records) r CROSS JOIN LATERAL unnest(d.departments) e
  GROUP BY d.household_id, d.person_id, d.programmes, d.thing"""


MOST_RECORDS = 50
"""So many records are named in one warning; whoever needs more reads the chain."""

# Each help under everything by which it may be the same as another, and what comes together there: no help is laid
# beside another, for of a thousand entries about one household that would be a million pairs. Help for the whole
# household is each person's too.
REPEATED = """
    SELECT c.household_id, coalesce(c.whose, (array_agg(c.person_id ORDER BY c.id)
        FILTER (WHERE c.person_id IS NOT NULL))[1]) AS person_id, min(c.position) AS position, c.programmes, c.thing,
      array_agg(c.id) AS records, array_agg(DISTINCT c.department) AS departments
    FROM (
      SELECT r.id, r.household_id, r.person_id, r.programme, r.department, r.position, r.label, s.programmes, s.same,
        s.thing, w.whose
      FROM in_force r
      CROSS JOIN LATERAL (
        SELECT ARRAY[r.programme] AS programmes, 'event' AS same, r.event AS thing WHERE r.event IS NOT NULL
        UNION ALL SELECT ARRAY[r.programme], 'term', r.label WHERE r.event IS NULL AND r.label IS NOT NULL
        UNION ALL SELECT ARRAY[r.programme], 'person', NULL WHERE r.event IS NULL
        UNION ALL SELECT ARRAY[least(r.programme, x.other), greatest(r.programme, x.other)], x.same,
          CASE x.same WHEN 'event' THEN r.event WHEN 'term' THEN r.label END
        FROM programme_exclusions x WHERE x.programme = r.programme AND x.other <> r.programme AND CASE x.same
          WHEN 'event' THEN r.event IS NOT NULL WHEN 'term' THEN r.label IS NOT NULL ELSE true END) s
      LEFT JOIN (SELECT f.household_id, array_agg(DISTINCT f.person_id) AS persons FROM in_force f
          JOIN living l ON l.household_id = f.household_id AND l.person_id = f.person_id GROUP BY f.household_id) a
        ON a.household_id = r.household_id
      CROSS JOIN LATERAL (
        SELECT r.person_id AS whose WHERE s.same IN ('person', 'term') OR cardinality(s.programmes) = 1
        UNION ALL SELECT p FROM unnest(a.persons) p
          WHERE s.same IN ('person', 'term') AND r.person_id IS NULL AND p IS NOT NULL
        UNION ALL SELECT NULL WHERE s.same NOT IN ('person', 'term') AND cardinality(s.programmes) = 2) w) c
    GROUP BY c.household_id, c.programmes, c.same, c.thing, c.whose
    HAVING CASE WHEN cardinality(c.programmes) = 2 THEN count(DISTINCT c.programme) = 2
        -- terms are compared with each other, and with help of no term
        ELSE count(*) > 1 AND (c.same <> 'person' OR bool_or(c.label IS NULL)) END
      AND (c.whose IS NULL OR bool_or(c.person_id IS NOT NULL))"""


BUILT_IN = {
    "not_matching": _not_matching,
    "phase_out_over": _phase_out_over,
    "duplicate": _duplicate,
    "overpaid": overpaid,
    "unpaid": unpaid,
    "stopped": stopped,
}


def _ruled(catalogue: Catalogue, signal: Signal) -> str:
    """Members whose clauses are met; of the dead only what they still hold is a signal."""
    met = condition_sql(catalogue, signal.condition)
    dead = any((clause.entity, clause.fact) == ("person", "deceased") for clause in signal.condition.clauses)
    person = signal.about == "person"
    subject = "b.person_id" if person else "b.household_id"
    still = HOLDS if dead else "NOT b.person_deceased"
    if signal.unless_running:
        still += f" AND NOT EXISTS ({RUNS.format(signal.unless_running)})"
    return f"""SELECT {"" if person else "DISTINCT ON (b.household_id)"} {_head(signal)}, b.household_id,
    {"b.person_id" if person else "NULL::uuid"}, b.position, '{signal.code}|' || {subject}, md5(''), ARRAY[]::text[],
    {OWN_RECORDS if signal.kind == "LAPSING" else RECORD_IDS}, ARRAY['{registrar()}']
  FROM b WHERE {met} AND {still} {"" if person else "ORDER BY b.household_id"}"""


RUNS = "SELECT FROM running p WHERE p.household_id = b.household_id AND p.procedure = '{}'"

HOLDS = """(EXISTS (SELECT FROM in_force r WHERE r.person_id = b.person_id AND r.today)
    OR EXISTS (SELECT FROM determinations d WHERE d.person_id = b.person_id AND d.superseded_at IS NULL
      AND d.valid_from <= $2 AND (d.valid_to IS NULL OR $2 < d.valid_to)))"""

# What is at stake: the person's own help, and the household's living allowance, which is adjusted and not stopped.
OWN_RECORDS = """ARRAY(SELECT r.id FROM in_force r JOIN programmes g ON g.code = r.programme
      WHERE r.household_id = b.household_id AND r.today
        AND (r.person_id = b.person_id OR r.person_id IS NULL AND g.kind = 'basic_living') ORDER BY r.id)"""
