"""Tracing switched on: the kinds of which a traced hub is made, and the way of their spans to the collector."""

import asyncio
import os
from functools import partial
from importlib.metadata import version
from threading import Thread

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from starlette.middleware import Middleware

from hub.tracing.collector import Collector
from hub.tracing.kinds import Kinds
from hub.tracing.spans import Spans
from hub.tracing.traced_database import parts
from hub.tracing.traced_jobs import TracedRunner
from hub.tracing.traced_requests import TracedQuestions, TracedRequests, TracedSockets

LAST = 2.0
"""Seconds in which the last spans are sent when the worker ends."""


def traced(collector: str) -> Kinds:
    """The kinds of a hub whose spans go to this address; how many and how is OpenTelemetry's own environment to say."""
    named = {"service.name": "aidhub"} if "OTEL_SERVICE_NAME" not in os.environ else {}
    own = {**named, "service.version": version("aidhub"), "service.instance.id": str(os.getpid())}
    provider = TracerProvider(resource=Resource.create(own), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(Collector(OTLPSpanExporter(collector))))
    spans = Spans(provider.get_tracer("aidhub"))
    return Kinds(
        database=parts(spans),
        questions=partial(TracedQuestions, spans),
        sockets=partial(TracedSockets, spans),
        runner=partial(TracedRunner, spans),
        around=(Middleware(TracedRequests, spans=spans),),
        close=partial(_close, provider),
    )


async def _close(provider: TracerProvider) -> None:
    """Send what is there, and wait no longer than the last spans are worth: the thread ends with the process."""
    sending = Thread(target=provider.shutdown, daemon=True)
    sending.start()
    await asyncio.to_thread(sending.join, LAST)
