"""The collector: spans go to it in batches from a thread of their own, and one that is away is nobody's concern."""

import logging
from collections.abc import Sequence

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

log = logging.getLogger(__name__)


class Collector(SpanExporter):
    """Hands spans on, and says once in the log that they are lost, and once that they are not any more."""

    def __init__(self, to: SpanExporter) -> None:
        self._to = to
        self._away = False
        # It tells of each batch and of each try, with the address, which may hold a password.
        logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Hand a batch on; it is lost where the collector does not take it in the time it has."""
        result = self._to.export(spans)
        away = result is not SpanExportResult.SUCCESS
        if away and not self._away:
            log.warning("the collector does not take spans: they are dropped until it does (链路追踪数据暂被丢弃)")
        if self._away and not away:
            log.info("the collector takes spans again (链路追踪已恢复)")
        self._away = away
        return result

    def shutdown(self) -> None:
        """Try no more."""
        self._to.shutdown()
