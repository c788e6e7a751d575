"""Citations: what is known is said, what is not known is said to be so, and nothing breaks a record."""

import datetime as dt
from dataclasses import replace

import pytest

from archive.views.citing import Citation, to_ap, to_bibtex, to_chicago, to_ris

HERE = "https://archive.example/articles/7/"
THERE = "https://herald.example/ferry"
FULL = Citation(7, "Ferry aground off Lowick", "Ann Reed", "Harbour Herald", dt.date(2019, 9, 2), THERE, HERE)
BARE = Citation(7, "A ferry ran aground …", None, None, None, None, HERE)


@pytest.mark.parametrize(
    ("write", "cited", "written"),
    [
        (to_ap, FULL, "Ann Reed, “Ferry aground off Lowick,” Harbour Herald, Sept. 2, 2019, "
                      f"https://herald.example/ferry, archived at {HERE}"),
        # AP spells the short months.
        (to_ap, replace(FULL, published_on=dt.date(2019, 5, 2), source_url=None),
         f"Ann Reed, “Ferry aground off Lowick,” Harbour Herald, May 2, 2019, {HERE}"),
        (to_ap, BARE, f"“A ferry ran aground …,” unknown outlet, undated, {HERE}"),
        (to_chicago, FULL, "Ann Reed, “Ferry aground off Lowick,” Harbour Herald, September 2, 2019, "
                           f"https://herald.example/ferry, archived at {HERE}."),
        (to_chicago, BARE, f"“A ferry ran aground …,” [unknown outlet], n.d., {HERE}."),
    ],
)  # fmt: skip
def test_a_note_says_what_is_known(write, cited, written):
    assert write(cited) == written


def test_an_ris_record_is_read_back_field_by_field():
    lines = to_ris(replace(FULL, title="Ferry\nER  - aground")).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert lines[-2:] == ["ER  - ", ""]
    fields = dict(line.split("  - ", 1) for line in lines[:-2])
    assert fields == {
        "TY": "NEWS", "TI": "Ferry ER - aground", "AU": "Ann Reed", "T2": "Harbour Herald", "PY": "2019",
        "DA": "2019/09/02/", "UR": "https://herald.example/ferry", "L2": HERE, "DB": "Parallax", "AN": "7",
    }  # fmt: skip


def test_a_record_leaves_out_what_is_not_known():
    assert "AU  - " not in to_ris(BARE)
    assert "T2  - " not in to_ris(BARE)
    assert "author" not in to_bibtex(BARE)
    assert "year" not in to_bibtex(BARE)


def test_bibtex_keeps_every_sign_of_a_title():
    entry = to_bibtex(replace(FULL, title="100 % of {A_B} & \\C$ #1"))
    assert r"title = {{100 \% of \{A\_B\} \& \textbackslash{}C\$ \#1}}," in entry
    balance = entry.replace(r"\{", "").replace(r"\}", "")
    assert balance.count("{") == balance.count("}")


@pytest.mark.parametrize(("form", "begins"), [("ris", "TY  - NEWS"), ("bib", "@article{parallax")])
def test_a_published_report_sends_its_records_and_a_draft_does_not(client, shelf, form, begins):
    article = shelf.article("A ferry ran aground.", headline="Ferry")
    response = client.get(f"/articles/{article.pk}/citation.{form}")
    assert response.content.decode().startswith(begins)
    assert f'filename="report-{article.pk}.{form}"' in response["Content-Disposition"]
    draft = shelf.article("A ferry.", status="draft")
    assert client.get(f"/articles/{draft.pk}/citation.{form}").status_code == 404


def test_the_article_page_offers_both_notes_and_both_records(read, shelf):
    article = shelf.article("A ferry.", headline="Ferry", outlet="Echo", published_on=dt.date(2019, 5, 2))
    html = read(article.get_absolute_url()).html
    assert f"“Ferry,” Echo, May 2, 2019, http://testserver/articles/{article.pk}/" in html
    assert f"/articles/{article.pk}/citation.ris" in html
    assert f"/articles/{article.pk}/citation.bib" in html


def test_the_original_stands_beside_the_cleaned_text(read, shelf):
    article = shelf.article("A ferry.", removed=[("Share", "share line")], content=b"A ferry.\n\nShare")
    html = read(f"/articles/{article.pk}/original/").html
    assert "Share</pre>" in html
    cleaned = html.split("As the archive reads it")[1]
    assert "A ferry." in cleaned
    assert "Share" not in cleaned
