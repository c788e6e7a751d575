"""Who asks too often is told to wait, and nobody else is; the count is kept across processes."""

import multiprocessing
import time

import pytest
from django.contrib.auth.models import User

from archive.views import rates
from archive.views.rates import Rates

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(settings, tmp_path, monkeypatch):
    """Set small rates, counted in a file of the test's own."""
    settings.ARCHIVE_RATES = {"search": 5, "sign_in": 3, "upload": 2, "api": 5, "export": 2, "page": 50}
    own = Rates(tmp_path / "rates")
    monkeypatch.setattr(rates, "_rates", lambda: own)
    return own


def statuses(count, ask):
    return [ask().status_code for _ in range(count)]


def test_a_client_that_searches_too_often_is_told_when_to_come_back(client):
    assert statuses(5, lambda: client.get("/?q=x")) == [200] * 5
    response = client.get("/?q=x")
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 13
    assert "Wait" in response.content.decode()


def test_others_and_other_pages_are_not_touched(client):
    statuses(6, lambda: client.get("/"))
    assert client.get("/", REMOTE_ADDR="203.0.113.9").status_code == 200
    assert client.get("/help/").status_code == 200


def test_an_address_of_ipv6_is_counted_with_its_neighbours(client):
    addresses = [f"2001:db8:1:2::{number}" for number in range(1, 7)]
    found = [client.get("/", REMOTE_ADDR=address).status_code for address in addresses]
    assert found == [200] * 5 + [429]
    assert client.get("/", REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/api/search/?q=x", 5), ("/feed.atom?q=x", 2), ("/export.csv?q=x", 2), ("/events/", 5)],
)
def test_programs_feeds_and_exports_have_rates_of_their_own(client, path, allowed):
    found = statuses(allowed + 1, lambda: client.get(path))
    assert 429 not in found[:allowed]
    assert found[-1] == 429


@pytest.mark.parametrize("path", ["/sign-in/", "/admin/login/"])
def test_guessing_passwords_is_slowed(client, path):
    wrong = {"username": "editor", "password": "wrong"}
    found = statuses(5, lambda: client.post(path, wrong))
    assert 429 in found[:4]
    assert found[-1] == 429


def test_uploads_are_counted_by_person(client, editor):
    client.force_login(editor)
    found = [
        client.post("/desk/upload/", {"pasted": ""}, REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(3)
    ]
    assert found[-1] == 429
    from django.test import Client

    other = Client()
    other.force_login(User.objects.create_superuser("other"))
    assert other.post("/desk/upload/", {"pasted": ""}).status_code != 429


def test_the_right_to_ask_comes_back_with_time(few, monkeypatch):
    now = time.time()
    monkeypatch.setattr(rates.time, "time", lambda: now)
    assert [few.wait("a", 60) for _ in range(60)] == [0.0] * 60
    assert few.wait("a", 60) == pytest.approx(1.0, abs=0.01)
    monkeypatch.setattr(rates.time, "time", lambda: now + 1.01)
    assert few.wait("a", 60) == 0.0
    assert few.wait("a", 60) > 0
    monkeypatch.setattr(rates.time, "time", lambda: now - 86_400)  # a clock set back
    assert few.wait("a", 60) == 0.0


def take(path, barrier, results):
    own = Rates(path)
    barrier.wait()
    results.put(sum(not own.wait("one", 100) for _ in range(60)))


def test_several_processes_count_together(tmp_path):
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(4), context.Queue()
    workers = [context.Process(target=take, args=(tmp_path / "shared", barrier, results)) for _ in range(4)]
    for worker in workers:
        worker.start()
    passed = sum(results.get(timeout=30) for _ in workers)
    for worker in workers:
        worker.join()
    # While they ran, the right to a few more came back.
    assert 100 <= passed <= 115


def test_strangers_in_great_number_fill_nothing(few, tmp_path):
    for number in range(30_000):
        few.wait(f"stranger {number}", 60)
    assert (tmp_path / "rates").stat().st_size == 16 * 65_536


def test_without_a_writable_folder_it_counts_in_memory(tmp_path):
    own = Rates(tmp_path / "not there" / "rates")
    assert [bool(own.wait("a", 2)) for _ in range(3)] == [False, False, True]
