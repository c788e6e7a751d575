"""Thin: read the request, call one room, pick a template."""
