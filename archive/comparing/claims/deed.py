"""A deed that a report dates: the verb, the time, and what stands beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.comparing.concepts import concept, concept_set
from archive.comparing.reading import Reading
from archive.comparing.times import Time
from archive.comparing.words import STOPWORDS, Word, find_words, word_set

_OVER = "over"
# What is so until a day is over on it.
_ENDED = {
    (how, concept(word)): _OVER
    for how, verbs in (
        ("until", "closed shut suspended halted stopped banned"),
        ("on", "reopen resume restart reopened resumed opens open"),
    )
    for word in find_words(verbs)
}
RELATIVE = "relative"
_RELATIVE_WORDS = re.compile(r"\b(?:[Ll]ast|[Tt]his|[Yy]esterday|weekend)\b")
_MANY = concept_set("also again previously earlier another similar second appear court")
# A question quotes this many words of a report at most, and ends with none that only leads on.
_PHRASE_WORDS = 5
_LOOSE_ENDS = word_set("least early earlier late later last next local time morning evening afternoon night")
_MEETING = concept(find_words("meeting")[0])
_SERIES = re.compile(r"\b(?:19|20)\d\d and (?:19|20)\d\d\b|\b(?:first|last|second|third) time\b")


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb that a time dates.

    ``how`` is "since", "until" or "on"; ``held`` is what its clause speaks of beside the time, ``subject`` what of
    it stands before the verb.
    """

    reading: Reading
    verb: Word
    how: str
    time: Time
    sentence: int
    held: frozenset[str]
    subject: frozenset[str]

    @property
    def name(self) -> str:
        """Return what was done; "closed until Tuesday" and "to reopen on Tuesday" are one."""
        name = concept(self.verb)
        return _ENDED.get((self.how, name), name)

    @property
    def words(self) -> str:
        """Return the verb with what follows it in one breath, a few words at most: "seized two ships"."""
        words = [word for word in self.reading.words[self.sentence] if word.start >= self.verb.start]
        held = words[:1]
        for word in words[1:]:
            is_next = self.reading.body[held[-1].end : word.start] == " "
            if not is_next or self.time.start <= word.start < self.time.end:
                break
            held.append(word)
        if len(held) > _PHRASE_WORDS:  # too long to quote: the verb and its object
            stop = next((n for n, word in enumerate(held) if n and word.lower in STOPWORDS), 1)
            held = held[: min(stop, _PHRASE_WORDS)]
        while len(held) > 1 and (held[-1].lower in STOPWORDS or held[-1].lower in _LOOSE_ENDS):
            held.pop()
        return self.reading.body[held[0].start : held[-1].end]

    @property
    def kind(self) -> tuple[str, str]:
        """Return what deeds of two reports must have in common."""
        return self.name, "" if self.name == _OVER else self.how

    @property
    def form(self) -> str:
        """Return how the time is told: days told in two ways may be one, if a day of publication is wrong."""
        if _RELATIVE_WORDS.search(self.reading.body, self.time.start, self.time.end):
            return RELATIVE
        return "weekday" if self.time.weekday is not None else self.time.grain.value

    @property
    def is_one_of_many(self) -> bool:
        """Tell "he also performed in 2001", "in 2005 and 2006", "the last time"."""
        sentence = self.reading.sentence_text(self.sentence)
        return (
            self.name == _MEETING
            or len({concept(w) for w in find_words(sentence)} & _MANY) > 0
            or _SERIES.search(sentence) is not None
        )

    @property
    def is_ahead(self) -> bool:
        """Tell whether the time was still to come."""
        return self.reading.today is not None and self.time.first >= self.reading.today
