import datetime as dt
import re

import pytest

from archive.models import Article, Link, Status


@pytest.fixture
def aground(shelf):
    article = shelf.article(
        "A ferry ran aground off Port Vell. A Lynx lifted nine people.",
        ("What happened", "subheading"),
        ("It was dark.", "quote"),
        ("Nine people", "list item"),
        ("One dog", "list item"),
        headline="Ferry aground",
        byline="Ada Brook",
        published_on=dt.date(2019, 5, 2),
        removed=[("Share this", "share line"), ("Subscribe now", "call to subscribe")],
    )
    shelf.place(article, "Port Vell", role="happened")
    shelf.aircraft(article, "Lynx")
    return article


def test_the_report_shows_who_ran_it_when_and_how_that_is_known(read, aground):
    html = read(aground.get_absolute_url()).html
    assert '<h1 dir="auto">Ferry aground</h1>' in html
    assert "The Tidewater Post" in html
    assert "Ada Brook" in html
    assert '<time datetime="2019-05-02">2 May 2019</time>' in html
    assert "(printed in the report)" in html


def test_blocks_are_set_as_what_they_are(read, aground):
    html = re.sub(r"<(\w+)[^>]*>", r"<\1>", read(aground.get_absolute_url()).html)
    assert "<h2><span>What happened</span></h2>" in html
    assert "<blockquote><p><span>It was dark.</span></p></blockquote>" in html
    assert "<ul>\n<li><span>Nine people</span></li>\n<li><span>One dog</span></li>\n</ul>" in html


def test_places_and_aircraft_are_marked_and_lead_to_their_pages(read, aground):
    html = read(aground.get_absolute_url()).html
    assert (
        'class="place" href="/places/test:port%20vell/" data-card="card-1" aria-describedby="card-1"' in html
    )
    assert 'class="aircraft" href="/aircraft/lynx/" data-card="card-2" aria-describedby="card-2"' in html


def test_a_card_says_what_a_name_is_and_who_else_names_it(read, aground, shelf):
    other = shelf.article("Port Vell again.")
    shelf.place(other, "Port Vell")
    shelf.index()
    html = read(aground.get_absolute_url()).html
    card = html.partition('id="card-1"')[2].partition("</div>")[0]
    assert "<strong>Port Vell</strong>" in card
    assert "where it happened" in card
    assert "Named in 1 other report" in card


def test_only_the_first_mark_of_a_name_is_in_the_way_of_the_keyboard(read, shelf):
    article = shelf.article("Homs, then Homs.")
    for start in (0, 11):
        mention = shelf.place(article, "Homs")
        type(mention).objects.filter(pk=mention.pk).update(start=start, end=start + 4)
    html = read(article.get_absolute_url()).html
    assert html.count('data-card="card-1"') == 2
    assert html.count('data-card="card-1" tabindex="-1"') == 1


def test_marking_is_turned_off_and_stays_off_until_turned_on(read, client, aground):
    address = aground.get_absolute_url()
    assert "data-card" in read(address).html
    assert "data-card" not in read(f"{address}?marks=off").html
    assert "data-card" not in read(address).html
    assert "data-card" in read(f"{address}?marks=on").html
    assert "data-card" in read(address).html


def test_a_doubtful_name_is_not_shown_to_readers(read, shelf):
    article = shelf.article("He met Mobile at noon.")
    mention = shelf.place(article, "Mobile")
    type(mention).objects.filter(pk=mention.pk).update(confidence=0.3)
    html = read(article.get_absolute_url()).html
    assert "data-card" not in html
    assert "<h2>Places</h2>" not in html


def test_a_permalink_marks_its_words_and_only_them(read, aground):
    html = read(aground.get_absolute_url(), {"from": "2", "to": "7"}).html
    assert '<mark class="target" id="c2-7">ferry</mark>' in html
    assert html.count("<mark") == 1


@pytest.mark.parametrize(
    ("start", "end"),
    [("7", "2"), ("2", "2"), ("-1", "5"), ("a", "b"), ("9" * 30, "9" * 31), ("5000", "5010")],
)
def test_a_permalink_that_points_nowhere_shows_the_report_unmarked(read, aground, start, end):
    page = read(aground.get_absolute_url(), {"from": start, "to": end})
    assert page.status == 200
    assert "<mark" not in page.html


def test_a_report_without_headline_says_so_and_passes_no_sentence_off_as_one(read, shelf):
    article = shelf.article("Fog closed the pier.", "It lifted at noon.")
    html = read(article.get_absolute_url()).html
    assert '<h1 class="without">No headline in the file</h1>' in html
    assert 'class="prose lede-first"' in html
    assert html.count("<h1") == 1


