"""An outlet's memory: what its pages share is furniture, what its stories share is not."""

from archive.cleaning import fold_line, learn_furniture
from tests.cleaning.reports import PROSE, STORY, clean

BAR = "the harbour post in your pocket"
OTHERS = [
    frozenset(
        {
            BAR,
            f"a paragraph of a story that is told only once in all the pages of this outlet, number {number}",
        }
    )
    for number in range(4)
]


def by_key(*lines):
    return dict(enumerate(lines, start=1))


def test_a_line_in_two_other_articles_is_furniture():
    assert learn_furniture(by_key(*OTHERS[:3]), article=3) == {BAR}


def test_a_line_in_one_other_article_is_not():
    assert learn_furniture(by_key(*OTHERS[:2]), article=2) == frozenset()


def test_a_story_filed_three_times_teaches_nothing():
    story = frozenset(line.casefold() for line in PROSE)
    assert learn_furniture(by_key(story, story, story)) == frozenset()


def test_a_story_filed_again_does_not_count_for_its_first_version():
    story = frozenset(fold_line(line) for line in STORY.split("\n\n"))
    assert (
        learn_furniture(by_key(story, story | {"updated with a new figure"}, OTHERS[0]), article=1)
        == frozenset()
    )


def test_short_reports_under_much_furniture_are_not_the_same_story():
    furniture = frozenset(f"menu {number}" for number in range(30))
    lines = by_key(*(furniture | {f"story {number}"} for number in range(3)))
    assert learn_furniture(lines) == furniture


def test_what_an_editor_restored_is_never_furniture_again():
    assert learn_furniture(by_key(*OTHERS), restored=[BAR]) == frozenset()


def test_nothing_is_learned_from_nothing():
    assert learn_furniture({}) == frozenset()


def test_a_paragraph_of_background_is_no_furniture():
    background = " ".join(f"word{number}" for number in range(30))
    lines = by_key(*(frozenset({background, f"story number {number}"}) for number in range(4)))
    assert learn_furniture(lines) == frozenset()


def test_what_was_learned_is_taken_out_of_the_next_report():
    line = "The harbour post in your pocket"
    learned = learn_furniture(by_key(*OTHERS))
    paragraphs = STORY.split("\n\n")
    report = clean("\n\n".join([*paragraphs[:2], line, *paragraphs[2:]]), known_furniture=learned)
    assert line not in report.body
    assert "seen in other reports of this outlet" in {block.reason for block in report.blocks}
