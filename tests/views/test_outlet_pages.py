"""The pages of the outlets: counts, particulars, taught lines, merging."""

import re

import pytest

from archive.models import Outlet, Status


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def courier(shelf):
    shelf.article("A ferry ran aground.", outlet="Courier", removed=[("Share", "share line")])
    shelf.article("A bus stopped.", outlet="Courier", status=Status.DRAFT)
    return Outlet.objects.get()


def page_of(response):
    return response.content.decode()


def post(desk, outlet, **fields):
    return page_of(desk.post(f"/desk/outlets/{outlet.pk}/", fields, follow=True))


def test_the_list_counts_what_each_has(desk, courier):
    row = page_of(desk.get("/desk/outlets/")).split("Courier</a></td>")[1].split("</tr>")[0]
    assert re.findall(r">([^<>]+)</td>", row) == ["–", "–", "1", "1", "1", "0"]


def test_the_list_goes_by_name(desk):
    for name in ("Zeit", "Argus", "Morning Post"):
        Outlet.objects.create(name=name)
    html = page_of(desk.get("/desk/outlets/"))
    assert html.index("Argus") < html.index("Morning Post") < html.index("Zeit")


def test_particulars_are_stored_and_shown(desk, courier):
    form = {"name": "Courier", "home_page": "https://courier.example/", "kind": "paper", "date_order": "day"}
    assert "is stored" in post(desk, courier, action="describe", country="Lowland", **form)
    courier.refresh_from_db()
    assert (courier.kind, courier.country, courier.day_first) == ("paper", "Lowland", True)


def test_a_wrong_home_page_is_named(desk, courier):
    html = post(desk, courier, action="describe", name="Courier", home_page="javascript:alert(1)")
    assert "Home page: Enter a valid URL" in html
    courier.refresh_from_db()
    assert courier.home_page is None


def test_a_line_is_taught_and_forgotten(desk, courier):
    html = post(desk, courier, action="teach", line="Read our letter", verdict="removed")
    assert "From now on “Read our letter” is furniture" in html
    line = courier.taught_lines.get()
    assert "is forgotten" in post(desk, courier, action="forget", line=line.pk)
    assert not courier.taught_lines.exists()


def test_two_are_merged(desk, courier, shelf):
    other = shelf.article("A train stopped.", outlet="The Courier").outlet
    html = post(desk, other, action="merge", into=courier.pk)
    assert "The two are one" in html
    assert "Also called The Courier" in html
    assert courier.articles.count() == 3


WRONG = [
    {"action": "burn"},
    {"action": "teach", "line": "x"},
    {"action": "merge", "into": "x"},
    {"action": "forget"},
]


@pytest.mark.parametrize("form", WRONG, ids=[form["action"] for form in WRONG])
def test_what_makes_no_sense_changes_nothing(desk, courier, form):
    assert "nothing was changed" in post(desk, courier, **form)
