"""A document to a clean report: each step says which blocks it takes and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.cleaning import reasons
from archive.cleaning.assembling import assemble
from archive.cleaning.boxes import mark_boxes
from archive.cleaning.comments import find_comments
from archive.cleaning.cues import mark_cues
from archive.cleaning.datelines import FoundDateline, split_dateline
from archive.cleaning.drafts import Cut, Draft
from archive.cleaning.evidence import find_evidence
from archive.cleaning.glued import find_glued
from archive.cleaning.headlines import (
    MAX_HEADLINE_WORDS,
    MIN_HEADLINE_WORDS,
    find_headline,
    mark_copies,
    mark_headline,
    mark_stray_ends,
)
from archive.cleaning.language import detect_language
from archive.cleaning.lines import PAGE, TEXT, judge_lines
from archive.cleaning.mastheads import mark_mastheads
from archive.cleaning.memory import NO_MEMORY
from archive.cleaning.printed import PrintedLines, find_publication, mark_printed_lines
from archive.cleaning.segment import find_segment
from archive.cleaning.webpages import find_page_content, name_reason
from archive.records import CleanReport, Document, Format, Kind, Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.memory import OutletMemory
    from archive.records import Metadatum

# An extractor's answer of fewer words than this, or a smaller part of the page's longest run of prose, has
# missed the article; so has one that lies beside that run and is not much shorter than it. Chosen on the
# development pages: `python -m benchmarks.cleaning html`.
MIN_ARTICLE_WORDS = 50
MIN_ARTICLE_SHARE = 0.05
MIN_SHARED = 0.2
MAX_BESIDE = 0.55
# A dateline opens the first paragraph; a summary or two may stand above it.
DATELINE_REACH = 3
# The hint intake gives to the lines of a Markdown file's front matter.
FRONT_MATTER = "front matter"
KINDS = {
    Markup.HEADING: Kind.SUBHEADING,
    Markup.QUOTE: Kind.QUOTE,
    Markup.LIST_ITEM: Kind.LIST_ITEM,
    Markup.CAPTION: Kind.CAPTION,
    Markup.TABLE_ROW: Kind.TABLE_ROW,
}
# A summary stands within so many blocks below the headline, and has more words than a label.
SUMMARY_REACH = 8
MIN_SUMMARY_WORDS = 6
# Shorter paragraphs may stand twice in a report: a question asked again, a refrain.
MIN_REPEATED_WORDS = 15
# A line between paragraphs of up to this many words that ends no sentence heads what follows.
MAX_SUBHEADING_WORDS = 14


def clean_document(
    document: Document, *, memory: OutletMemory = NO_MEMORY, day_first: bool | None = None
) -> CleanReport:
    """Return the report in ``document``: its body, every block with its verdict, and its metadata.

    ``memory`` is what other reports of the outlet and its editors teach of its lines.
    ``day_first`` says how the outlet writes 03/04/2016, where the text itself does not tell.
    """
    ruled = judge_by_rules(document, memory)
    drafts, printed, headline = ruled.drafts, ruled.printed, ruled.headline
    judge_lines(drafts, headline, PAGE if ruled.is_page else TEXT)
    dateline = _judge_body(drafts)
    body, blocks = assemble(drafts)
    language = _declared_language(document) or detect_language(body)
    filed_on = dateline.published_on if dateline is not None else None
    published = find_publication(
        printed, document.published, filed_on, body, day_first=day_first, language=language
    )
    return CleanReport(
        body,
        blocks,
        headline=headline,
        byline=_value(document.byline) or printed.byline,
        dateline=dateline.dateline if dateline is not None else None,
        published_on=published.day,
        published_how=published.how,
        date_candidates=published.candidates,
        outlet=_value(document.outlet),
        canonical_url=_value(document.canonical_url),
        language=language,
        evidence=find_evidence(document, drafts, printed, published, language),
    )


@dataclass(frozen=True, slots=True)
class Ruled:
    """A document's drafts as the rules leave them: what is open is the report, as far as they can tell."""

    drafts: Sequence[Draft]
    printed: PrintedLines
    headline: str | None
    lede: int
    is_page: bool


