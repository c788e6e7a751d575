"""Text that reports share: word for word, nearly so, or as two wordings of one quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from archive.comparing.chains import Chain, find_chains, worth
from archive.comparing.numbers import parse_number
from archive.comparing.reading import Reading
from archive.comparing.words import REPORTING_STEMS, Word, is_content
from archive.records import Passage, SharedKind, SharedText

# Issue of taste and law alike: eight words in a row are never chance in news prose.
SURE_RUN_WORDS = 8
# Shorter runs count from here on, when they pass the content filter. Set by judgement, not swept; what it costs
# in precision shows in `python -m benchmarks.comparing copied`.
SHORT_RUN_WORDS = 5
# A short run carries this many content words, one of them in lower case: so it is no name and no title.
SHORT_RUN_CONTENT = 3
# Shorter runs and near copies without a name or a number in them are turns of phrase. Same benchmark.
LONGEST_PHRASE = 6
# Fewer words than this beyond a sentence's end are chance. By judgement.
LEAST_END = 3
# A quotation says whose words it is; its short runs need one content word less.
_QUOTE_MARKS = ("“", '"')
# Part of a chain's stretch that must be shared words, on the side where it is thinner. 0.4 and 0.5 do alike
# in `python -m benchmarks.comparing copied`.
LEAST_DENSITY = 0.5
# A chain this dense is nearly verbatim, and needs no more content than a short run does. Set by judgement.
TIGHT_DENSITY = 0.8
# A near copy's chain is worth this much at least. Same benchmark.
NEAR_SCORE = 4.5
# Two sentences that share a run are one sentence rewritten when they share this part of the longer one's words …
REWRITTEN_SHARE = 0.6
# … and this many of them. Of 0.6 and 0.7 of the shorter sentence, and 0.6 of the longer, the last alone costs no
# precision on the real pairs; rerun `python -m benchmarks.comparing copied`. The count was not swept.
REWRITTEN_WORDS = 14
# A run that makes up this part of the longer sentence tells all there is to tell of the two.
VERBATIM_SHARE = 0.8
# Content words that a near copy shares. Same benchmark.
NEAR_CONTENT = 4
# Of them in lower case: shared names alone are no copy. Same benchmark.
NEAR_LOWER = 2
# A passage that covers this part of a sentence is taken to be the whole sentence.
WHOLE_SENTENCE_SHARE = 0.6
# Part of a report that another carries, above which the two are one text: the house's measure of wire copy, taken
# over and not fitted. Of the 68 development pairs with nothing copied none shares more than 0.03.
WIRE_COPY_SHARE = 0.4
# Part of two stretches that must coincide for them to be one text in a third report.
_SAME_STRETCH = 0.6


@dataclass(frozen=True, slots=True)
class PairedText:
    """One text in two reports; ``words`` counts the words they share."""

    one: Passage
    other: Passage
    kind: SharedKind
    words: int


def find_pair_text(one: Reading, other: Reading) -> tuple[PairedText, ...]:
    """Return the texts that two reports share; verbatim runs inside a near copy are listed besides it."""
    words_one, words_other = _prose_words(one), _prose_words(other)
    found: list[PairedText] = []
    for chain in find_chains(words_one, words_other):
        runs = [run for run in _runs(words_one, words_other, chain) if _counts(one.body, words_one, run)]
        found.extend(_paired(one, other, words_one, words_other, run, SharedKind.VERBATIM) for run in runs)
        longest = max((len(run) for run in runs), default=0)
        pairs = _trimmed(one, other, words_one, words_other, chain)
        if (
            worth(words_one, pairs) >= NEAR_SCORE
            and len(pairs) > longest
            and _is_near(words_one, words_other, pairs)
        ):
            near = _paired(one, other, words_one, words_other, pairs, SharedKind.NEAR)
            found.append(_whole_sentences(one, other, near))
    return (*found, *_rewritten(one, other, found))


def _trimmed(
    one: Reading, other: Reading, words_one: Sequence[Word], words_other: Sequence[Word], chain: Chain
) -> list[tuple[int, int]]:
    """Return a chain without single words at its ends that stand in another sentence in one text only."""
    parts: list[list[tuple[int, int]]] = []
    last = (-1, -1)
    for i, j in chain.pairs:
        place = (one.sentence_at(words_one[i].start), other.sentence_at(words_other[j].start))
        if parts and (place[0] == last[0]) == (place[1] == last[1]):
            parts[-1].append((i, j))
        else:
            parts.append([(i, j)])
        last = place
    while len(parts) > 1 and len(parts[0]) < LEAST_END:
        del parts[0]
    while len(parts) > 1 and len(parts[-1]) < LEAST_END:
        del parts[-1]
    return [pair for part in parts for pair in part]


FindPair = Callable[[Reading, Reading], tuple[PairedText, ...]]


def find_shared_text(
    readings: Sequence[Reading], find_pair: FindPair = find_pair_text
) -> tuple[SharedText, ...]:
    """Return the texts that two or more reports carry, longest first, each with all reports that carry it."""
    pairs = [pair for one, other in combinations(readings, 2) for pair in find_pair(one, other)]
    return merge_pairs(pairs)


def _rewritten(one: Reading, other: Reading, found: Sequence[PairedText]) -> Iterator[PairedText]:
    """Yield sentence pairs that share a run and most of their words, in whatever order."""
    seen: set[tuple[int, int]] = set()
    for pair in found:
        i, j = one.sentence_at(pair.one.start), other.sentence_at(pair.other.start)
        if (i, j) in seen:
            continue
        seen.add((i, j))
        counts = Counter(word.lower for word in one.words[i]) & Counter(word.lower for word in other.words[j])
        shared, longer = counts.total(), max(len(one.words[i]), len(other.words[j]))
        is_verbatim = pair.kind is SharedKind.VERBATIM and pair.words >= VERBATIM_SHARE * longer
        if shared >= REWRITTEN_WORDS and shared >= REWRITTEN_SHARE * longer and not is_verbatim:
            yield PairedText(_sentence(one, i), _sentence(other, j), SharedKind.NEAR, shared)


def _sentence(reading: Reading, number: int) -> Passage:
    sentence = reading.sentences[number]
    return Passage(reading.id, sentence.start, sentence.end)


def _prose_words(reading: Reading) -> list[Word]:
    return [
        word
        for sentence, words in zip(reading.sentences, reading.words, strict=True)
        if sentence.is_prose
        for word in words
    ]


def _runs(one: Sequence[Word], other: Sequence[Word], chain: Chain) -> list[list[tuple[int, int]]]:
    """Return the runs of a chain that are the same word for word; its words may be inflected otherwise."""
    runs: list[list[tuple[int, int]]] = []
    for i, j in chain.pairs:
        if one[i].lower != other[j].lower:
            continue
        if runs and runs[-1][-1] == (i - 1, j - 1):
            runs[-1].append((i, j))
        else:
            runs.append([(i, j)])
    return runs


def _counts(body: str, words: Sequence[Word], run: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a run is text that was copied, and not a name, a title or a formula."""
    if len(run) < SHORT_RUN_WORDS:
        return False
    held = [words[i] for i, _ in run]
    content = [word for word in held if is_content(word)]
    opens_quote = body[held[0].start - 1 : held[0].start] in _QUOTE_MARKS and held[0].start > 0
    if len(content) < SHORT_RUN_CONTENT - opens_quote or not any(word.text[0].islower() for word in content):
        return False
    if len(run) == SHORT_RUN_WORDS and not (opens_quote or _is_of_the_event(held)):
        return False
    return len(run) >= SURE_RUN_WORDS or not any(word.stem in REPORTING_STEMS for word in held)


