"""Safekeeping: database, index and originals kept in step, looked after, backed up and brought back."""