def judge_by_rules(document: Document, memory: OutletMemory = NO_MEMORY) -> Ruled:
    """Return the drafts of ``document`` with all that the rules take out, headline, byline and dates named."""
    drafts = [Draft(block) for block in document.blocks]
    _mark_certain(drafts, memory)
    content, is_page = _find_content(drafts, document)
    lede = min((index for index in content if drafts[index].is_open and drafts[index].is_prose), default=0)
    mark_mastheads(drafts, lede, document.text)
    printed = mark_printed_lines(drafts, lede)
    headline = _judge_headline(drafts, lede, _declared_headline(document))
    if is_page:
        _mark_outside_page(drafts, content)
        _mark_repeats(drafts)
    else:
        _mark_outside(drafts, _with_summary(drafts, content, lede))
        _mark_links(drafts)
        mark_stray_ends(drafts, lede)
    return Ruled(drafts, printed, headline, lede, is_page)


def _find_content(drafts: Sequence[Draft], document: Document) -> tuple[frozenset[int], bool]:
    """Return the indexes of the blocks that are the report, and whether a page's markup told them.

    Comments and furniture that give themselves away are removed on the way.
    """
    page = find_page_content(drafts, document.text) if document.format is Format.HTML else frozenset()
    if not page:
        _mark_comments(drafts)
    mark_boxes(drafts)
    mark_cues(drafts)
    segment = frozenset(range(*find_segment(drafts)))
    if page and _is_trusted(drafts, page, segment):
        return page, True
    if page:
        _mark_comments(drafts)
    return segment, False


def _value(statement: Metadatum | None) -> str | None:
    return statement.value if statement is not None else None


def _declared_headline(document: Document) -> str | None:
    """Return the headline the document's metadata give, without the outlet's name at its end."""
    if document.headline is None:
        return None
    title = document.headline.value
    if document.outlet is not None and title.casefold().endswith(document.outlet.value.casefold()):
        shorter = title[: -len(document.outlet.value)].rstrip()
        if shorter[-1:] in {"-", "|", "–", "—", "·", "•", ":"}:
            return shorter[:-1].rstrip() or None
    return title


def _declared_language(document: Document) -> str | None:
    """Return the two- or three-letter code the document's metadata give ("en" of "en-GB")."""
    if document.language is None:
        return None
    code = document.language.value.replace("_", "-").split("-")[0].casefold()
    return code if code.isascii() and code.isalpha() and len(code) in {2, 3} else None


def _mark_certain(drafts: Sequence[Draft], memory: OutletMemory) -> None:
    """Remove what needs no context: rules, page data, lines the outlet prints everywhere; spare what editors kept."""
    for draft in drafts:
        draft.is_spared = bool(draft.folded) and draft.folded in memory.content
        if draft.block.markup is Markup.RULE:
            draft.remove(reasons.RULE)
        elif FRONT_MATTER in draft.block.hints:
            draft.remove(reasons.PAGE_DATA)
        elif draft.folded and draft.folded in memory.furniture:
            draft.remove(reasons.SEEN_BEFORE)


def _is_trusted(drafts: Sequence[Draft], content: frozenset[int], segment: frozenset[int]) -> bool:
    """Say whether the extractor's answer can be the article: not next to nothing, not beside the page's prose."""
    found, prose, shared = (
        sum(drafts[index].words for index in indexes if drafts[index].is_open)
        for indexes in (content, segment, content & segment)
    )
    if found < min(MIN_ARTICLE_WORDS, prose) or found < MIN_ARTICLE_SHARE * prose:
        return False
    return shared >= MIN_SHARED * found or found > MAX_BESIDE * prose


def _mark_comments(drafts: Sequence[Draft]) -> None:
    start = find_comments(drafts)
    if start is None:
        return
    for draft in drafts[start:]:
        if draft.is_open:
            draft.remove(reasons.COMMENTS, 0.9, kind=Kind.COMMENT)


