import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.views.prose import Mark, Stretch, set_paragraphs

from .builders import article_of


def shown(paragraphs):
    return [[(s.text, s.css) for unit in paragraph.units for s in unit.segments] for paragraph in paragraphs]


def test_paragraphs_keep_their_kinds_and_places():
    article = article_of(("First.", "paragraph"), ("A heading", "subheading"))
    set_out = set_paragraphs(article, (), (), prefix="r7-")
    assert [(p.kind, p.anchor) for p in set_out] == [("paragraph", "r7-p0"), ("subheading", "r7-p8")]


def test_a_dateline_runs_into_the_paragraph_it_opens():
    article = article_of(("LOWICK (AP) —", "dateline"), ("A ferry sank.", "paragraph"), joined_by=" ")
    set_out = set_paragraphs(article, (), ())
    assert [(p.kind, p.start, p.end) for p in set_out] == [("paragraph", 0, 27)]
    assert shown(set_out) == [[("LOWICK (AP) — A ferry sank.", "")]]


def test_a_stretch_over_two_paragraphs_leaves_its_anchor_in_the_first():
    article = article_of(("One two.", "paragraph"), ("Three.", "paragraph"))
    units = [unit for p in set_paragraphs(article, [Stretch(4, 16, "here")], ()) for unit in p.units]
    assert [unit.stretch.anchor if unit.stretch else None for unit in units] == [None, "here", ""]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], [("The ferry sank.", "")]),
        ([Mark(4, 9, "place")], [("The ", ""), ("ferry", "place"), (" sank.", "")]),
        # Marks that overlap share the words they both cover.
        (
            [Mark(0, 9, "a"), Mark(4, 14, "b")],
            [("The ", "a"), ("ferry", "a b"), (" sank", "b"), (".", "")],
        ),
        # A mark that reaches out of the paragraph is cut at its ends.
        ([Mark(4, 400, "a")], [("The ", ""), ("ferry sank.", "a")]),
        # The same class twice is one class.
        ([Mark(0, 15, "a"), Mark(0, 15, "a")], [("The ferry sank.", "a")]),
    ],
)
def test_marks_cut_the_text_where_they_begin_and_end(marks, expected):
    article = article_of(("The ferry sank.", "paragraph"))
    assert shown(set_paragraphs(article, (), marks)) == [expected]


def test_a_mark_over_two_paragraphs_shows_in_both():
    article = article_of(("One two.", "paragraph"), ("Three.", "paragraph"))
    assert shown(set_paragraphs(article, (), [Mark(4, 15, "a")])) == [
        [("One ", ""), ("two.", "a")],
        [("Three", "a"), (".", "")],
    ]


def test_the_target_carries_its_anchor_once():
    article = article_of(("One two three.", "paragraph"))
    marks = [Mark(4, 13, "", anchor="c4-13", is_target=True), Mark(8, 13, "place")]
    segments = [s for unit in set_paragraphs(article, (), marks)[0].units for s in unit.segments]
    assert [(s.text, s.anchor, s.is_target) for s in segments] == [
        ("One ", "", False),
        ("two ", "c4-13", True),
        ("three", "", True),
        (".", "", False),
    ]


def test_a_stretch_that_overlaps_an_earlier_one_is_left_out():
    article = article_of(("One two three.", "paragraph"))
    stretches = [Stretch(0, 7, "first"), Stretch(4, 13, "second")]
    units = set_paragraphs(article, stretches, ())[0].units
    assert [unit.stretch.anchor if unit.stretch else None for unit in units] == ["first", None]


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(min_size=1, max_size=25), min_size=1, max_size=4),
    marks=st.lists(SPANS, max_size=8),
    stretches=st.lists(SPANS, max_size=6),
)
def test_no_character_is_lost_or_doubled_whatever_is_marked(texts, marks, stretches):
    article = article_of(*((text, "paragraph") for text in texts))
    set_out = set_paragraphs(
        article,
        [Stretch(start, start + length, f"s{start}") for start, length in stretches],
        [Mark(start, start + length, "m") for start, length in marks],
    )
    assert ["".join(text for text, _ in paragraph) for paragraph in shown(set_out)] == texts
