"""The reader's query language: text -> a tree of nodes, and what had to be repaired on the way. Pure.

All words by default; ``"exact phrase"``, ``OR``, ``-not``, ``( )``, ``word*``, and the fields of ``FIELDS``. Other
search boxes' ``NOT`` and ``||`` are understood, too.
A slip is repaired and said in ``ParsedQuery.notices``; nothing a reader types is an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.search.days import parse_date_range
from archive.search.designators import join_designators
from archive.search.nodes import (
    AircraftName,
    All,
    AnyOf,
    Byline,
    LanguageName,
    Named,
    Near,
    NearPlace,
    Node,
    Not,
    OutletName,
    Phrase,
    PlaceName,
    Title,
    Word,
)

# Bounds on one query, by judgement: room for a pasted paragraph. Such questions of about 40 words took 270 ms each at
# 6,000 reports, ranked 1,000 deep on a busy machine (LISA in `python -m benchmarks.search_quality`).
MAX_CHARACTERS = 2000
MAX_TERMS = 100
MAX_PHRASE_WORDS = 12
MAX_DEPTH = 8
MIN_PREFIX = 2
MAX_APART = 100
# What near: means where no distance is given, and at most (km).
NEAR_KM, MAX_KM = 25, 200

# What a reader may put before a colon, and what it does (the help page and the README print this).
FIELDS = {
    "title": "a word or phrase of the headline",
    "outlet": "who ran the report",
    "byline": "who is credited with it",
    "place": "a place named in the report, or any place inside it",
    "happened": "a place where the report says it happened, or any place inside it",
    "filed": "the place it was filed from, as its dateline says, or a place that contains it",
    "near": "a place named within 25 km of this one; near:Idlib~80 within 80 km",
    "aircraft": "an aircraft type named in the report, its variants and export names included",
    "date": "when it was published: 2016, 2016-08, 2016-08-01, 2016-07..2016-09, >2016-07, <2016",
    "event": "its number, or yes or no: whether other reports tell the same event",
    "language": "the language it is written in, by name or code: English, ru",
}


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """``node`` is None when the query asks for nothing (everything matches)."""

    node: Node | None
    notices: tuple[str, ...] = ()


_QUOTATION_MARKS = str.maketrans("“”„«»", '"""""')
# "place: Idlib" is meant as "place:Idlib".
SPACED_FIELD = re.compile(rf"\b({'|'.join(FIELDS)}):\s+(?=[^\s:()]+(?:[\s()]|$)|\")", re.IGNORECASE)

# One lexeme: a bracket, perhaps with a minus and a field for all in it, OR, or a quoted or bare value with its own.
LEXEME = re.compile(
    rf"""(?P<open>(?P<minus_all>-?)(?:(?P<field_all>(?i:{"|".join(FIELDS)})):)?\()
    |(?P<close>\))"""
    r"""|(?P<minus>-?)(?:(?P<field>[A-Za-z]{2,20}):)?
     (?:"(?P<quoted>[^"]*)(?:"(?:~(?P<apart>\d{1,4}))?)?|(?P<bare>[^\s()"]+))""",
    re.VERBOSE,
)
OR = frozenset({"OR", "||"})


def parse_query(text: str) -> ParsedQuery:
    """Read a query. Never raises; every repair is named in the notices."""
    return _Parser(text).parse()