def _is_of_the_event(held: Sequence[Word]) -> bool:
    """Tell words with a name or a number in them from a turn of phrase ("charged in the fatal shooting")."""
    return any(
        not word.text.islower() or parse_number(held, index) is not None for index, word in enumerate(held)
    )


# "The interior ministry said": so many words before a word of reporting name the speaker.
_SPEAKER_WORDS = 3


def _matter(held: Sequence[Word]) -> list[Word]:
    """Return the content words of a chain without those that only name who speaks."""
    speaking = {index for index, word in enumerate(held) if word.stem in REPORTING_STEMS}
    return [
        word
        for index, word in enumerate(held)
        if is_content(word) and not any(0 < said - index <= _SPEAKER_WORDS for said in speaking)
    ]


def _is_near(one: Sequence[Word], other: Sequence[Word], pairs: Sequence[tuple[int, int]]) -> bool:
    first, last = pairs[0], pairs[-1]
    density = len(pairs) / (1 + max(last[0] - first[0], last[1] - first[1]))
    held = [one[i] for i, _ in pairs]
    content = _matter(held)
    if len(pairs) <= LONGEST_PHRASE and not _is_of_the_event(held):
        return False
    is_tight = density >= TIGHT_DENSITY and not any(word.stem in REPORTING_STEMS for word in held)
    least = SHORT_RUN_CONTENT if is_tight else NEAR_CONTENT
    return (
        density >= LEAST_DENSITY
        and len(content) >= least
        and sum(word.text[0].islower() for word in content) >= NEAR_LOWER
    )


