"""The help's pictures are there, for a desk and a phone, in light and dark."""

import re

from django.contrib.staticfiles import finders


def test_every_picture_of_the_help_is_there_and_described(read):
    html = read("/help/").html
    pictures = re.findall(r'(?:src|srcset)="/static/(archive/help/[^"]+)"', html)
    assert len(pictures) == 16
    assert [path for path in pictures if finders.find(path) is None] == []
    assert all(len(alt) > 20 for alt in re.findall(r'<img [^>]*alt="([^"]*)"', html))
