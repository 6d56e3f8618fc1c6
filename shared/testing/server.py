"""The server as a user starts it, in a directory of its own, and a client that talks to it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Self
from uuid import NAMESPACE_URL, UUID, uuid5

from shared import auth, keys

RIF = Path(sys.executable).with_name("rif")


@dataclass
class Server:
    """A running server; `said` is what it printed at its start."""

    port: int
    data: Path
    process: subprocess.Popen[bytes]
    first_page_s: float
    said: str

    def token(self, role: auth.Role, person: UUID | None = None, sites: Sequence[UUID] = ()) -> str:
        """A token signed with the server's own key; without a person always the same one for a role."""
        signing = keys.load(self.data / "keys")
        return auth.sign_in_token(
            signing, person or uuid5(NAMESPACE_URL, role), "Test", [role], sites, timedelta(hours=1)
        )

    def client(self, role: auth.Role | None = None, person: UUID | None = None, sites: Sequence[UUID] = ()) -> "Client":
        """A client, signed in both ways."""
        return Client(self.port, self.token(role, person, sites) if role else None)

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.process.kill()
        self.process.wait(10)

    def rss_mb(self) -> float:
        """Resident memory of the process, MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))

    def cpu_s(self) -> float:
        """Processor time used so far, seconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Client:
    """One kept-alive connection; leave it by `with` where somebody minds open ones."""

    def __init__(self, port: int, token: str | None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Cookie": f"rif={token}", "Authorization": f"Bearer {token}"} if token else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body."""
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def post(self, path: str, body: dict[str, Any], key: str | None = None) -> tuple[int, Any]:
        """Status and JSON answer."""
        headers = {**self.headers, "Content-Type": "application/json", **({"Idempotency-Key": key} if key else {})}
        self.connection.request("POST", path, json.dumps(body), headers)
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")


@contextmanager
def serving(data: Path, port: int | None = None, **settings: str) -> Iterator[Server]:
    """Start `rif run`; the time counts from the start of the process to the first page that is answered."""
    port = port or free_port()
    environ = {**os.environ, "RIF_DATA": str(data), "PORT": str(port), **settings}
    begun = time.perf_counter()
    process = subprocess.Popen([str(RIF), "run"], env=environ, stdout=subprocess.PIPE)
    assert process.stdout
    try:
        _await_page(port, process)
        took_s = time.perf_counter() - begun
        yield Server(port, data, process, took_s, os.read(process.stdout.fileno(), 65_536).decode())
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(15)
        process.stdout.close()


def free_port() -> int:
    """A port nobody uses at the moment."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _await_page(port: int, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit and process.poll() is None:
        try:
            with Client(port, None) as client:
                status, _ = client.get("/")
            if status == 200:
                return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the server did not come up")
