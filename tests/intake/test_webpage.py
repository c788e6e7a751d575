"""Web pages: what a reader sees as a paragraph, and what the page says about itself."""

import pytest

from archive.intake import read_document
from archive.records import Markup, Metadatum


def blocks(html):
    return [(block.markup, block.text) for block in read_document(f"<html>{html}".encode(), "a.html").blocks]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<p>Two", [(Markup.PLAIN, "One"), (Markup.PLAIN, "Two")]),
        ("<p>One <b>bold</b> <i>word</i>.</p>", [(Markup.PLAIN, "One bold word.")]),
        ("<h2>Part</h2>text", [(Markup.HEADING, "Part"), (Markup.PLAIN, "text")]),
        ("a<br>b<br><br>c", [(Markup.PLAIN, "a b"), (Markup.PLAIN, "c")]),
        ("<ul><li>a<li>b</ul>", [(Markup.LIST_ITEM, "a"), (Markup.LIST_ITEM, "b")]),
        ("<blockquote><p>said</p></blockquote>", [(Markup.QUOTE, "said")]),
        ("<figure><img><figcaption>seen</figcaption></figure>", [(Markup.CAPTION, "seen")]),
        (
            "<table><tr><td>a<td>1<tr><td>b<td>2</table>",
            [(Markup.TABLE_ROW, "a 1"), (Markup.TABLE_ROW, "b 2")],
        ),
        (
            f"<table><tr><td>nav<td>{'long ' * 60}</table>",
            [(Markup.PLAIN, "nav"), (Markup.PLAIN, "long " * 59 + "long")],
        ),
        ("<p>a<script>if (a<b) x()</script>b</p>", [(Markup.PLAIN, "ab")]),
        ("<style>p {}</style><noscript>no</noscript><p>a", [(Markup.PLAIN, "a")]),
        ("<svg><text>x</text></svg><p>a", [(Markup.PLAIN, "a")]),
        ("<svg><p>never closed", [(Markup.PLAIN, "never closed")]),  # the rest of a page is not thrown away
        ("<script>never = closed\n<p>a", [(Markup.PLAIN, "a")]),
        ("<!-- <p>hidden --><p>a", [(Markup.PLAIN, "a")]),
        ("<p>5 < 6 and a <b", [(Markup.PLAIN, "5 < 6 and a <b")]),
        ('<p title="a > b">a', [(Markup.PLAIN, "a")]),
        ("<p>Smith &amp; Sons&nbsp;Ltd", [(Markup.PLAIN, "Smith & Sons Ltd")]),
        ("</div></p><p>a</b></p>", [(Markup.PLAIN, "a")]),  # end tags of nothing
    ],
)
def test_a_page_becomes_blocks(html, expected):
    assert blocks(html) == expected


def test_hints_name_elements_classes_and_ids_from_outside_in():
    html = '<html><body class="page"><div id="Main" class="a B"><p class="c">x</p></div></body></html>'

    block = read_document(html.encode(), "a.html").blocks[0]

    assert block.hints == ("div", "a", "b", "main", "p", "c")


def test_hidden_elements_are_hinted():
    block = read_document(b'<html><div style="display: none">x</div>', "a.html").blocks[0]

    assert "hidden" in block.hints


def test_a_block_stands_where_its_first_word_does_whatever_blanks_come_before():
    blanks = "<i> </i> " * 4
    page = f'<html><div>{blanks}<b class="lead">first</b> <u class="rest">words</u></div>'

    block = read_document(page.encode(), "a.html").blocks[0]

    assert block.hints == ("div", "b", "lead")


def test_link_share_counts_link_text():
    block = read_document(b"<html><p>half <a href=x>half</a></p>", "a.html").blocks[0]

    assert block.link_share == 0.5


def test_pieces_point_into_the_source():
    source = "<html><p>Smith <b>&amp; Sons</b>"

    document = read_document(source.encode(), "a.html")

    assert [document.text[piece.start : piece.end] for piece in document.blocks[0].pieces] == [
        "Smith ",
        "&amp;",
        " Sons",
    ]


HEAD = """<html lang="en-GB"><head><title>Ferry lost - Courier</title>
<link rel="canonical" href="https://courier.example/ferry"><meta property="og:title" content="Ferry lost at sea">
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2016-08-01T10:00:00Z">
<meta property="og:site_name" content="Courier">{}</head>
<body><p>Text.</p><time datetime="2016-08-02">x</time></html>"""
JSON_LD = '<script type="application/ld+json">{}</script>'


def test_meta_tags_are_read_with_where_they_stood():
    document = read_document(HEAD.format("").encode(), "a.html")

    found = {
        kind: (statement.value, statement.found_in)
        for kind in ("headline", "byline", "published", "outlet", "canonical_url", "language")
        if (statement := getattr(document, kind)) is not None
    }
    assert found == {
        "headline": ("Ferry lost at sea", "meta:og:title"),
        "byline": ("Jane Doe", "meta:author"),
        "published": ("2016-08-01T10:00:00Z", "meta:article:published_time"),
        "outlet": ("Courier", "meta:og:site_name"),
        "canonical_url": ("https://courier.example/ferry", "link:canonical"),
        "language": ("en-GB", "html:lang"),
    }


@pytest.mark.parametrize(
    ("json", "headline", "byline"),
    [
        # an article of its own
        ('{"@type": "NewsArticle", "headline": "From JSON", "author": {"name": "A B"}}', "From JSON", "A B"),
        # inside a graph, several authors, several types
        (
            '{"@graph": [{"@type": "WebSite"}, {"@type": ["Article", "X"], "headline": "H", '
            '"author": [{"name": "A"}, {"name": "B"}]}]}',
            "H",
            "A, B",
        ),
        # broken: the meta tags stand
        ('{"@type": "NewsArticle", "headline": ', "Ferry lost at sea", "Jane Doe"),
        # about something else
        ('{"@type": "Organization", "name": "Courier"}', "Ferry lost at sea", "Jane Doe"),
        # too deep to be parsed
        ("[" * 100_000, "Ferry lost at sea", "Jane Doe"),
    ],
)
def test_json_ld_of_an_article_comes_first(json, headline, byline):
    document = read_document(HEAD.format(JSON_LD.format(json)).encode(), "a.html")

    assert document.headline is not None
    assert document.byline is not None
    assert (document.headline.value, document.byline.value) == (headline, byline)


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Ferry lost at sea", "Courier"),
        # the title again is no outlet
        ("Ferry with two hundred people aboard lost", None),
        # a front page is called what its outlet is
        ("Lowick", "Lowick"),
    ],
)
def test_a_title_in_the_outlet_s_place_names_no_outlet(title, outlet):
    site = f'<meta property="og:site_name" content="{outlet or title.upper()}">'
    document = read_document(f"<title>{title} | Courier</title>{site}<p>Text.</p>".encode(), "a.html")

    assert document.outlet == (None if outlet is None else Metadatum(outlet, "meta:og:site_name"))


def test_the_page_s_own_elements_serve_where_nothing_better_is():
    document = read_document(b"<html><title>T</title><time datetime=2016-08-02>x</time>", "a.html")

    assert document.headline is not None
    assert document.headline.found_in == "title"
    assert document.published is not None
    assert document.published.found_in == "time:datetime"
