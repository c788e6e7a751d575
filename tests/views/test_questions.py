"""Questions of the claims are asked in the reader's language; words of the reports stay what they are."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import override

import archive.comparing
from archive.questions import background_in_words, question_in_words
from archive.templatetags.wording import reasons_in_words

ROOM = Path(archive.comparing.__file__).parent


def asked_with_words():
    """Return every question the comparing room builds, a made-up word in each gap."""
    for path in sorted(ROOM.glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                pieces = [p.value if isinstance(p, ast.Constant) else "gabble" for p in node.values]
                text = "".join(pieces)
                if text.endswith("?") and text[:1].isupper() and "\\" not in text:
                    yield text.replace("When gabble the", "When was the").replace(
                        "gabble is given", "What sum is given"
                    )


@pytest.mark.parametrize(
    ("question", "german"),
    [
        ("Where did it crash?", "Wo stürzte es ab?"),  # in fixed words
        (
            "How many Russian losses so far?",
            "Wie viele Verluste bisher („Russian“)?",
        ),  # a report's word is quoted
        ("How many soldiers were killed?", "Wie viele Soldaten wurden getötet?"),  # a common one is not
        ("When were the corridors opened?", "Korridore: wann eröffnet?"),
        ("What does Ivan Petrov say about flights?", "Was sagt Ivan Petrov über „flights“?"),  # nor is a name
        ("What about it?", "What about it?"),  # not a question of ours
    ],
)
def test_a_question_is_asked_in_german(question, german):
    with override("de"):
        assert question_in_words(question) == german
    with override("en"):
        assert question_in_words(question) == question


def test_every_question_with_a_reports_words_has_its_german():
    questions = sorted(set(asked_with_words()))
    assert len(questions) > 10
    with override("de"):
        assert [question for question in questions if question_in_words(question) == question] == []


@pytest.mark.parametrize(
    ("name", "german"),
    [
        ("earlier loss, July (2)", "früherer Verlust, Juli (2)"),
        ("Mi-24, October", "Mi-24, Oktober"),
        ("Mi-24", "Mi-24"),
        ("nuclear test, March 2013", "nuclear test, März 2013"),
    ],
)
def test_a_background_is_named_in_german(name, german):
    with override("de"):
        assert background_in_words(name) == german


def test_reasons_are_given_in_german():
    with override("de"):
        assert reasons_in_words(["same day", "Idlib", "5 killed"]) == "am selben Tag; Idlib; 5 Tote"
