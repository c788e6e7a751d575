import datetime as dt

import pytest
from django.http import QueryDict

from archive.views.address import SearchAddress, read_address

DAY = dt.date(2016, 8, 1)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", SearchAddress()),
        # White space and NUL around the words say nothing.
        ("q=%20ferry%00%20", SearchAddress(text="ferry")),
        # Several values of one filter, each once.
        ("place=a&place=b&place=a", SearchAddress(places=("a", "b"))),
        ("happened=a", SearchAddress(happened=("a",))),
        ("filed=a", SearchAddress(filed=("a",))),
        ("outlet=none&aircraft=mi-8", SearchAddress(outlets=("none",), aircraft=("mi-8",))),
        ("from=2016-08-01&to=2016-08-01", SearchAddress(from_on=DAY, to_on=DAY)),
        # An order, page or switch that is none of ours is the default.
        ("sort=sideways&page=-3&exact=yes", SearchAddress()),
        ("sort=oldest&page=4&exact=1", SearchAddress(sort="oldest", page=4, exact=True)),
        # A page number no archive has.
        ("page=99999999999999999999", SearchAddress()),
        # A value longer than any id is not one.
        ("place=" + "x" * 500, SearchAddress()),
    ],
)
def test_an_address_reads_as_what_it_asks_for(query, expected):
    assert read_address(QueryDict(query)) == expected


@pytest.mark.parametrize(
    "address",
    [
        SearchAddress(),
        SearchAddress(text='"two words" -three & more=1 #x'),
        SearchAddress("a", ("p:1", "p 2"), ("mi-8",), ("7", "none"), DAY, DAY, "newest", True, 3, ("p:1",)),
    ],
)
def test_an_address_written_reads_back_the_same(address):
    query = address.url.partition("?")[2]
    assert read_address(QueryDict(query)) == address


def test_a_date_that_is_none_is_named_with_the_cure():
    address = read_address(QueryDict("from=1+August"))
    assert address.from_on is None
    assert "“1 August”" in address.problems[0]
    assert "2016-08-01" in address.problems[0]


def test_toggling_a_filter_twice_gives_the_first_page_of_the_same_search():
    address = SearchAddress("ferry", places=("a",), page=3)
    assert address.toggled("place", "b").toggled("place", "b") == SearchAddress("ferry", places=("a",))


def test_clearing_keeps_the_words_and_the_order():
    address = SearchAddress("ferry", places=("a",), from_on=DAY, sort="oldest", exact=True)
    assert address.cleared() == SearchAddress("ferry", sort="oldest", exact=True)


def test_hidden_fields_and_the_visible_ones_make_up_the_whole_state():
    address = SearchAddress(
        "ferry", ("a", "b"), ("mi-8",), ("none",), DAY, DAY, "oldest", True, happened=("a",)
    )
    visible = [("q", "ferry"), ("from", "2016-08-01"), ("to", "2016-08-01")]
    sent = QueryDict(mutable=True)
    for name, value in [*visible, *address.hidden_fields]:
        sent.appendlist(name, value)
    assert read_address(sent) == address


@pytest.mark.parametrize(
    "query", ["", "q=any+ferry&place=a&not_place=b&sort=oldest", "outlet=1&from=2016-08-01"]
)
@pytest.mark.parametrize("kind", ["place", "outlet", "language"])
def test_the_addresses_of_many_values_are_those_of_each(query, kind):
    address = read_address(QueryDict(query))
    urls = address.urls_of(kind)

    for value in ("a", "b", "1", "none", "x y&z=%ä"):
        assert urls.toggled(value) == address.toggled(kind, value).url
        assert urls.excluding(value) == address.excluding(kind, value).url
