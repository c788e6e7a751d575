"""The language of a text, and silence when unsure."""

import pytest

from archive.cleaning.language import detect_language
from tests.cleaning.reports import STORY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STORY, "en"),
        (
            "Вертолёт был сбит в провинции Идлиб, сообщили в министерстве, и все на борту погибли, как и в мае.",
            "ru",
        ),
        (
            "Les secours ont été appelés à l'aube et ils ont trouvé le bateau près de la côte, dans la nuit.",
            "fr",
        ),
        (
            "Die Fähre hat den Hafen am Montag verlassen und ist in der Nacht mit allen an Bord gesunken.",
            "de",
        ),
        (
            "El barco salió del puerto el lunes y se hundió por la noche con más de cien personas a bordo.",
            "es",
        ),
        (
            "غادرت العبارة الميناء في صباح الاثنين مع أكثر من مئة شخص على متنها كما قال المتحدث في بيان من الوزارة",
            "ar",
        ),
        ("フェリーは月曜日の朝に港を出た。", "ja"),
        ("页面上说，渡轮星期一早上离开港口。", "zh"),
        ("Moscow Aleppo Idlib Damascus Homs Hama Palmyra Latakia Tartus Beirut Ankara Tehran", None),  # names
        ("Two words", None),
        ("", None),
    ],
)
def test_a_language_is_told_by_its_commonest_words(text, expected):
    assert detect_language(text) == expected
