"""Which HTML elements make blocks, which hold no text, and what the telling ones are."""

from archive.intake.tags import RAW_TEXT
from archive.records import Markup

_VOID = "area base br col embed hr img input link meta param source track wbr"
_BLOCKS = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol "
    "option p pre search section select summary table tbody td tfoot th thead tr ul"
)
# Their contents are never text of a page.
DROPPED = RAW_TEXT | {"noscript", "template", "svg"}
# Elements in which nothing can stand that is read; those without an end tag, too.
HOLDING_NOTHING = DROPPED | frozenset(_VOID.split())
# A block ends where one of these begins or ends.
BLOCK_ELEMENTS = frozenset(_BLOCKS.split())
# A second one ends the first, end tag or not.
SELF_ENDING = frozenset({"li", "td", "th", "tr", "option", "dd", "dt"})
# What tells which row of a table a cell stands in.
TABLE_PARTS = frozenset({"table", "tr", "td", "th"})
# The markup of what stands in an element, and a heading's level.
MARKUPS = {f"h{level}": (Markup.HEADING, level) for level in range(1, 7)} | {
    "blockquote": (Markup.QUOTE, 0),
    "li": (Markup.LIST_ITEM, 0),
    "dd": (Markup.LIST_ITEM, 0),
    "figcaption": (Markup.CAPTION, 0),
    "caption": (Markup.CAPTION, 0),
    "td": (Markup.TABLE_ROW, 0),
    "th": (Markup.TABLE_ROW, 0),
}
