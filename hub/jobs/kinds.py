"""Kinds of jobs: what each is made of, by the code under which it is asked for."""

import datetime

from connectors.ingest.imports import Imports
from connectors.sources.places import Place, Places
from hub.jobs.deliveries import Deliveries
from hub.jobs.linkage_work import LinkageWork
from registry.aid.totals import Counting, Wanted
from registry.errors import Refusal
from registry.journal.jobs import Taken
from registry.journal.work import Work
from registry.monitoring.place_checks import PlaceCheck
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


def _cross_check(hub: Hub, job: Taken) -> Work:
    return PlaceCheck(hub.cross_check, job.places, hub.today())


def _day(job: Taken, name: str) -> datetime.date | None:
    day = job.arguments[name]
    return datetime.date.fromisoformat(day) if day else None


class JobKinds:
    """By their codes in policy/vocabulary.toml."""

    def __init__(self, hub: Hub, imports: Imports, places: Places, deliveries: Deliveries) -> None:
        self._hub, self._imports, self._places, self._deliveries = hub, imports, places, deliveries

    async def work(self, job: Taken) -> Work:
        """What a job is made of; each kind may refuse what it is asked."""
        match job.kind:
            case "SIMULATION":
                return _simulation(self._hub, job)
            case "TOTALS":
                return _totals(self._hub, job)
            case "CROSS_CHECK":
                return _cross_check(self._hub, job)
            case "LINKAGE":
                return LinkageWork(self._hub, job)
            case "IMPORT":
                return await self._imports.work(job.id, job.department)
            case "FETCH":
                return self._imports.fetching(self._place(job), job.id)
            case "DELIVERY":
                return self._deliveries.work(job)
        raise LookupError(job.kind)

    def _place(self, job: Taken) -> Place:
        """Where the source of a job is fetched from; raises SOURCE_GONE where the operator has taken it out."""
        name = f"{job.department}/{job.arguments['source']}"
        places = self._places.now()
        if name not in places:
            raise Refusal("SOURCE_GONE", name=name)
        return places[name]
