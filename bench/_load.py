"""A caller that costs little itself: prepared requests over kept connections, each answer timed."""

import socket
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Measured:
    """What a load came to: answers by status, and the seconds that each took."""

    seconds: float = 0.0
    statuses: dict[int, int] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds

    def percentile(self, percent: int) -> float:
        """In milliseconds."""
        return statistics.quantiles(self.times, n=100)[percent - 1] * 1000


def request(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """The bytes of a POST."""
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"]
    lines += [f"{name}: {value}" for name, value in headers.items()] + [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def load(port: int, requests: Sequence[bytes], *, callers: int) -> Measured:
    """Send all of them, each caller its share, as fast as they are answered."""
    measured, lock = Measured(), threading.Lock()

    def call(share: Sequence[bytes]) -> None:
        statuses, times = exchange(port, share)
        with lock:
            measured.times += times
            for status in statuses:
                measured.statuses[status] = measured.statuses.get(status, 0) + 1

    threads = [threading.Thread(target=call, args=(requests[number::callers],)) for number in range(callers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured.seconds = time.perf_counter() - began
    return measured


def exchange(port: int, requests: Sequence[bytes]) -> tuple[list[int], list[float]]:
    """One caller on one connection."""
    statuses, times = [], []
    with socket.create_connection(("127.0.0.1", port)) as link:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for one in requests:
            began = time.perf_counter()
            link.sendall(one)
            statuses.append(answer(link))
            times.append(time.perf_counter() - began)
    return statuses, times


def answer(link: socket.socket) -> int:
    """The status of a whole answer."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += link.recv(65536)
    head, _, rest = data.partition(b"\r\n\r\n")
    fields = {name: value for name, _, value in (line.lower().partition(b":") for line in head.split(b"\r\n")[1:])}
    missing = int(fields.get(b"content-length", b"0")) - len(rest)
    while missing > 0:
        missing -= len(link.recv(65536))
    return int(head.split(b" ", 2)[1])
