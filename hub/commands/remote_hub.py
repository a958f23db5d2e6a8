"""A hub as its clients reach it: a token, a question, a whole list, each by one HTTP request."""

import base64
import http.client
import json
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from hub.commands.whole_file import WholeFile
from registry.errors import Refusal, Words

PATIENCE = 120
"""Seconds within which a hub says something."""
LAST = 22
"""Bytes at the end of a file that tell whether it is whole."""
FORMATS: Mapping[str, tuple[str, Callable[[bytes, bytes], bool]]] = {
    "ndjson": ("application/x-ndjson", lambda line, _: line.startswith(b'{"end"')),
    "csv": ("text/csv", lambda line, _: not line.startswith((b"!! ", b'"!! '))),
    "parquet": ("application/vnd.apache.parquet", lambda _, end: end.endswith(b"PAR1")),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda _, end: end.startswith(b"PK\5\6"),
    ),
}
"""How a list may come: what is asked for, and whether its last line or its last bytes say that it is whole."""


@dataclass(frozen=True)
class RemoteHub:
    """Where a hub is, as `http://127.0.0.1:8000`."""

    url: str

    def token(self, client_id: str, secret: str, scopes: Sequence[str]) -> str:
        """An access token; raises HUB_SILENT, ODD_ANSWER and TOKEN_NOT_GIVEN."""
        form = {"grant_type": "client_credentials", **({"scope": " ".join(scopes)} if scopes else {})}
        pair = base64.b64encode(f"{urllib.parse.quote(client_id)}:{urllib.parse.quote(secret)}".encode()).decode()
        headers = {"Authorization": f"Basic {pair}", "Content-Type": "application/x-www-form-urlencoded"}
        with self._sent("/oauth/token", urllib.parse.urlencode(form).encode(), headers) as answer:
            said = self._object(answer)
        if "access_token" not in said:
            raise Refusal("TOKEN_NOT_GIVEN", value=client_id, detail=str(said.get("error_description", said)))
        return str(said["access_token"])

    def ask(self, question: "Asked") -> dict[str, Any]:
        """The answer of the graph, as it says it; raises HUB_SILENT and ODD_ANSWER."""
        with self._sent("/graphql", question.body, question.headers) as answer:
            return self._object(answer)

    def export(self, question: "Asked", form: str = "ndjson") -> Iterator[bytes]:
        """A whole list as it comes, in one of FORMATS.

        Raises HUB_SILENT, EXPORT_REFUSED and EXPORT_BROKEN.
        """
        piece, end = b"", b""
        headers = {**question.headers, "Accept": FORMATS[form][0]}
        with self._sent("/export", question.body, headers) as answer:
            if answer.status != 200:
                raise _refused("EXPORT_REFUSED", self._object(answer), answer.status)
            for piece in answer:
                end = (end + piece)[-LAST:]
                yield piece
        if not FORMATS[form][1](piece, end):
            raise Refusal("EXPORT_BROKEN")

    def workbook(self, asked: "TargetsAsked", out: WholeFile) -> str:
        """Write the workbook of a list to `out`, and say what it is called.

        Raises HUB_SILENT, FILE_UNWRITABLE, and LIST_REFUSED with what the hub says.
        """
        with self._sent("/files/targets", asked.body, asked.headers) as answer:
            if answer.status != 200:
                raise _refused("LIST_REFUSED", self._object(answer), answer.status)
            shutil.copyfileobj(answer, out)
            return urllib.parse.unquote(str(answer.headers["Content-Disposition"]).rpartition("''")[2])

    def link(self, path: str, asked: "Asked | TargetsAsked", form: str = "") -> str:
        """A link by which what is asked at a path is fetched without a token, once, within ten minutes.

        Raises HUB_SILENT and LINK_REFUSED.
        """
        body = json.dumps({"path": path, "body": json.loads(asked.body)}).encode()
        headers = {**asked.headers, **({"Accept": FORMATS[form][0]} if form else {})}
        with self._sent("/links", body, headers) as answer:
            said = self._object(answer)
        if "url" not in said:
            raise _refused("LINK_REFUSED", said, answer.status)
        return str(said["url"])

    def hand_in(self, token: str, file: Path, query: Mapping[str, str], language: str) -> dict[str, Any]:
        """Send a file in, read as it goes; what the hub says of it. Raises HUB_SILENT, FILE_REFUSED and NO_FILE."""
        name = f"attachment; filename*=UTF-8''{urllib.parse.quote(file.name)}"  # no log on the way holds headers
        said = {"Content-Length": str(file.stat().st_size), "Content-Type": "application/octet-stream"}
        headers = {**_headers(token, "", language), **said, "Content-Disposition": name}
        path = f"/files?{urllib.parse.urlencode(query)}"
        try:
            content = file.open("rb")
        except OSError as error:
            raise Refusal("NO_FILE", value=str(file)) from error
        with content, self._sent(path, content, headers) as answer:
            handed_in = self._object(answer)
        if "import" not in handed_in:
            raise _refused("FILE_REFUSED", handed_in, answer.status)
        return handed_in

    def errors_of(self, token: str, id: str, out: Path) -> None:
        """Write what is wrong in a file to `out`, by whose ending it is a table or a workbook.

        Raises HUB_SILENT, FILE_REFUSED and FILE_UNWRITABLE.
        """
        path = f"/files/{id}/errors{out.suffix}"
        with self._sent(path, None, {"Authorization": f"Bearer {token}"}) as answer:
            if answer.status != 200:
                raise _refused("FILE_REFUSED", self._object(answer), answer.status)
            with WholeFile(out.parent, out) as file:
                shutil.copyfileobj(answer, file)
                file.put(out)

    @contextmanager
    def _sent(
        self, path: str, body: bytes | BinaryIO | None, headers: Mapping[str, str]
    ) -> Iterator[http.client.HTTPResponse]:
        try:
            request = urllib.request.Request(self.url.rstrip("/") + path, body, dict(headers))  # noqa: S310 - as typed
            try:
                answer = urllib.request.urlopen(request, timeout=PATIENCE)  # noqa: S310 - as typed
            except urllib.error.HTTPError as error:
                answer = error
            with answer:
                yield answer
        except BrokenPipeError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = str(getattr(error, "reason", error)) or type(error).__name__
            raise Refusal("HUB_SILENT", value=self.url, detail=reason) from error

    def _object(self, answer: http.client.HTTPResponse) -> dict[str, Any]:
        try:
            said = json.loads(answer.read())
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise Refusal("ODD_ANSWER", value=self.url, count=answer.status)
        return said


