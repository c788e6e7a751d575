"""The documentation stays true: every setting, command and query field is in the README, and the reverse."""

import re
from pathlib import Path

import pytest

from archive.search.query import FIELDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    path.stem for path in (ROOT / "archive/management/commands").glob("*.py") if path.stem != "__init__"
]
SETTINGS = set(re.findall(r'"(ARCHIVE_[A-Z_]+)"', (ROOT / "archive/settings.py").read_text(encoding="utf-8")))


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_readme_names_the_command(command):
    assert f"`{command}" in README


@pytest.mark.parametrize("setting", sorted(SETTINGS))
def test_the_readme_names_the_setting(setting):
    assert f"`{setting}`" in README


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_the_readme_names_the_query_field(field):
    assert f"`{field}:" in README


def test_the_readme_names_no_setting_that_is_gone():
    assert set(re.findall(r"`(ARCHIVE_[A-Z_]+)`", README)) == SETTINGS


def test_the_tests_that_security_names_are_there():
    named = re.findall(r"`(tests/[\w/.]+|test_\w+\.py)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))

    assert len(named) > 10
    for name in named:
        path = name if "/" in name else f"tests/hostile/{name}"
        assert (ROOT / path).exists(), name


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_link_leads_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target


def test_every_target_of_the_makefile_is_listed_by_make():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split()

    listed = re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)
    assert {"run", "test", "lint", "bench", "eval", "clean"} <= set(listed) <= set(phony)
