"""Web pages: the article found among the page's blocks, and names for the rest."""

import datetime as dt
import time

import pytest

from archive.cleaning import clean_document, webpages
from archive.intake import read_document
from archive.records import PublishedHow
from tests.cleaning.reports import PROSE, clean, removed

PARAGRAPHS = [f"{sentence} {other}" for sentence in PROSE for other in PROSE if sentence != other]
PAGE = """<!doctype html><html lang="en"><head><title>A ferry is lost - Courier</title>
<meta property="og:title" content="A ferry is lost off the coast"><meta name="author" content="Jane Doe">
<meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="2016-08-01T10:00:00Z">
<link rel="canonical" href="https://courier.example/ferry"><script>var x = "<p>no</p>";</script></head><body>
<nav class="main-nav"><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>
<article><h1>A ferry is lost off the coast</h1><div class="share-bar"><a href=x>Share on Facebook</a></div>
{}<h2>The search goes on</h2>{}<div class="related-box"><h3>Related</h3><a href=y>Two ferries met</a></div>
<section id="comments"><h3>2 comments</h3><p>I was there and saw it all happen, it was terrible.</p></section></article>
<footer>© 2016 Courier</footer></body></html>"""


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def clean_page():
    return clean(PAGE.format(paragraphs(PARAGRAPHS[:3]), paragraphs(PARAGRAPHS[3:])), ".html")


def test_the_article_of_a_page_is_its_body():
    report = clean_page()

    assert report.body == "\n\n".join((*PARAGRAPHS[:3], "The search goes on", *PARAGRAPHS[3:]))


def test_the_rest_of_a_page_is_removed_with_reasons():
    taken = {text: reason for reason, text in removed(clean_page())}

    assert taken["Home"] == "navigation"
    assert taken["Share on Facebook"] == "share line"
    assert taken["Two ferries met"] == "related stories"
    assert taken["I was there and saw it all happen, it was terrible."] == "comment section"
    assert taken["© 2016 Courier"] == "legal notice"


def test_a_page_s_metadata_are_the_report_s():
    report = clean_page()

    assert report.headline == "A ferry is lost off the coast"
    assert report.byline == "Jane Doe"
    assert report.outlet == "Courier"
    assert report.canonical_url == "https://courier.example/ferry"
    assert report.language == "en"
    assert report.published_on == dt.date(2016, 8, 1)
    assert report.published_how is PublishedHow.METADATA


def test_every_metadatum_names_what_it_was_read_from():
    evidence = clean_page().evidence

    assert {name: found.found_in for name, found in evidence.items()} == {
        "headline": "printed, the page names it as its headline",
        "byline": "meta:author",
        "published_on": "meta:article:published_time",
        "outlet": "meta:og:site_name",
        "canonical_url": "link:canonical",
        "language": "html:lang",
    }
    assert evidence["published_on"].value == "2016-08-01T10:00:00Z"


def test_what_the_page_does_not_declare_is_read_from_its_words():
    report = clean(
        f"<html><h1>A ferry is lost</h1><p>By Jane Doe</p><p>1 August 2016</p>{paragraphs(PROSE)}</html>",
        ".html",
    )

    assert {name: (found.value, found.found_in) for name, found in report.evidence.items()} == {
        "headline": ("A ferry is lost", "printed, marked as a heading"),
        "byline": ("Jane Doe", "printed"),
        "published_on": ("1 August 2016", "printed"),
        "language": ("en", "told by its words"),
    }


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/ferry", ""])
def test_a_canonical_address_is_a_web_address_or_none(address):
    page = f'<html><link rel="canonical" href="{address}"><body>{paragraphs(PROSE)}</body></html>'

    assert clean(page, ".html").canonical_url is None


def test_an_article_carried_twice_is_kept_once():
    twice = paragraphs(PARAGRAPHS) + '<div class="mobile">' + paragraphs(PARAGRAPHS) + "</div>"

    report = clean(PAGE.format(twice, ""), ".html")

    assert report.body.count(PARAGRAPHS[0]) == 1


def test_the_outlets_name_is_taken_off_the_title():
    page = """<html><head><title>A ferry is lost - Courier</title><meta property="og:site_name" content="Courier">
    </head><body>{}</body></html>"""

    assert clean(page.format(paragraphs(PROSE)), ".html").headline == "A ferry is lost"


@pytest.mark.parametrize(
    ("declared", "expected"), [("en-GB", "en"), ("en_US", "en"), ("english language", "en")]
)
def test_the_language_is_a_code_or_told_by_the_text(declared, expected):
    page = f'<html lang="{declared}"><body>{paragraphs(PROSE)}</body></html>'

    assert clean(page, ".html").language == expected


def test_remarks_in_elements_named_as_comments_are_no_part_of_the_article():
    remarks = paragraphs(PARAGRAPHS[8:12])
    page = f"<html><article>{paragraphs(PARAGRAPHS[:8])}<div class=forum-comment>{remarks}</div></article></html>"

    assert clean(page, ".html").body == "\n\n".join(PARAGRAPHS[:8])


def test_an_article_in_an_element_named_for_its_comments_stays():
    page = f"<html><article class=has-comments>{paragraphs(PARAGRAPHS[:6])}</article></html>"

    assert clean(page, ".html").body == "\n\n".join(PARAGRAPHS[:6])


def test_a_row_of_paragraphs_loose_beside_those_found_is_the_article_s(monkeypatch):
    loose = "".join(f"{text}<br><br>" for text in PARAGRAPHS[3:6])
    page = f"<html><div class=info>{paragraphs(PARAGRAPHS[:3])}{loose}</div></html>"
    monkeypatch.setattr(webpages, "extract_article", lambda _: "\n".join(PARAGRAPHS[:3]))

    assert clean(page, ".html").body == "\n\n".join(PARAGRAPHS[:6])


def test_a_script_that_is_never_closed_takes_no_article_with_it():
    page = f"<html><script>var x = 1;\n<article>{paragraphs(PARAGRAPHS[:6])}</article></html>"

    assert clean(page, ".html").body == "\n\n".join(PARAGRAPHS[:6])


def test_scripts_are_never_text():
    assert "var x" not in "".join(block.text for block in clean_page().blocks)


def test_a_page_that_no_extractor_understands_is_cleaned_as_text():
    report = clean(f"<html>{paragraphs(PROSE)}</html>", ".html")

    assert report.body == "\n\n".join(PROSE)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + "text" + "</div>" * 20_000,
        "<p " + " ".join(f'a{number}="x"' for number in range(20_000)) + ">text</p>",
        "<p " + " ".join(f'a{number}=">"' for number in range(20_000)) + ">text</p>",
        ("<p " + "a " * 20_000 + ">text</p>") * 20,
        "<p>text" + "<" * 300_000,
        "<p>" + "word " * 300_000,
        "<p>" + "word " * 1_990_000,
        '<p>text<img src="data:image/png;base64,' + "iVBOR" * 1_900_000 + '">',
    ],
    ids=["nested", "attributes", "quoted", "crowded", "brackets", "one line", "ten megabytes", "picture"],
)
def test_hostile_pages_are_cleaned_in_bounded_time(html):
    page = f"<html>{html}".encode()
    started = time.process_time()

    clean_document(read_document(page, "a.html"))

    assert time.process_time() - started < 2.0
