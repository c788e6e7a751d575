"""Quoted speech: where it stands and who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.comparing.attributions import Attribution
from archive.comparing.reading import Reading

# Curly marks pair with curly ones, straight with straight; a quotation may run on past its paragraph. Between single
# marks it ends with a stop or a comma: other single marks are apostrophes.
_QUOTED = re.compile(
    r"“[^“”\n]{4,1500}(?:[”\n]|$)|\"[^\"\n]{4,1500}(?:[\"\n]|$)"
    r"|(?<![\w.,’'\"])['‘](?=[A-Z])[^\n“”\"‘]{4,600}?[,.!?]['’](?!\w)"
)
_MARKS = "“”\"\n'’"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted speech without its marks, ``body[start:end]``, and the words that name its speaker."""

    start: int
    end: int
    cue: Attribution | None

    @property
    def speaker(self) -> str | None:
        """Return the speaker's name."""
        return self.cue.source if self.cue else None


def find_quotations(reading: Reading, cues: Sequence[Attribution]) -> Iterator[Quotation]:
    """Yield the quotations of a report in order."""
    for match in _QUOTED.finditer(reading.body):
        start, end = match.start() + 1, match.end()
        if match[0][-1] in _MARKS:
            end -= 1
        yield Quotation(start, end, _speaker(reading, cues, start, end))


def _speaker(reading: Reading, cues: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Return who speaks: the cue after the quotation in its last sentence, else the one before it in its first."""
    last = reading.sentence_at(end - 1)
    after = [cue for cue in cues if cue.sentence == last and cue.start >= end - 1]
    if after:
        return after[0]
    first = reading.sentence_at(start)
    before = [cue for cue in cues if cue.sentence == first and cue.end <= start + 1]
    if before:
        return before[-1]
    # "…," X said. "And …": the second half belongs to whoever spoke in the first.
    earlier = [cue for cue in cues if cue.sentence == first - 1]
    is_adjacent = first > 0 and reading.sentences[first].paragraph == reading.sentences[first - 1].paragraph
    return earlier[-1] if earlier and is_adjacent else None


def sentences_within(reading: Reading, quotation: Quotation) -> Iterator[tuple[int, int]]:
    """Yield the sentences, or parts of them, that lie in a quotation."""
    for number in range(reading.sentence_at(quotation.start), len(reading.sentences)):
        sentence = reading.sentences[number]
        if sentence.start >= quotation.end:
            return
        start, end = max(sentence.start, quotation.start), min(sentence.end, quotation.end)
        if start < end:
            yield start, end
