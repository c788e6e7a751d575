"""By how much it was won: the score of a match, the votes for and against."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys, text_of
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.strands import Strands
from archive.records import ClaimRow

_WON = (
    r"(?:won|wins?|winning|lost|loses?|losing|beat(?:s|en|ing)?|defeat(?:s|ed|ing)?|drew|draw|tied|victory|triumph(?:ed)?"
    r"|passed|approved|rejected|voted?|edged|thrashed|hammered|led|trailed)"
)
_SCORE = r"(?<![\d.,/-])(?P<one>\d{1,3}) ?[-–] ?(?P<other>\d{1,3})(?![\d.,/-]*\d)(?! ?(?:year|month|day|years|km|per))"
_PATTERNS = (
    re.compile(rf"\b{_WON}\b(?: [\w’'-]+){{0,6}}? (?:by |in a )?{_SCORE}"),
    re.compile(rf"{_SCORE} (?:[\w’'-]+ )?(?:win|victory|defeat|loss|draw|triumph|vote|margin|score)\b"),
)


def find_score_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each score that two reports give, whichever side they name first."""
    found: dict[tuple[int, int], dict[int, Claim]] = defaultdict(dict)
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
                continue
            for pattern in _PATTERNS:
                for match in pattern.finditer(reading.body, sentence.start, sentence.end):
                    low, high = sorted((int(match["one"]), int(match["other"])))
                    start, end = match.start("one"), match.end("other")
                    claim = Claim(reading.id, number, start, end, text_of(reading, start, end), (low, high))
                    found[low, high].setdefault(reading.id, claim)
    for _, claims in sorted(found.items()):
        yield from compare_claims(
            event, "What was the score?", "outcome", MAIN, list(claims.values()), judge_keys
        )
