"""Unfinished bodies: how much memory a worker gives to requests whose bodies never end.

`python -m benchmarks.unfinished_bodies URL TOKEN PID` sends them, beside one of another client that is complete.
"""

import asyncio
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

MANY, LENGTH = 300, int(3.9 * 2**20)
"""How many bodies, and the bytes of each."""


async def main(url: str, token: str, process: str) -> None:
    """Print MiB of resident memory before, while they are all there and after, and what was answered."""
    parts = urlsplit(url)
    host, port = str(parts.hostname), parts.port or 80
    print(f"before: {_resident(process)} MiB")
    started = time.monotonic()
    sent = await asyncio.gather(*(_unfinished(host, port, token) for _ in range(MANY)))
    print(f"{MANY} unfinished bodies of {LENGTH} bytes: {_resident(process)} MiB, peak {_peak(process)} MiB")
    print(f"answered: {dict(Counter(status for status, _ in sent))}, {time.monotonic() - started:.1f} s")
    for _, writer in sent:
        writer.close()


async def _unfinished(host: str, port: int, token: str) -> tuple[str, asyncio.StreamWriter]:
    """Send all of a body but its last byte; the status of what is answered within two seconds, if anything is."""
    reader, writer = await asyncio.open_connection(host, port)
    head = f"POST /graphql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    head += f"Authorization: Bearer {token}\r\n"
    writer.write(f"{head}Content-Length: {LENGTH}\r\n\r\n".encode() + b" " * (LENGTH - 1))
    try:
        await asyncio.wait_for(writer.drain(), 60)
        line = await asyncio.wait_for(reader.readline(), 2)
    except TimeoutError:
        return "nothing", writer
    except OSError:
        return "cut off", writer
    return line.split()[1].decode() if line else "cut off", writer


def _resident(process: str) -> int:
    return _mib(process, "VmRSS")


def _peak(process: str) -> int:
    return _mib(process, "VmHWM")


def _mib(process: str, which: str) -> int:
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(which)) >> 10


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
