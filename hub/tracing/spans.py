"""Spans: what is told of a request, of a job and of their parts, and never anything that a client wrote.

A span carries names of ours, codes, the ids of request, job and client; no value, no statement, no words of an error.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from uuid import UUID

from opentelemetry.context import attach, detach, get_value, set_value
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, Tracer, get_current_span, use_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from hub.answering.observation import BROKEN_OFF, ERRORS, OK, Seen
from registry.errors import Refusal, codes

TOLD = "aidhub.told"
"""Under this name the context of a request holds what is told of it so far."""


class Spans:
    """Begins spans. What is done for no request and no job that is traced has none: upkeep would fill the view."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    @contextmanager
    def request(self, told: Seen, name: str, traceparent: str = "") -> Iterator[Span]:
        """The span of a request or of an operation of a socket, below that of who asked; `finish` may end it before.

        Of what the caller sends along only the two ids of `traceparent` and its flag are taken: `tracestate` and
        `baggage` may hold anything.
        """
        above = TraceContextTextMapPropagator().extract({"traceparent": traceparent})
        token = attach(set_value(TOLD, told, above))
        span = self._tracer.start_span(name, kind=SpanKind.SERVER)
        try:
            with _within(span):
                yield span
        finally:
            detach(token)
            finish(span, told)

    @contextmanager
    def job(self, id: UUID) -> Iterator[Span]:
        """The span of one run of a job, from when it was taken up until it has ended or was put back."""
        span = self._tracer.start_span("job", kind=SpanKind.CONSUMER, attributes={"aidhub.job": str(id)})
        try:
            with _within(span):
                yield span
        finally:
            span.end()

    @contextmanager
    def part(self, name: str, **attributes: str | bool) -> Iterator[None]:
        """The span of a part of what is traced here; one that fails says of which class the error was."""
        if not get_current_span().is_recording():
            yield
            return
        span = self._tracer.start_span(name, attributes={f"aidhub.{key}": said for key, said in attributes.items()})
        try:
            with _within(span):
                yield
        except BaseException as error:
            span.set_status(Status(StatusCode.ERROR, _class(error)))
            raise
        finally:
            span.end()


def field() -> str:
    """The field of the graph that is answered here, "" where it is not known."""
    told = get_value(TOLD)
    return told.operation if isinstance(told, Seen) else ""


def finish(span: Span, told: Seen) -> None:
    """End the span of a request with what is told of it; nothing where it has ended before."""
    if not span.is_recording():
        return
    if told.kind:
        span.update_name(f"{told.kind} {told.operation}")
    outcome = told.outcome or OK
    declared = codes().get(outcome)
    known = {OK: "ok", ERRORS: "errors", BROKEN_OFF: "broken_off"}
    said = {
        "aidhub.request": told.request,
        "aidhub.client": told.client,
        "aidhub.operation": told.operation,
        "graphql.operation.type": told.kind,
        "aidhub.outcome": known.get(outcome, "refused"),
        "aidhub.code": "" if outcome in known else outcome,
    }
    span.set_attributes({name: value for name, value in said.items() if value})
    if (declared.status if declared else int(outcome) if outcome.isdigit() else 0) >= 500:
        span.set_status(Status(StatusCode.ERROR, outcome))
    span.end()


def _within(span: Span) -> AbstractContextManager[Span]:
    # The words of an exception may repeat what was sent, so they are never recorded.
    return use_span(span, record_exception=False, set_status_on_exception=False)


def _class(error: BaseException) -> str:
    return error.code if isinstance(error, Refusal) else type(error).__name__
