import pytest

from archive.records import PublishedHow
from archive.templatetags.wording import how_known, percent, whole


@pytest.mark.parametrize(
    ("share", "words"), [(0.0, "0 %"), (0.934, "93 %"), (0.9961, "over 99 %"), (1.0, "100 %")]
)
def test_a_share_short_of_the_whole_never_reads_as_the_whole(share, words):
    assert percent(share) == words


@pytest.mark.parametrize("how", list(PublishedHow))
def test_every_way_a_date_is_known_has_its_words(how):
    assert how_known(how.value)


def test_a_designator_of_a_headline_stays_in_one_piece_and_the_rest_is_escaped():
    held = whole("Two Tu-154M & a <Mi-8>; rebel-held")
    assert held == (
        'Two <span class="whole">Tu-154M</span> &amp; a &lt;<span class="whole">Mi-8</span>&gt;; rebel-held'
    )
