"""Kinds of jobs: what each is made of, by the code under which it is asked for."""

import datetime

from connectors.ingest.imports import Imports
from registry.aid.totals import Counting, Wanted
from registry.errors import Refusal
from registry.journal.jobs import Taken
from registry.journal.work import Work
from registry.monitoring.rule_trials import RuleTrial
from schema.requests.context import Hub


def _simulation(hub: Hub, job: Taken) -> Work:
    rule = job.arguments["rule"]
    if rule not in hub.catalogue.signals:  # it was asked of an older catalogue
        raise Refusal("UNKNOWN_RULE", "rule", value=rule, codes=", ".join(hub.catalogue.signals))
    on = datetime.date.fromisoformat(job.arguments["on"])
    return RuleTrial(hub.catalogue, hub.divisions, hub.catalogue.signals[rule], job.places, on)


def _totals(hub: Hub, job: Taken) -> Work:
    wanted = Wanted(job.arguments["programme"], _day(job, "from"), _day(job, "to"))
    return Counting([*hub.catalogue.departments], job.places, job.ranges, wanted)


def _day(job: Taken, name: str) -> datetime.date | None:
    day = job.arguments[name]
    return datetime.date.fromisoformat(day) if day else None


class JobKinds:
    """By their codes in policy/vocabulary.toml."""

    def __init__(self, hub: Hub, imports: Imports) -> None:
        self._hub, self._imports = hub, imports

    async def work(self, job: Taken) -> Work:
        """What a job is made of; each kind may refuse what it is asked."""
        match job.kind:
            case "SIMULATION":
                return _simulation(self._hub, job)
            case "TOTALS":
                return _totals(self._hub, job)
            case "IMPORT":
                return await self._imports.work(job.id, job.department)
        raise LookupError(job.kind)
