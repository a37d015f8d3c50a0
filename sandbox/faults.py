"""Faults on request: what should go wrong, where, and how often, asked for by a test and used up by the next call."""

import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

TARGETS = frozenset({"stripe", "twilio", "webhooks", "lexus_app"})
FAULTS = {
    "timeout_before": "nothing happens and nothing is answered",
    "timeout_after": "it happens, but the answer never arrives",
    "error_500_before": "nothing happens, the answer is 500",
    "error_500_after": "it happens, but the answer is 500",
    "rate_limit": "429, before anything is looked at",
    "gone": "410: the address is closed for good",
    "slow": "it happens, some seconds later",
    "decline": "the bank says no",
    "duplicate": "a webhook comes twice",
    "late": "a webhook comes some seconds later",
    "drop": "a webhook never comes",
    "reorder": "a webhook comes after the one that follows it",
}


class UnknownFault(Exception):
    """Nothing of this name can go wrong here."""


@dataclass(kw_only=True)
class Fault:
    target: str
    operation: str
    fault: str
    times: int
    seconds: float


class FaultBook:
    """Faults still to happen; kept in memory, because a fault is a test's and ends with it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def ask_for(self, request: Mapping[str, Any]) -> None:
        """:raises UnknownFault: the target or the fault has no such name"""
        fault = Fault(
            target=str(request.get("target")),
            operation=str(request.get("operation", "*")),
            fault=str(request.get("fault")),
            times=int(request.get("times", 1)),
            seconds=float(request.get("seconds", 5)),
        )
        if fault.target not in TARGETS or fault.fault not in FAULTS:
            raise UnknownFault(f"{fault.target}/{fault.fault}: targets {sorted(TARGETS)}, faults {sorted(FAULTS)}")
        with self._lock:
            self._waiting.append(fault)

    def take(self, target: str, operation: str, among: frozenset[str]) -> Fault | None:
        """Use up the first fault that fits the operation and is one of those that can happen at this point."""
        with self._lock:
            for fault in self._waiting:
                if fault.target == target and fault.operation in (operation, "*") and fault.fault in among:
                    fault.times -= 1
                    self._waiting = [each for each in self._waiting if each.times > 0]
                    return fault
        return None

    def waiting(self) -> list[dict[str, Any]]:
        with self._lock:
            return [asdict(fault) for fault in self._waiting]

    def clear(self) -> None:
        with self._lock:
            self._waiting = []
