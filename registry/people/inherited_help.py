"""Inherited help (随户救助): what was given in the household that people came from is the help of where they live now.

A person's help follows the person. Help of a household as a whole follows it under a new number, moved or merged; after
a split it stays with those who stayed.
"""

# As whom a member `s` goes on who was registered twice; every number of one human is an alias of the one that is kept.
GOES_ON = """(SELECT q.id FROM persons q WHERE q.identity_id = (SELECT i.alias_of FROM identities i
        WHERE i.id = (SELECT p.identity_id FROM persons p WHERE p.id = s.person_id)))"""

# Whether nobody stayed in the ancestor of the line `l` who did not come along. One row is looked for at a time: of NOT
# EXISTS PostgreSQL would make a table of hashes, and read all lines for it.
WHOLE = f"""(SELECT s.id FROM memberships s
  WHERE s.household_id = l.ancestor_id AND s.superseded_at IS NULL AND (s.valid_to IS NULL OR s.valid_to >= l.until)
    AND (SELECT k.person_id FROM lineage k WHERE k.household_id = l.household_id AND k.ancestor_id = l.ancestor_id
      AND k.person_id IN (s.person_id, {GOES_ON}) AND k.undone_at IS NULL LIMIT 1) IS NULL LIMIT 1) IS NULL"""

# A record `r` of the ancestor; a merge that was taken apart hands nothing on.
INHERITS = f"""l.undone_at IS NULL AND (r.person_id = l.person_id OR r.person_id IS NULL
    AND (r.happened_on < l.until OR r.recorded_at < l.recorded_at) AND {WHOLE})"""


# One household after the other, each by index: of a join PostgreSQL would rather read whole tables.
INHERITED = """FROM unnest({households}::uuid[]) w(id)
    CROSS JOIN LATERAL (SELECT * FROM lineage x WHERE x.household_id = w.id OFFSET 0) l
    CROSS JOIN LATERAL (SELECT * FROM assistance_records y WHERE y.household_id = l.ancestor_id OFFSET 0) r"""


def inherited(households: str) -> str:
    """FROM: the lines `l` of the households in this array, each with the records `r` of its ancestor."""
    return INHERITED.format(households=households)


def helps(households: str) -> str:
    """The records that are the help of the households in this array, own and inherited: `household_id`, `record_id`."""
    return f"""SELECT r.household_id, r.id AS record_id FROM assistance_records r
  WHERE r.household_id = ANY({households})
  UNION SELECT l.household_id, r.id {inherited(households)} WHERE {INHERITS}"""


def helped_by(records: str) -> str:
    """Whose help the records in this array are: `household_id`, `record_id`."""
    return f"""SELECT r.household_id, r.id AS record_id FROM assistance_records r WHERE r.id = ANY({records})
  UNION SELECT l.household_id, r.id FROM assistance_records r
    CROSS JOIN LATERAL (SELECT * FROM lineage x WHERE x.ancestor_id = r.household_id OFFSET 0) l
  WHERE r.id = ANY({records}) AND {INHERITS}"""
