"""Server-sent events: a subscription over one plain request (graphql-sse, distinct connections)."""

import logging
from collections.abc import Mapping
from contextlib import aclosing

from anyio import CancelScope, create_task_group, fail_after, move_on_after, sleep
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from hub.answering.error_masking import error_body, held_back, stopped_by
from hub.answering.observation import BROKEN_OFF, seen
from hub.answering.permission import authorization
from hub.answering.questions import Question
from hub.live.subscriptions import Subscription, Subscriptions, before_it_ends
from hub.live.websocket import SLOW
from registry.errors import Refusal

log = logging.getLogger(__name__)

EVENTS = "text/event-stream"
KEEP_ALIVE = 15.0
"""Seconds between two comments, so that nobody on the way takes the connection for dead."""


class EventStreams:
    """Answers the subscriptions that come to POST /graphql."""

    def __init__(self, subscriptions: Subscriptions) -> None:
        self._subscriptions = subscriptions

    async def __call__(self, request: Request, question: Question, headers: Mapping[str, str]) -> Response:
        """The stream of a subscription; raises SUBSCRIBE_OTHERWISE where the caller cannot read events."""
        if EVENTS not in request.headers.get("accept", ""):
            raise Refusal("SUBSCRIBE_OTHERWISE")
        subscription = await self._subscriptions.open(question, authorization(request))
        caller = question.context.caller
        return EventStream(subscription, before_it_ends(caller.grant), request, caller.request, headers)


class EventStream(Response):
    """Sends events until there are no more, the client leaves, or its token is about to end in `good_for` seconds.

    In the last case it ends without `complete`: programs of graphql-sse take that for a broken line and come back.
    """

    media_type = EVENTS

    def __init__(
        self,
        subscription: Subscription,
        good_for: float,
        request: Request,
        request_id: str,
        headers: Mapping[str, str],
    ) -> None:
        # A proxy must not hold it back.
        super().__init__(headers={**headers, "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._subscription, self._good_for = subscription, good_for
        self._request, self._request_id = request, request_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        """Send the events; no task of it is left behind, and who does not take them is left after SLOW seconds."""

        async def taken(message: Message) -> None:
            with fail_after(SLOW):
                await send(message)

        try:
            await self._tell_all(receive, taken)
        except* TimeoutError:
            seen(self._request).outcome = BROKEN_OFF
            log.warning("request %s: nobody took its events", self._request_id)

    async def _tell_all(self, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async with create_task_group() as tasks:
            tasks.start_soon(_until_gone, receive, tasks.cancel_scope)
            tasks.start_soon(_keep_alive, send)
            with move_on_after(self._good_for):
                await self._tell(send)
            tasks.cancel_scope.cancel()
        await send({"type": "http.response.body", "body": b""})

    async def _tell(self, send: Send) -> None:
        try:
            async with aclosing(self._subscription.events()) as events:
                async for event in events:
                    await _send(send, b"id: %b\nevent: next\ndata: %b" % (event.cursor.encode(), event.payload))
            await _send(send, b"event: complete\ndata:")
        except TimeoutError:
            raise
        except Exception as error:
            stopped = await held_back(stopped_by(error, self._request, self._request_id))
            seen(self._request).outcome = stopped.code
            await _send(send, b"event: next\ndata: %b" % error_body(stopped))
            await _send(send, b"event: complete\ndata:")


async def _send(send: Send, event: bytes) -> None:
    await send({"type": "http.response.body", "body": event + b"\n\n", "more_body": True})


async def _keep_alive(send: Send) -> None:
    while True:
        await _send(send, b":")
        await sleep(KEEP_ALIVE)


async def _until_gone(receive: Receive, everything: CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    everything.cancel()
