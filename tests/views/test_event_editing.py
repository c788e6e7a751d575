import pytest

from archive.models import Article, Event, EventChange


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def event(shelf):
    return shelf.event(shelf.article("One.", headline="One"), shelf.article("Two.", headline="Two"))


def act(desk, event, **fields):
    return desk.post(event.get_absolute_url(), fields, follow=True).content.decode()


def test_an_event_is_named(desk, event):
    html = act(desk, event, action="name", name="  The  Lowick   grounding ")
    assert "The event is now named “The Lowick grounding”." in html
    assert Event.objects.get(pk=event.pk).name == "The Lowick grounding"


def test_an_empty_name_changes_nothing(desk, event):
    assert "Write the name first" in act(desk, event, action="name", name=" ")


def test_a_report_is_added_by_its_number(desk, event, shelf):
    other = shelf.article("Three.", headline="Three")
    html = act(desk, event, action="join", article=other.pk)
    assert "“Three” is now a report of this event" in html
    assert Article.objects.in_event(event).count() == 3


@pytest.mark.parametrize("number", ["0", "999", "three", ""])
def test_a_number_of_no_report_adds_none(desk, event, number):
    assert "There is no published report of that number" in act(desk, event, action="join", article=number)
    assert Article.objects.in_event(event).count() == 2


def test_a_report_is_taken_out_and_the_change_undone(desk, event, shelf):
    third = shelf.article("Three.", headline="Three", event=event)
    assert "“Three” no longer belongs" in act(desk, event, action="split", article=third.pk)
    assert Article.objects.in_event(event).count() == 2
    change = EventChange.objects.get()
    assert "The change was undone" in act(desk, event, action="undo", change=change.pk)
    assert Article.objects.in_event(event).count() == 3
    assert "already undone" in act(desk, event, action="undo", change=change.pk)


def test_a_change_of_another_event_is_not_undone_here(desk, event, shelf, editor):
    stray = shelf.article("Stray.")
    change = EventChange.objects.create(article=stray, was_settled=False, by=editor)
    assert "is not of this event" in act(desk, event, action="undo", change=change.pk)
    change.refresh_from_db()
    assert change.undone_at is None


def test_a_split_that_dissolves_the_event_can_still_be_undone_from_its_page(desk, event):
    one = Article.objects.in_event(event).first()
    html = act(desk, event, action="split", article=one.pk)
    assert "An event no more" in html
    assert ">Undo<" in html
    act(desk, event, action="undo", change=EventChange.objects.get().pk)
    assert Article.objects.in_event(event).count() == 2


def test_a_change_made_again_since_says_what_to_undo_first(desk, event, shelf):
    third = shelf.article("Three.", headline="Three", event=event)
    act(desk, event, action="split", article=third.pk)
    first = EventChange.objects.get()
    act(desk, event, action="join", article=third.pk)
    assert "undo the later change first" in act(desk, event, action="undo", change=first.pk)


def test_nothing_joins_an_event_that_is_gone(desk, shelf):
    gone, other = Event.objects.create(), shelf.article("Three.")
    assert "no reports any more" in act(desk, gone, action="join", article=other.pk)


def test_reports_compared_are_made_one_event(desk, shelf):
    one, two = shelf.article("One.", headline="One"), shelf.article("Two.", headline="Two")
    address = f"/compare/?id={one.pk}&id={two.pk}"
    assert "keep them together" in desk.get(address).content.decode()

    html = desk.post(address, follow=True).content.decode()

    assert "These reports are now one event" in html
    assert {a.event_id for a in Article.objects.all()} == {Event.objects.get().pk}
    assert "keep them together" not in desk.get(address).content.decode()


def test_one_report_does_not_make_an_event(desk, shelf):
    html = desk.post(f"/compare/?id={shelf.article('One.').pk}", follow=True).content.decode()
    assert "An event needs two published reports" in html
    assert not Event.objects.exists()


def test_only_editors_make_events(client, shelf):
    one, two = shelf.article("One."), shelf.article("Two.")
    response = client.post(f"/compare/?id={one.pk}&id={two.pk}")
    assert response["Location"].startswith("/sign-in/")
    assert not Event.objects.exists()
