"""The questions of the claims for templates."""

from __future__ import annotations

from django import template

from archive.questions import background_in_words, question_in_words

register = template.Library()
register.filter(question_in_words)
register.filter(background_in_words)
