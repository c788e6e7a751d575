"""The line classifier: what it may take and bring back, and what it must leave alone."""

import pytest

from archive.cleaning import reasons
from archive.cleaning.containers import UNKNOWN
from archive.cleaning.drafts import Draft
from archive.cleaning.lines import (
    HARDLY,
    PAGE,
    TEXT,
    choose_bounds,
    decide_lines,
    find_chances,
    judge_lines,
    measure_page,
)
from archive.cleaning.page_lines import SOFT, Line, Page, is_soft, read_page
from archive.cleaning.traits import find_judged, find_traits, weigh
from archive.cleaning.trees import load_trees
from archive.cleaning.wordlists import DATA, load_weights
from archive.intake import read_document
from archive.records import Kind
from tests.cleaning.reports import PROSE, STORY, clean, removed

RUSSIAN = (
    "Паром затонул у побережья в понедельник утром, на борту были более двухсот человек, сообщил министр.\n\n"
    "Спасатели подняли из воды сто двадцать человек, и они были доставлены в больницы города на берегу.\n\n"
    "Причина пока не известна, но представитель компании сказал, что на судне не было никаких неполадок."
)


def drafts_of(text):
    return [Draft(block) for block in read_document(text.encode(), "report.txt").blocks]


@pytest.mark.parametrize("bounds", [TEXT, PAGE])
def test_the_weights_are_plain_numbers_and_small(bounds):
    weights = [weight for group in load_weights(bounds.weights).values() for weight in group.values()]
    assert len(weights) > 1000
    assert all(-20 < weight < 20 for weight in weights)
    assert (DATA / bounds.weights).stat().st_size < 1_000_000


@pytest.mark.parametrize("bounds", [TEXT, PAGE])
def test_text_is_taken_out_more_cautiously_than_labels(bounds):
    assert bounds.prose < bounds.short < bounds.rescued


@pytest.mark.parametrize("bounds", [TEXT, PAGE])
def test_the_trees_are_plain_numbers_and_small(bounds):
    trees = load_trees(bounds.trees)
    assert len(trees.first) >= 50
    assert abs(trees.value).max() < 5
    assert (DATA / bounds.trees).stat().st_size < 500_000


def test_the_paragraphs_of_a_report_are_likely_and_a_teaser_below_them_is_not():
    drafts = drafts_of(f"{STORY}\n\n* Five things to know before the big game tonight")
    chances = [chance for _, chance in find_chances(drafts, None, TEXT)]
    assert min(chances[:-1]) > 0.9
    assert chances[-1] < 0.8


def test_every_line_is_judged_at_most_once_and_in_order():
    drafts = drafts_of(f"Home\n\n{STORY}\n\n***\n\nMore\n\n{STORY}")
    judged = [draft for draft, _ in find_chances(drafts, "A Ferry Is Lost", TEXT)]
    places = [drafts.index(draft) for draft in judged]
    assert places == sorted(set(places))


def test_lines_that_were_surely_removed_are_not_judged():
    drafts = drafts_of(f"{STORY}\n\nAdvertisement\n\n{STORY}")
    drafts[3].remove(reasons.ADVERTISEMENT)
    assert drafts[3] not in [draft for draft, _ in find_chances(drafts, None, TEXT)]


def test_lines_that_were_removed_for_their_place_are_judged_however_far_they_are():
    drafts = drafts_of("\n\n".join([*PROSE, *(f"Item {number}" for number in range(400))]))
    for draft in drafts[len(PROSE) :]:
        draft.remove(reasons.OUTSIDE, 0.8)
    assert [draft for draft, _ in find_chances(drafts, None, TEXT)] == drafts


def test_of_a_page_only_what_is_near_running_text_is_judged():
    drafts = drafts_of("\n\n".join([*PROSE, *(f"Item {number}" for number in range(40)), PROSE[0]]))
    for draft in drafts[1:]:
        draft.remove(reasons.OUTSIDE, 0.8)
    judged = find_judged(read_page(drafts, None).lines, 8)
    assert judged == [*range(len(PROSE) + 8), *range(len(drafts) - 9, len(drafts))]


