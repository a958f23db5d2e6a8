"""Kept targets as SQL: what the rules find of households stands, what they find no more ends; so do their groups."""

from collections.abc import Collection

from policy.catalogue import Catalogue
from registry.targets.clause_sql import findings
from registry.targets.fact_rows import bindings, programme_clauses
from registry.targets.household_groups import KEPT
from registry.targets.priority_sql import group_clauses, group_facts, listed


def keep(catalogue: Catalogue) -> str:
    """The statement for all programmes and groups, of the households in `$1` on the day `$2`: what has ended."""
    clauses = [*programme_clauses(catalogue), *group_clauses(catalogue)]
    return f"""WITH {bindings(catalogue, clauses, group_facts(catalogue))},
{listed(catalogue)},
{KEPT},
{_changed(findings(catalogue))}
{ENDED}
RETURNING t.programme, t.subject_id, t.household_id"""


def keep_part(catalogue: Catalogue, programmes: Collection[str], groups: bool) -> str:
    """The same for these programmes alone, with the groups where they are asked for: what came, changed or ended."""
    rules = [catalogue.programmes[code] for code in sorted(programmes)]
    clauses = [clause for rule in rules for clause in rule.condition.clauses]
    parts = [bindings(catalogue, clauses)]
    if groups:
        parts = [bindings(catalogue, [*clauses, *group_clauses(catalogue)], group_facts(catalogue))]
        parts += [listed(catalogue), KEPT]
    if not rules:
        return f"WITH {COMMA.join(parts)} SELECT NULL::uuid, NULL::text, NULL::uuid WHERE false"
    # With coalesce the index of programmes is no way to them.
    codes = ", ".join(f"'{rule.code}'" for rule in rules)
    parts.append(f"""{_changed(findings(catalogue, rules), f"AND coalesce(programme, '') IN ({codes})")},
ended AS ({ENDED} AND coalesce(t.programme, '') IN ({codes}) RETURNING t.household_id, t.programme, t.subject_id)""")
    return f"""WITH {COMMA.join(parts)}
SELECT * FROM ended UNION ALL SELECT household_id, NULL, NULL FROM kept"""


COMMA = ",\n"


# What stands is taken off what is found before anything is written: an insertion that meets a row locks it, and so
# writes to it, even where nothing is new. EXCEPT and NOT IN are answered by a hash, however few rows are expected.
def _changed(findings: str, of: str = "") -> str:
    """The expressions that end in `kept`: what is found and does not stand so yet, of programmes limited by `of`."""
    return f"""-- whom a programme may have to help, certain or with a fact missing
found AS MATERIALIZED (
  SELECT programme, subject_id, household_id, person_id, department, position,
    CASE WHEN truth THEN 'MET' ELSE 'UNKNOWN' END AS certainty, met, unknown
  FROM ({findings}) f),
-- what of it does not stand so yet
changed AS (
  SELECT * FROM found
  EXCEPT SELECT programme, subject_id, household_id, person_id, department, position, certainty, met, unknown
  FROM targets WHERE household_id = ANY($1) AND until IS NULL {of}),
-- which comes in, or comes back
kept AS (
  INSERT INTO targets AS t (programme, subject_id, household_id, person_id, department, position, certainty, met,
                            unknown, since, epoch)
  SELECT programme, subject_id, household_id, person_id, department, position, certainty, met, unknown, $2,
         (SELECT epoch FROM catalogue_state)
  FROM changed
  ON CONFLICT (programme, subject_id) DO UPDATE SET
    since = CASE WHEN t.until IS NULL AND t.certainty = excluded.certainty THEN t.since ELSE excluded.since END,
    until = NULL, lost = NULL, certainty = excluded.certainty, met = excluded.met, unknown = excluded.unknown,
    household_id = excluded.household_id, department = excluded.department, position = excluded.position,
    epoch = excluded.epoch, changed_xid = pg_current_xact_id()
  RETURNING t.household_id)"""


ENDED = """UPDATE targets t
SET until = $2, epoch = (SELECT epoch FROM catalogue_state), changed_xid = pg_current_xact_id()
WHERE t.household_id = ANY($1) AND t.until IS NULL
  AND (t.programme, t.subject_id) NOT IN (SELECT programme, subject_id FROM found)"""
