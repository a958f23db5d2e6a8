"""A collector as others run it: an HTTP server of its own process that reads spans and prints each as a line of JSON."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from hub.database.postgres import free_port


class Receiver(BaseHTTPRequestHandler):
    """Takes POST /v1/traces."""

    def do_POST(self) -> None:
        sent = ExportTraceServiceRequest()
        sent.ParseFromString(self.rfile.read(int(self.headers["Content-Length"])))
        for resource in sent.resource_spans:
            of = {one.key: one.value.string_value for one in resource.resource.attributes}
            for scope in resource.scope_spans:
                for span in scope.spans:
                    print(json.dumps({**_told(span), "service": of}, ensure_ascii=False), flush=True)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: what is printed are spans."""


def _told(span: Any) -> dict[str, Any]:
    return {
        "name": span.name,
        "trace": span.trace_id.hex(),
        "id": span.span_id.hex(),
        "parent": span.parent_span_id.hex(),
        "state": span.trace_state,
        "kind": span.kind,
        "failed": span.status.code == 2,
        "status": span.status.message,
        "events": [event.name for event in span.events],
        "said": {one.key: getattr(one.value, str(one.value.WhichOneof("value"))) for one in span.attributes},
        "from": span.start_time_unix_nano,
        "to": span.end_time_unix_nano,
    }


@dataclass(frozen=True)
class Collected:
    """What a receiver has printed so far."""

    address: str
    file: Path

    def spans(self) -> list[dict[str, Any]]:
        # The last line may still be being written.
        whole, _, _ = self.file.read_text("utf-8", errors="ignore").rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

    def until(self, reached: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
        """All spans, once they are as wanted."""
        deadline = time.monotonic() + 60
        while not reached(spans := self.spans()):
            assert time.monotonic() < deadline, [span["name"] for span in spans]
            time.sleep(0.1)
        return spans

    def request(self, id: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The span of a request and those below it, once it has come."""

        def asked(spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
            return [span for span in spans if span["said"].get("aidhub.request") == id]

        spans = self.until(lambda spans: bool(asked(spans)))
        (root,) = asked(spans)
        return root, [span for span in spans if span["trace"] == root["trace"] and span["parent"] == root["id"]]


@contextmanager
def receiving(folder: Path, port: int = 0) -> Iterator[Collected]:
    """A receiver that runs until the block ends."""
    port, file = port or free_port(), folder / "spans"
    with file.open("a") as out:
        process = subprocess.Popen([sys.executable, "-m", "tests.hub.tracing.receiver", str(port)], stdout=out)
        try:
            while not _listens(port):
                time.sleep(0.05)
            yield Collected(f"http://127.0.0.1:{port}/v1/traces", file)
        finally:
            process.kill()
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
