"""Token loop: what one client waits for who it is, and for a token, while another asks for tokens without a pause.

`python -m benchmarks.token_loop URL CLIENTS` asks a hub that runs; CLIENTS is the demonstration's `clients.json`.
"""

import asyncio
import base64
import json
import sys
import time
from collections import Counter
from collections.abc import Awaitable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import httpx

AT_ONCE, SECONDS = 32, 12.0
FORM = {"grant_type": "client_credentials", "scope": "hub:read"}
LOOPING, OTHER = "civil_affairs", "education_aid"


def main(url: str, file: str) -> None:
    """Print milliseconds of the other's `me` and tokens: half of them, 99 of 100, the longest; and what was told."""
    clients = json.loads(Path(file).read_text("utf-8"))
    loads = {"alone": (0, ""), "right secrets": (AT_ONCE, clients[LOOPING]["client_secret"]), "wrong": (AT_ONCE, "x")}
    with ProcessPoolExecutor(1) as beside:
        for name, (many, secret) in loads.items():
            client = clients[LOOPING] | {"client_secret": secret}
            loop = beside.submit(_looping, url, client, many)
            asked, tokens = asyncio.run(_other(url, clients[OTHER]))
            print(f"{name}: me {_told(asked)}; token {_told(tokens)}; the loop was told {dict(loop.result())}")


def _looping(url: str, client: dict[str, Any], many: int) -> Counter[int]:
    return asyncio.run(_loops(url, client, many))


async def _loops(url: str, client: dict[str, Any], many: int) -> Counter[int]:
    told = Counter[int]()
    request = httpx.Client().build_request("POST", f"{url}/oauth/token", data=FORM)
    pair = base64.b64encode(f"{client['client_id']}:{client['client_secret']}".encode()).decode()
    lines = [f"{name}: {value}" for name, value in {**request.headers, "Authorization": f"Basic {pair}"}.items()]
    asked = "\r\n".join(["POST /oauth/token HTTP/1.1", *lines, "", ""]).encode() + request.content
    await asyncio.gather(*(_loop(request.url, asked, time.monotonic() + SECONDS, told) for _ in range(many)))
    return told


async def _loop(url: httpx.URL, asked: bytes, until: float, told: Counter[int]) -> None:
    """Ask on one line; nothing but a socket, so that it is the hub that is measured."""
    reader, writer = await asyncio.open_connection(url.host, url.port)
    while time.monotonic() < until:
        writer.write(asked)
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        await reader.readexactly(int(head.lower().split("content-length: ")[1].split()[0]))
        told[int(head.split()[1])] += 1
    writer.close()


async def _other(url: str, client: dict[str, Any]) -> tuple[list[float], list[float]]:
    asked, tokens, until = list[float](), list[float](), time.monotonic() + SECONDS - 1
    async with httpx.AsyncClient(base_url=url, timeout=60) as http:
        while time.monotonic() < until:
            answer = await _timed(tokens, _token(http, client))
            headers = {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}
            for _ in range(50):
                me = http.post("/graphql", json={"query": "{ me { client } }"}, headers=headers)
                (await _timed(asked, me)).raise_for_status()
                await asyncio.sleep(0.01)
    return asked, tokens


async def _timed(times: list[float], asked: Awaitable[httpx.Response]) -> httpx.Response:
    begun = time.perf_counter()
    answer = await asked
    times.append((time.perf_counter() - begun) * 1000)
    return answer


async def _token(http: httpx.AsyncClient, client: dict[str, Any]) -> httpx.Response:
    return await http.post("/oauth/token", data=FORM, auth=(client["client_id"], client["client_secret"]))


def _told(times: list[float]) -> str:
    times = sorted(times)
    return " / ".join(f"{times[min(int(len(times) * share), len(times) - 1)]:.0f}" for share in (0.5, 0.99, 1)) + " ms"


if __name__ == "__main__":
    main(*sys.argv[1:3])
