"""Who shares text with whom: the pairs, the arcs between them, and where nothing is drawn."""

import re

import pytest

from archive.comparisons import compared
from archive.views.side_by_side import read_reports, set_side_by_side
from archive.views.ties import set_ties

PLANE = (
    "A Suderian plane crashed near the northern lake on Monday after its engine caught fire, officials said."
)
GOATS = (
    "The cannery owner keeps nine brown goats behind the old pier and sells their milk every Friday morning."
)
ALONE = "Nobody else tells that."


@pytest.fixture(autouse=True)
def nothing_remembered():
    compared.cache_clear()


def ties_of(*articles, reports=None):
    return set_ties(set_side_by_side(read_reports(articles), all_columns=True), reports or len(articles))


@pytest.fixture
def three(shelf):
    """Two reports with one text, a third with a sentence of it."""
    return (
        shelf.article(PLANE, GOATS, outlet="Post"),
        shelf.article(PLANE, GOATS, outlet="Herald"),
        shelf.article(PLANE, ALONE, outlet="Wire"),
    )


def test_the_words_both_carry_are_counted_once_the_closest_pair_first(three):
    pairs = ties_of(*three).pairs

    assert [(tie.one_name, tie.other_name, tie.words) for tie in pairs] == [
        ("Post", "Herald", len(f"{PLANE} {GOATS}".split())),
        ("Post", "Wire", len(PLANE.split())),
        ("Herald", "Wire", len(PLANE.split())),
    ]
    assert (pairs[0].one_share, pairs[0].other_share) == (1.0, 1.0)
    assert pairs[1].one_share < pairs[1].other_share < 1


def test_of_two_reports_the_share_is_the_one_their_columns_give(shelf):
    side = set_side_by_side(
        read_reports([shelf.article(PLANE, ALONE), shelf.article(PLANE, GOATS)]), all_columns=True
    )

    (tie,) = set_ties(side, 2).pairs

    assert [round(100 * tie.one_share), round(100 * tie.other_share)] == [c.share for c in side.columns]


def test_an_arc_is_the_wider_the_more_is_shared(three):
    ties = ties_of(*three)

    assert [knot.name for knot in ties.knots] == ["Post", "Herald", "Wire"]
    widths = [arc.width for arc in ties.arcs]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[-1]


def test_reports_that_share_nothing_have_no_section(shelf, read):
    one, other = shelf.article(PLANE, outlet="Post"), shelf.article(GOATS, outlet="Herald")

    assert ties_of(one, other) is None
    assert "Shared text" not in read(shelf.event(one, other).get_absolute_url()).html


def test_the_page_draws_the_pairs_and_says_them_in_a_table(read, shelf, three):
    html = read(shelf.event(*three).get_absolute_url()).html
    section = html[html.index('id="shared-text"') : html.index("Who published when")]

    assert section.count("<path") == section.count('<th scope="row">') == 3
    assert re.search(r'<svg role="img"[^>]* aria-label="[^"]*3 pairs, the closest Post and Herald', section)
    assert "Herald: 100 %" in section
    assert not re.search(r'stroke-width="[^".\d]*,', section)


def test_widths_are_numbers_in_german_too(read, shelf, three):
    html = read(shelf.event(*three).get_absolute_url(), headers={"accept-language": "de"}).html

    widths = re.findall(r'stroke-width="([^"]+)"', html[html.index('id="shared-text"') :])
    assert all(float(width) > 0 for width in widths[:3])


def test_an_event_of_many_reports_has_the_closest_pairs_as_a_table_alone(read, shelf):
    reports = [shelf.article(PLANE, f"Only {n} knows.", outlet=f"Outlet {n}") for n in range(13)]

    html = read(shelf.event(*reports).get_absolute_url()).html
    section = html[html.index('id="shared-text"') : html.index("Who published when")]

    assert section.count('<th scope="row">') == 20
    assert "<svg" not in section
    assert "46 more pairs share less." in section


def test_a_long_name_is_cut_and_keeps_its_number(shelf):
    outlet = "The Very Long-Winded Morning Intelligencer"
    ties = ties_of(shelf.article(PLANE, outlet=outlet), shelf.article(PLANE, GOATS, outlet=outlet))

    shown = [knot.shown for knot in ties.knots]
    assert [name[-5:] for name in shown] == ["… (1)", "… (2)"]
    assert all(len(name) <= 27 for name in shown)
