"""Waived hearings (未能听取意见): why a procedure goes on without hearing the person, and what shows it."""

import datetime
from typing import NamedTuple

from policy.catalogue import Catalogue
from policy.hearings import Waived
from registry.errors import Refusal
from registry.matters.hearings import deaths, shown
from registry.matters.taken_steps import TakenStep
from registry.people.households import BELONGS

BECAUSE = "noHearingBecause"
PLACES = {"since": "noHearingSince", "paper": "noHearingPaper", "attempts": "noHearingAttempts"}


class Concerned(NamedTuple):
    """Whom an ending is about, as far as anybody has told of their deaths."""

    persons: int
    living: int
    died_on: datetime.date | None
    """The last of the deaths."""


async def show_why_not_heard(taken: TakenStep) -> None:
    """A reason is shown as where no procedure is needed at all (registry/matters/hearings.py).

    Raises MISSING, and HELP_OF_THE_LIVING where a death is the reason and somebody else is concerned.
    """
    said = taken.content
    since = said.get("no_hearing_since")
    day = datetime.date.fromisoformat(since) if since else None
    waived = Waived(said["no_hearing_because"], day, said.get("no_hearing_paper"), said.get("no_hearing_attempts"))
    died_on = await _died_on(taken) if waived.because == "DEATH" else None
    shown_since = shown(taken.catalogue, waived, died_on, PLACES)
    if shown_since is not None:
        said["no_hearing_since"] = shown_since.isoformat()


async def _died_on(taken: TakenStep) -> datetime.date | None:
    """The day by which all whom it concerns had died, if that is known. Raises HELP_OF_THE_LIVING.

    Of one person a death may be stated; of several it would be open whose it is.
    """
    matter = taken.matter
    values = [matter.id, matter.subject.household]
    concerned = await taken.connection.fetch_one(Concerned, concerned_by(taken.catalogue), values)
    if concerned is None or not concerned.living:
        return concerned.died_on if concerned else None
    if concerned.persons > 1:
        raise Refusal("HELP_OF_THE_LIVING", BECAUSE)
    return None


def concerned_by(catalogue: Catalogue) -> str:
    """The question whom an ending concerns: $1 the matter, $2 its household."""
    return CONCERNED.format(deaths=deaths(catalogue, "p.identity_id"))


# A record without a person is the household's: it concerns all who belong to it.
CONCERNED = f"""SELECT count(*)::int, (count(*) FILTER (WHERE died_on IS NULL))::int, max(died_on) FROM (
  SELECT {{deaths}} AS died_on FROM (
    SELECT person_id FROM matter_lines WHERE matter_id = $1 AND person_id IS NOT NULL
    UNION
    SELECT m.person_id FROM memberships m WHERE m.household_id = $2 AND {BELONGS.format("m")}
      AND EXISTS (SELECT FROM matter_lines WHERE matter_id = $1 AND person_id IS NULL)) w
  CROSS JOIN LATERAL (SELECT * FROM persons WHERE id = w.person_id OFFSET 0) p) c"""
