"""Blocks while they are being judged: what is known of each, and what has been decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.cleaning.folding import MAX_FOLDED, WORD, count_unspaced, count_words, fold, number, to_line
from archive.cleaning.once import once
from archive.records import Block, Kind, Markup

# A sentence's end, with what may close after it; a footnote's number may follow.
SENTENCE_END = re.compile(r"[.!?…。！？؟।۔]\s?['\"’”»)\]]{0,3}\s?(?:\[\d{1,3}\])?$")
LAST_CHARACTERS = 12
# Only so many characters of a block are looked at word by word.
MAX_READ = 4_000
# Prose: a sentence of this many words, or so many words that it can hardly be anything else.
SENTENCE_WORDS = 7
LONG_WORDS = 22
INNER_WORDS = 10
# A full stop before a capital, and the word before it, which is looked for there alone: words are many, stops are few.
INNER_END = re.compile(r"[.!?][\"”’»)]{0,2}\s(?=[\"“‘«(]?[^\W\d_a-zа-яё])")
LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+$")
MAX_WORD = 60
# Before these a full stop ends no sentence.
_ABBREVIATIONS = (
    "mr mrs ms dr lt gen col maj capt sgt cmdr adm sen rep gov prof rev st pres sec min amb hon jr sr no vs "
    "brig insp det supt cpl mt ft inc co corp ltd dept univ jan feb mar apr jun jul aug sep sept oct nov dec"
)
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
# Above this share of link text, a block is a link with something round it.
LINKED = 0.6


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a block's text that is judged apart from the rest."""

    start: int
    end: int
    kind: Kind
    reason: str | None


@dataclass
class Draft:
    """A block and what has been decided about it; ``kind`` is ``None`` until something has.

    One that ``is_spared`` is not taken out by any rule: an editor of the outlet has put this very line back before.
    """

    block: Block
    kind: Kind | None = None
    reason: str | None = None
    confidence: float = 1.0
    cuts: list[Cut] = field(default_factory=list)
    is_spared: bool = False

    def __post_init__(self) -> None:
        """Work out what nearly every rule asks of every block."""
        # The block's text as read, and whether most of it is link text.
        self.text = text = self.block.text
        self.is_linked = self.block.link_share > LINKED
        # Its words as printed, those of its first MAX_READ characters, and how many it has altogether.
        self.read_words: list[str] = WORD.findall(text[:MAX_READ])
        self.words = (
            len(self.read_words) + count_unspaced(text) if len(text) <= MAX_READ else count_words(text)
        )
        self.ends_sentence = SENTENCE_END.search(text[-LAST_CHARACTERS:]) is not None
        # Its first MAX_FOLDED characters, folded for comparison with lines of other reports; with every number as ``0``
        # and the marks at its ends; and without those, with cue phrases.
        beginning = fold(text[:MAX_FOLDED])
        self.folded = to_line(beginning)
        self.numbered = number(beginning)
        self.cue = to_line(self.numbered)

    @once
    def is_prose(self) -> bool:
        """Whether it reads as running text rather than as a label, a link or a title."""
        if self.block.markup is Markup.HEADING or self.is_linked:
            return False
        if self.words >= LONG_WORDS or (self.words >= SENTENCE_WORDS and self.ends_sentence):
            return True
        return self.words >= INNER_WORDS and self.has_inner_end

    @once
    def has_inner_end(self) -> bool:
        """Whether a sentence ends inside it: then a name glued on may stand at its end."""
        for end in INNER_END.finditer(self.text):
            at = end.start()
            word = LAST_WORD.search(self.text, max(0, at - MAX_WORD), at)
            if word is None or word[0].casefold() in ABBREVIATIONS:
                continue
            if count_words(self.text[:at]) >= SENTENCE_WORDS:
                return True
        return False

    @property
    def is_open(self) -> bool:
        """Whether nothing has been decided yet."""
        return self.kind is None

    @property
    def is_removed(self) -> bool:
        """Whether it was taken out of the report."""
        return self.kind is Kind.FURNITURE or self.kind is Kind.COMMENT

    def remove(self, reason: str, confidence: float = 1.0, *, kind: Kind = Kind.FURNITURE) -> None:
        """Take the block out of the report, unless it is spared."""
        if self.is_spared:
            return
        self.kind, self.reason, self.confidence = kind, reason, confidence

    def keep(self, kind: Kind, reason: str | None = None, confidence: float = 1.0) -> None:
        """Keep the block as ``kind``."""
        self.kind, self.reason, self.confidence = kind, reason, confidence

    def reopen(self) -> None:
        """Undo what was decided."""
        self.kind, self.reason, self.confidence = None, None, 1.0
