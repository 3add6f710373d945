"""The stream over a real server: in time, without loss, closed when it must be."""

from __future__ import annotations

import threading
import time
import urllib.error
from collections.abc import Iterator

import pytest

from rooms.live import Server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("live"))
    yield running
    running.stop()


def test_a_word_of_another_process_arrives_within_two_seconds(server: Server) -> None:
    stream = server.listen("bowen", "joint")
    stream.until("people")
    done = {}

    def write() -> None:
        server.stage("say", "joint", "ali", "来自另一个进程")
        done["at"] = time.monotonic()

    writer = threading.Thread(target=write)
    writer.start()
    event = stream.until("room")
    arrived = time.monotonic()
    writer.join()
    assert "来自另一个进程" in event["html"]
    assert arrived - done["at"] < 2


def test_a_stream_is_told_not_to_be_kept_or_packed(server: Server) -> None:
    headers = server.listen("bowen", "joint").headers
    assert headers["Content-Type"].startswith("text/event-stream")
    assert (headers["Cache-Control"], headers["X-Accel-Buffering"]) == ("no-store", "no")
    assert headers["Content-Encoding"] == "identity"


def test_after_a_break_nothing_is_missing_and_nothing_comes_twice(server: Server) -> None:
    for number in range(4):
        server.stage("say", "caucus_b", "bowen", f"第{number}句")
    first = server.listen("bowen", "caucus_b")
    got = [first.until("room")["n"] for _each in range(2)]
    first.response.close()
    again = server.listen("bowen", "caucus_b", last=got[-1])
    got += [again.until("room")["n"] for _each in range(2)]
    assert got == [1, 2, 3, 4]


@pytest.mark.parametrize(("who", "kind"), [("bowen", "caucus_a"), ("ali", "caucus_b"), ("stranger", "joint")])
def test_a_foreign_room_has_no_stream(server: Server, who: str, kind: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        server.listen(who, kind)
    assert refused.value.code == 404


def test_the_other_sides_stream_stays_silent_about_a_private_talk(server: Server) -> None:
    stream = server.listen("bowen", "joint", after=10_000)
    stream.until("people")
    server.stage("say", "caucus_a", "ali", "CANARY-A")
    stream.response.fp.raw._sock.settimeout(4)  # the test reads what is on the wire for four seconds
    with pytest.raises(TimeoutError):
        assert "CANARY-A" not in str(stream.until("unread"))


def test_a_stream_closes_within_five_seconds_after_logging_out(server: Server) -> None:
    stream = server.listen("chen", "joint", after=10_000)
    stream.until("people")
    server.stage("logout", server.set["sessions"]["chen"])
    began = time.monotonic()
    assert list(stream.events())[-1][0] == "bye"
    assert time.monotonic() - began < 5


def test_a_stream_closes_within_five_seconds_after_leaving_the_case(server: Server) -> None:
    stream = server.listen("bowen", "joint", after=10_000)
    stream.until("people")
    server.stage("leave", "bowen")
    began = time.monotonic()
    assert list(stream.events())[-1][0] == "bye"
    assert time.monotonic() - began < 5
