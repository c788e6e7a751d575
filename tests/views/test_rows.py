"""An editor puts a row of an event's table right, and takes it back."""

import re

import pytest

from archive.comparisons import compared
from archive.linking import join_events
from archive.models import Article, RowCorrection

CRASH = "A Suderian plane crashed near the lake on Monday, killing {} people, officials said. {} people were rescued."
KILLED = "How many people aboard were killed?"


@pytest.fixture(autouse=True)
def nothing_remembered():
    compared.cache_clear()


@pytest.fixture
def event(shelf):
    return shelf.event(
        shelf.article(CRASH.format(21, 12), outlet="Post"),
        shelf.article(CRASH.format(54, 15), outlet="Herald"),
    )


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def row_url(client, event, question=KILLED):
    html = client.get(event.get_absolute_url()).content.decode()
    row = re.search(rf'<tr class="\w+" id="row-(\w+)">\s*<th scope="row">{re.escape(question)}', html)
    assert row, html
    return f"/events/{event.pk}/rows/{row[1]}/"


def test_readers_are_offered_nothing_and_can_change_nothing(client, event):
    url = row_url(client, event)
    assert url not in client.get(event.get_absolute_url()).content.decode()
    assert client.post(url, {"act": "hide"}).status_code == 302
    assert not RowCorrection.objects.exists()


def test_a_hidden_row_is_gone_for_everybody_and_comes_back(signed_in, event, editor):
    answer = signed_in.post(row_url(signed_in, event), {"act": "hide"}, follow=True).content.decode()
    assert f'<th scope="row">{KILLED}' not in answer
    assert "“How many people aboard were killed?”: hidden, by editor-in-test" in answer
    made = RowCorrection.objects.get()
    assert made.by == editor
    answer = signed_in.post(f"/events/{event.pk}/corrections/{made.pk}/undo/", follow=True).content.decode()
    assert f'<th scope="row">{KILLED}' in answer
    assert "undone by editor-in-test" in answer


def test_a_value_put_right_says_so_and_is_taken_away_so(signed_in, event):
    url = row_url(signed_in, event)
    form = {"act": "value", "cell": "1", "value": "21", "relation": "agree"}
    html = signed_in.post(url, form, follow=True).content.decode()
    assert "<summary>21</summary>" in html
    assert "An editor’s value; read as “54 people”." in html
    assert "Put right by an editor." in html
    sheet = signed_in.get(f"/events/{event.pk}/table.json").json()
    cell = next(c for c in sheet["cells"] if c["question"] == KILLED and c["outlet"] == "Herald")
    assert (cell["value"], cell["corrected_from"], cell["standing"]) == ("21", "54 people", "agree")


def test_a_correction_survives_a_new_reading_but_not_a_new_sentence(signed_in, event):
    signed_in.post(row_url(signed_in, event), {"act": "hide"})
    herald = Article.objects.get(outlet__name="Herald")
    # More text around the sentences: another comparison, the same row.
    Article.objects.filter(pk=herald.pk).update(body=f"{herald.body} It rained.", body_sha256="1" * 64)
    assert f'<th scope="row">{KILLED}' not in signed_in.get(event.get_absolute_url()).content.decode()
    Article.objects.update(body=CRASH.format(30, 12), body_sha256="2" * 64)
    html = signed_in.get(event.get_absolute_url()).content.decode()
    assert f'<th scope="row">{KILLED}' in html
    assert "its sentence stands in no row of the reports shown" in html


def test_a_hidden_row_is_no_difference_on_the_front_page_either(signed_in, event):
    assert "How many people" in signed_in.get("/").content.decode()
    for question in (KILLED, "How many people were rescued?"):
        signed_in.post(row_url(signed_in, event, question), {"act": "hide"})
    assert "How many people" not in signed_in.get("/").content.decode()


def test_it_holds_where_the_reports_are_ticked_too(signed_in, event):
    signed_in.post(row_url(signed_in, event), {"act": "hide"})
    keys = "&".join(f"id={key}" for key in event.articles.values_list("pk", flat=True))
    assert f'<th scope="row">{KILLED}' not in signed_in.get(f"/compare/?{keys}").content.decode()


def test_answers_are_split_off_and_rows_joined(signed_in, event):
    saved = row_url(signed_in, event, "How many people were rescued?").split("/")[-2]
    html = signed_in.post(
        row_url(signed_in, event), {"act": "merge", "other": saved}, follow=True
    ).content.decode()
    assert "How many people were rescued?</" not in html
    html = signed_in.post(
        row_url(signed_in, event), {"act": "split", "cell": "0", "question": "Who died?"}, follow=True
    ).content.decode()
    assert '<th scope="row">Who died?' in html


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"act": "value", "value": "21"}, "Choose the answer to put right."),
        ({"act": "value", "cell": "0"}, "Write the value that the sentence gives."),
        ({"act": "value", "cell": ["0", "1"], "value": "21"}, "Put one answer right at a time."),
        ({"act": "take out"}, "Choose the answers to take out."),
        ({"act": "split", "cell": ["0", "1"]}, "Leave one answer at least in the row"),
        ({"act": "merge", "other": "nothing"}, "Choose the row to join."),
        ({"act": "burn"}, "That form is not known here"),
        ({}, "That form is not known here"),
    ],
)
def test_a_form_that_lacks_something_says_what_and_changes_nothing(signed_in, event, form, words):
    html = signed_in.post(row_url(signed_in, event), form, follow=True).content.decode()
    assert words in html
    assert "<h1>How many people aboard were killed?</h1>" in html
    assert not RowCorrection.objects.exists()


def test_a_row_that_is_no_longer_there_leads_back_to_the_event(signed_in, event):
    html = signed_in.get(f"/events/{event.pk}/rows/abc123/", follow=True).content.decode()
    assert "That row is no longer in the table" in html


def test_a_correction_goes_with_its_reports_when_they_are_joined_to_another_event(signed_in, event, shelf):
    signed_in.post(row_url(signed_in, event), {"act": "hide"})
    made = RowCorrection.objects.get()
    other = shelf.event(
        shelf.article(CRASH.format(30, 11), outlet="Mail"), shelf.article(CRASH.format(31, 10), outlet="Sun")
    )
    join_events(other, event, by=None)
    html = signed_in.get(other.get_absolute_url()).content.decode()
    assert f'<th scope="row">{KILLED}' not in html
    assert "hidden, by editor-in-test" in html
    signed_in.post(f"/events/{other.pk}/corrections/{made.pk}/undo/")
    assert f'<th scope="row">{KILLED}' in signed_in.get(other.get_absolute_url()).content.decode()


def test_a_correction_outlives_an_event_that_dissolves_and_is_formed_anew(signed_in, event, shelf):
    signed_in.post(row_url(signed_in, event), {"act": "hide"})
    articles = list(event.articles.all())
    Article.objects.update(event=None)
    event.delete()
    anew = shelf.event(*articles)
    assert f'<th scope="row">{KILLED}' not in signed_in.get(anew.get_absolute_url()).content.decode()


def test_an_editor_is_told_at_the_table_which_corrections_found_no_row(signed_in, event):
    signed_in.post(row_url(signed_in, event), {"act": "hide"})
    assert "found no row" not in signed_in.get(event.get_absolute_url()).content.decode()
    Article.objects.update(body=CRASH.format(30, 12), body_sha256="2" * 64)
    told = "1 correction found no row in this table"
    assert told in signed_in.get(event.get_absolute_url()).content.decode()
    signed_in.logout()
    assert told not in signed_in.get(event.get_absolute_url()).content.decode()
