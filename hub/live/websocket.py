"""GraphQL over WebSocket: the protocol graphql-transport-ws, for subscriptions, questions and acts."""

import json
import math
from collections.abc import Mapping
from contextlib import AbstractContextManager, aclosing, suppress
from typing import Any, Protocol

from anyio import CancelScope, create_task_group, current_time, fail_after, sleep
from anyio.abc import TaskGroup
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected, WebSocketState

from auth.bearer import Credential
from auth.errors import Unauthorized
from auth.signed_actors import HEADER
from hub.answering.observation import BROKEN_OFF, Seen
from hub.answering.permission import SIGNED, authorization
from hub.answering.requests import json_of
from hub.live.subscriptions import Subscription
from registry.errors import Refusal, sayable

PROTOCOL = "graphql-transport-ws"
PATIENCE, SLOW, IDLE, MOST = 10.0, 10.0, 60.0, 20
"""Seconds until connection_init, for taking an answer, and without an operation; and operations at once."""
LONGEST_MESSAGE = 1 << 20
"""Bytes of one message; larger batches go over a plain request."""
Message = Mapping[str, Any]  # as JSON has it


class Answers(Protocol):
    """What is asked on behalf of a socket."""

    async def opened(self, socket: WebSocket, authorization: Credential) -> float:
        """In how many seconds the socket is to be closed; raises Refusal for a token that does not hold."""

    def observed(self) -> AbstractContextManager[Seen]:
        """One operation, of which is told what is filled in once it is over."""

    async def answer(
        self, socket: WebSocket, authorization: Credential, payload: Message, told: Seen
    ) -> bytes | Subscription:
        """The JSON of one operation's answer, or what is to be followed; raises what the hub refuses."""

    async def error_body(self, socket: WebSocket, error: Exception, told: Seen) -> bytes:
        """The JSON that tells of an error."""


