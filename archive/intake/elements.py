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
# Elements without contents or end tag.
VOID = frozenset(_VOID.split())
# A block ends where one of these begins or ends.
BLOCK_ELEMENTS = frozenset(_BLOCKS.split())
# A second one ends the first, end tag or not.
SELF_ENDING = frozenset({"li", "td", "th", "tr", "option", "dd", "dt"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
MARKUPS = {
    "blockquote": Markup.QUOTE,
    "li": Markup.LIST_ITEM,
    "dd": Markup.LIST_ITEM,
    "figcaption": Markup.CAPTION,
    "caption": Markup.CAPTION,
    "td": Markup.TABLE_ROW,
    "th": Markup.TABLE_ROW,
}
