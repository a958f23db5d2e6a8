"""GraphQL over WebSocket: the protocol graphql-transport-ws, for subscriptions, questions and acts."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from hub.live.subscriptions import Subscription

PROTOCOL = "graphql-transport-ws"
PATIENCE, SLOW, MOST = 10.0, 10.0, 20
"""Seconds until connection_init, seconds for taking an answer, and operations at once."""
Message = Mapping[str, Any]  # as JSON has it
Answer = Callable[[WebSocket, str | None, Message], Awaitable[bytes | Subscription]]
ErrorBody = Callable[[WebSocket, Exception], bytes]


class Closed(Exception):
    """The socket is to be closed, with the protocol's code and its reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class Conversation:
    """One socket: it is opened with a token, and then holds up to MOST operations at once."""

    def __init__(self, socket: WebSocket, answer: Answer, error_body: ErrorBody) -> None:
        self._socket, self._answer, self._error_body = socket, answer, error_body
        self._authorization: str | None = None
        self._open: dict[str, asyncio.Task[None]] = {}

    async def hold(self) -> None:
        """Talk until either side closes."""
        if PROTOCOL not in self._socket.scope.get("subprotocols", ()):
            await self._socket.close(4406, f"speak {PROTOCOL}")
            return
        await self._socket.accept(PROTOCOL)
        try:
            await self._begin()
            while True:
                await self._hear(await self._message())
        except Closed as closed:
            if self._socket.application_state is WebSocketState.CONNECTED:
                await self._socket.close(closed.code, closed.reason)
        except WebSocketDisconnect:
            pass
        finally:
            for task in self._open.values():
                task.cancel()
            await asyncio.gather(*self._open.values(), return_exceptions=True)

    async def _begin(self) -> None:
        try:
            message = await asyncio.wait_for(self._message(), PATIENCE)
        except TimeoutError:
            raise Closed(4408, "Connection initialisation timeout") from None
        if message.get("type") != "connection_init":
            raise Closed(4401, "Unauthorized")
        payload = message.get("payload") or {}
        token = payload.get("Authorization") or payload.get("authorization") if isinstance(payload, dict) else None
        self._authorization = token if isinstance(token, str) else self._socket.headers.get("authorization")
        await self._send({"type": "connection_ack"})

    async def _message(self) -> Message:
        try:
            message = json.loads(await self._socket.receive_text())
        except (ValueError, KeyError):
            raise Closed(4400, "A message is JSON text") from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise Closed(4400, "A message has a type")
        return message

    async def _hear(self, message: Message) -> None:
        match message["type"]:
            case "ping":
                await self._send({"type": "pong"})
            case "pong":
                pass
            case "subscribe":
                self._subscribe(message)
            case "complete":
                if task := self._open.pop(str(message.get("id")), None):
                    task.cancel()
            case "connection_init":
                raise Closed(4429, "Too many initialisation requests")
            case other:
                raise Closed(4400, f"{other[:40]} is no message of {PROTOCOL}")

    def _subscribe(self, message: Message) -> None:
        id, payload = message.get("id"), message.get("payload")
        if not isinstance(id, str) or not id or not isinstance(payload, dict):
            raise Closed(4400, "subscribe has an id and a payload")
        if id in self._open:
            raise Closed(4409, f"Subscriber for {id[:40]} already exists")
        if len(self._open) >= MOST:
            raise Closed(4400, f"At most {MOST} operations at once")
        self._open[id] = asyncio.create_task(self._run(id, payload))
        self._open[id].add_done_callback(lambda task: self._forget(id, task))

    def _forget(self, id: str, task: "asyncio.Task[None]") -> None:
        if self._open.get(id) is task:
            del self._open[id]

    async def _run(self, id: str, payload: Message) -> None:
        try:
            answer = await self._answer(self._socket, self._authorization, payload)
            if isinstance(answer, bytes):
                await self._next(id, answer)
            else:
                await self._follow(id, answer)
            await self._send({"id": id, "type": "complete"})
        except Closed as closed:
            await self._socket.close(closed.code, closed.reason)
        except (WebSocketDisconnect, RuntimeError):
            pass  # nobody listens any more
        except Exception as error:
            errors = json.loads(self._error_body(self._socket, error))["errors"]
            await self._send({"id": id, "type": "error", "payload": errors})

    async def _follow(self, id: str, subscription: Subscription) -> None:
        async for event in subscription.events():
            try:
                await asyncio.wait_for(self._next(id, event.payload), SLOW)
            except TimeoutError:
                raise Closed(4408, f"Too slow; go on since {subscription.cursor}") from None

    async def _next(self, id: str, payload: bytes) -> None:
        await self._socket.send_text(f'{{"id":{json.dumps(id)},"type":"next","payload":{payload.decode()}}}')

    async def _send(self, message: Message) -> None:
        await self._socket.send_text(json.dumps(message, ensure_ascii=False))
