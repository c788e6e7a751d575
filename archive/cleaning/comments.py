"""Where the readers' comments begin: a heading, or a run of names, dates and short remarks at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.cleaning.dates import find_dates, has_weekday
from archive.cleaning.wordlists import load_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.drafts import Draft

COUNTED = re.compile(
    r"(?:(?:0|one|two|three|four|five|six|seven|eight|nine|ten|no)\s)"
    r"(?:(?:reader|user|public)\s)?(?:comments?|repl(?:y|ies)|responses?|thoughts?\son|reactions?|комментари\w{1,3}"
    r"|commentaires?|kommentare?|comentarios?|تعليق(?:ات)?)\b"
)
BRACKETED = re.compile(
    r"(?:reader\s)?(?:comments?|комментарии|commentaires|kommentare|comentarios)\s?[:(\[]\s?0\s?[)\]]?"
)
CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?|\b\d{1,2}\s?[ap]\.?m\b", re.I)
AGO = re.compile(r"\b(?:0|an?|one)\s(?:second|minute|min|hour|hr|day|week|month|year)s?\sago\b")
AGO_PRINTED = re.compile(
    r"\b(?:\d+|an?|one)\s(?:second|minute|min|hour|hr|day|week|month|year)s?\sago\b", re.I
)
SAYS = re.compile(r"(?:says|said|wrote|writes|commented|replied|responds|пишет)\s?:?$")
# What may stand between a name and the date of its remark.
BEFORE_DATE = re.compile(r"(?<![\s,|•·(–—-])(?:[\s,|•·(–—-]|\b(?:on|at)\b)++$")
# "— Jane Doe (@janedoe) May 2, 2016" stands under a post that the report quotes.
POSTED = re.compile(r"[—–-]\s?[^()]{1,80}\(@\w{1,40}\)")
# What a report dates its own parts by: "Original story (Feb. 17):".
PARTS = frozenset(
    (
        "original",
        "update",
        "updated",
        "earlier",
        "previous",
        "previously",
        "correction",
        "clarification",
        "timeline",
    )
)
MAX_SIGNATURE = 120
# What may stand beside a date and a time.
MOMENT_WORDS = frozenset(
    ("at", "on", "am", "pm", "a", "m", "p", "utc", "gmt", "est", "edt", "edited", "posted", "um", "uhr")
)
# A name, a nickname, a number and a name: not longer than this.
MAX_NAME_WORDS = 5
MAX_DATE_WORDS = 11
# After a heading, so many blocks may pass before the first remark's signature.
REACH = 4
# Comments under a news report run to the end of the page; what follows a heading and is longer than what
# went before it is the report itself, and the heading stood above it.
MAX_TAIL_SHARE = 1.0
# Before signed remarks of any length, at least so much of a report must stand: above it, a heading and a
# line of name and date belong to the report ("0 Comments", "By Reuters", "1 August 2016").
MIN_REPORT_WORDS = 80
# Without a heading, the remarks may have up to this part of the report's words; three and more signed in the
# same way cannot be anything else, and may have as many words as the report.
MAX_UNHEADED_SHARE = 0.5
MIN_ROW, MAX_ROW_SHARE = 3, 1.0
# A remark without a heading above is taken for one only when it is short; a report's last words are kept.
MAX_REMARK_WORDS = 400
MAX_REMARK_BLOCKS = 14


def find_comments(drafts: Sequence[Draft]) -> int | None:
    """Return the index of the first block of the comment section, which runs to the end, or ``None``."""
    words_after = _words_after(drafts)
    total = words_after[0] if drafts else 0
    prose_before = 0
    for index, draft in enumerate(drafts):
        if is_comment_heading(draft) and _heads_comments(
            drafts, index, prose_before, words_after[index] if index else total
        ):
            return index
        if draft.is_prose:
            prose_before += draft.words
    return _unheaded(drafts)


def is_comment_heading(draft: Draft) -> bool:
    """Say whether the block is such a heading as "One Comment" or "Leave a Reply"."""
    if draft.words > 12:
        return False
    line = draft.cue
    return (
        line in load_lines("comment_headings.txt")
        or COUNTED.match(line) is not None
        or BRACKETED.fullmatch(line) is not None
    )


def is_remark_line(line: str) -> bool:
    """Say whether ``line`` names who remarked and when, as above a comment: "Jane D., 2 May 2016 at 9:15"."""
    return _is_dated(line) and not _is_moment(line) and _is_name_and_moment(line)


def _words_after(drafts: Sequence[Draft]) -> list[int]:
    after = [0] * (len(drafts) + 1)
    for index in range(len(drafts) - 1, -1, -1):
        after[index] = after[index + 1] + (drafts[index].words if drafts[index].is_prose else 0)
    return after


def _heads_comments(drafts: Sequence[Draft], index: int, prose_before: int, prose_after: int) -> bool:
    signed = range(index + 1, min(index + 1 + REACH, len(drafts)))
    if prose_before >= MIN_REPORT_WORDS and any(_is_signature(drafts, at) for at in signed):
        return True
    return prose_before > 0 and prose_after <= min(MAX_TAIL_SHARE * prose_before, MAX_REMARK_WORDS)


def _is_signature(drafts: Sequence[Draft], index: int) -> bool:
    """Say whether the block names who remarked and when, alone or with the next block."""
    draft = drafts[index]
    if draft.words > MAX_NAME_WORDS + MAX_DATE_WORDS or draft.is_prose or POSTED.match(draft.text):
        return False
    if _is_dated(draft.text) and not _is_moment(draft.text):
        return is_remark_line(draft.text)
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    if following is None or draft.words > MAX_NAME_WORDS + 1:
        return False
    is_name = draft.cue != "" and (not draft.ends_sentence or SAYS.search(draft.cue) is not None)
    # A time of day alone stands above the items of a live report; a remark has its day.
    return is_name and _is_dated(following.text) and _is_moment(following.text) and not _is_moment(draft.text)


def _is_name_and_moment(line: str) -> bool:
    """Say whether ``line`` is a name, and after it the day or time of a remark: "Jane D., 2 May 2016 at 9:15"."""
    if len(line) > MAX_SIGNATURE:
        return False
    dates = find_dates(line)
    ago = AGO_PRINTED.search(line)
    start = dates[0].start if dates else ago.start() if ago is not None else 0
    name = BEFORE_DATE.sub("", line[:start])
    return (
        bool(name)
        and PARTS.isdisjoint(re.findall(r"\w+", name.casefold()))
        and name != line[:start]
        and len(name.split()) <= MAX_NAME_WORDS
        and _is_moment(line[start:])
    )


def _is_dated(text: str) -> bool:
    return bool(find_dates(text)) or ("ago" in text.casefold() and AGO.search(_numbered(text)) is not None)


def _is_moment(text: str) -> bool:
    """Say whether ``text`` is a date, a time or both, and hardly anything else."""
    if len(text) > 80:
        return False
    rest = text
    for date in reversed(find_dates(text)):
        rest = rest[: date.start] + rest[date.end :]
    rest = CLOCK.sub(" ", rest)
    rest = AGO.sub(" ", _numbered(rest))
    if rest == _numbered(text):
        return False
    return all(
        word in MOMENT_WORDS or has_weekday(word) for word in re.findall(r"[^\W\d_]+", rest.casefold())
    )


def _numbered(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def _unheaded(drafts: Sequence[Draft]) -> int | None:
    """Return where remarks without a heading begin: signed, short, and nothing else after the first.

    The report's own byline and date may look like a signature too, so the first that leaves a report counts.
    """
    prose, words = [0], [0]
    for draft in drafts:
        prose.append(prose[-1] + (draft.words if draft.is_prose else 0))
        words.append(words[-1] + draft.words)
    signatures = _trailing_signatures(drafts)
    for number, first in enumerate(signatures):
        report, remarks = prose[first], words[-1] - words[first]
        is_row = len(signatures) - number >= MIN_ROW
        if (
            report >= MIN_REPORT_WORDS
            and remarks <= (MAX_ROW_SHARE if is_row else MAX_UNHEADED_SHARE) * report
        ):
            return first
    return None


def _trailing_signatures(drafts: Sequence[Draft]) -> list[int]:
    """Return the indexes of the signatures, in order, after which only short remarks stand, to the end."""
    signatures: list[int] = []
    blocks = words = 0
    for index in range(len(drafts) - 1, 0, -1):
        if _is_signature(drafts, index):
            if not signatures and not words:
                return []
            signatures.append(index)
            blocks = words = 0
            continue
        blocks += 1
        words += drafts[index].words
        if blocks > MAX_REMARK_BLOCKS or words > MAX_REMARK_WORDS:
            break
    return signatures[::-1]
