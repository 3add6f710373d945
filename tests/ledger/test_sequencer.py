"""The sequencer: contiguous, in order of arrival, signed only after the self-check."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import close_old_connections, connection
from pytest_django import Settings

from fengqiao.ledger import guards, keys
from fengqiao.ledger.actions import commit
from fengqiao.ledger.merkle import root
from fengqiao.ledger.models import Leaf, TreeHead
from fengqiao.ledger.notes import open_note, read_checkpoint
from fengqiao.ledger.sequencer import Corrupt, last_head, sequence

NOW = datetime(2026, 11, 9, 12, 47, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_keys(settings: Settings, tmp_path: Path) -> None:
    """Keys of this test only."""
    settings.KEYS_ROOT = tmp_path / "keys"


def write(count: int, at: datetime = NOW) -> None:
    for number in range(count):
        commit("step", str(number).encode(), at=at)


def hashes(shard: int) -> list[bytes]:
    return [bytes(leaf.hash) for leaf in Leaf.objects.filter(shard=shard, index__gte=0).order_by("index")]


@pytest.mark.django_db
def test_pending_leaves_get_their_places_in_order_of_arrival() -> None:
    write(5)
    assert sequence(NOW, limit=3) == 3
    assert sequence(NOW) == 2
    assert list(Leaf.objects.order_by("pk").values_list("index", flat=True)) == [0, 1, 2, 3, 4]
    assert [head.size for head in TreeHead.objects.all()] == [3, 5]
    assert bytes(last_head(2026).root) == root(hashes(2026))


@pytest.mark.django_db
def test_nothing_pending_signs_nothing() -> None:
    assert sequence(NOW) == 0
    assert not TreeHead.objects.exists()


@pytest.mark.django_db
def test_each_year_has_a_shard_that_begins_at_zero() -> None:
    write(2)
    write(3, at=datetime(2026, 12, 31, 16, 0, tzinfo=UTC))  # midnight of 1 January 2027 in Shanghai
    sequence(NOW)
    assert [(head.shard, head.size) for head in TreeHead.objects.all()] == [(2026, 2), (2027, 3)]
    assert keys.verifier(2026).text != keys.verifier(2027).text


@pytest.mark.django_db
def test_the_checkpoint_signs_origin_size_and_root() -> None:
    write(4)
    sequence(NOW)
    head = last_head(2026)
    signed = read_checkpoint(open_note(head.checkpoint, keys.verifier(2026)))
    assert signed == ("fengqiao.demo/ledger/2026", 4, bytes(head.root))


@pytest.mark.django_db
def test_a_changed_byte_stops_the_signing_and_leaves_all_pending() -> None:
    write(3)
    guards.remove(connection, guards.LEAVES)
    Leaf.objects.filter(pk=Leaf.objects.last().pk).update(data=b"{}")
    with pytest.raises(Corrupt, match="hash of its bytes"):
        sequence(NOW)
    assert Leaf.objects.filter(index=None).count() == 3
    assert not TreeHead.objects.exists()


@pytest.mark.django_db
def test_changed_peaks_stop_the_next_signing() -> None:
    write(3)
    sequence(NOW)
    guards.remove(connection, guards.HEADS)
    TreeHead.objects.update(peaks=bytes(64))
    write(1)
    with pytest.raises(Corrupt, match="not what its checkpoint signed"):
        sequence(NOW)


@pytest.mark.django_db
def test_a_lost_key_is_never_replaced_silently() -> None:
    write(1)
    sequence(NOW)
    keys.key_file(2026).unlink()
    write(1)
    with pytest.raises(keys.KeyMissing, match="backup"):
        sequence(NOW)


@pytest.mark.django_db
def test_the_private_key_is_for_its_owner_only() -> None:
    write(1)
    sequence(NOW)
    assert keys.key_file(2026).stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db(transaction=True)
def test_four_writers_and_two_sequencers_leave_no_gap() -> None:
    errors: list[Exception] = []

    def run(work: object, times: int) -> None:
        try:
            for _round in range(times):
                work()
        except Exception as error:  # noqa: BLE001  shown by the assertion below
            errors.append(error)
        finally:
            connection.close()

    close_old_connections()
    jobs = [(lambda: write(1), 20)] * 4 + [(lambda: sequence(NOW), 10)] * 2
    threads = [threading.Thread(target=run, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sequence(NOW)
    assert errors == []
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(80))
    assert (last_head(2026).size, bytes(last_head(2026).root)) == (80, root(hashes(2026)))
