"""Furniture that gives itself away by its words, and prose that only begins like it."""

import csv

import pytest

from archive.cleaning import OutletMemory, fold_line, reasons
from archive.cleaning.wordlists import DATA
from tests.cleaning.reports import PROSE, STORY, clean, removed


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENT", "advertisement"),
        ("— Advertisement —", "advertisement"),
        ("Share", "share line"),
        ("Share this article:", "share line"),
        ("READ MORE: Two pilots killed near the border", "read-more link"),
        ("Read more Two pilots killed near the border", "read-more link"),
        ("Also read: Two pilots killed", "read-more link"),
        ("Also in the Courier: Two pilots killed", "read-more link"),
        ("Sign up for our daily newsletter.", "subscription line"),
        ("Subscribe to The Courier", "subscription line"),
        ("© 2016 The Courier. All rights reserved.", "legal notice"),
        ("Photo: Jane Doe / Courier", "photo credit"),
        ("A boat near the harbour on Monday. (AP Photo/Jane Doe)", "photo credit"),
        ("A boat near the harbour. Credit: Jane Doe", "photo credit"),
        ("5 min read", "navigation"),
        ("Follow Harbour News on Instagram, Facebook and YouTube.", "share line"),
        ("Like our page on Facebook", "share line"),
        ("When you buy something through our links, we may earn a commission.", "advertisement"),
        ("Get the news of the coast delivered straight to your inbox.", "subscription line"),
        ("Story continues after the advertisement", "advertisement"),
        ("Enjoyed this piece? Subscribe to the Courier from 4 a month.", "subscription line"),
        ("Have you been affected by this story? Send us your pictures.", "subscription line"),
        ("Реклама", "advertisement"),
        ("Читайте также: Пароход затонул", "read-more link"),
        ("Publicité", "advertisement"),
        ("Lire aussi : Le ferry", "read-more link"),
        ("Anzeige", "advertisement"),
        ("Publicidad", "advertisement"),
        ("إعلان", "advertisement"),
        ("Поделитесь с друзьями", "share line"),
        ("Если вы нашли ошибку, выделите ее и нажмите Ctrl+Enter.", "legal notice"),
        ("Подпишитесь на рассылку", "subscription line"),
        ("شارك المقال", "share line"),
        ("جميع الحقوق محفوظة © 2016", "legal notice"),
        ("إقرأ أيضا: غرق عبارة قبالة الساحل", "read-more link"),
        ("Partagez cet article", "share line"),
        ("À voir aussi : le ferry en images", "read-more link"),
        ("Gérer les cookies", "legal notice"),
        ("Artikel teilen", "share line"),
        ("Lesen Sie auch: Fähre gesunken", "read-more link"),
        ("Alle Rechte vorbehalten.", "legal notice"),
        ("Comparte esta noticia", "share line"),
        ("Lea también: El ferry se hundió", "read-more link"),
        ("Suscríbete a nuestro boletín", "subscription line"),
        ("* * *", "rule"),
    ],
)
def test_furniture_between_paragraphs_is_removed_with_its_reason(line, reason):
    report = clean(f"{PROSE[0]}\n\n{line}\n\n{PROSE[1]}\n\n{PROSE[2]}")

    assert removed(report) == [(reason, line)] or removed(report) == [(reason, line.strip())]
    assert report.body == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Read more slowly and you will understand more, the teacher told the children in the harbour town.",
        "“Sign up for the army,” the poster said, and many did so in the first days of the war.",
        "Share prices fell by a tenth on Monday after the company's announcement, traders said.",
        "Поделиться новостями с семьями погибших власти обещали в понедельник, сообщило агентство со ссылкой на порт.",
        "Partager les frais du sauvetage sera difficile, a dit le ministre lundi devant les députés de la côte.",
        "Teilen mussten sich die Geretteten am Montag die wenigen Betten der Insel, sagte ein Sprecher der Hafenwache.",
        "Compartir la costa con los barcos grandes es peligroso, dijo el lunes el alcalde a los pescadores del puerto.",
        "شارك أكثر من مئتي شخص في عملية الإنقاذ يوم الاثنين قرب الساحل بحسب ما قالت وزارة النقل في بيان.",
        "Watch towers along the coast were manned again for the first time since the war, officials said.",
        "Follow-up checks found nothing, the ministry said on Monday.",
        "The photo was taken by a passenger on Monday, the newspaper said.",
        "Aleppo rebel assault",  # a sub-heading
        "'Humanitarian corridors'",
        "What we know",
        "Like many others on Facebook, she had heard of the ferry before the ministry said a word.",
        "“We may earn a commission on each ticket,” the agent said when he was asked about the ferry.",
    ],
)
def test_prose_and_subheadings_stay(line):
    report = clean(f"{PROSE[0]}\n\n{line}\n\n{PROSE[1]}\n\n{PROSE[2]}")

    assert line in report.body


def test_a_list_below_its_heading_goes_with_it():
    end = "The island's mayor thanked the fishermen who had gone out in the storm, and spoke of a day of mourning."
    text = f"{STORY}\n\nRelated stories\n\nTwo ferries met at sea\n\nThe harbour is closed again\n\n{end}"

    report = clean(text)

    assert [reason for reason, _ in removed(report)] == ["related stories"] * 3
    assert report.body == f"{STORY}\n\n{end}"


def test_links_alone_between_paragraphs_are_removed_from_markdown():
    report = clean(f"{PROSE[0]}\n\n[Two ferries met at sea](#)\n\n{PROSE[1]}", ".md")

    assert removed(report) == [(reasons.LINKS, "Two ferries met at sea")]


def test_lines_known_from_other_reports_of_the_outlet_are_removed():
    line = "The Courier is the voice of the coast and of all its islands since 1871."
    known = frozenset({fold_line(line.upper())})

    report = clean(f"{PROSE[0]}\n\n{line}\n\n{PROSE[1]}", memory=OutletMemory(furniture=known))

    assert removed(report) == [(reasons.SEEN_BEFORE, line)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("READ MORE:", "Read  more"),
        ("“Quoted”", '"quoted"'),
        ("Editor’s picks »", "Editor's Picks"),
        ("– Dash –", "dash"),
    ],
)
def test_lines_that_read_alike_fold_alike(one, two):
    assert fold_line(one) == fold_line(two) != ""


def test_the_list_of_cues_is_in_order():
    with (DATA / "cues.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    known = {value for name, value in vars(reasons).items() if name.isupper()}
    assert {row["reason"] for row in rows} <= known
    assert {row["match"] for row in rows} == {"line", "start", "label", "end", "heading", "inline", "within"}
    assert {"en", "ru", "ar", "fr", "de", "es"} <= {row["language"] for row in rows}
    pairs = [(row["match"], row["phrase"]) for row in rows]
    assert len(pairs) == len(set(pairs))
