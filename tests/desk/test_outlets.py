"""What editors say of an outlet holds for what comes in after it; two outlets become one."""

import datetime as dt

import pytest

from archive.desk import DeskError, describe_outlet, forget_line, known_outlet, merge_outlets, teach_line
from archive.models import Act, Article, Change, Outlet, OutletAlias
from archive.search.engine import Filters
from archive.search.names import resolve_names
from archive.search.nodes import Named
from archive.search.query import parse_query
from archive.search.results import find_articles
from tests.desk.test_desk import FERRY, submit

pytestmark = pytest.mark.django_db(transaction=True)

PITCH = "Our harbour letter comes on Fridays, free of charge"
WITH_PITCH = FERRY.replace("Advertisement", PITCH)


def stored(text, outlet="Courier", **options):
    return submit((f"{abs(hash(text))}.txt", text.encode()), outlet=outlet, **options).items.get().article


def particulars(outlet, **changed):
    fields = {"name": outlet.name, "home_page": "", "country": "", "kind": "", "date_order": ""}
    return {**fields, **changed}


def test_a_taught_line_is_furniture_in_the_next_report_and_forgotten_it_is_none():
    outlet = stored(FERRY).outlet
    teach_line(outlet, PITCH, "removed", by=None)
    taught = stored(WITH_PITCH.replace("forty", "sixty"))
    assert PITCH not in taught.body

    forget_line(outlet.taught_lines.get(), by=None)
    assert PITCH in stored(WITH_PITCH.replace("forty", "eighty")).body


def test_a_line_taught_as_part_of_reports_stays():
    outlet = stored(FERRY).outlet
    teach_line(outlet, "Advertisement", "kept", by=None)
    assert "Advertisement" in stored(FERRY.replace("forty", "sixty")).body


def test_a_line_without_words_teaches_nothing():
    with pytest.raises(DeskError, match="no words"):
        teach_line(stored(FERRY).outlet, " — ", "removed", by=None)


@pytest.mark.parametrize(
    ("order", "day"), [("day", dt.date(2017, 5, 4)), ("month", dt.date(2017, 4, 5)), ("", None)]
)
def test_the_order_of_its_dates_decides_one_that_could_be_read_either_way(order, day):
    outlet = Outlet.objects.create(name="Courier")
    describe_outlet(outlet, particulars(outlet, date_order=order), by=None)
    assert stored(FERRY.replace("12 May 2017", "04/05/2017").replace("on Friday", "")).published_on == day


def test_two_outlets_become_one_in_the_search_and_for_what_comes_after():
    one = stored(FERRY, "The Courier", publish=True)
    two = stored(FERRY.replace("ferry", "train"), "Courier", publish=True)
    courier, gone = two.outlet, one.outlet
    teach_line(gone, PITCH, "removed", by=None)

    assert merge_outlets(gone, courier, by=None) == 1

    assert set(Outlet.objects.values_list("name", flat=True)) == {"Courier"}
    assert find_articles("", Filters(outlets=(str(courier.pk),))).count == 2
    later = stored(WITH_PITCH.replace("ferry", "bus"), "The Courier")
    assert later.outlet == courier
    assert PITCH not in later.body, "what was taught of either holds for both"
    assert Change.objects.filter(act=Act.OUTLET, what__contains="merged into").exists()


def test_an_outlet_is_not_merged_with_itself():
    outlet = stored(FERRY).outlet
    with pytest.raises(DeskError, match="itself"):
        merge_outlets(outlet, outlet, by=None)


def test_a_renamed_outlet_is_still_known_by_its_old_name():
    outlet = stored(FERRY).outlet
    describe_outlet(outlet, particulars(outlet, name="Morning Post", kind="paper"), by=None)
    assert known_outlet("Courier") == known_outlet("Morning Post") == outlet
    assert OutletAlias.objects.get().name == "Courier"
    assert stored(FERRY.replace("ferry", "train"), "Courier").outlet.name == "Morning Post"
    asked = resolve_names(parse_query("outlet:Courier").node, exact=False).node
    assert asked == Named("outlet", (str(outlet.pk),))


def test_a_name_that_another_outlet_has_is_refused():
    outlet = stored(FERRY).outlet
    Outlet.objects.create(name="Herald")
    with pytest.raises(DeskError, match="merge"):
        describe_outlet(outlet, particulars(outlet, name="Herald"), by=None)


def test_wire_copy_is_told_by_the_outlet_and_not_by_its_name():
    gone = Outlet.objects.create(name="The Courier")
    stored(FERRY, "Courier")
    merge_outlets(gone, Outlet.objects.get(name="Courier"), by=None)
    item = submit(("again.txt", FERRY.encode() + b"\n"), outlet="The Courier", duplicates="ask").items.get()
    assert item.likeness == "text"
    assert Article.objects.count() == 1
