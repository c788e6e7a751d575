"""How much each thing that a sentence says tells it from the other sentences of its event."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from archive.comparing.alignment import Said, event_weights
from archive.comparing.attributions import Attribution
from archive.comparing.concepts import concept
from archive.comparing.reading import Reading

# A name says more than a common word, who speaks less than what is said, and the beginning of a word least: it is what
# "intervened" and "intervention" have in common. Swept together on the aligned sentences of the seeds, of four pairs of
# news reports and of the facts in tests/comparing/gold; rerun `python -m benchmarks.comparing alignment`.
_NAME = 1.4
_SPEAKER = 0.6
_BEGINNING = 0.3
# A sentence is read with the one before it, whose words count this much: "it", "the city" are told there. As above.
_BEFORE = 0.2
_BEGINNING_LETTERS = 6
# A word is a name when it stands with a capital inside sentences this often.
_MOSTLY = 0.7
_SPEAKERS = "speaker "
_BEGINNINGS = "begins "
_CAPITALISED = re.compile(r"[A-Z][a-zA-Z]{3,}")


def weigh_sentences(
    readings: Sequence[Reading],
    concepts: Mapping[int, Sequence[frozenset[str]]],
    cues: Mapping[int, Sequence[Attribution]],
) -> dict[int, list[Said]]:
    """Return, per report, what each of its sentences says with its weight: concepts, who speaks, how words begin."""
    names = _names(readings)
    said = {
        reading.id: [held | more for held, more in zip(concepts[reading.id], extra, strict=True)]
        for reading in readings
        for extra in [_extras(reading, concepts[reading.id], cues.get(reading.id, ()), names)]
    }
    weights = {name: weight * _factor(name, names) for name, weight in event_weights(said).items()}
    return {
        article: [
            _said(held, concepts[article][number - 1] if number else frozenset(), weights)
            for number, held in enumerate(sentences)
        ]
        for article, sentences in said.items()
    }


def _said(held: frozenset[str], last: frozenset[str], weights: Mapping[str, float]) -> Said:
    before = last - held
    faint = {name: weights[name] * _BEFORE for name in sorted(before)}
    return Said({name: weights[name] for name in sorted(held)} | faint, before)


def _extras(
    reading: Reading, concepts: Sequence[frozenset[str]], cues: Sequence[Attribution], names: frozenset[str]
) -> list[frozenset[str]]:
    found = [
        {_BEGINNINGS + name[:_BEGINNING_LETTERS] for name in held - names if _is_long(name)}
        for held in concepts
    ]
    for cue in cues:
        found[cue.sentence].update(_SPEAKERS + word.lower() for word in _CAPITALISED.findall(cue.source))
    return [frozenset(held) for held in found]


def _is_long(name: str) -> bool:
    return len(name) > _BEGINNING_LETTERS and name.isalpha()


def _factor(name: str, names: frozenset[str]) -> float:
    if name.startswith(_SPEAKERS):
        return _SPEAKER
    if name.startswith(_BEGINNINGS):
        return _BEGINNING
    return _NAME if ":" in name or name in names else 1.0


def _names(readings: Sequence[Reading]) -> frozenset[str]:
    """Return the concepts that stand with a capital inside sentences; places and aircraft have ids with a colon."""
    inside: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for reading in readings:
        for words in reading.words:
            for word in words[1:]:
                name = concept(word)
                inside[name] += 1
                capital[name] += word.text[0].isupper()
    return frozenset(name for name, count in inside.items() if capital[name] >= _MOSTLY * count)
