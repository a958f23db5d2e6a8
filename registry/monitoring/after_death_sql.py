"""Help after death (死亡后发放) as SQL: what was given to somebody of a day after their death.

What happened is recorded; whether it was given to the wrong person, or the day of either is wrong, a person decides.
"""

from policy.catalogue import Catalogue
from policy.signals import Signal


def after_death(catalogue: Catalogue, signal: Signal) -> str:
    """Help of a programme for persons after the person's death, or for a household after that of its last member.

    What a programme gives because somebody died, as the costs of a funeral, is given after it.
    """
    due = ", ".join(f"'{programme.code}'" for programme in catalogue.programmes.values() if programme.tests_deceased)
    return f"""SELECT '{signal.code}'::text, '{signal.kind}'::text, d.household_id, d.person_id, d.position,
    '{signal.code}|' || d.person_id, md5(string_agg(d.id::text, ',' ORDER BY d.id)),
    array_agg(DISTINCT d.programme ORDER BY d.programme), array_agg(d.id ORDER BY d.id),
    array_agg(DISTINCT d.department ORDER BY d.department)
  FROM (
    SELECT m.household_id, m.person_id, m.position, r.id, r.programme, r.department
    FROM m JOIN households home ON home.id = m.household_id CROSS JOIN LATERAL (
      SELECT * FROM assistance_records y WHERE y.household_id = m.household_id AND y.happened_on > m.on_day OFFSET 0) r
    WHERE m.deceased AND r.status = 'GRANTED' AND r.identity_id = m.identity_id
      AND (r.person_id = m.person_id OR r.person_id IS NULL AND home.closed_on < r.happened_on)
      AND r.programme <> ALL(ARRAY[{due}]::text[])) d
  GROUP BY d.household_id, d.person_id, d.position"""
