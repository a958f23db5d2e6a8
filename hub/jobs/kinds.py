"""Kinds of jobs: what each is made of, by the code under which it is asked for."""

import datetime
from collections.abc import Callable, Mapping

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


KINDS: Mapping[str, Callable[[Hub, Taken], Work]] = {"SIMULATION": _simulation, "TOTALS": _totals}
"""By their codes in policy/vocabulary.toml; each may refuse what it is asked."""
