"""Plain text and Markdown: which lines are blocks, which were only wrapped."""

import textwrap

import pytest

from archive.intake import read_document
from archive.records import Markup

LONG = "The minister said on Tuesday that the bridge would be closed until the engineers had finished their work."


def blocks(text, ending=".txt"):
    return [(block.markup, block.text) for block in read_document(text.encode(), f"a{ending}").blocks]


def texts(text, ending=".txt"):
    return [words for _, words in blocks(text, ending)]


def test_without_empty_lines_every_long_line_is_a_paragraph():
    assert texts(f"{LONG}\n{LONG} Again.\nA sub-heading\n{LONG}") == [
        LONG,
        f"{LONG} Again.",
        "A sub-heading",
        LONG,
    ]


@pytest.mark.parametrize("width", [50, 66, 72, 80, 100])
def test_a_wrapped_paragraph_is_one_block(width):
    paragraph = " ".join([LONG] * 3)
    wrapped = textwrap.fill(paragraph, width)

    assert texts(f"A Title Stands Here\n\n{wrapped}\n\n{wrapped}") == [
        "A Title Stands Here",
        paragraph,
        paragraph,
    ]


def test_short_lines_of_a_wrapped_text_are_not_joined():
    wrapped = textwrap.fill(" ".join([LONG] * 3), 72)

    assert texts(f"By Jane Doe\nCourier staff\n\n{wrapped}")[:2] == ["By Jane Doe", "Courier staff"]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (("heli-", "copter"), "helicopter"),  # divided by the printer
        (("anti-", "aircraft"), "anti-aircraft"),  # a prefix that keeps its hyphen
        (("rebel-", "held"), "rebel-held"),  # the text writes it with a hyphen elsewhere
        (("heli\u00ad", "copter"), "helicopter"),  # a soft hyphen
    ],
)
def test_words_divided_at_a_line_end_are_joined(ends, expected):
    first, second = ends
    start = "On Monday the ministry of defence said that the crew of the "
    text = f"{start}{first}\n{second} had left the rebel-held town before the shelling of the place began.\n"

    assert expected in texts(text)[0]


@pytest.mark.parametrize(
    ("line", "markup", "text"),
    [
        ("# Title", Markup.HEADING, "Title"),
        ("### Title ###", Markup.HEADING, "Title"),
        ("#hashtag is no heading", Markup.PLAIN, "#hashtag is no heading"),
        ("> quoted", Markup.QUOTE, "quoted"),
        ("* item", Markup.LIST_ITEM, "item"),
        ("- item", Markup.LIST_ITEM, "item"),
        ("• item", Markup.LIST_ITEM, "item"),
        ("3. item", Markup.LIST_ITEM, "3. item"),  # the number is part of what is printed
        ("2016. The year", Markup.PLAIN, "2016. The year"),
        ("---", Markup.RULE, "---"),
        ("* * *", Markup.RULE, "* * *"),
        ("___", Markup.RULE, "___"),
        ("--", Markup.PLAIN, "--"),
    ],
)
@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_a_line_is_marked_as_it_is_written(line, markup, text, ending):
    assert blocks(f"{line}\n", ending) == [(markup, text)]


def test_a_line_underlined_is_a_heading():
    assert blocks("Title\n=====\n\nText.", ".md")[0] == (Markup.HEADING, "Title")


def test_rows_of_a_table_are_rows():
    assert [markup for markup, _ in blocks("| a | b |\n|---|---|\n| 1 | 2 |", ".md")] == [
        Markup.TABLE_ROW,
        Markup.RULE,
        Markup.TABLE_ROW,
    ]


@pytest.mark.parametrize(
    ("source", "txt", "md"),
    [
        ('*"Quoted," he said.*', '"Quoted," he said.', '"Quoted," he said.'),
        ("**Bold** words", "Bold words", "Bold words"),
        ("A _stressed_ word", "A _stressed_ word", "A stressed word"),  # marks of Markdown alone
        ("snake_case_name", "snake_case_name", "snake_case_name"),
        ("5 * 3 * 2", "5 * 3 * 2", "5 * 3 * 2"),
        ("Prices* rose", "Prices* rose", "Prices* rose"),  # a footnote's star has no partner
        ("See [the map](http://x.org/a_(b)) now", "See the map now", "See the map now"),
        ("as [the crew] tried", "as [the crew] tried", "as [the crew] tried"),  # an editor's brackets
        ("![photo](a.jpg) Text", "Text", "Text"),
        ("[*Stressed* link](#)", "Stressed link", "Stressed link"),
        ("1 \\* 2", "1 \\* 2", "1 * 2"),
        ("index,**** which", "index,**** which", "index, which"),  # empty emphasis of converters
        ("A&amp;B &mdash; x", "A&B — x", "A&B — x"),
    ],
)
def test_markup_inside_a_line_is_left_out(source, txt, md):
    assert texts(source) == [txt]
    assert texts(source, ".md") == [md]


@pytest.mark.parametrize(
    ("source", "share"),
    [("Plain.", 0.0), ("[all of it](#)", 1.0), ("half [half](#)", 0.44)],
)
def test_the_share_of_link_text_is_known(source, share):
    block = read_document(source.encode(), "a.md").blocks[0]

    assert block.link_share == pytest.approx(share, abs=0.02)


def test_front_matter_is_metadata_and_stays_among_the_blocks():
    source = '---\ntitle: "Ferry lost"\nauthor: Jane Doe\ndate: 2016-08-01\nsource: Courier\n---\nText here.'

    document = read_document(source.encode(), "a.md")

    assert document.headline is not None
    assert document.headline.value == "Ferry lost"
    assert document.headline.found_in == "front matter:title"
    assert document.published is not None
    assert document.published.value == "2016-08-01"
    assert document.blocks[-1].text == "Text here."
    assert [block.text for block in document.blocks if "front matter" in block.hints][
        1
    ] == 'title: "Ferry lost"'


def test_rules_round_a_title_are_no_front_matter():
    document = read_document(b"---\n\nFerry lost at sea\n\n---\n\nText here.", "a.md")

    assert document.headline is None
    assert [block.text for block in document.blocks] == ["---", "Ferry lost at sea", "---", "Text here."]