class _Parser:
    """One pass over the lexemes of one query, collecting notices."""

    def __init__(self, text: str) -> None:
        self.notices: list[str] = []
        self.terms = 0
        # The field of the bracket that is being read.
        self.field = ""
        # In a pasted headline all in capitals NOT is a word.
        self.is_shouted = not any(char.islower() for char in text)
        if not text.isprintable():
            text = "".join(c if c.isprintable() else " " for c in text)
        text = " ".join(text.split()).translate(_QUOTATION_MARKS)
        text = SPACED_FIELD.sub(r"\1:", text)
        if len(text) > MAX_CHARACTERS:
            text = text[:MAX_CHARACTERS]
            self.say(f"Only the first {MAX_CHARACTERS} characters were searched.")
        if text.count('"') % 2:
            self.say("A quotation mark was left open; it was closed at the end.")
        self.lexemes = list(LEXEME.finditer(text))
        self.position = 0

    def say(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)

    def parse(self) -> ParsedQuery:
        parts: list[Node] = []
        while self.position < len(self.lexemes):
            node = self.parse_alternatives(depth=0)
            if node is not None:
                parts.append(node)
            if self.position < len(self.lexemes):  # only a closing bracket stops the loop inside
                self.say("A closing bracket without an opening one was ignored.")
                self.position += 1
        return ParsedQuery(_all(parts), tuple(self.notices))

    def parse_alternatives(self, depth: int) -> Node | None:
        """Parse ``a b OR c d`` as (a b) or (c d), up to a closing bracket or the end."""
        alternatives: list[Node] = []
        after_or = False
        while True:
            group = self.parse_group(depth)
            before_or = self.take(OR)
            if group is not None:
                alternatives.append(group)
            elif after_or or before_or:
                self.say("OR needs words on both sides; a dangling OR was ignored.")
            if not before_or:
                break
            after_or = True
        if not alternatives:
            return None
        return alternatives[0] if len(alternatives) == 1 else AnyOf(tuple(alternatives))

    def take(self, lexemes: frozenset[str]) -> bool:
        if self.position < len(self.lexemes) and self.lexemes[self.position][0] in lexemes:
            self.position += 1
            return True
        return False

    def parse_group(self, depth: int) -> Node | None:
        parts: list[Node] = []
        is_unwanted = False
        while self.position < len(self.lexemes):
            match = self.lexemes[self.position]
            if match["close"] or match[0] in OR:
                break
            self.position += 1
            if match[0] == "NOT" and self.is_operator():
                is_unwanted = True
                continue
            node = self.parse_bracket(match, depth) if match["open"] else self.parse_term(match)
            if node is not None:
                # "NOT -fog" is written for emphasis
                parts.append(Not(node) if is_unwanted and not match["minus"] else node)
            is_unwanted = False
        return _all(join_designators(parts))

    def is_operator(self) -> bool:
        """Return whether the NOT just read leaves out what follows; say how it was read."""
        following = self.lexemes[self.position][0] if self.position < len(self.lexemes) else ")"
        if following == ")" or following in OR:
            return False
        if self.is_shouted:
            self.say("All is in capitals, so NOT was searched as a word; a minus leaves a word out: -fog.")
            return False
        self.say("NOT was read as a minus: reports with what follows it are left out.")
        return True

    def parse_bracket(self, match: re.Match[str], depth: int) -> Node | None:
        if depth >= MAX_DEPTH:
            self.say(f"Brackets nest at most {MAX_DEPTH} deep; the inner ones were ignored.")
            return None
        outer, self.field = self.field, (match["field_all"] or self.field).lower()
        node = self.parse_alternatives(depth + 1)
        self.field = outer
        if not self.take(frozenset(")")):
            self.say("A bracket was left open; it was closed at the end.")
        return Not(node) if match["minus_all"] and node is not None else node

    def parse_term(self, match: re.Match[str]) -> Node | None:
        self.terms += 1
        if self.terms > MAX_TERMS:
            self.say(f"Only the first {MAX_TERMS} terms were searched.")
            return None
        node = self.parse_value(match)
        return Not(node) if match["minus"] and node is not None else node

    def parse_value(self, match: re.Match[str]) -> Node | None:
        is_quoted = match["quoted"] is not None
        value = (match["quoted"] if is_quoted else match["bare"]) or ""
        value = value.strip()
        name = (match["field"] or self.field).lower()
        if name and name not in FIELDS:
            known = ", ".join(FIELDS)
            self.say(f"There is no field “{name}:” (there are {known}); it was searched as a word.")
            return self.parse_words(f"{match['field']} {value}", is_quoted=is_quoted)
        if match["apart"] and not name:
            return self.parse_near(value, int(match["apart"]))
        if value.lower().rstrip(":") in FIELDS and value.endswith(":"):
            self.say(f"“{value}” wants a value right after the colon; it was ignored.")
            return None
        if not any(char.isalnum() for char in value):
            self.say(f"“{match[0]}” has no word in it and was ignored.")
            return None
        if name:
            return self.parse_field(name, value, is_quoted)
        return self.parse_words(value, is_quoted=is_quoted)

    def parse_words(self, value: str, *, is_quoted: bool) -> Node | None:
        if not is_quoted:
            return self.parse_bare(value)
        words = value.split()
        if len(words) > MAX_PHRASE_WORDS:
            self.say(f"A phrase may have {MAX_PHRASE_WORDS} words; the rest was left out.")
        return Phrase(" ".join(words[:MAX_PHRASE_WORDS]))

    def parse_near(self, value: str, apart: int) -> Node | None:
        words = value.split()
        if apart > MAX_APART or len(words) > MAX_PHRASE_WORDS:
            self.say(f"Words can be near each other within {MAX_APART} words, {MAX_PHRASE_WORDS} at once.")
        return Near(" ".join(words[:MAX_PHRASE_WORDS]), min(apart, MAX_APART))

    def parse_bare(self, value: str) -> Node | None:
        if "*" not in value:
            return Word(value)
        stump, _, rest = value.partition("*")
        if rest.strip("*") or sum(char.isalnum() for char in stump) < MIN_PREFIX:
            self.say(
                f"“{value}”: a star may only end a word of at least {MIN_PREFIX} letters; it was left out."
            )
            plain = value.replace("*", " ").strip()
            return Word(plain) if any(char.isalnum() for char in plain) else None
        return Word(stump, is_prefix=True)

    def parse_field(self, name: str, value: str, is_quoted: bool) -> Node | None:
        match name:
            case "title":
                return Title(value, is_exact=is_quoted)
            case "byline":
                return Byline(value)
            case "outlet":
                return OutletName(value)
            case "place":
                return PlaceName(value)
            case "happened" | "filed":
                return PlaceName(value, name)
            case "near":
                return self.parse_near_place(value)
            case "aircraft":
                return AircraftName(value)
            case "event":
                return self.parse_event(value)
            case "language":
                return LanguageName(value)
        try:
            return parse_date_range(value)
        except ValueError as error:
            self.say(f"“date:{value}” was ignored: {error}")
            return None

    def parse_near_place(self, value: str) -> Node:
        place, _, km = value.partition("~")
        km = km.strip().lower().removesuffix("km").strip()
        if km and not (km.isascii() and km.isdecimal() and 0 < int(km[:6]) <= MAX_KM):
            self.say(f"“near:{value}”: write a distance of at most {MAX_KM} km as near:{place}~80.")
            km = ""
        return NearPlace(place.strip(), int(km) if km else NEAR_KM)

    def parse_event(self, value: str) -> Node | None:
        if value.isascii() and value.isdecimal() and len(value) <= 18:
            return Named("event", (str(int(value)),))
        if value.lower() in ("yes", "no"):
            is_in = Named("trait", ("event",))
            return is_in if value.lower() == "yes" else Not(is_in)
        self.say(f"“event:{value}” was ignored: write the event's number, yes or no.")
        return None


def _all(parts: Sequence[Node]) -> Node | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else All(tuple(parts))
