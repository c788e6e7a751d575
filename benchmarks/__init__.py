"""Accuracy and speed, measured against development data and peers; never imported by the application."""
