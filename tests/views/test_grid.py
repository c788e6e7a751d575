from archive.records import Cell, ClaimRow, Relation
from archive.views.grid import set_grid

from .builders import reports

NAMES = {1: "Post", 2: "Herald"}


def row(question, relation, *cells, group="event"):
    return ClaimRow(question, "count", relation, group, cells)


def cell(article, value, body, words, sentence):
    start = body.index(words)
    return Cell(article, value, start, start + len(words), sentence)


BODY = "It sank. Nine people drowned, police said. It was dark."
SENTENCE = "Nine people drowned, police said."


def test_what_differs_stands_first_and_the_event_before_its_background():
    rows = [
        row("agreed", Relation.AGREE),
        row("older", Relation.DIFFER, group="the 2014 sinking"),
        row("alone", Relation.ONLY),
        row("disputed", Relation.DIFFER),
    ]
    grid = set_grid([], {}, rows)
    assert [(group.name, [r.question for r in group.rows]) for group in grid.groups] == [
        (None, ["disputed", "agreed", "alone"]),
        ("the 2014 sinking", ["older"]),
    ]
    assert [(standing.word, count) for standing, count in grid.counts] == [
        ("differ", 2),
        ("agree", 1),
        ("only here", 1),
    ]


def test_a_report_that_is_silent_has_an_empty_cell_in_its_column():
    articles = reports(BODY, "It sank.")
    grid = set_grid(articles, NAMES, [row("dead", Relation.ONLY, cell(1, "9", BODY, "Nine", SENTENCE))])
    first, second = grid.groups[0].rows[0].cells
    assert [saying.value for saying in first] == ["9"]
    assert second == ()


def test_a_value_is_marked_in_its_sentence_and_links_to_it():
    articles = reports(BODY)
    grid = set_grid(articles, NAMES, [row("dead", Relation.ONLY, cell(1, "9", BODY, "Nine", SENTENCE))])
    saying = grid.groups[0].rows[0].cells[0][0]
    assert (saying.before, saying.words, saying.after) == ("", "Nine", " people drowned, police said.")
    assert saying.url == "/articles/1/?from=9&to=42#c9-42"


def test_a_sentence_that_is_not_in_the_body_is_shown_without_a_mark():
    articles = reports(BODY)
    stray = Cell(1, "9", 9, 13, "Nobody wrote this.")
    saying = set_grid(articles, NAMES, [row("dead", Relation.ONLY, stray)]).groups[0].rows[0].cells[0][0]
    assert (saying.before, saying.words) == ("Nobody wrote this.", "")
    assert saying.url == "/articles/1/?from=9&to=13#c9-13"


def test_the_right_one_of_two_equal_sentences_is_marked():
    body = "It sank. It sank."
    articles = reports(body)
    second = Cell(1, "sank", 12, 16, "It sank.")
    saying = set_grid(articles, NAMES, [row("what", Relation.ONLY, second)]).groups[0].rows[0].cells[0][0]
    assert (saying.before, saying.words, saying.after) == ("It ", "sank", ".")
    assert saying.url.endswith("#c9-17")


def test_a_value_that_is_a_sentence_is_set_as_prose_and_a_figure_is_not():
    (article,) = reports(BODY * 2)
    said = row(
        "?",
        Relation.AGREE,
        cell(1, "nine people", BODY, "Nine people", SENTENCE),
        cell(1, BODY * 2, BODY, BODY, BODY),
    )
    (sayings,) = set_grid([article], NAMES, [said]).groups[0].rows[0].cells
    assert [saying.is_wording for saying in sayings] == [False, True]