class Closed(Exception):
    """The socket is to be closed, with the protocol's code and its reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


def shown_out(refusal: Refusal) -> Closed:
    """How a socket is closed whose token does not hold: programs of graphql-ws come back after 4403, with a new one."""
    if refusal.code == "MISSING_TOKEN":
        return Closed(4401, "Unauthorized")
    if refusal.status == 503:
        return Closed(1013, "Try again later")
    return Closed(4403, f"Forbidden: {refusal.code}")


class Conversation:
    """One socket: it is opened with a token, and then holds up to MOST operations at once; all of them end with it."""

    def __init__(self, socket: WebSocket, answers: Answers) -> None:
        self._socket, self._answers = socket, answers
        self._authorization: Credential = None
        self._open: dict[str, CancelScope] = {}
        self._running = 0  # what was completed from outside may still wait for the database
        self._quiet = CancelScope()
        self._tasks: TaskGroup = create_task_group()
        self._closed: Closed | None = None

    async def hold(self) -> None:
        """Talk until either side closes, or the token is about to end."""
        if PROTOCOL not in self._socket.scope.get("subprotocols", ()):
            await self._socket.close(4406, f"speak {PROTOCOL}")
            return
        await self._socket.accept(PROTOCOL)
        async with self._tasks:
            try:
                await self._talk()
            except Closed as closed:
                self._close(closed)
            except (WebSocketDisconnect, WebSocketDisconnected):
                self._tasks.cancel_scope.cancel()
        if self._closed and self._socket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect, WebSocketDisconnected):  # it has gone by itself meanwhile
                await self._socket.close(self._closed.code, self._closed.reason)

    def _close(self, closed: Closed) -> None:
        """The first reason is the one that is told."""
        self._closed = self._closed or closed
        self._tasks.cancel_scope.cancel()

    async def _talk(self) -> None:
        self._tasks.start_soon(self._leave_in_time, await self._begin())
        with self._quiet:
            self._rest()
            while True:
                await self._hear(await self._message())
        raise Closed(1000, "Nothing was asked for a while")

    def _rest(self) -> None:
        """Without an operation it is not kept open for long, whatever else is said."""
        self._quiet.deadline = math.inf if self._running else current_time() + IDLE

    async def _begin(self) -> float:
        try:
            with fail_after(PATIENCE):
                message = await self._message()
        except TimeoutError:
            raise Closed(4408, "Connection initialisation timeout") from None
        if message.get("type") != "connection_init":
            raise Closed(4401, "Unauthorized")
        payload = message.get("payload") or {}
        said = {name.lower(): one for name, one in payload.items()} if isinstance(payload, dict) else {}
        token, signed = said.get("authorization"), said.get(HEADER.lower())
        if isinstance(signed, str):
            self._socket.scope[SIGNED] = signed
        try:
            self._authorization = token if isinstance(token, str) else authorization(self._socket)
            good_for = await self._answers.opened(self._socket, self._authorization)
        except Refusal as refusal:
            raise shown_out(refusal) from None
        await self._send({"type": "connection_ack"})
        return good_for

    async def _leave_in_time(self, good_for: float) -> None:
        await sleep(good_for)
        self._close(Closed(4403, "Forbidden: the token is about to end, come back with a new one"))

    async def _message(self) -> Message:
        try:
            message = json_of((await self._socket.receive_text()).encode())
        except (Refusal, KeyError, UnicodeError):
            raise Closed(4400, f"A message is JSON text of at most {LONGEST_MESSAGE >> 20} MiB") from None
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
                if scope := self._open.pop(str(message.get("id")), None):
                    scope.cancel()
            case "connection_init":
                raise Closed(4429, "Too many initialisation requests")
            case other:
                raise Closed(4400, f"{sayable(other[:20])} is no message of {PROTOCOL}")

    def _subscribe(self, message: Message) -> None:
        id, payload = message.get("id"), message.get("payload")
        if not isinstance(id, str) or not id or not isinstance(payload, dict):
            raise Closed(4400, "subscribe has an id and a payload")
        if id in self._open:
            raise Closed(4409, f"Subscriber for {sayable(id[:20])} already exists")
        if self._running >= MOST:
            raise Closed(4400, f"At most {MOST} operations at once")
        scope = self._open[id] = CancelScope()
        self._running += 1
        self._rest()
        self._tasks.start_soon(self._run, id, payload, scope)

    async def _run(self, id: str, payload: Message, scope: CancelScope) -> None:
        try:
            with self._answers.observed() as told, scope:
                last = await self._answered(id, payload, told)
                self._forget(id, scope)  # who has been told that it is complete may use its id again
                await self._send(last)
        except Closed as closed:
            self._close(closed)
        except WebSocketDisconnect:
            pass  # nobody listens any more
        finally:
            self._forget(id, scope)
            self._running -= 1
            self._rest()

    def _forget(self, id: str, scope: CancelScope) -> None:
        if self._open.get(id) is scope:
            del self._open[id]

    async def _answered(self, id: str, payload: Message, told: Seen) -> Message:
        """Tell what is to be told; what comes back is the last word."""
        try:
            # What the database was asked is waited for: a connection that is left in the middle is lost to the others.
            with CancelScope(shield=True):
                answer = await self._answers.answer(self._socket, self._authorization, payload, told)
            if isinstance(answer, bytes):
                await self._next(id, answer)
            else:
                await self._follow(id, answer, told)
        except Unauthorized as unauthorized:
            told.outcome = unauthorized.code
            raise shown_out(unauthorized) from None
        except (Closed, WebSocketDisconnect):
            raise
        except Exception as error:
            errors = json.loads(await self._answers.error_body(self._socket, error, told))["errors"]
            return {"id": id, "type": "error", "payload": errors}
        return {"id": id, "type": "complete"}

    async def _follow(self, id: str, subscription: Subscription, told: Seen) -> None:
        async with aclosing(subscription.events()) as events:
            async for event in events:
                try:
                    with fail_after(SLOW):
                        await self._next(id, event.payload)
                except TimeoutError:
                    told.outcome = BROKEN_OFF
                    raise Closed(4408, f"Too slow; go on since {subscription.cursor}") from None

    async def _next(self, id: str, payload: bytes) -> None:
        await self._text(f'{{"id":{json.dumps(id)},"type":"next","payload":{payload.decode()}}}')

    async def _send(self, message: Message) -> None:
        await self._text(json.dumps(message))

    async def _text(self, text: str) -> None:
        if self._socket.application_state is not WebSocketState.CONNECTED:
            raise WebSocketDisconnect
        await self._socket.send_text(text)
