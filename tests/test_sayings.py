"""What the rooms say is said in the reader's language: every sentence is listed, and found again by its words."""

import ast
import re
import time
from pathlib import Path

import pytest
from django.utils.translation import override

from archive.sayings import SAYINGS
from archive.wording import in_words

ARCHIVE = Path(__file__).resolve().parents[1] / "archive"
_GAP = re.compile(r"%\(\w+\)s|\{\}")
_BEHIND_A_NAME = re.compile(r"^(\{\}|“\{\}”|\{\}:\d+): ")
# For developers and for whoever runs the archive: never on a page.
_NOT_SHOWN = ("ask is_container first", "pip install", "was not read: only a file with")


def _text(node, constants):
    """Return a string of the source with {} for what is filled in, or None where it is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    if isinstance(node, ast.JoinedStr):
        parts = [
            part.value
            if isinstance(part, ast.Constant)
            else constants.get(getattr(part.value, "id", ""), "{}")
            for part in node.values
        ]
        return "".join(parts)
    return None


def _sentences(path):
    """Yield what a file says: to a reader (``say``, notices), in a deed, and when it refuses."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        if not re.search(
            r"(\w+Error|\.say|notices\.append|reasons\.append|doubts\.append|^record|refuse)$", name
        ):
            continue
        for argument in call.args:
            text = _text(
                argument, {name: text for name, text in constants.items() if not name.startswith("READ")}
            )
            if text and " " in text.removeprefix("{}: ") and not any(word in text for word in _NOT_SHOWN):
                said = _BEHIND_A_NAME.sub("", text)
                if said != "{}":
                    yield said


SAID = {
    (path.relative_to(ARCHIVE).as_posix(), text)
    for room in (
        "intake",
        "search/query.py",
        "search/names.py",
        "search/days.py",
        "desk",
        "linking/editing.py",
    )
    for path in (ARCHIVE.glob(f"{room}/*.py") if not room.endswith(".py") else [ARCHIVE / room])
    for text in _sentences(path)
}


def test_every_sentence_of_the_rooms_is_listed():
    listed = {_BEHIND_A_NAME.sub("", _GAP.sub("{}", saying)) for saying in SAYINGS}
    assert len(SAID) > 80
    assert {(path, text) for path, text in SAID if text not in listed} == set()


@pytest.mark.parametrize(
    ("english", "german"),
    [
        # fixed words
        ("there is no report in it; send a file with some",
         "es steht kein Bericht darin; schicken Sie eine Datei mit Berichten"),
        # a number and a date by locale
        ("2,097,152 bytes; a report may have 1,048,576; send the report alone",
         "2.097.152 Bytes; ein Bericht darf 1.048.576 haben; schicken Sie den Bericht allein"),
        ("the printed date can be read as 2016-03-04 or 2016-04-03; give the right one",
         "das gedruckte Datum lässt sich als 4. März 2016 oder 3. April 2016 lesen; geben Sie das richtige an"),
        # two sentences, one with a title that looks like more
        ("word for word the same text as article 7 (“Fog; no ferry: pier shut”, from fog.txt); "
         "only 12 words are left after cleaning; check that the text is whole",
         "Wort für Wort derselbe Text wie Bericht 7 („Fog; no ferry: pier shut“, aus fog.txt); "
         "nur 12 Wörter sind nach dem Bereinigen übrig; prüfen Sie, ob der Text vollständig ist"),
        # a sentence inside another, a sentence behind a name
        ("“date:2016-99” was ignored: there is no such day.",
         "„date:2016-99“ wurde nicht beachtet: diesen Tag gibt es nicht."),
        ("“Echo”: a line taught, removed: “Read: more”",
         "“Echo”: eine Zeile gelehrt, entfernt: „Read: more“"),
        ("Batch 5: 3 articles taken back", "Einreichung 5: 3 Berichte zurückgenommen"),
        ("back to what it was before 2026-11-25 10:30 (UTC)",
         "zurück auf den Stand vor 25. November 2026, 10:30 (UTC)"),
        # nobody's sentence
        ("The desk asked the outlet; it agreed: sorry.", "The desk asked the outlet; it agreed: sorry."),
        ("2016-99-99", "2016-99-99"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_sentence_is_said_in_german(english, german):
    with override("de"):
        assert in_words(english) == german


def test_in_english_it_stays_as_it_is_but_for_dates():
    with override("en"):
        assert in_words("2,097,152 bytes; a report may have 1,048,576; send the report alone").startswith(
            "2,097,152"
        )
        assert in_words("back to what it was before 2026-11-25 10:30 (UTC)").endswith(
            "25 November 2026, 10:30 (UTC)"
        )


def test_a_hostile_text_costs_little():
    began = time.process_time()
    in_words("already stored as article 1 (“" + "”, from (“; : " * 140)
    assert time.process_time() - began < 1.0
