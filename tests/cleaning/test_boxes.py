"""Boxes set into a report go whole; the report round them stays."""

import pytest

from archive.cleaning import reasons
from tests.cleaning.reports import PROSE, STORY, clean, removed

PAGE = "<html><body><article><h1>Ferry Lost Off Coast</h1>{above}{box}{below}</article></body></html>"
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)


def page(box):
    return clean(
        PAGE.format(above=PARAGRAPHS, box=box, below="<p>Divers will go down again at dawn.</p>"), ".html"
    )


def test_what_stands_in_a_box_of_offers_goes_with_its_heading():
    report = page(
        '<div class="rail"><h5>Special offer</h5><p>Our new atlas of harbours costs half this week.</p></div>'
    )
    assert "atlas" not in report.body
    assert "Divers will go down again at dawn." in report.body


def test_a_heading_of_the_reports_own_element_takes_nothing_with_it():
    report = page("<h2>Special offer</h2><p>The owners offered the families their fares back on Tuesday.</p>")
    assert "The owners offered the families" in report.body


def test_a_long_box_is_a_part_of_the_report():
    report = page(f'<div class="part"><h3>Featured</h3>{PARAGRAPHS.replace("ferry", "vessel") * 3}</div>')
    assert "vessel" in report.body


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("[ Your e-mail address ]  [ Sign me up ]", True),
        ("[Your name] [Your e-mail] [Send]", True),
        ("[Laughter]", False),  # a transcript's remark
        ("[1] [2]", False),  # footnotes
    ],
)
def test_a_forms_fields_are_furniture(form, expected):
    report = clean(f"{STORY}\n\n{form}\n\n{STORY.replace('ferry', 'vessel')}")
    assert (" ".join(form.split()) in [text for _, text in removed(report)]) is expected


def test_what_is_said_for_a_newsletter_goes_with_its_form():
    box = "Newsletter: The Harbour Letter\nOnce a week, the news of the coast in one page.\n[ Your e-mail ]  [ Send ]"
    report = clean(f"{STORY}\n\n{box}\n\n{STORY.replace('ferry', 'vessel')}")
    assert "Once a week" not in report.body
    assert (reasons.SUBSCRIPTION, "Once a week, the news of the coast in one page.") in removed(report)


def test_a_paragraph_above_a_form_stays():
    report = clean(f"{STORY}\n\n[ Your e-mail ]  [ Send ]")
    assert STORY.split("\n\n")[-1] in report.body
