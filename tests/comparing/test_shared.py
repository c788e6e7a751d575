"""Text that reports share."""

from __future__ import annotations

from archive.comparing.reading import Reading, read_report
from archive.comparing.shared import count_independent, find_pair_text, find_shared_text, shared_shares
from archive.records import SharedKind
from tests.comparing.reports import DAY, make_report, read

WIRE = (
    "The ferry was sailing to Moortown when a fire broke out in its engine room and spread to the car deck."
)


def pair(one: str, other: str) -> list[tuple[SharedKind, str]]:
    return [
        (text.kind, one[text.one.start : text.one.end]) for text in find_pair_text(read(one), _other(other))
    ]


def _other(body: str, key: int = 2) -> Reading:
    return read_report(make_report(body, key=key), DAY)


def test_a_copied_sentence_is_found_word_for_word() -> None:
    found = pair(f"Rescuers worked all night. {WIRE}", f"{WIRE} Nobody slept.")
    assert found == [(SharedKind.VERBATIM, WIRE.rstrip("."))]


def test_a_run_goes_on_across_a_paragraph_break() -> None:
    one = "It was the worst sinking since the war.\n\nThe mayor of the town thanked the crews."
    other = "Many called it the worst sinking since the war. The mayor of the town thanked the crews."
    ((kind, text),) = pair(one, other)
    assert kind is SharedKind.VERBATIM
    assert text.startswith("the worst sinking")
    assert text.endswith("thanked the crews")


def test_a_sentence_with_a_few_words_changed_is_near() -> None:
    other = "The ferry was bound for Moortown when a fire began in its engine room and quickly spread to the car deck."
    assert (SharedKind.NEAR, WIRE) in pair(WIRE, other)


def test_a_sentence_turned_round_is_near() -> None:
    one = "Forty people aboard a passenger ferry died after it sank off Norland’s coast in the worst loss for years."
    other = (
        "A passenger ferry sank off Norland’s coast, killing forty people aboard in the worst loss for years."
    )
    assert (SharedKind.NEAR, one) in pair(one, other)


def test_names_titles_and_formulas_are_not_shared_text() -> None:
    one = "The Norland Institute of Marine Research opened. The interior ministry said in a statement it would help."
    other = "He left the Norland Institute of Marine Research. The interior ministry said in a statement that he lied."
    assert pair(one, other) == []


def test_the_same_facts_in_other_words_are_not_shared_text() -> None:
    one = "Nine people drowned when the boat went down near Fellhaven on Monday."
    other = "A boat sank off Fellhaven and nine died, officials said after Monday’s accident."
    assert pair(one, other) == []


def test_british_and_american_spelling_are_one_text() -> None:
    one = "The defence ministry rejected every claim about the neighbouring harbour and its many old grey boats."
    other = (
        "The defense ministry rejected every claim about the neighboring harbor and its many old grey boats."
    )
    assert pair(one, other) != []


def test_one_text_in_three_reports_is_listed_once() -> None:
    readings = [read(WIRE), _other(f"Sad news. {WIRE}")]
    third = _other(f"{WIRE} All were saved.", key=3)
    (text,) = find_shared_text([*readings, third])
    assert [span.article for span in text.spans] == [1, 2, 3]


def test_shares_count_the_characters_found_elsewhere() -> None:
    readings = [
        read(WIRE),
        _other(f"{WIRE} Nobody else on the coast had ever seen anything like it, one old man told us."),
    ]
    shares = shared_shares(readings, find_shared_text(readings))
    assert shares[1] > 0.95
    assert 0.4 < shares[2] < 0.7


def test_copies_count_as_one_text() -> None:
    readings = [read(WIRE), _other(WIRE), _other("A boat burned on the lake at night.", key=3)]
    assert count_independent(readings, find_shared_text(readings)) == 2


def test_an_empty_report_shares_nothing() -> None:
    readings = [read(""), _other(WIRE)]
    assert find_shared_text(readings) == ()
    assert shared_shares(readings, ()) == {1: 0.0, 2: 0.0}


def test_a_turn_of_phrase_is_not_shared_text() -> None:
    one = "He was charged in the fatal shooting of a clerk."
    other = "Two men charged in the fatal shooting have fled."
    assert pair(one, other) == []


def test_a_short_run_with_a_name_in_it_is_shared_text() -> None:
    one, other = "They fought south and southwest of Moortown.", "Rain fell south and southwest of Moortown."
    assert pair(one, other) == [(SharedKind.VERBATIM, "south and southwest of Moortown")]


def test_a_near_copy_may_inflect_its_words() -> None:
    one = "All three crewmembers and two military officers on board died."
    other = "It had three crew and two officers on board."
    assert [kind for kind, _ in pair(one, other)] == [SharedKind.NEAR]


def test_a_near_copy_ends_where_only_one_text_goes_on_to_another_sentence() -> None:
    one = (
        "It happened on Sunday.\n\nDevon Lofton, 7, shot a big dog in the head near the old mill of Moortown."
    )
    other = "He died on Sunday after shooting a big dog in the head near an old mill of Moortown."
    assert all("Sunday" not in text for kind, text in pair(one, other) if kind is SharedKind.NEAR)
