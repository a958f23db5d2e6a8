"""Server-sent events: a subscription over one plain request (graphql-sse, distinct connections)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hub.answering.error_masking import error_body
from hub.answering.questions import Question
from hub.live.subscriptions import Event, Subscription, Subscriptions
from registry.errors import Refusal

EVENTS = "text/event-stream"
KEEP_ALIVE = 15.0
"""Seconds after which a comment is sent where nothing has happened."""


class EventStreams:
    """Answers the subscriptions that come to POST /graphql."""

    def __init__(self, subscriptions: Subscriptions) -> None:
        self._subscriptions = subscriptions

    async def __call__(self, request: Request, question: Question, headers: Mapping[str, str]) -> Response:
        """The stream of a subscription; raises SUBSCRIBE_OTHERWISE where the caller cannot read events."""
        if EVENTS not in request.headers.get("accept", ""):
            raise Refusal("SUBSCRIBE_OTHERWISE")
        subscription = await self._subscriptions.open(question, request.headers.get("authorization"))
        request_id = question.context.caller.request
        events = _stream(subscription, lambda error: error_body(error, request, request_id))
        # A proxy must not hold it back.
        return StreamingResponse(events, media_type=EVENTS, headers={**headers, "X-Accel-Buffering": "no"})


async def _stream(subscription: Subscription, body_of: Callable[[Exception], bytes]) -> AsyncIterator[bytes]:
    events = subscription.events()
    waiting: asyncio.Future[Event] | None = None
    yield b":\n\n"
    try:
        while True:
            waiting = waiting or asyncio.ensure_future(anext(events))
            done, _ = await asyncio.wait({waiting}, timeout=KEEP_ALIVE)
            if not done:
                yield b":\n\n"
                continue
            event, waiting = waiting.result(), None
            yield b"id: %b\nevent: next\ndata: %b\n\n" % (event.cursor.encode(), event.payload)
    except Exception as error:
        yield b"event: next\ndata: %b\n\nevent: complete\ndata:\n\n" % body_of(error)
    finally:
        if waiting is not None:
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        await events.aclose()
