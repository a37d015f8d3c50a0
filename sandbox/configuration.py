"""Whom the sandbox serves: dealerships, keys and addresses, read from the file that the demo's seed writes."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True, kw_only=True)
class Dealership:
    slug: str
    name: str
    dealer_code: str
    time_zone: str
    webhook_url: str
    signing_secret: str
    outbound_secret: str
    availability_url: str
    availability_token: str
    stripe_account: str
    text_number: str
    inbound_url: str


@dataclass(frozen=True, kw_only=True)
class Configuration:
    address: str = ""
    earlier: Mapping[str, str] = field(default_factory=dict)
    dealerships: tuple[Dealership, ...] = field(default=())
    stripe_api_key: str = ""
    stripe_webhook_url: str = ""
    stripe_webhook_secret: str = ""
    twilio_account_sid: str = ""
    twilio_auth_token: str = ""

    def dealership(self, dealer_code: str) -> Dealership | None:
        return next((each for each in self.dealerships if each.dealer_code == dealer_code), None)

    def dealership_texting_from(self, number: str) -> Dealership | None:
        return next((each for each in self.dealerships if each.text_number == number), None)


class ConfigurationSource(Protocol):
    def current(self) -> Configuration: ...


@dataclass(frozen=True)
class GivenConfiguration:
    """A configuration handed over as a value, for tests."""

    configuration: Configuration

    def current(self) -> Configuration:
        return self.configuration


class ConfigurationFile:
    """A JSON file that may appear or change while the sandbox runs."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._stamp = 0
        self._configuration = Configuration()

    def current(self) -> Configuration:
        if self._path is None or not self._path.exists():
            return self._configuration
        with self._lock:
            stamp = self._path.stat().st_mtime_ns
            if stamp != self._stamp:
                self._read(self._path, stamp)
            return self._configuration

    def _read(self, path: Path, stamp: int) -> None:
        try:
            self._configuration = configuration_from(json.loads(path.read_text()))
        except json.JSONDecodeError:
            return  # the seed is still writing it: the next look reads it whole
        self._stamp = stamp


def configuration_from(document: Mapping[str, Any]) -> Configuration:
    """Read the demo's JSON; unknown keys are ignored, missing ones are empty."""
    stripe, twilio = document.get("stripe", {}), document.get("twilio", {})
    return Configuration(
        address=document.get("address", ""),
        earlier=document.get("earlier", {}),
        dealerships=tuple(_dealership(each) for each in document.get("dealerships", [])),
        stripe_api_key=stripe.get("api_key", ""),
        stripe_webhook_url=stripe.get("webhook_url", ""),
        stripe_webhook_secret=stripe.get("webhook_secret", ""),
        twilio_account_sid=twilio.get("account_sid", ""),
        twilio_auth_token=twilio.get("auth_token", ""),
    )


def _dealership(document: Mapping[str, Any]) -> Dealership:
    app, texts = document.get("lexus_app", {}), document.get("texts", {})
    return Dealership(
        slug=document.get("slug", ""),
        name=document.get("name", ""),
        dealer_code=document.get("dealer_code", ""),
        time_zone=document.get("time_zone", "UTC"),
        webhook_url=app.get("webhook_url", ""),
        signing_secret=app.get("signing_secret", ""),
        outbound_secret=app.get("outbound_secret", ""),
        availability_url=app.get("availability_url", ""),
        availability_token=app.get("availability_token", ""),
        stripe_account=document.get("stripe", {}).get("account", ""),
        text_number=texts.get("from", ""),
        inbound_url=texts.get("inbound_url", ""),
    )
