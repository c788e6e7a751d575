"""Where a kept passage stands now."""

import pytest

from archive.dossiers import find_standing

WORDS = "nine were lifted off"


@pytest.mark.parametrize(
    ("body", "near", "stands"),
    [
        ("In fog nine were lifted off.", 7, (7, 27)),  # where it was
        ("At dawn, in fog, nine were lifted off.", 7, (17, 37)),  # a paragraph came in front
        ("nine were\nlifted   off", 0, (0, 22)),  # lines joined otherwise
        (f"{WORDS}. Later {WORDS}.", 25, (28, 48)),  # of two, the nearer
        (f"{WORDS}. Later {WORDS}.", 3, (0, 20)),
        ("Nine were lifted off.", 0, None),  # other words
        ("nine were (so they say) lifted off", 0, None),
        ("", 900, None),
    ],
)
def test_the_words_are_found_where_they_stand(body, near, stands):
    found = find_standing(body, WORDS, near)
    assert (found and (found.start, found.end)) == stands


def test_signs_in_the_words_are_no_pattern():
    assert find_standing("It cost $5 (five).", "$5 (five).", 0).start == 8
