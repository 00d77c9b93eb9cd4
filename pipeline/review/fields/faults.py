"""What can be wrong with a value that a reviewer gives."""

from __future__ import annotations


class Invalid(ValueError):
    """A value that a field cannot have: the field, the reason in plain English, and a short key by which it is translated."""

    def __init__(self, field: str, reason: str, code: str) -> None:
        super().__init__(reason)
        self.field, self.code = field, code
