import pytest

from archive.models import Article
from archive.records import Alignment, Comparison, Passage, SharedKind, SharedText
from archive.views.columns import set_columns
from archive.views.naming import in_a_row, report_names

from .builders import reports

NAMES = {1: "Post", 2: "Herald", 3: "Echo"}


def aligned(*pairs):
    return tuple(Alignment(Passage(*a), Passage(*b), 1.0) for a, b in pairs)


def told(column):
    return [
        (unit.stretch.number, [other.name for other in unit.stretch.counterparts])
        for paragraph in column.paragraphs
        for unit in paragraph.units
        if unit.stretch
    ]


def test_passages_that_tell_the_same_bear_the_same_number_in_reading_order():
    articles = reports("One. Two.", "Two! One!")
    pairs = aligned(((1, 0, 4), (2, 5, 9)), ((1, 5, 9), (2, 0, 4)))
    first, second = set_columns(articles, NAMES, Comparison(pairs, (), ()))
    assert told(first) == [(1, ["Herald"]), (2, ["Herald"])]
    assert told(second) == [(2, ["Post"]), (1, ["Post"])]


def test_a_report_aligned_with_one_of_two_that_agree_shares_their_number():
    articles = reports("One.", "One!", "One?")
    pairs = aligned(((1, 0, 4), (2, 0, 4)), ((2, 0, 4), (3, 0, 4)))
    columns = set_columns(articles, NAMES, Comparison(pairs, (), ()))
    assert [told(column) for column in columns] == [
        [(1, ["Herald"])],
        [(1, ["Post", "Echo"])],
        [(1, ["Herald"])],
    ]


def test_of_each_report_the_likeliest_counterpart_comes_first_and_each_report_is_named_once():
    articles = reports("One.", "Ore. One!", "One?")
    one, ore, same, echo = Passage(1, 0, 4), Passage(2, 0, 4), Passage(2, 5, 9), Passage(3, 0, 4)
    pairs = (Alignment(one, ore, 0.3), Alignment(one, same, 0.9), Alignment(one, echo, 0.5))
    stretch = set_columns(articles, NAMES, Comparison(pairs, (), ()))[0].paragraphs[0].units[0].stretch
    assert stretch.beside == "r2-c5-9 r2-c0-4 r3-c0-4"
    assert stretch.label == "Passage 1, told also by Herald, Echo; go there"


def test_a_passage_whose_counterpart_is_not_shown_stands_unnumbered():
    articles = reports("One.", "One!", "One?")
    pairs = aligned(((1, 0, 4), (3, 0, 4)))
    columns = set_columns(articles[:2], NAMES, Comparison(pairs, (), ()))
    assert [told(column) for column in columns] == [[], []]


@pytest.mark.parametrize(
    ("carriers", "css", "title"),
    [
        ((1, 2), "shared shared-2", "Word for word also in Herald"),
        ((1, 2, 3), "shared shared-3", "Word for word also in Herald and Echo"),
        # Text that one report alone repeats is not shared.
        ((1, 1), "", ""),
    ],
)
def test_shared_words_are_shaded_by_how_many_carry_them_and_name_them(carriers, css, title):
    articles = reports("One two.", "One two!", "One two?")
    spans = tuple(Passage(key, 0, 7) for key in carriers)
    shared = (SharedText(spans, SharedKind.VERBATIM),)
    column = set_columns(articles, NAMES, Comparison((), shared, ()))[0]
    segment = column.paragraphs[0].units[0].segments[0]
    assert (segment.css, segment.title) == (css, title)


def test_the_share_found_elsewhere_is_whole_per_cent():
    column = set_columns(reports("One."), NAMES, Comparison((), (), (), {1: 0.347}))[0]
    assert column.share == 35


def test_reports_of_one_outlet_are_numbered_and_a_missing_outlet_is_said(shelf):
    made = [shelf.article(outlet=name) for name in ("Post", "Post", None)]
    names = report_names(Article.objects.filter(pk__in=[a.pk for a in made]).order_by("pk"))
    assert list(names.values()) == ["Post (1)", "Post (2)", "Unknown outlet"]


@pytest.mark.parametrize(
    ("names", "words"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_in_a_row_read_as_a_sentence(names, words):
    assert in_a_row(names) == words
