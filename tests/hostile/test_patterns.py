"""Every regular expression of the program takes time in proportion to the text, whatever the text."""

import importlib
import pkgutil
import re
import time
from pathlib import Path

import pytest

import archive
from tests.torture import at_length

# The pages' worth of text that a pattern is tried on: each length is twice the one before.
LENGTHS = at_length((4_000, 8_000), (250_000, 500_000, 1_000_000))
# Work that grows with the square takes four times as long for twice the text; in proportion it takes twice.
GROWTH = 3.0
# Below this (s) nothing can be said of how it grows, and nobody waits.
NOTHING = at_length(0.02, 0.5)
# What makes patterns go back and try again: one character, pairs, and almost what they look for.
SEEDS = (
    "a", " ", "\n", "\t", "-", ".", "0", "A", '"', "(", "<", "&", "/", "=", ",", "'", "\u00a0", "é", "_", ":", "@",
    "a ", "a\n", "A ", "1 ", "1,", "a-", ". ", "- ", "a.", "\n\n", " \n", "a, ", "<a ", "&a", "0-", "1/", "http://",
    "By A ", "Mi-", "A. ", "12 May ", "May 1, ", "a's ", "(a", "[a", "“a", "A-1 ", "10 km ", "a" * 40 + " ", "http://a.",
)  # fmt: skip


SOURCES = {path: path.read_text(encoding="utf-8") for path in Path(archive.__path__[0]).rglob("*.py")}
# How a pattern is asked; one asked under another name is tried at every place of the text.
WAYS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")


# Patterns that never see a text of any length, and what bounds it.
BOUNDED = {
    "archive.comparing.sentences._LAST_WORD": "looks at twelve characters before a full stop",
    "archive.gazetteer.aircraft._BRACKET": "reads our own catalogue",
    "archive.intake.tags.TAG": "is asked no more once it has met ten tags without an end",
}


def ways_of(module, name):
    """Return how a module asks a pattern of its own: by its name, or in a loop under another."""
    own = SOURCES[Path(importlib.import_module(module).__file__)]
    for asked in (rf"\b{re.escape(name)}\.({'|'.join(WAYS)})\(", rf"\bpattern\.({'|'.join(WAYS)})\("):
        if ways := set(re.findall(asked, own)):
            return ways
    return {"finditer"}


def patterns():
    """Return every compiled pattern that a module of the program holds and how it is asked, by module and name."""
    found = {}
    for module in pkgutil.walk_packages(archive.__path__, "archive."):
        if (
            ".migrations" in module.name
            or ".commands" in module.name
            or module.name.endswith(("settings", "wsgi"))
        ):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            held = (
                value.values()
                if isinstance(value, dict)
                else value
                if isinstance(value, tuple | list)
                else [value]
            )
            for number, one in enumerate(held):
                if isinstance(one, re.Pattern) and all(one is not other for other, _ in found.values()):
                    found[f"{module.name}.{name}[{number}]"] = (one, ways_of(module.name, name))
    return found


def cost(pattern, ways, text):
    if isinstance(pattern.pattern, bytes):
        text = text.encode()
    began = time.process_time()
    for way in ways:
        if way in ("finditer", "findall"):
            for _ in pattern.finditer(text):
                pass
        elif way in ("sub", "subn"):
            pattern.sub(lambda found: found[0], text)
        else:
            getattr(pattern, way)(text)
    return time.process_time() - began


def grows_too_fast(pattern, ways, seed):
    """Return what each length cost, where that grows faster than the text; None where it does not."""
    for ending in ("", "!"):
        costs = []
        for length in LENGTHS:
            costs.append(cost(pattern, ways, (seed * length)[:length] + ending))
            if costs[-1] > NOTHING and (len(costs) > 1 and costs[-1] > GROWTH * max(costs[-2], NOTHING / 4)):
                return costs
    return None


PATTERNS = patterns()


def test_there_are_patterns_to_try():
    assert len(PATTERNS) > 60


@pytest.mark.parametrize("name", sorted(name for name in PATTERNS if name.partition("[")[0] not in BOUNDED))
def test_a_pattern_takes_time_in_proportion_to_the_text(name):
    pattern, ways = PATTERNS[name]
    for seed in SEEDS:
        costs = grows_too_fast(pattern, ways, seed)
        assert costs is None, f"{costs} s for {LENGTHS} characters of {seed!r}: {pattern.pattern[:300]}"
