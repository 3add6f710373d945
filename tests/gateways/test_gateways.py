"""The outside world answers with a state, in time; nothing of the demo is left outside demo mode."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from cast import START
from django.core import mail

from fengqiao import gateways
from fengqiao.gateways.checks import gateways_are_real
from fengqiao.gateways.demo import DEMO_DEAD_PHONE, DEMO_MISMATCH, DEMO_UNREACHABLE
from fengqiao.gateways.models import DemoMessage


class Provider(BaseHTTPRequestHandler):
    """A provider that answers as the path says and keeps what it was asked."""

    asked: list[tuple[str, dict[str, str]]] = []

    def do_POST(self) -> None:
        """Answer one call."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Provider.asked.append((self.headers["Authorization"], body))
        if self.path == "/slow":
            time.sleep(1.5)
        status = int(self.path[1:4]) if self.path[1:4].isdigit() else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/ok")
        self.end_headers()
        answers = {"/yes": b'{"match": true}', "/no": b'{"match": false}', "/junk": b"<html>", "/list": b"[1]"}
        self.wfile.write(answers.get(self.path, b'{"reference": "r-1"}'))

    def log_message(self, *args: Any) -> None:
        """Be silent."""


@pytest.fixture
def provider(settings: Any) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_GATEWAY = settings.IDENTITY_GATEWAY = "http"
    settings.SMS_SECRET = settings.IDENTITY_SECRET = "s3cret"
    settings.GATEWAY_TIMEOUT = 1
    Provider.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("/ok", "accepted", ""),
        ("/400", "refused", "http_400"),
        ("/401", "failed", "http_401"),
        ("/429", "failed", "http_429"),
        ("/503", "failed", "http_503"),
        ("/302", "failed", "http_302"),
        ("/slow", "failed", "timeout"),
        ("/junk", "failed", "broken_answer"),
        ("/list", "failed", "broken_answer"),
    ],
)
def test_a_text_message_ends_in_a_state(provider: str, settings: Any, path: str, state: str, reason: str) -> None:
    settings.SMS_URL = provider + path
    result = gateways.sms().send("13800001111", "验证码", at=START)
    assert (result.state, result.reason) == (state, reason)
    assert len(Provider.asked) == 1


def test_a_provider_that_is_away_is_a_state_too(provider: str, settings: Any) -> None:
    settings.SMS_URL = "http://127.0.0.1:9/"
    assert gateways.sms().send("13800001111", "验证码", at=START).reason == "unreachable"


def test_the_provider_gets_secret_number_and_text(provider: str, settings: Any) -> None:
    settings.SMS_URL = provider + "/ok"
    assert gateways.sms().send("13800001111", "验证码", at=START).reference == "r-1"
    secret, body = Provider.asked[0]
    assert secret == "Bearer s3cret"
    assert (body["to"], body["text"]) == ("13800001111", "验证码")


@pytest.mark.parametrize(
    ("path", "state"), [("/yes", "accepted"), ("/no", "refused"), ("/ok", "failed"), ("/404", "failed")]
)
def test_only_an_explicit_no_is_a_no(provider: str, settings: Any, path: str, state: str) -> None:
    settings.IDENTITY_URL = provider + path
    assert gateways.identity().check("林丽", "510104199003070023", at=START).state == state


def test_mail_goes_out_through_smtp(settings: Any) -> None:
    settings.MAIL_GATEWAY = "smtp"
    assert gateways.mail().send("lin@example.cn", "验证码", "123456", at=START).ok
    assert mail.outbox[0].to == ["lin@example.cn"]


def test_a_mail_server_that_is_away_is_a_state(settings: Any) -> None:
    settings.MAIL_GATEWAY, settings.EMAIL_BACKEND = "smtp", "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert gateways.mail().send("lin@example.cn", "验证码", "123456", at=START).state == "failed"


@pytest.mark.django_db
def test_the_demo_twins_keep_what_they_sent() -> None:
    assert gateways.sms().send("13800001111", "一", at=START).ok
    assert gateways.mail().send("lin@example.cn", "二", "三", at=START).ok
    assert [row.channel for row in DemoMessage.objects.order_by("pk")] == ["sms", "mail"]


@pytest.mark.django_db
def test_the_demo_twins_show_failures_for_documented_entries() -> None:
    identity = gateways.identity()
    assert gateways.sms().send(DEMO_DEAD_PHONE, "一", at=START).state == "failed"
    assert identity.check("林丽", DEMO_MISMATCH, at=START).state == "refused"
    assert identity.check("林丽", DEMO_UNREACHABLE, at=START).state == "failed"


def faults() -> set[str]:
    return {fault.id for fault in gateways_are_real(None)}


def test_the_demo_starts_as_it_is() -> None:
    assert faults() == set()


def test_production_refuses_demo_twins_and_demo_keys(settings: Any) -> None:
    settings.DEMO = False
    found = gateways_are_real(None)
    assert [fault.id for fault in found].count("fengqiao.E011") == 3
    assert [fault.id for fault in found].count("fengqiao.E014") == 2
    assert all(fault.hint for fault in found)


def test_production_starts_with_real_gateways_and_keys(settings: Any) -> None:
    settings.DEMO = False
    settings.SECRET_KEY, settings.FIELD_KEYS = "a" * 40, ["b" * 40]
    settings.SMS_GATEWAY, settings.IDENTITY_GATEWAY, settings.MAIL_GATEWAY = "http", "http", "smtp"
    settings.SMS_URL = settings.IDENTITY_URL = "https://gate.example.cn/"
    settings.SMS_SECRET = settings.IDENTITY_SECRET = "s"
    settings.EMAIL_HOST = "smtp.example.cn"
    assert faults() == set()
    settings.SMS_URL, settings.IDENTITY_SECRET, settings.MAIL_GATEWAY = "http://gate.example.cn/", "", "pigeon"
    assert faults() == {"fengqiao.E010", "fengqiao.E012", "fengqiao.E013"}