def _judge_headline(drafts: Sequence[Draft], lede: int, declared: str | None) -> str | None:
    index = find_headline(drafts, lede, declared)
    if index is not None:
        mark_headline(drafts, index, declared)
        return drafts[index].text
    if declared is not None:
        mark_copies(drafts, declared)
    return declared


def _with_summary(drafts: Sequence[Draft], content: frozenset[int], lede: int) -> frozenset[int]:
    """Return ``content`` with the lines between headline and first paragraph that sum the report up."""
    above = range(max(0, lede - SUMMARY_REACH), lede)
    top = max((index for index in above if drafts[index].kind is Kind.HEADLINE), default=lede)
    between = [
        index for index in range(top + 1, lede) if drafts[index].is_open and not drafts[index].is_linked
    ]
    return content | {index for index in between if drafts[index].words >= MIN_SUMMARY_WORDS}


def _mark_links(drafts: Sequence[Draft]) -> None:
    """Remove the links that stand alone among the paragraphs; a linked heading of a paragraph stays."""
    following: Draft | None = None
    for draft in reversed(drafts):
        if not draft.is_open:
            continue
        heads = draft.block.markup is Markup.HEADING and following is not None and following.is_prose
        if draft.is_linked and draft.block.markup is not Markup.TABLE_ROW and not heads:
            draft.remove(reasons.LINKS, 0.8)
        else:
            following = draft


def _mark_outside_page(drafts: Sequence[Draft], content: frozenset[int]) -> None:
    for index, draft in enumerate(drafts):
        if draft.is_open and index not in content:
            reason, kind = name_reason(draft)
            draft.remove(reason, 0.8, kind=kind)


def _mark_repeats(drafts: Sequence[Draft]) -> None:
    """Remove the paragraphs that a page carries again, for another width of screen."""
    told: set[str] = set()
    for draft in drafts:
        if draft.is_open and draft.is_prose and draft.words >= MIN_REPEATED_WORDS:
            if draft.text in told:
                draft.remove(reasons.REPEATED)
            told.add(draft.text)


def _mark_outside(drafts: Sequence[Draft], content: frozenset[int]) -> None:
    end = max(content, default=0)
    for index, draft in enumerate(drafts):
        if draft.is_open and index not in content:
            draft.remove(_outside_reason(draft, is_below=index > end), 0.8)


def _outside_reason(draft: Draft, *, is_below: bool) -> str:
    if draft.is_linked:
        return reasons.LINKS
    if draft.words < MIN_HEADLINE_WORDS:
        return reasons.NAVIGATION
    is_title = is_below and not draft.ends_sentence and draft.words <= MAX_HEADLINE_WORDS
    return reasons.STRAY_HEADLINE if is_title else reasons.OUTSIDE


def _judge_body(drafts: Sequence[Draft]) -> FoundDateline | None:
    """Name what every open block is, cut what is glued into it, and return the dateline split off."""
    body = [draft for draft in drafts if draft.is_open]
    for index, draft in enumerate(body):
        following = body[index + 1] if index + 1 < len(body) else None
        reason = reasons.SPARED if draft.is_spared else None
        draft.keep(KINDS.get(draft.block.markup) or _plain_kind(draft, following), reason)
        if not draft.is_spared and draft.kind in {Kind.PARAGRAPH, Kind.QUOTE}:
            draft.cuts.extend(find_glued(draft))
    paragraphs = [draft for draft in body if draft.kind is Kind.PARAGRAPH]
    texts = [draft.text for draft in paragraphs]
    for draft in paragraphs[:DATELINE_REACH]:
        found = split_dateline(draft.text, texts)
        if found is not None and (not draft.cuts or draft.cuts[0].start >= found.length):
            draft.cuts.insert(0, Cut(0, found.length, Kind.DATELINE, None))
            return found
    return None


def _plain_kind(draft: Draft, following: Draft | None) -> Kind:
    is_short = draft.words <= MAX_SUBHEADING_WORDS and not draft.ends_sentence
    return Kind.SUBHEADING if is_short and following is not None and following.is_prose else Kind.PARAGRAPH
