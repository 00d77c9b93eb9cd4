"""The body of a request → the fields of a form."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

_MOST = 20_000  # fields


class Form:
    """The fields of a form, each with all its values."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        self._fields = fields

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def get(self, name: str) -> str:
        """The last value of a field; "" where the form has none of that name."""
        return self._fields[name][-1] if name in self._fields else ""

    def all(self, name: str) -> Sequence[str]:
        """All values of a field, in order."""
        return self._fields.get(name, [])


async def read(request: Request) -> Form:
    """The form a request carries. Raises `HTTPException` (415, 400) for a body that is none."""
    if request.headers.get("content-type", "").split(";")[0].strip().casefold() != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    try:
        text = (await request.body()).decode("ascii")
        return Form(parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST))
    except ValueError as error:
        raise HTTPException(400) from error