def _paired(
    one: Reading,
    other: Reading,
    words_one: Sequence[Word],
    words_other: Sequence[Word],
    pairs: Sequence[tuple[int, int]],
    kind: SharedKind,
) -> PairedText:
    (i, j), (k, m) = pairs[0], pairs[-1]
    return PairedText(
        Passage(one.id, words_one[i].start, words_one[k].end),
        Passage(other.id, words_other[j].start, words_other[m].end),
        kind,
        len(pairs),
    )


def _whole_sentences(one: Reading, other: Reading, pair: PairedText) -> PairedText:
    return PairedText(_widened(one, pair.one), _widened(other, pair.other), pair.kind, pair.words)


def _widened(reading: Reading, passage: Passage) -> Passage:
    """Return the passage, its first and last sentence made whole where it covers most of them."""
    first = reading.sentences[reading.sentence_at(passage.start)]
    last = reading.sentences[reading.sentence_at(passage.end - 1)]
    start, end = passage.start, passage.end
    if min(first.end, end) - start >= WHOLE_SENTENCE_SHARE * (first.end - first.start):
        start = first.start
    if end - max(last.start, start) >= WHOLE_SENTENCE_SHARE * (last.end - last.start):
        end = last.end
    return Passage(passage.article, start, end)


def merge_pairs(pairs: Iterable[PairedText]) -> tuple[SharedText, ...]:
    """Join the pairs that are one text in three reports or more."""
    groups: list[tuple[SharedKind, dict[int, Passage]]] = []
    for pair in sorted(pairs, key=lambda pair: -pair.words):
        home = next((spans for kind, spans in groups if kind is pair.kind and _belongs(spans, pair)), None)
        if home is None:
            groups.append((pair.kind, {pair.one.article: pair.one, pair.other.article: pair.other}))
        else:
            home.setdefault(pair.one.article, pair.one)
            home.setdefault(pair.other.article, pair.other)
    return tuple(
        SharedText(tuple(spans[article] for article in sorted(spans)), kind) for kind, spans in groups
    )


def _belongs(spans: dict[int, Passage], pair: PairedText) -> bool:
    same = [
        _overlap(spans[passage.article], passage)
        for passage in (pair.one, pair.other)
        if passage.article in spans
    ]
    return bool(same) and min(same) >= _SAME_STRETCH


def _overlap(one: Passage, other: Passage) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(one.end - one.start, other.end - other.start, 1)


def shared_shares(readings: Sequence[Reading], shared: Sequence[SharedText]) -> dict[int, float]:
    """Return the part (0.0 to 1.0) of each report's characters that other reports carry too."""
    return {reading.id: round(_covered(reading, _spans_of(reading, shared)), 3) for reading in readings}


def _spans_of(reading: Reading, shared: Sequence[SharedText]) -> list[tuple[int, int]]:
    return sorted(
        (span.start, span.end) for text in shared for span in text.spans if span.article == reading.id
    )


def _covered(reading: Reading, spans: Sequence[tuple[int, int]]) -> float:
    length = sum(sentence.end - sentence.start for sentence in reading.sentences)
    covered, reached = 0, 0
    for start, end in spans:
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return min(1.0, covered / length) if length else 0.0


def count_independent(readings: Sequence[Reading], shared: Sequence[SharedText]) -> int:
    """Return how many texts are left when reports that carry one another's copy count as one."""
    homes = {reading.id: reading.id for reading in readings}
    for one, other in combinations(readings, 2):
        both = [text for text in shared if {one.id, other.id} <= {span.article for span in text.spans}]
        share = max(_covered(one, _spans_of(one, both)), _covered(other, _spans_of(other, both)))
        if share >= WIRE_COPY_SHARE:
            old, new = homes[other.id], homes[one.id]
            homes = {article: new if home == old else home for article, home in homes.items()}
    return len(set(homes.values()))
