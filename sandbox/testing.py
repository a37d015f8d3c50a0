"""The sandbox inside a test: started on free ports, driven by a few levers, stopped at the end."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sandbox.configuration import GivenConfiguration, configuration_from
from sandbox.outgoing import Reply, get, post
from sandbox.server import HOST, RunningServer
from sandbox.world import World


class Levers:
    """The control calls, as a test says them."""

    def __init__(self, address: str) -> None:
        self._address = address

    def fault(self, target: str, operation: str, fault: str, *, times: int = 1, seconds: float = 5) -> None:
        self.post(
            "faults", {"target": target, "operation": operation, "fault": fault, "times": times, "seconds": seconds}
        )

    def ledger(self) -> list[dict[str, Any]]:
        return self.listed("ledger")

    def messages(self) -> list[dict[str, Any]]:
        return self.listed("messages")

    def emails(self) -> list[dict[str, Any]]:
        return self.listed("emails")

    def partner_events(self) -> list[dict[str, Any]]:
        return self.listed("partner-events")

    def advance_clock(self, seconds: float) -> None:
        self.post("clock", {"advance_seconds": seconds})

    def announce_to(self, path: str) -> None:
        self.post("announce", {"path": path})

    def reset(self) -> None:
        self.post("reset", {})

    def listed(self, name: str) -> list[dict[str, Any]]:
        answer = json.loads(self._checked(get(f"{self._address}/control/{name}", {})).body)
        listed: list[dict[str, Any]] = answer[name.replace("-", "_")]
        return listed

    def post(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        reply = post(f"{self._address}/control/{name}", json.dumps(body).encode(), headers)
        answer: dict[str, Any] = json.loads(self._checked(reply).body)
        return answer

    @staticmethod
    def _checked(reply: Reply) -> Reply:
        if not reply.accepted:
            raise AssertionError(f"The sandbox answered {reply.status}: {reply.body}")
        return reply


class RunningSandbox:
    """`with RunningSandbox(tmp_path, config) as sandbox:` a whole sandbox in threads of this process."""

    def __init__(self, folder: Path, config: Mapping[str, Any], *, port: int = 0, smtp_port: int = 0) -> None:
        world = World(folder=folder / "sandbox", source=GivenConfiguration(configuration_from(config)))
        self._server = RunningServer(world, port=port, smtp_port=smtp_port)
        self.address = f"http://{HOST}:{self._server.port}"
        self.stripe_base = f"{self.address}/stripe"
        self.twilio_base = f"{self.address}/twilio"
        self.smtp_port = self._server.smtp_port
        self.client = Levers(self.address)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()

    def configure(self, config: Mapping[str, Any]) -> None:
        """Serve another configuration from now on, for example once the address of the desk is known."""
        self._server.world.serve(GivenConfiguration(configuration_from(config)))
