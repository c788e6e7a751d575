"""What is typed into the address bar to break things: an answer in words each time, quickly, nothing echoed raw."""

import json
import random
import time
from urllib.parse import quote

import pytest

from archive.search.query import parse_query
from tests.hostile.payloads import scripts
from tests.torture import at_length

pytestmark = pytest.mark.django_db

# A run takes this many generated queries of a fixed seed; ten thousand take some two minutes.
GENERATED = at_length(100, 10_000)
# Every so manieth of the Big List of Naughty Strings; 1 for all 515.
NAUGHTY_STEP = at_length(4, 1)
# No single page of these may take more of the processor (s); measured worst: 0.15.
SLOWEST = 1.0

# Everything the language knows, half of it, and what other engines would take for an order.
ATOMS = (
    'ferry', 'Mi-8', 'Mi', '8', '"', '(', ')', 'OR', 'AND', 'NOT', '-', '--', '*', 'a*', 'fe*', '*rry', '?', '~9', '^5',
    '[a TO z]', 'place:', 'place:Syria', 'place:"Aleppo', 'place:geonames:1', 'aircraft:', 'aircraft:Mi-8', 'outlet:',
    'outlet:x', 'outlet:%', 'date:', 'date:2016', 'date:>', 'date:2016-13', 'date:..', 'date:9999..0001', 'date:<0001',
    'date:>9999', 'date:0000', 'date:٢٠١٦', 'date:2016-02-30', 'title:', 'title:"a b"', 'text:', 'django_ct:x',
    'foo:bar', 'a:b:c', 'place:place:x', '\u202e', '\u200b', '😀', 'é', 'İ', 'ß', '\x00', '\x07', '\x1b', '\ufeff',
    "'; DROP TABLE archive_article;--", '%', '_', '\\', '/', '<b>', '&amp;', 'the', 'of', '737 MAX', '北京', 'حلب', '²',
    'x' * 200, '"' * 50, '(' * 60, ')' * 60, 'OR ' * 40, '- ' * 30, '\n', '\t', '“', '»', '\u0301' * 40,
)  # fmt: skip

ODD = (
    "99999", "-1", "abc", "0", "1e9", "٣", "²", "9" * 12, "9" * 18, "9" * 19, "9" * 30, "9" * 110, "9" * 5000, "",
    "\x00", "1.5", "NaN", "None", "none", "[]", "1 OR 1=1", "<script>alert(1)</script>", "\ud800", "../../etc/passwd",
    "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2016-02-30", "2016-W31-1", "2016-08-01T00:00",
)  # fmt: skip


def generated(count):
    choose = random.Random(8)  # noqa: S311  (no secret)
    for _ in range(count):
        joint = choose.choice(["", " "])
        text = joint.join(choose.choices(ATOMS, k=choose.choice([1, 2, 3, 5, 8, 20, 60])))
        yield (text * 10_000)[:10_000] if choose.random() < 0.01 else text


@pytest.fixture
def ask(client, make_article):
    """Return a function that gets an address of an archive of two reports, and looks at what comes back."""
    for number in (1, 2):
        make_article(
            f"The ferry Osprey ran aground off Lowick near Homs; a Mi-8 lifted {number} off it on Friday."
        )

    def get(path, data=None, raw=""):
        began = time.process_time()
        response = client.get(path, data)
        assert time.process_time() - began < SLOWEST, (path, data)
        assert response.status_code < 500, (path, data)
        if "<" in raw and len(raw) > 3:
            assert raw not in response.content.decode(), (path, data)

    return get


def encoded(value):
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def test_no_generated_query_breaks_the_search(ask):
    for text in generated(GENERATED):
        ask("/", {"q": text}, raw=text)


def test_no_naughty_string_breaks_the_search(ask, shared):
    texts = json.loads((shared / "data/security/blns.json").read_text(encoding="utf-8"))
    for text in texts[::NAUGHTY_STEP]:
        ask("/", {"q": text}, raw=text)


def test_no_script_comes_back_as_it_was_sent(ask, shared):
    for text in scripts(shared / "data/security/xss", 60):
        ask("/", {"q": f"ferry {text}", "place": text, "outlet": text, "from": text, "sort": text}, raw=text)
        ask(f"/{quote(text, safe='')}", raw=text)


@pytest.mark.parametrize("name", ["page", "place", "aircraft", "outlet", "from", "to", "sort", "exact"])
def test_no_odd_value_breaks_a_parameter_of_the_search(ask, name):
    for value in map(encoded, ODD):
        ask("/", {"q": "ferry", name: value}, raw=value)
        ask("/", {"q": "ferry", name: [value, value, "1"]}, raw=value)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/compare/", "id"), ("/events/1/", "id"), ("/events/", "page"), ("/articles/1/", "from"),
        ("/articles/1/", "to"), ("/articles/1/original/", "as"), ("/places/", "q"), ("/aircraft/", "page"),
        ("/sign-in/", "next"),
    ],
)  # fmt: skip
def test_no_odd_value_breaks_another_page(ask, path, name):
    for value in map(encoded, ODD):
        ask(path, {name: value}, raw=value)
        ask(path, {name: [value, "1", "2"], "from": "5", "to": "40"}, raw=value)


@pytest.mark.parametrize(
    "path", ["/articles/{}/", "/events/{}/", "/articles/{}/original/download/", "/{}", "/static/{}"]
)
def test_no_odd_address_breaks_anything(ask, path):
    for value in map(encoded, ODD):
        ask(path.format(quote(value, safe="")), raw=value)


def test_too_many_values_are_no_way_to_stop_the_site(ask):
    ask("/", {"q": "ferry", "place": [f"x{number}" for number in range(900)]})
    ask("/compare/", {"id": [str(number) for number in range(900)]})
    ask("/?" + "&".join(f"p{number}=1" for number in range(3000)))


# Each shape at n and 8n characters: the work may grow with the text, not with its square.
SHAPES = (
    "(",
    ")",
    '"',
    "-",
    "*",
    "a*",
    "OR ",
    "a:",
    "place:",
    "date:",
    ' "',
    "((a",
    "- (",
    "Mi-",
    "mi 8 ",
    "\u0301",
    "a",
)


@pytest.mark.parametrize("shape", SHAPES)
def test_reading_a_query_costs_as_its_length(shape):
    def cost(length):
        text = (shape * length)[:length]
        began = time.process_time()
        parse_query(text)
        return time.process_time() - began

    cost(1000)
    assert cost(400_000) < 0.5


def test_a_search_that_takes_too_long_is_stopped_and_said(client, make_article, monkeypatch):
    make_article("The ferry Osprey ran aground off Lowick near Homs; a Mi-8 lifted nine off it on Friday.")
    with monkeypatch.context() as short:
        short.setattr("archive.search.opened.SEARCH_SECONDS", -1.0)
        response = client.get("/", {"q": "ferry OR f*"})
        assert response.status_code == 400
        assert "took too long" in response.content.decode()
        assert "ferry OR f*" in response.content.decode()
        assert client.get("/readyz").json()["wrong"] == []  # no damage is suspected

    assert "1 report" in client.get("/", {"q": "ferry OR f*"}).content.decode()
