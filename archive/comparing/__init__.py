"""Comparing: reports of one event found, paired, lined up and set side by side. Pure."""