def test_a_report_without_date_or_outlet_says_so(read, shelf):
    html = read(shelf.article("Fog.", outlet=None).get_absolute_url()).html
    assert "date unknown" in html
    assert "Unknown outlet" in html


def test_hostile_text_is_shown_as_text(read, shelf):
    article = shelf.article(
        "<script>alert(1)</script> & <img src=x onerror=alert(1)>", headline="<svg onload=alert(1)>",
        byline='"><script>', outlet="<i>Post</i>",
    )  # fmt: skip
    html = read(article.get_absolute_url()).html
    assert re.findall(r"<(?:script|img|i)\b[^>]*>", html) == [
        '<script type="module" src="/static/archive/parallax.js">'
    ]
    assert "onload=alert(1)>" not in html.replace("&gt;", "")


def test_what_was_removed_stands_beside_its_reason(read, aground):
    html = read(f"{aground.get_absolute_url()}removed/").html
    assert "2 of the file’s 7 blocks are not part of the report" in html
    assert re.search(
        r"<del>Share this</del>.*?share line.*?<del>Subscribe now</del>.*?call to", html, re.DOTALL
    )
    assert "Keep it" not in html


def test_the_article_page_counts_what_was_removed(read, aground):
    html = read(aground.get_absolute_url()).html
    assert "2 blocks removed, and why" in html
    assert re.search(r"<del>Share this</del>.*?share line", html, re.DOTALL)


def test_an_editor_puts_a_block_back_with_one_click_on_the_article_page(read, aground, client, editor):
    assert "Keep it" not in read(aground.get_absolute_url()).html
    client.force_login(editor)

    html = client.get(aground.get_absolute_url()).content.decode()

    block = aground.blocks.get(text="Share this")
    form = re.search(
        rf'<form method="post" action="([^"]+)">(?:(?!</form>).)*value="{block.pk}".*?</form>', html, re.S
    )
    assert form is not None
    assert ">Keep it" in form[0]
    client.post(form[1], {"block": block.pk, "verdict": "kept"})
    assert "Share this" in client.get(aground.get_absolute_url()).content.decode().split("</article>")[0]
    aground.refresh_from_db()
    assert "Share this" in aground.body


@pytest.mark.parametrize("tail", ["", "removed/", "original/", "original/download/"])
def test_a_draft_is_not_shown_to_readers(read, aground, tail):
    Article.objects.update(status=Status.DRAFT)
    assert read(f"{aground.get_absolute_url()}{tail}").status == 404


def test_siblings_in_the_event_stand_apart_from_other_related_reports(read, shelf):
    one, sibling, other = (shelf.article(f"{n}.", headline=n) for n in ("One", "Sibling", "Other"))
    shelf.event(one, sibling)
    Link.objects.create(first=one, second=other, probability=0.4, reasons=["both name Lowick"])
    html = read(one.get_absolute_url()).html
    assert (
        html.index("Same event") < html.index("Sibling") < html.index("Related reports") < html.index("Other")
    )
    assert "both name Lowick" in html


def test_a_text_original_is_shown_escaped(read, shelf):
    article = shelf.article(content=b"<script>alert(1)</script> as it came")
    html = read(f"{article.get_absolute_url()}original/").html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; as it came</pre>" in html


def test_an_html_original_is_shown_without_what_runs(read, shelf):
    page = b"<p onclick='x()'>Aground.<script>alert(1)</script><style>p{}</style></p>"
    article = shelf.article(content=page, format="html", filename="page.html")
    html = read(f"{article.get_absolute_url()}original/").html
    shown = html[html.index("sanitised") :]
    assert "Aground." in shown
    assert "alert(1)" not in shown
    assert "onclick" not in shown
    assert "&lt;p onclick=" in read(f"{article.get_absolute_url()}original/?as=source").html


def test_the_original_downloads_byte_for_byte_and_never_runs(client, shelf):
    content = b"\xff\xfe<script>alert(1)</script>"
    article = shelf.article(content=content, format="html", filename='x"; evil.html')
    response = client.get(f"{article.get_absolute_url()}original/download/")
    assert response.content == content
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == f'attachment; filename="original-{article.pk}.html"'


def test_an_article_page_costs_the_same_for_1_mention_and_for_40(shelf, read, django_assert_max_num_queries):
    def cost(article):
        with django_assert_max_num_queries(30) as queries:
            read(article.get_absolute_url())
        return len(queries)

    short = shelf.article("Fog at Lowick.")
    shelf.place(short, "Lowick")
    names = [f"Place{n:02}" for n in range(40)]
    long = shelf.article(*(f"Fog at {name}." for name in names))
    for name in names:
        shelf.place(long, name)
    assert cost(long) == cost(short)