@pytest.mark.parametrize(("chance", "stays"), [(0.0, False), (HARDLY - 0.01, False), (HARDLY, True)])
def test_the_first_paragraph_goes_only_where_it_has_hardly_a_chance(chance, stays):
    drafts = drafts_of("\n\n".join(PROSE))
    decide_lines(drafts, [(drafts[0], chance), (drafts[1], TEXT.prose), (drafts[2], 1.0)], TEXT)
    assert [draft.is_open for draft in drafts] == [stays, True, True]


def test_where_most_of_the_text_is_doubted_only_what_has_hardly_a_chance_goes():
    drafts = drafts_of("\n\n".join(PROSE))
    decide_lines(drafts, [(drafts[0], 0.2), (drafts[1], 0.2), (drafts[2], 0.05)], TEXT)
    assert [draft.is_open for draft in drafts] == [True, True, False]


def test_the_first_paragraph_stays_where_no_other_does():
    drafts = drafts_of("\n\n".join(PROSE))
    decide_lines(drafts, [(draft, 0.0) for draft in drafts], TEXT)
    assert [draft.is_open for draft in drafts] == [True] + [False] * (len(PROSE) - 1)


def test_a_report_pasted_twice_is_kept():
    assert clean(f"{STORY}\n\n{STORY}").body.startswith(STORY)


def test_a_sub_heading_between_paragraphs_stays():
    report = clean(f"A Ferry Is Lost Off The Coast\n\n{STORY}\n\nA calm sea\n\n{STORY}")
    assert "A calm sea" in report.body


def test_a_text_in_another_language_keeps_its_paragraphs():
    drafts = drafts_of(f"{RUSSIAN}\n\nЧитайте нас\n\n{RUSSIAN}")
    judge_lines(drafts, None, TEXT)
    assert all(draft.is_open for draft in drafts if draft.is_prose)


def test_another_language_is_judged_more_cautiously_and_not_at_all_on_a_page():
    english, russian = drafts_of(STORY), drafts_of(RUSSIAN)
    assert choose_bounds(english, TEXT) is TEXT
    foreign = choose_bounds(russian, TEXT)
    assert foreign is not None
    assert foreign.prose < TEXT.prose
    assert foreign.short < TEXT.short
    assert choose_bounds(russian, PAGE) is None


def test_what_it_takes_says_so_and_how_sure_it_is():
    text = f"A Ferry Is Lost Off The Coast\n\n{STORY}\n\nWatch live TV\n\nGet the app\n\n{STORY}"
    report = clean(text)
    for block in report.blocks:
        if block.reason == reasons.UNLIKE:
            assert block.kind is Kind.FURNITURE
            assert 0.5 < block.confidence <= 1.0
    assert not {text for _, text in removed(report)} & set(PROSE)


def test_only_a_removal_for_its_place_may_be_overruled():
    unsure, sure, opened = drafts_of("One line\n\nAnother line\n\nA third line")
    unsure.remove(reasons.OUTSIDE, 0.8)
    sure.remove(reasons.SHARE)
    assert [is_soft(draft) for draft in (unsure, sure, opened)] == [True, False, False]
    unsure.reopen()
    assert (unsure.is_open, unsure.reason, unsure.confidence) == (True, None, 1.0)


def test_a_removal_for_its_place_is_as_sure_as_the_classifier():
    doubted, agreed, far, certain = drafts_of("One line\n\nAnother line\n\nA third line\n\nA fourth line")
    for draft in (doubted, agreed, far):
        draft.remove(reasons.OUTSIDE, 0.8)
    certain.remove(reasons.SHARE)
    decide_lines([doubted, agreed, far, certain], [(doubted, 0.5), (agreed, 0.01)], TEXT)
    assert [draft.confidence for draft in (doubted, agreed, far, certain)] == [0.8, 0.99, SOFT, 1.0]


