"""A client session: the hub that a client's command reaches, a token that holds, and the options that say which."""

import inspect
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Concatenate, ParamSpec

import typer

from hub.commands.remote_hub import Known, RemoteHub, known
from hub.commands.said_session import said_session
from registry.errors import Refusal

Given = ParamSpec("Given")

RENEWED = 120.0
"""Seconds after which a new token is taken: one lives for 300."""

Url = Annotated[
    str, typer.Option(envvar="AIDHUB_URL", help="Where the hub is; on this machine at PORT if not said (平台地址).")
]
Port = Annotated[int, typer.Option(envvar="PORT", help="The hub's port on this machine (端口).")]
Var = Annotated[Path, typer.Option(envvar="AIDHUB_VAR", help="Where the demonstration keeps its clients (数据目录).")]
As = Annotated[
    str, typer.Option("--as", envvar="AIDHUB_CLIENT", help="Take a token for this client, as `token` does (以账户).")
]
Secret = Annotated[
    str, typer.Option(envvar="AIDHUB_CLIENT_SECRET", help="Its secret, where the client is a client id (账户密钥).")
]
Token = Annotated[str, typer.Option(envvar="AIDHUB_TOKEN", help="The token, as `token` gave it (访问令牌).")]
Purpose = Annotated[str, typer.Option(envvar="AIDHUB_PURPOSE", help="What for, where a clear name is asked (用途).")]
Language = Annotated[str, typer.Option(envvar="AIDHUB_LANGUAGE", help="zh-CN for Chinese words (语言).")]


@dataclass
class ClientSession:
    """A client at a hub, what for it asks and in which language."""

    hub: RemoteHub
    client: str
    secret: str
    given: str
    var: Path
    purpose: str
    language: str
    _current: str = ""
    _taken: float = 0

    @property
    def token(self) -> str:
        """The token that was given, or one that is taken anew where a client is named.

        Raises NO_TOKEN_AT_HAND, and what `issued` does.
        """
        if not self.client:
            if not self.given:
                raise Refusal("NO_TOKEN_AT_HAND")
            return self.given
        if not self._current or time.monotonic() - self._taken > RENEWED:
            self._current, self._taken = issued(self.hub, self.client, self.var, self.secret), time.monotonic()
        return self._current


def issued(hub: RemoteHub, client: str, var: Path, secret: str = "", scopes: list[str] | None = None) -> str:
    """A token of a client that the demonstration keeps, or of a client id with its secret."""
    one = Known(client, secret, tuple(scopes or ())) if secret else known(var / "demo" / "clients.json", client)
    return hub.token(one.client_id, one.secret, scopes or one.scopes)


def at(url: str, port: int) -> RemoteHub:
    """The hub at an address, else the one of this machine."""
    return RemoteHub(url or f"http://127.0.0.1:{port}")


def session(
    client: As = "",
    secret: Secret = "",
    token: Token = "",
    purpose: Purpose = "",
    language: Language = "",
    url: Url = "",
    port: Port = 8000,
    var: Var = Path("var"),
) -> ClientSession:
    """The session that these options ask for."""
    return ClientSession(at(url, port), client, secret, token, var, purpose, language)


OPTIONS = inspect.signature(session).parameters


def as_client(command: Callable[Concatenate[ClientSession, Given], None]) -> Callable[..., None]:
    """Give a command its session, made of options that say who asks, where and what for; a refusal of it is said."""

    @wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> None:
        options: dict[str, Any] = {name: kwargs.pop(name) for name in OPTIONS}
        with said_session():
            command(session(**options), *args, **kwargs)

    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    signature = inspect.Signature([*own, *OPTIONS.values()])
    run.__signature__ = signature  # type: ignore[attr-defined] # what typer reads
    run.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
    return run
