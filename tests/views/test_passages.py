"""An editor parts and pairs passages of an event's reports, and takes it back."""

import re

import pytest

from archive.comparisons import compared
from archive.models import RowCorrection

ONE = "A Suderian plane crashed near the lake on Monday, killing 21 people. Its black box lies deep under the ice."
OTHER = "A Suderian plane crashed near the lake on Monday, killing 21 people. Divers could not reach the recorder."


@pytest.fixture(autouse=True)
def nothing_remembered():
    compared.cache_clear()


@pytest.fixture
def event(shelf):
    return shelf.event(shelf.article(ONE, outlet="Post"), shelf.article(OTHER, outlet="Herald"))


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def pairs_url(event, outlet="Post"):
    return f"/events/{event.pk}/passages/{event.articles.get(outlet__name=outlet).pk}/"


def sentence_in(client, event, outlet, words):
    """Return the name a sentence of one report has in the forms of the other's page."""
    other = "Herald" if outlet == "Post" else "Post"
    html = client.get(pairs_url(event, other), {"at": 0}).content.decode()
    return re.search(rf'<option value="([\d-]+)">{re.escape(words)}', html)[1]


def told_by(client, event):
    """Return which sentences of the first report have counterparts on the event page."""
    html = client.get(event.get_absolute_url()).content.decode()
    return re.findall(r'class="s told"[^>]*>([A-Z]\w* \w*)', re.sub(r'<span class="shared[^>]*>', "", html))


def test_readers_are_offered_nothing_and_can_change_nothing(client, event):
    assert pairs_url(event) not in client.get(event.get_absolute_url()).content.decode()
    assert client.post(pairs_url(event) + "?at=0", {"act": "part"}).status_code == 302
    assert not RowCorrection.objects.exists()


def test_editors_are_led_from_a_column_to_its_sentences(signed_in, event):
    assert pairs_url(event) in signed_in.get(event.get_absolute_url()).content.decode()
    html = signed_in.get(pairs_url(event)).content.decode()
    assert "Its black box lies deep under the ice." in html
    assert re.search(r"Told also by\s+Herald", html)


def test_a_pair_is_parted_for_everybody_and_comes_back(signed_in, event, editor):
    assert told_by(signed_in, event) == ["A Suderian", "A Suderian"]
    wrong = sentence_in(signed_in, event, "Herald", "A Suderian")
    form = {"act": "part", "with": wrong}
    answer = signed_in.post(pairs_url(event) + "?at=0", form, follow=True).content.decode()
    assert "parted, by editor-in-test" in answer
    assert told_by(signed_in, event) == []
    made = RowCorrection.objects.get()
    assert made.by == editor
    signed_in.post(f"/events/{event.pk}/corrections/{made.pk}/undo/")
    assert told_by(signed_in, event) == ["A Suderian", "A Suderian"]


def test_two_passages_are_paired(signed_in, event):
    at = ONE.index("Its black")
    other = sentence_in(signed_in, event, "Herald", "Divers could")
    signed_in.post(f"{pairs_url(event)}?at={at}", {"act": "pair", "other": other})
    assert told_by(signed_in, event) == ["A Suderian", "Its black", "A Suderian", "Divers could"]


@pytest.mark.parametrize(
    "form", [{"act": "pair"}, {"act": "part"}, {"act": "sing", "other": "1-0-5"}, {"other": "x"}]
)
def test_a_form_that_names_no_sentence_changes_nothing_and_says_so(signed_in, event, form):
    answer = signed_in.post(pairs_url(event) + "?at=0", form, follow=True).content.decode()
    assert "Choose a sentence of another report. Nothing was changed." in answer
    assert not RowCorrection.objects.exists()


def test_a_report_of_another_event_has_no_pairs_here(signed_in, event, shelf):
    stranger = shelf.article("Something else.")
    assert signed_in.get(f"/events/{event.pk}/passages/{stranger.pk}/").status_code == 404
