"""What the desk refuses."""


class DeskError(Exception):
    """An editor's wish that cannot be carried out; the message says why and what to do instead."""
