"""The style page and the help show what there is."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from archive.views.style import COLOURS

STATIC = Path(settings.BASE_DIR, "static", "archive")


def test_every_colour_of_the_stylesheet_is_shown():
    css = (STATIC / "parallax.css").read_text()
    light, dark = css.split("prefers-color-scheme: dark", 1)
    assert set(re.findall(r"--([a-z0-9-]+): #", light)) == set(COLOURS)
    assert set(re.findall(r"--([a-z0-9-]+): #", dark)) == set(COLOURS)
    assert all(f".fill-{name} " in css for name in COLOURS)


def test_staff_see_the_parts(admin_client):
    html = admin_client.get("/style/").content.decode()
    assert html.count("<svg") >= len(COLOURS)
    assert "different scope" in html


@pytest.mark.django_db
def test_every_picture_of_the_help_is_there_in_light_and_dark_with_words_for_it(client):
    html = client.get("/help/").content.decode()
    shown = re.findall(
        r'srcset="/static/([^"]+)"[^>]*><img src="/static/([^"]+)"[^>]*alt="([^"]{20,})"', html
    )
    assert len(shown) == html.count("<picture>") == 4
    for dark, light, _ in shown:
        assert (STATIC.parent / dark).stat().st_size < 200_000
        assert (STATIC.parent / light).stat().st_size < 200_000
        assert dark == light.replace("-light", "-dark")
