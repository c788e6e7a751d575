"""The desk's care of names: queue, candidates, spellings, new places and types, tables."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from archive.desk.rereading import reread_batch
from archive.models import Change, Mention, RereadJob, Ruling, Spelling, UnknownDesignator
from archive.safekeeping.worker import Worker
from archive.search.engine import Filters
from archive.search.results import find_articles

pytestmark = pytest.mark.django_db
KHMEIMIM = "overlay:khmeimim-air-base"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def messages_of(response):
    return re.findall(r'<p class="message [^"]*">(.*?)</p>', response.content.decode())


@pytest.mark.parametrize(
    "url",
    [
        "/desk/names/",
        "/desk/names/new-place/",
        "/desk/names/new-type/",
        "/desk/names/tables/",
        f"/desk/spellings/{KHMEIMIM}/",
    ],
)
def test_the_pages_are_for_editors(client, url):
    response = client.get(url)
    assert response.status_code == 302
    assert "sign-in" in response["Location"]


def test_an_empty_queue_says_so(desk):
    html = desk.get("/desk/names/").content.decode()
    assert "No name waits for a decision" in html
    assert "Every designator that the reports print is known" in html


def doubtful(make_article):
    article = make_article("Officials met in Homs. Later they spoke of Georgetown at length in the hall.")
    mention = Mention.objects.filter(article=article, surface="Homs").get()
    Mention.objects.filter(pk=mention.pk).update(confidence=0.3)
    return article, mention


def test_a_doubtful_name_waits_with_its_sentence_and_readings(desk, make_article):
    doubtful(make_article)
    html = desk.get("/desk/names/").content.decode()
    assert "Officials met in <mark>Homs</mark>. Later" in html
    assert re.search(r'<option value="overlay:homs-governorate">Homs, governorate in Syria</option>', html)


def test_what_an_editor_decides_holds_when_the_report_is_read_anew(desk, make_article):
    article, mention = doubtful(make_article)
    choice = {"action": "rule", "mention": mention.pk, "place": "geonames:2219905"}
    response = desk.post("/desk/names/", choice, follow=True)

    assert "“Homs” means" in messages_of(response)[0]
    ruled = Mention.objects.get(article=article, surface="Homs")
    assert (ruled.place_id, ruled.confidence, ruled.reasons) == (
        "geonames:2219905",
        1.0,
        ["an editor said so"],
    )
    assert find_articles("", Filters(places=("geonames:2219905",))).count == 1
    assert Change.objects.filter(act="named", article_key=article.pk).exists()


def test_no_place_takes_the_mention_away_for_good(desk, make_article):
    article, mention = doubtful(make_article)
    desk.post("/desk/names/", {"action": "rule", "mention": mention.pk, "place": ""})
    assert not Mention.objects.filter(article=article, surface="Homs").exists()
    assert Ruling.objects.get().place_id is None


@pytest.mark.parametrize(
    "data", [{"action": "rule", "mention": "x"}, {"action": "dismiss", "key": "no"}, {"action": "sing"}, {}]
)
def test_a_form_that_makes_no_sense_changes_nothing_and_says_so(desk, data):
    response = desk.post("/desk/names/", data, follow=True)
    assert messages_of(response)


def test_an_unknown_designator_is_offered_and_dismissed(desk, make_article):
    make_article("A Ka-68 helicopter flew over the town on Monday, two pilots said in a statement there.")
    unknown = UnknownDesignator.objects.get()
    assert "<strong>Ka-68</strong>" in desk.get("/desk/names/").content.decode()
    desk.post("/desk/names/", {"action": "dismiss", "key": unknown.key})
    assert "<strong>Ka-68</strong>" not in desk.get("/desk/names/").content.decode()


def test_a_candidate_becomes_a_type_and_its_reports_are_found(desk, make_article):
    make_article("A Ka-68 helicopter flew over the town on Monday, two pilots said in a statement there.")
    data = {"name": "Ka-68", "kind": "helicopter", "family": "Ka-60/62"}
    response = desk.post("/desk/names/new-type/", data, follow=True)

    assert "1 report that prints it was read anew" in messages_of(response)[0]
    assert find_articles("aircraft:Ka-68", Filters()).count == 1
    assert find_articles("aircraft:helicopter", Filters()).count == 1
    assert not UnknownDesignator.objects.exists()


def test_a_type_known_already_is_refused(desk):
    response = desk.post("/desk/names/new-type/", {"name": "MI 8", "kind": "helicopter"})
    assert response.status_code == 400
    assert "Mi-8 is in the catalogue already" in response.content.decode()


def test_a_new_place_is_read_in_the_reports_that_print_it(desk, make_article):
    make_article("Rockets hit the Zurqa Depot at dawn on Friday, residents of the town nearby said.")
    data = {"name": "Zurqa Depot", "kind": "site", "country": "SY", "lat": "33.7", "lon": "36.6"}
    response = desk.post("/desk/names/new-place/", data, follow=True)

    assert response.redirect_chain[-1][0] == "/places/added:zurqa-depot/"
    assert find_articles("place:Syria", Filters()).count == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"lat": "95"}, "less than or equal to 90"),
        ({"country": "Syria"}, "two capitals"),
        ({"country": "ZZ"}, "no code of a country"),
        ({"within": "overlay:nowhere"}, "no place’s id"),
    ],
)
def test_a_place_with_a_wrong_field_is_refused_with_the_reason(desk, wrong, said):
    data = {"name": "Zurqa", "kind": "site", "country": "SY", "lat": "33.7", "lon": "36.6"} | wrong
    response = desk.post("/desk/names/new-place/", data)
    assert response.status_code == 400
    assert said.replace("’", "&#x27;") in response.content.decode().replace("’", "&#x27;")


def test_the_group_of_spellings_shows_each_with_its_source(desk):
    html = desk.get(f"/desk/spellings/{KHMEIMIM}/").content.decode()
    for spelling in ("Hemeimeem", "Hmeimim", "Humaymim"):
        row = rf">{spelling}</td><td>Parallax’s list of places of conflict reporting \(CC0\)</td><td>on</td>"
        assert re.search(row, html), spelling


@pytest.mark.parametrize(
    ("target", "spelling", "source"),
    [
        ("country:CI", "Ivory Coast", "official and shortened names (CC0)"),
        ("country:SY", "Syria", "list of countries (CC0)"),
        ("geonames:2643743", "Londres", "GeoNames, folded"),
        ("airport:LTAG", "Incirlik Air Base", "airportsdata (MIT)"),
        ("region:NG-23", "Kaduna State", "names of regions"),
        ("mi-8", "Mi-8", "catalogue of aircraft types (CC0)"),
    ],
)
def test_each_spelling_says_which_list_makes_it_one_and_its_licence(desk, target, spelling, source):
    html = unescape(desk.get(f"/desk/spellings/{target}/").content.decode())
    row = re.search(rf">{re.escape(spelling)}</td><td>([^<]*)</td>", html, re.IGNORECASE)
    assert row is not None
    assert source in row[1]


def test_a_reader_is_told_who_says_that_spellings_are_one(read, make_article):
    make_article("The jets took off from Hmeimim on Monday, an officer told reporters in the capital.")
    html = read(f"/places/{KHMEIMIM}/").html
    assert "One name by: Parallax’s list of places of conflict reporting (CC0)" in html


def test_what_an_editor_has_no_time_for_is_read_by_the_worker_to_the_end(desk, make_article, monkeypatch):
    monkeypatch.setattr("archive.desk.rereading.MOST_AT_ONCE", 1)
    for number in range(3):
        make_article(
            f"Jet {number} took off from Xmeymim on Monday, an officer told reporters in the capital."
        )
    url = reverse("spellings", args=[KHMEIMIM])
    said = messages_of(desk.post(url, {"action": "add", "text": "Xmeymim", "source": "x"}, follow=True))[0]

    assert "1 report that prints it was read anew. 2 more follow in the background" in said
    assert "2 reports are still to be read anew" in desk.get("/desk/names/").content.decode()
    assert find_articles("place:Khmeimim", Filters()).count == 1
    Worker().work()
    assert find_articles("place:Khmeimim", Filters()).count == 3
    assert "still to be read anew" not in desk.get("/desk/names/").content.decode()


def test_a_change_made_while_a_report_is_read_is_not_lost(make_article, monkeypatch):
    article = make_article("The jets took off from Khmeimim on Monday, an officer told reporters there.")
    RereadJob.objects.create(article=article)

    def read_and_change(keys):
        RereadJob.objects.create(article=article)
        return len(keys)

    monkeypatch.setattr("archive.desk.rereading.reread_articles", read_and_change)
    assert reread_batch() == 1
    assert RereadJob.objects.count() == 1


def test_a_spelling_added_joins_the_group_and_finds_its_reports(desk, make_article, editor):
    make_article("The jets took off from Xmeymim on Monday, an officer told reporters in the capital.")
    assert find_articles("place:Khmeimim", Filters()).count == 0
    url = reverse("spellings", args=[KHMEIMIM])
    desk.post(url, {"action": "add", "text": "Xmeymim", "source": "a ministry"})

    assert find_articles("place:Khmeimim", Filters()).count == 1
    assert f">Xmeymim</td><td>a ministry; {editor.get_username()}</td>" in desk.get(url).content.decode()


def test_a_spelling_is_switched_off_and_on_again(desk, make_article):
    make_article("The jets took off from Hmeimim on Monday, an officer told reporters in the capital.")
    url = reverse("spellings", args=[KHMEIMIM])
    assert find_articles("place:Khmeimim", Filters()).count == 1
    desk.post(url, {"action": "off", "text": "Hmeimim"})
    assert find_articles("place:Khmeimim", Filters()).count == 0
    assert re.search(r">Hmeimim</td><td>[^<]*</td><td>off</td>", desk.get(url).content.decode())
    desk.post(url, {"action": "forget", "row": Spelling.objects.get().pk})
    assert find_articles("place:Khmeimim", Filters()).count == 1


SPELLINGS = "spelling,id,use,needs_context,source\n"
PLACES = "name,kind,country,lat,lon,within,spellings,source\n"
TYPES = "name,kind,family,manufacturer,country,role,spellings,source\n"
GOOD = f"Xa,{KHMEIMIM},on,no,s\n"

TABLES = [
    ("spellings", "spelling,place\nX,Y\n", "names.csv:1: columns are spelling,place"),
    ("spellings", SPELLINGS + GOOD + GOOD, "names.csv:3: spelling 'Xa' stands on line 2 already"),
    ("spellings", SPELLINGS + "Xa,overlay:none,on,no,s\n", "names.csv:2: nothing has the id overlay:none"),
    ("spellings", SPELLINGS + GOOD.replace("on", "maybe"), "names.csv:2: use 'maybe' is neither yes nor no"),
    ("places", PLACES + "Zurqa,site,SY,133,36,,,s\n", "names.csv:2: lat 133.0 is outside"),
    ("places", PLACES + "Zurqa,site,SY,33,36,,Zurka|Zurka,s\n", "names.csv:2: spellings holds 'Zurka' twice"),
    ("places", PLACES + "Zurqa,site,SY,33,36,,ZURQA,s\n", "names.csv:2: 'ZURQA' is the same name as"),
    ("places", PLACES + "Zurqa,palace,SY,33,36,,,s\n", "names.csv:2: kind 'palace' is none of"),
    ("aircraft", TYPES + "Mi-8,helicopter,,,,,,s\n", "names.csv:2: Mi-8 is in the catalogue already"),
    ("aircraft", TYPES, "names.csv:1: there is no row"),
    ("aircraft", b"\xff\xfe\x00", "not text in UTF-8"),
]


@pytest.mark.parametrize(("kind", "table", "said"), TABLES)
def test_a_table_with_a_wrong_line_is_refused_whole_with_line_and_reason(desk, kind, table, said):
    content = table if isinstance(table, bytes) else table.encode()
    data = {"kind": kind, "table": SimpleUploadedFile("names.csv", content)}
    response = desk.post("/desk/names/tables/", data)

    assert response.status_code == 400
    assert said in unescape(response.content.decode())
    assert not Spelling.objects.exists()


def test_a_good_table_is_taken_in_and_its_reports_are_read_anew(desk, make_article):
    make_article("Rockets hit Zurka at dawn on Friday, residents of the town nearby told reporters.")
    rows = "name,kind,country,lat,lon,within,spellings,source\nZurqa,town,SY,33.7,36.6,,Zurka,an atlas\n"
    data = {"kind": "places", "table": SimpleUploadedFile("names.csv", rows.encode())}
    response = desk.post("/desk/names/tables/", data, follow=True)

    assert "2 names were taken in" in messages_of(response)[0]
    assert find_articles("place:Zurqa", Filters()).count == 1


def test_the_command_reads_all_names_anew(make_article, capsys):
    article = make_article("The jets took off from Khmeimim on Monday, an officer told reporters there.")
    Mention.objects.all().delete()
    call_command("read_names")
    assert "1 reports were read anew" in capsys.readouterr().out
    assert Mention.objects.filter(article=article, place_id=KHMEIMIM).exists()
