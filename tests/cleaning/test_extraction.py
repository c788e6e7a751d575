"""trafilatura taken step by step: its answer is the same as when it is asked as a whole."""

import pytest
import trafilatura
from lxml import html
from trafilatura.settings import Extractor

from archive.cleaning.extraction import PARSER, extract_article, take_steps
from tests.cleaning.reports import PROSE

ARTICLE = "".join(f"<p>{sentence} {other}</p>" for sentence in PROSE for other in PROSE if sentence != other)
OTHER = "<p>Two ferries met in the strait last year, and nobody who was on board of either has forgotten that day.</p>"
PAGES = {
    "plain": f"<article><h1>A ferry is lost</h1>{ARTICLE}<ul><li>One ship<li>Two boats</ul></article>",
    "comments": f"<article>{ARTICLE}<div class='comment-list'>{OTHER}</div></article>",
    "comments by id": f"<article>{ARTICLE}<div id='Comments'>{OTHER}</div></article>",
    "comments named elsewhere": f"<article>{ARTICLE}<div class='post-comments'>{OTHER}</div></article>",
    "comment lists": f"<article>{ARTICLE}<ol class='commentlist'><li>{OTHER}</ol></article>",
    "comments by a service": f"<article>{ARTICLE}<div id='disqus_thread'>{OTHER}</div></article>",
    "comments by another": f"<article>{ARTICLE}<div id='comol-1'>{OTHER}</div></article>",
    "commentary": f"<article class='commentary'>{ARTICLE}<div id='commentary'>{OTHER}</div></article>",
    "added story": f"<main><div>{ARTICLE}</div><div class='mvp-post-add-box'>{OTHER}{OTHER}</div></main>",
    "endless page": f"<main><div>{ARTICLE}</div><div class='infinite-scroll'>{OTHER}</div></main>",
    "endless page, otherwise": f"<main><div>{ARTICLE}</div><div id='infinitescroll'>{OTHER}</div></main>",
    "buttons": f"<main><div>{ARTICLE}</div><div class='elementor-share-buttons'>{OTHER}</div></main>",
    "tables": f"<article>{ARTICLE}<table><tr><th>Ship<th>Year<tr><td>One<td>1990</table></article>",
    "short": "<p>Hardly a word.</p>",
    "empty": "",
}


@pytest.mark.parametrize("name", PAGES)
def test_step_by_step_the_answer_is_the_same(name):
    page = f"<html><body><div class='page'>{PAGES[name]}</div></body></html>"
    options = Extractor(precision=True, comments=False, dedup=False, fast=True)
    asked = trafilatura.extract(html.document_fromstring(page, parser=PARSER), options=options) or ""
    assert take_steps(html.document_fromstring(page, parser=PARSER), page).split() == asked.split()
    assert (OTHER[3:30] in asked) is (name == "commentary")


def test_a_page_that_no_tree_can_hold_has_no_article():
    assert extract_article("") == ""
    assert extract_article(f"<p>{PROSE[0]}<code>&#1;\x01</code><ul><li>\x02</ul>" * 3) == ""
