"""Dossiers: order, tags, sharing; everything can be taken back."""

import pytest

from archive.dossiers import (
    add_search,
    begin_dossier,
    bring_back_item,
    describe_item,
    move_item,
    remove_item,
    share_dossier,
    unshare_dossier,
)


@pytest.fixture
def dossier(db, django_user_model):
    owner = django_user_model.objects.create_user("reader-in-test")
    dossier = begin_dossier(owner, "Ferries")
    for name in "abcd":
        add_search(dossier, name, f"q={name}")
    return dossier


def order(dossier):
    return "".join(dossier.items.filter(removed_at=None).values_list("title", flat=True))


def item(dossier, title):
    return dossier.items.get(title=title)


@pytest.mark.parametrize(
    ("title", "by", "after"),
    [("b", -1, "bacd"), ("b", 1, "acbd"), ("a", -1, "abcd"), ("d", 1, "abcd"), ("d", -9, "dabc")],
)
def test_an_item_moves_as_far_as_there_are_places(dossier, title, by, after):
    move_item(item(dossier, title), by)
    assert order(dossier) == after


def test_what_is_taken_out_is_put_back_where_it_stood(dossier):
    remove_item(item(dossier, "b"))
    assert order(dossier) == "acd"
    bring_back_item(item(dossier, "b"))
    assert order(dossier) == "abcd"


def test_moving_passes_over_what_is_taken_out(dossier):
    remove_item(item(dossier, "b"))
    move_item(item(dossier, "a"), 1)
    assert order(dossier) == "cad"


def test_a_tag_is_kept_once_and_without_its_spaces(dossier):
    describe_item(item(dossier, "a"), note="n", tags=[" fog ", "fog", "", "two  words"])
    assert item(dossier, "a").tags == ["fog", "two words"]


def test_a_link_taken_back_never_works_again(dossier):
    first = share_dossier(dossier)
    assert share_dossier(dossier) == first
    unshare_dossier(dossier)
    assert share_dossier(dossier) != first
