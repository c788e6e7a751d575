"""Furniture glued into a paragraph: the stretch goes, the sentences stay."""

import pytest

from tests.cleaning.reports import PROSE, clean, removed


@pytest.mark.parametrize(
    ("paragraph", "reason", "cut"),
    [
        (f"{PROSE[0]} Sergei Ivanov", "caption leftover", "Sergei Ivanov"),
        (f"{PROSE[0]} Rami Abdel Rahman", "caption leftover", "Rami Abdel Rahman"),
        (f"{PROSE[0]} Bashar al-Assad", "caption leftover", "Bashar al-Assad"),
        (f"{PROSE[0]} Reuters", "agency credit", "Reuters"),
        (f"{PROSE[0]} (AFP)", "agency credit", "(AFP)"),
        (f"{PROSE[0]} Advertisement {PROSE[1]}", "advertisement", "Advertisement"),
        (
            f"{PROSE[0]} READ MORE: Two ferries met at sea. {PROSE[1]}",
            "read-more link",
            "READ MORE: Two ferries met at sea.",
        ),
    ],
)
def test_what_is_glued_is_cut_and_the_paragraph_stays(paragraph, reason, cut):
    report = clean(f"{paragraph}\n\n{PROSE[2]}")

    assert removed(report) == [(reason, cut)]
    assert report.body == f"{paragraph.replace(cut, '').replace('  ', ' ').strip()}\n\n{PROSE[2]}"


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{PROSE[0]} The order had been given by Lt. Gen. Sergei Ivanov",  # an abbreviation's stop
        f"{PROSE[0]} the end",
        "It ended. Sergei Ivanov",  # too short to tell
        f"{PROSE[0]} The Advertisement Board said nothing.",
        f"{PROSE[0]} Sergei Ivanov said so.",
    ],
)
def test_what_may_be_a_sentence_is_left(paragraph):
    report = clean(f"{PROSE[1]}\n\n{paragraph}\n\n{PROSE[2]}")

    assert report.body == f"{PROSE[1]}\n\n{paragraph}\n\n{PROSE[2]}"


def test_offsets_of_a_cut_point_into_the_original():
    text = f"{PROSE[0]} Sergei Ivanov\n\n{PROSE[2]}"

    report = clean(text)

    cut = next(block for block in report.blocks if block.reason == "caption leftover")
    assert text[cut.start : cut.end] == "Sergei Ivanov"
