"""Server-sent events: a subscription over one plain request (graphql-sse, distinct connections)."""

import asyncio
from collections.abc import AsyncIterator, Callable

from starlette.requests import Request
from starlette.responses import StreamingResponse

from hub.live.subscriptions import Event, Subscription

EVENTS = "text/event-stream"
KEEP_ALIVE = 15.0
Failed = Callable[[Exception], bytes]


def wanted(request: Request) -> bool:
    """Whether the caller can be told by events."""
    return EVENTS in request.headers.get("accept", "")


def response(subscription: Subscription, failed: Failed, headers: dict[str, str]) -> StreamingResponse:
    """The stream of a subscription; a proxy must not hold it back."""
    return StreamingResponse(
        _stream(subscription, failed), media_type=EVENTS, headers={**headers, "X-Accel-Buffering": "no"}
    )


async def _stream(subscription: Subscription, failed: Failed) -> AsyncIterator[bytes]:
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
        yield b"event: next\ndata: %b\n\nevent: complete\ndata:\n\n" % failed(error)
    finally:
        if waiting is not None:
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        await events.aclose()