def _refused(code: str, said: Mapping[str, Any], status: int) -> Refusal:
    """What the hub has refused, with its words in both languages where it says both."""
    first = (said.get("errors") or [{}])[0]
    about, message = first.get("extensions", {}), str(first.get("message", ""))
    words = about.get("words", {})
    detail = Words(str(words.get("en", message)), str(words.get("zh", message)))
    return Refusal(code, value=str(about.get("code", status)), detail=detail)


@dataclass(frozen=True)
class Asked:
    """A document with its variables, and what goes with it in headers."""

    token: str
    document: str
    variables: Mapping[str, Any]
    purpose: str | None = None
    language: str | None = None

    @property
    def body(self) -> bytes:
        """The request's body, JSON in UTF-8."""
        return json.dumps({"query": self.document, "variables": self.variables}).encode()

    @property
    def headers(self) -> dict[str, str]:
        """The request's headers."""
        return _headers(self.token, self.purpose, self.language)


@dataclass(frozen=True)
class TargetsAsked:
    """Whose list of targets is asked as a workbook: of which programme, where, and how sure they are."""

    token: str
    programme: str
    division: str
    certainty: str
    purpose: str | None = None
    language: str | None = None

    @property
    def body(self) -> bytes:
        """The request's body, JSON in UTF-8."""
        return json.dumps(
            {"programme": self.programme, "division": self.division, "certainty": self.certainty}
        ).encode()

    @property
    def headers(self) -> dict[str, str]:
        """The request's headers."""
        return _headers(self.token, self.purpose, self.language)


def _headers(token: str, purpose: str | None, language: str | None) -> dict[str, str]:
    """The headers of a request in JSON that a token opens."""
    said = {"X-Purpose": purpose, "Accept-Language": language}
    return {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        **{name: value for name, value in said.items() if value},
    }


@dataclass(frozen=True)
class Known:
    """A client whose credentials are at hand."""

    client_id: str
    secret: str
    scopes: tuple[str, ...]


def known(file: Path, name: str) -> Known:
    """A client of the file that the demonstration has written; raises NO_CLIENTS_FILE and NOT_AT_HAND."""
    try:
        clients = json.loads(file.read_text())
    except (OSError, ValueError) as error:
        raise Refusal("NO_CLIENTS_FILE", value=str(file)) from error
    if name not in clients:
        raise Refusal("NOT_AT_HAND", value=name, codes=", ".join(clients))
    client = clients[name]
    return Known(client["client_id"], client["client_secret"], tuple(client["scopes"]))
