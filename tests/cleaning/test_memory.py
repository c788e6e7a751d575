"""An outlet's memory: what its pages share is furniture, what its stories share is not."""

from archive.cleaning import OutletMemory, count_shared_lines, fold_line
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
    assert count_shared_lines(by_key(*OTHERS[:3])).furniture(3) == {BAR}


def test_a_line_in_one_other_article_is_not():
    assert count_shared_lines(by_key(*OTHERS[:2])).furniture(2) == frozenset()


def test_a_story_filed_three_times_teaches_nothing():
    story = frozenset(line.casefold() for line in PROSE)
    assert count_shared_lines(by_key(story, story, story)).furniture() == frozenset()


def test_a_story_filed_again_does_not_count_for_its_first_version():
    story = frozenset(fold_line(line) for line in STORY.split("\n\n"))
    assert (
        count_shared_lines(by_key(story, story | {"updated with a new figure"}, OTHERS[0])).furniture(1)
        == frozenset()
    )


def test_short_reports_under_much_furniture_are_not_the_same_story():
    furniture = frozenset(f"menu {number}" for number in range(30))
    lines = by_key(*(furniture | {f"story {number}"} for number in range(3)))
    assert count_shared_lines(lines).furniture() == furniture


def test_nothing_is_learned_from_nothing():
    assert count_shared_lines({}).furniture() == frozenset()


def test_a_paragraph_of_background_is_no_furniture():
    background = " ".join(f"word{number}" for number in range(30))
    lines = by_key(*(frozenset({background, f"story number {number}"}) for number in range(4)))
    assert count_shared_lines(lines).furniture() == frozenset()


def test_what_was_learned_is_taken_out_of_the_next_report():
    line = "The harbour post in your pocket"
    learned = count_shared_lines(by_key(*OTHERS)).furniture()
    paragraphs = STORY.split("\n\n")
    report = clean(
        "\n\n".join([*paragraphs[:2], line, *paragraphs[2:]]), memory=OutletMemory(furniture=learned)
    )
    assert line not in report.body
    assert "seen in other reports of this outlet" in {block.reason for block in report.blocks}


def test_a_line_that_an_editor_put_back_is_taken_out_by_no_rule():
    paragraphs = STORY.split("\n\n")
    text = "\n\n".join([*paragraphs[:2], "Advertisement", *paragraphs[2:]])
    memory = OutletMemory(frozenset({"advertisement"}), frozenset({"advertisement"}))

    report = clean(text, memory=memory)

    assert "Advertisement" not in clean(text).body
    assert "Advertisement" in report.body
    assert [block.reason for block in report.blocks if block.text == "Advertisement"] == [
        "put back by an editor in another report of this outlet"
    ]
