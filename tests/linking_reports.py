"""Invented reports of two ferry accidents, told by several outlets, and one of neither."""

import datetime as dt
import hashlib

from archive.models import Article, Event, Link, Original, Outlet, Status

FIRE = {
    "harbour": (
        "Ferry Marenka burns off Port Selby, three crew dead",
        "2019-05-04",
        "Three crew members died when fire broke out in the engine room of the ferry Marenka off Port Selby on"
        " Friday night, the coastguard said. All 212 passengers were taken off by fishing boats."
        "\n\nCaptain Ivo Tarrant ordered everyone on deck minutes after the alarm, harbour master Lena Osk told"
        " reporters. The Marenka, built in 1987, had passed an inspection in Port Selby in March."
        "\n\nThe ferry was towed to the Selby yards, where investigators will open the engine room on Monday.",
    ),
    "tribune": (
        "Three killed in ferry fire near Port Selby",
        "2019-05-04",
        "A fire aboard the passenger ferry Marenka killed three of its crew late on Friday, according to the"
        " coastguard. Fishing boats from Port Selby rescued 212 passengers."
        "\n\nHarbour master Lena Osk said Captain Ivo Tarrant had kept the passengers calm while the flames spread"
        " from the engine room. The operator, Selby Lines, suspended its two other ferries."
        "\n\nInvestigators are to board the Marenka at the Selby yards.",
    ),
    "wire": (
        "Engine room fire on Marenka ferry kills three crew",
        "2019-05-05",
        "The three sailors who died in Friday's fire on the Marenka ferry were named on Sunday by the operator,"
        " Selby Lines. They were trapped in the engine room while 212 passengers crossed to fishing boats off Port"
        " Selby.\n\nCaptain Ivo Tarrant was the last to leave, harbour master Lena Osk said. The coastguard is"
        " looking at a fuel line replaced in March.",
    ),
}
REEF = {
    "harbour": (
        "Ferry Odelia strikes reef at Cape Wrenn, all aboard safe",
        "2019-09-17",
        "The ferry Odelia ran onto the Hangman reef at Cape Wrenn in thick fog on Tuesday morning with 96 people"
        " aboard, the coastguard said. Nobody was hurt."
        "\n\nHelicopters lifted the passengers to the lighthouse, said Cape Wrenn mayor Tomas Brill. The Odelia is"
        " listing by ten degrees and a tug from Dunmouth is on its way."
        "\n\nIn May three sailors died when the ferry Marenka burned off Port Selby.",
    ),
    "tribune": (
        "Fog blamed as Odelia runs aground off Cape Wrenn",
        "2019-09-17",
        "Ninety-six people were winched to safety on Tuesday after the ferry Odelia hit the Hangman reef in fog"
        " off Cape Wrenn. The coastguard sent two helicopters."
        "\n\nMayor Tomas Brill opened the lighthouse to the passengers. A tug from Dunmouth will try to free the"
        " Odelia on Wednesday's high tide.",
    ),
}
# Of a day weeks later, taking the fire up.
AFTERMATH = (
    "Operator to replace fuel pipes after coroner's report",
    "2019-06-28",
    "Selby Lines will replace the fuel pipes of its whole fleet by the autumn, it said on 27 June 2019, a week after"
    " the coroner's findings on the Marenka."
    "\n\nThe work will cost nine million and take two vessels out of service at a time. Harbour master Lena Osk"
    " welcomed the plan; the union asked why it took a court to bring it about. Timetables for the islands will be"
    " thinned out from July, and bookings already made are to be honoured on the remaining sailings.",
)
LONE = (
    "Council votes to rebuild the covered market",
    "2019-05-04",
    "The town council of Easterholm voted by 21 to 9 on Saturday to rebuild the covered market that was closed"
    " for falling tiles two years ago. Stallholders want the work to be done by the spring."
    "\n\nArchitect Berit Lome will show her drawings in the library next week.",
)


def store(told, outlet=None, *, dated=True, status=Status.PUBLISHED):
    """Store a report as it stands: no reading of names, not linked."""
    headline, day, body = told
    seed = f"{outlet} {headline} {Original.objects.count()}"
    original = Original.objects.create(
        sha256=hashlib.sha256(seed.encode()).hexdigest(),
        filename="report.txt",
        format="text",
        encoding="utf-8",
        content=body.encode(),
    )
    return Article.objects.create(
        original=original,
        outlet=Outlet.objects.get_or_create(name=outlet)[0] if outlet else None,
        headline=headline,
        body=body,
        body_sha256=hashlib.sha256(body.encode()).hexdigest(),
        published_on=dt.date.fromisoformat(day) if dated else None,
        status=status,
    )


def store_all():
    """Store the fire, the reef and the council; return the articles by a short name."""
    told = {f"fire {outlet}": (report, outlet) for outlet, report in FIRE.items()}
    told |= {f"reef {outlet}": (report, outlet) for outlet, report in REEF.items()}
    told["council"] = (LONE, "tribune")
    return {name: store(report, outlet) for name, (report, outlet) in told.items()}


FIRE_NAMES = {"fire harbour", "fire tribune", "fire wire"}
REEF_NAMES = {"reef harbour", "reef tribune"}


def published(*articles):
    return Article.objects.filter(pk__in=[article.pk for article in articles]).with_reading()


def fresh(articles):
    return {name: Article.objects.get(pk=article.pk) for name, article in articles.items()}


def events_of(articles):
    """Return the events as sets of names, whatever their keys."""
    by_event = {}
    for name, article in fresh(articles).items():
        if article.event_id is not None:
            by_event.setdefault(article.event_id, set()).add(name)
    return sorted(map(sorted, by_event.values()))


def state():
    """Return everything that says which article is where."""
    return (
        sorted(Article.objects.values_list("pk", "event", "event_is_settled")),
        sorted(Event.objects.standing().values_list("pk", "name", "created_at")),
        sorted(Link.objects.values_list("first", "second", "probability")),
    )
