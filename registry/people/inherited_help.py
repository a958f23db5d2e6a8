"""Inherited help (随户救助): what was given in the household that people came from is the help of where they live now.

A person's help follows the person. Help of a household as a whole follows it under a new number, moved or merged; after
a split it stays with those who stayed.
"""

# Whether nobody stayed in the ancestor of the line `l` who did not come along.
WHOLE = """NOT EXISTS (SELECT FROM memberships s
  WHERE s.household_id = l.ancestor_id AND s.superseded_at IS NULL AND (s.valid_to IS NULL OR s.valid_to >= l.until)
    AND NOT EXISTS (SELECT FROM lineage k WHERE k.household_id = l.household_id AND k.ancestor_id = l.ancestor_id
      AND k.person_id = s.person_id AND k.undone_at IS NULL))"""

# A record `r` of the ancestor; a merge that was taken apart hands nothing on.
INHERITS = f"""l.undone_at IS NULL AND (r.person_id = l.person_id OR r.person_id IS NULL
    AND (r.happened_on < l.until OR r.recorded_at < l.recorded_at) AND {WHOLE})"""


# Ids stand in one list: of a join under row level security PostgreSQL expects so few rows that it reads whole tables.
def helps(households: str) -> str:
    """The records that are the help of the households in this array, own and inherited: `household_id`, `record_id`."""
    return f"""SELECT r.household_id, r.id AS record_id FROM assistance_records r
  WHERE r.household_id = ANY({households})
  UNION SELECT l.household_id, r.id FROM lineage l JOIN assistance_records r ON r.household_id = l.ancestor_id
  WHERE l.household_id = ANY({households}) AND r.household_id = ANY(ARRAY(
    SELECT a.ancestor_id FROM lineage a WHERE a.household_id = ANY({households}))) AND {INHERITS}"""


def helped_by(records: str) -> str:
    """Whose help the records in this array are: `household_id`, `record_id`."""
    return f"""SELECT r.household_id, r.id AS record_id FROM assistance_records r WHERE r.id = ANY({records})
  UNION SELECT l.household_id, r.id FROM assistance_records r JOIN lineage l ON l.ancestor_id = r.household_id
  WHERE r.id = ANY({records}) AND l.ancestor_id = ANY(ARRAY(
    SELECT a.household_id FROM assistance_records a WHERE a.id = ANY({records}))) AND {INHERITS}"""
