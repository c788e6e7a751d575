"""Who somebody is: the office or calling that a report gives beside a name."""

from __future__ import annotations

import re

from archive.comparing.claims.claim import Claim
from archive.comparing.reading import Reading
from archive.comparing.words import STOPWORDS

_OFFICES = (
    r"(?:spokes(?:man|woman|person)|(?:vice[- ])?president|(?:prime )?minister|premier|chancellor|chief|director|head"
    r"|chair(?:man|woman|person)?|CEO|CFO|COO|executive|officer|commander|general|colonel|major|captain|lieutenant"
    r"|sergeant|admiral|governor|senator|congress(?:man|woman)|lawmaker|deputy|mayor|councillor|secretary|ambassador"
    r"|envoy|official|leader|founder|co-founder|owner|manager|coach|lawyer|attorney|prosecutor|judge|sheriff|constable"
    r"|detective|superintendent|inspector|investigator|doctor|surgeon|nurse|professor|scientist|researcher|expert"
    r"|analyst|economist|engineer|teacher|principal|rector|dean|bishop|archbishop|pope|priest|pastor|rabbi|imam"
    r"|king|queen|prince|princess|activist|journalist|reporter|editor|author|writer|actor|actress|singer|musician"
    r"|rapper|model|driver|pilot|astronaut|farmer|witness|resident|survivor|shopkeeper|shopper|neighbou?r|coordinator"
    r"|commissioner|counsel|representative|correspondent|adviser|advisor|organi[sz]er|candidate|father|mother|brother"
    r"|sister|husband|wife|son|daughter|cousin|uncle|aunt|widow|girlfriend|boyfriend|physician|psychologist|vet"
    r"|veterinarian|paramedic|firefighter|fireman|guard|marshal|trooper|magistrate|barrister|solicitor|lecturer"
    r"|biologist|geologist|geophysicist|meteorologist|historian|critic|columnist|blogger|presenter|producer|designer"
    r"|developer|artist|painter|composer|comedian|dancer|athlete|player|footballer|goalkeeper|striker|referee"
    r"|trainer|businessman|businesswoman|entrepreneur|billionaire|student|trader|baker|fisherman|curator|librarian"
    r"|diplomat|negotiator|monitor|observer|inspector|auditor|banker|broker|strategist|forecaster|treasurer)"
)
# "Northgate Chief Executive Officer Ada Holm", "local police chief Karim Sabri Noor": the words before a name.
_BEFORE = re.compile(rf"(?:[A-Za-z][\w.&’'-]{{0,30}} ){{0,4}}?\b(?P<office>{_OFFICES}),? $", re.IGNORECASE)
# "Karim Sabri Noor, police chief of Lowick", "Ada Holm, a spokeswoman for the ministry": those after it.
_AFTER = re.compile(
    r",? (?:\(?\d{2}\)?, )?(?:(?:a|an|the|its|his|her|their|whose) )?(?:[\w’'-]{1,30} ){0,5}?"
    rf"(?P<office>{_OFFICES})\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(rf"(?:[A-Z][\w’'&-]{{0,30}} ){{0,3}}?(?i:{_OFFICES})(?: (?i:{_OFFICES}))* (?=[A-Z])")
# "President Laura Chinchilla": the office is told with the name.
_TITLE = re.compile(rf"\b{_OFFICES}\b(?= )", re.IGNORECASE)
_BEFORE_REACH, _AFTER_REACH = 70, 80
# Words that cannot be part of what somebody is called.
_BREAK = re.compile(
    r"[.;:\n“”\"]|\b(?:said|says|told|who|that|and|but|was|were|is|are|has|had|by|with|from|to|as|after|when|added)\b"
)


def office_end(name: str) -> int:
    """Return where the bare name begins in "Zoo Director Thane Maynard", 0 where no office leads it."""
    match = _CAPITAL.match(name)
    return match.end() if match else 0


def find_office(reading: Reading, claim: Claim) -> tuple[str, int, int] | None:
    """Return the office told beside a person's name, and the span of both; ``None`` where none is told."""
    if titles := list(_TITLE.finditer(claim.value)):
        return titles[-1][0].lower(), _phrase_start(reading, claim.sentence, claim.start), claim.end
    sentence = reading.sentences[claim.sentence]
    begin = max(sentence.start, claim.start - _BEFORE_REACH)
    lead = reading.body[begin : claim.start]
    breaks = [match.end() for match in _BREAK.finditer(lead)]
    before = _BEFORE.search(lead, breaks[-1] if breaks else 0)
    if before:
        start = begin + before.start("office")
        return before["office"].lower(), _phrase_start(reading, claim.sentence, start), claim.end
    if reading.body[claim.end : claim.end + 2] != ", ":
        return None
    after = _AFTER.match(reading.body, claim.end, min(sentence.end, claim.end + _AFTER_REACH))
    if after and not _BREAK.search(after[0]):
        return after["office"].lower(), claim.start, after.end()
    return None


# "The Slidell police chief", "Orvane's chief executive": words that lead an office, this many at most.
_LEADING = 3


def _phrase_start(reading: Reading, sentence: int, start: int) -> int:
    """Return where the noun phrase begins that ends in the office at ``start``."""
    words = [word for word in reading.words[sentence] if word.end <= start]
    for word in words[: -_LEADING - 1 : -1]:
        is_next = reading.body[word.end : start] == " "
        if (
            not is_next
            or word.lower in STOPWORDS
            or _BREAK.search(word.text + " ")
            or word.lower.endswith("ly")
        ):
            break
        if word.lower.endswith(("ed", "ing")) or word.text[:1].isdigit():
            break
        start = word.start
    return start
