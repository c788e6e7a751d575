import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.gazetteer import designators, find_designators


def keys(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], key) for start, end, key in find_designators(text)]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Mi-8", "mi8"),
        ("Mi8", "mi8"),
        ("mi8", "mi8"),  # as a reader types it
        ("MI 8", "mi8"),
        ("mi 8", "mi8"),
        ("Mi‑8", "mi8"),  # a hyphen that does not break
        ("Mi\u00a08", "mi8"),  # a space that does not break
        ("Ми-8", "mi8"),  # Cyrillic
        ("Су-24М", "su24m"),
        ("Mi-8s", "mi8"),  # several of them
        ("mi-8s", "mi8"),
        ("Mi-8AMTSh", "mi8amtsh"),  # variant letters stay
        ("F-16C", "f16c"),
        ("f-16c", "f16c"),
        ("F-16Cs", "f16c"),
        ("F 16", "f16"),
        ("An-26", "an26"),
        ("Su-24M", "su24m"),
        ("Mi-28N", "mi28n"),
        ("S-400", "s400"),  # no aircraft, and still one word
        ("T-72", "t72"),
        ("737 MAX", "737max"),
        ("737 max", "737max"),
        ("737-800", "737800"),
        ("Shahed-136", "shahed136"),  # a long stem the catalogue knows
    ],
)
def test_every_written_form_of_a_designator_gives_one_key(written: str, key: str) -> None:
    assert keys(f"the {written} flew") == [(written, key)]


@pytest.mark.parametrize(
    "text",
    [
        "in 5 days",  # a preposition
        "at 12 o'clock",
        "a 4 year old",
        "A 10 year old",  # an article at the start of a sentence
        "may 8",  # a month
        "8 people",
        "An 26 people strong crowd",
        "an 8 metre wall",
        "the 8th of May",
        "since mid-2012",  # a prefix and a year
        "2015-16",  # two years
        "5-0",  # a score
        "in 1941-45",
        "https://example.com/F-16/story",  # an address
        "",
    ],
)
def test_ordinary_words_and_numbers_are_no_designators(text: str) -> None:
    assert keys(text) == []


def test_designators_are_told_apart_in_one_sentence() -> None:
    assert keys("A Mi-24, not a Mi-8 with 8 people, met an MI 17.") == [
        ("Mi-24", "mi24"),
        ("Mi-8", "mi8"),
        ("MI 17", "mi17"),
    ]


@given(st.text(alphabet="aBzMmXé1234567890²٣ -‐/.@#$_\u00a0м", max_size=40))
def test_near_numbers_is_found_what_is_found_anywhere(text):
    for pattern, reach in ((designators._LETTERS_FIRST, designators._REACH), (designators._NUMBER_FIRST, 0)):
        near = [match.span() for match in designators._find_near_digits(pattern, text, reach)]
        assert near == [match.span() for match in pattern.finditer(text)]