def test_traits_of_a_hostile_line_are_few():
    drafts = drafts_of(f"{STORY}\n\n{'word ' * 100_000}\n\n{STORY}")
    assert max(len(find_traits(line)) for line in read_page(drafts, None).lines) < 200


def test_a_line_is_told_by_its_words_their_pairs_and_those_at_its_ends():
    line = Line(drafts_of("Sign up for 12 letters")[0])
    assert find_traits(line) == [
        *("w=sign", "w=up", "w=for", "w=0", "w=letters"),
        *("w=sign up", "w=up for", "w=for 0", "w=0 letters", "at=w1 sign up", "at=w-1 0 letters"),
        *("at=1 sign", "at=2 up", "at=3 for", "at=4 0", "at=-1 letters", "at=-2 0", "at=-3 for", "at=-4 up"),
    ]
    weights = {"w=": {"up": 1.5, "up for": -0.25}, "at=": {"-1 letters": 2.0, "1 up": 8.0}}
    assert weigh(line, weights) == 3.25


PAGE_OF_THREE = (
    f'<article class="story"><p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>{PROSE[2]}</p></article>'
    '<ul class="menu"><li><a href="/a">World</a></li><li>Sport</li></ul>'
)


def drafts_of_page():
    drafts = [Draft(block) for block in read_document(PAGE_OF_THREE.encode(), "page.html").blocks]
    for draft in drafts[2:]:
        draft.remove(reasons.OUTSIDE, 0.8)
    return drafts


def test_a_line_of_a_page_is_told_by_the_names_round_it():
    traits = find_traits(Line(drafts_of_page()[3]))
    assert {"within=menu", "within=li", "in=a"} <= set(traits)


def test_an_element_is_measured_by_what_else_it_holds():
    page = read_page(drafts_of_page(), None)
    measures = measure_page(page, [0.0] * len(page.lines))
    words = [line.draft.words for line in page.lines]
    # Of what stands beside the third paragraph, all was found; of what stands beside the first, the second.
    assert measures["running in 1"][:3].tolist() == [
        words[1] / (words[1] + words[2]),
        words[0] / (words[0] + words[2]),
        1.0,
    ]
    assert measures["running in 1"][-1] == UNKNOWN
    assert measures["links in 1"].tolist() == [0.0, 0.0, 0.0, 1.0, 0.0]
    assert measures["shared names"].tolist() == [3.0, 3.0, 3.0, 0.0, 0.0]
    assert measures["own names"].tolist() == [0.0, 0.0, 0.0, 4.0, 3.0]
    assert measures["to last found"].tolist() == [-1.0, 0.0, 1.0, 2.0, 3.0]


def test_a_text_has_no_elements_to_measure():
    page = read_page(drafts_of(STORY), None)
    assert "running in 1" not in measure_page(page, [0.0] * len(page.lines))
    assert find_judged(page.lines, None) == [0, 1, 2]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Jane D., 2 May 2016 at 9:15", True),
        ("3 hours ago", True),
        ("By Jane Doe", True),
        ("10:45 pm", True),
        ("The harbour", False),
        ("Standby crews left", False),  # no word of its own
        (f"{PROSE[0]} It was 2016.", False),  # prose is no signature
    ],
)
def test_a_short_line_with_a_moment_or_a_name_signs_what_follows(line, expected):
    assert Line(drafts_of(line)[0]).is_signed is expected


def test_a_page_counts_its_signed_lines_and_knows_its_headline():
    drafts = drafts_of(f"Menu\n\nA Ferry Is Lost\n\nBy Jane Doe\n\n{PROSE[0]}\n\n2 hours ago")
    drafts[1].keep(Kind.HEADLINE)
    page = Page([Line(draft) for draft in drafts], "A Ferry Is Lost")
    assert page.title_at == 1
    assert page.signed_before == [0, 0, 0, 1, 1, 2]
