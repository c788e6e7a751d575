"""What is one word of a text, and which spellings of it meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.analysis import find_tokens, stem


def forms(text):
    return [token.form for token in find_tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Mi-8 fell", ["the", "mi8", "fell"]),
        # every way of writing a designator is one form
        ("Mi-8", ["mi8"]),
        ("Mi8", ["mi8"]),
        ("MI 8", ["mi8"]),
        ("Mi‑8", ["mi8"]),
        ("Ми-8", ["mi8"]),
        ("an F-16 and an F16", ["an", "f16", "and", "an", "f16"]),
        ("the S-400 system", ["the", "s400", "system"]),
        # a number before a noun is a number
        ("8 people", ["8", "people"]),
        ("5 killed", ["5", "killed"]),
        ("1,000 fled, 2,500,000 stayed", ["1000", "fled", "2500000", "stayed"]),
        # a list of numbers is not a number with separators
        ("in 1999,2000", ["in", "1999", "2000"]),
        ("Russia's and the pilots' lives", ["russia", "and", "the", "pilots", "lives"]),
        ("al-Qaida’s", ["al", "qaida"]),
        ("O'Brien", ["obrien"]),
        # what a vowel shortens is a word of its own
        ("L'appareil d’Idleb, jusqu'à l’État", ["l", "appareil", "d", "idleb", "jusqu", "a", "l", "etat"]),
        ("dell'aereo", ["dell", "aereo"]),
        ("aujourd'hui", ["aujourdhui"]),
        # accents and case fold
        ("Éric naïve STRASSE", ["eric", "naive", "strasse"]),
        ("rebel-held", ["rebel", "held"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_a_text_is_cut_into(text, expected):
    assert forms(text) == expected


def test_a_designator_keeps_its_place_in_the_text():
    text = "two Mi-8 helicopters"

    assert [text[token.start : token.end] for token in find_tokens(text)] == ["two", "Mi-8", "helicopters"]


def test_inflections_meet_in_a_stem():
    assert stem("helicopters") == stem("helicopter")
    assert stem("mi8") == "mi8"


@given(st.text(max_size=300))
def test_words_follow_one_another_and_never_overlap(text):
    position = 0
    for token in find_tokens(text):
        assert position <= token.start < token.end <= len(text)
        assert token.form
        position = token.end


def test_threads_stem_as_one_does():
    import sys
    from concurrent.futures import ThreadPoolExecutor

    endings = ("ational", "fulness", "iveness", "ization", "ousli", "ing", "edly", "ies", "ement", "ality")
    words = [
        f"{'abcdefgh'[n % 8] * (1 + n % 5)}rel{n % 7 * 'on'}{ending}"
        for n in range(400)
        for ending in endings
    ]
    stem.cache_clear()
    alone = {word: stem(word) for word in words}
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        stem.cache_clear()
        with ThreadPoolExecutor(8) as threads:
            together = list(
                threads.map(
                    lambda part: [(word, stem(word)) for word in part], [words[n::8] for n in range(8)]
                )
            )
    finally:
        sys.setswitchinterval(before)
        stem.cache_clear()
    assert [pair for part in together for pair in part if alone[pair[0]] != pair[1]] == []


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("defence", "defense"),
        ("centres", "centers"),
        ("centred", "centered"),
        ("manoeuvres", "maneuvers"),
        ("kilometre", "kilometer"),
        ("armoured", "armored"),
        ("neighbouring", "neighboring"),
        ("dishonourable", "dishonorable"),
        ("organisations", "organizations"),
        ("mobilised", "mobilized"),
        ("analysing", "analyzing"),
        ("travelled", "traveled"),
        ("cancelling", "canceling"),
        ("aluminium", "aluminum"),
        ("programmes", "programs"),
        ("licence", "license"),
        ("fulfils", "fulfills"),
        ("grey", "gray"),
    ],
)
def test_british_and_american_spellings_are_one_word(british, american):
    assert stem(british) == stem(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"),
        ("tours", "tors"),
        ("prise", "prize"),
        ("pour", "por"),
        ("metre", "met"),
        ("shelled", "sheled"),
    ],
)
def test_words_that_only_look_british_stay_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "hubschraubern", "hubschrauber"),
        ("fr", "frappes", "frappe"),
        ("es", "aviones", "avion"),
        ("it", "elicotteri", "elicottero"),
        ("nl", "vliegtuigen", "vliegtuig"),
    ],
)
def test_words_are_stemmed_by_the_rules_of_their_language(language, one, other):
    assert stem(one, language) == stem(other, language) != stem(other)
