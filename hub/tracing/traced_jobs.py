"""Jobs of a hub that is traced: each run of one is a span, and its statements are parts of it."""

from uuid import UUID

from opentelemetry.trace import get_current_span

from hub.answering.budgets import Budgets
from hub.answering.observation import OK
from hub.jobs.kinds import JobKinds
from hub.jobs.running import Runner
from hub.tracing.spans import Spans
from registry.errors import Refusal
from registry.journal.jobs import Taken
from schema.requests.context import Hub


class TracedRunner(Runner):
    """Runs jobs; each run is a span."""

    def __init__(self, spans: Spans, hub: Hub, budgets: Budgets, kinds: JobKinds) -> None:
        super().__init__(hub, budgets, kinds)
        self._spans = spans

    async def run(self, id: UUID, department: str) -> None:
        """Do a job from where it stands."""
        with self._spans.job(id):
            await super().run(id, department)

    async def _do(self, job: Taken) -> None:
        span = get_current_span()
        span.update_name(f"job {job.kind}")
        span.set_attributes({"aidhub.client": job.client, "aidhub.tries": job.tries, "aidhub.outcome": OK})
        await super()._do(job)

    async def _put_back(self, job: Taken, pause: float) -> bool:
        get_current_span().set_attribute("aidhub.outcome", "put_back")
        return await super()._put_back(job, pause)

    async def _told(self, job: Taken, refusal: Refusal) -> None:
        get_current_span().set_attributes({"aidhub.outcome": "refused", "aidhub.code": refusal.code})
        await super()._told(job, refusal)
