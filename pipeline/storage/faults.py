"""What goes wrong with a file or an object store → a `PipelineError` that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.model import PipelineError

if TYPE_CHECKING:
    from pipeline.storage import Place

_LONGEST = 300  # characters of what a store tells: some answer with a whole page
_CREDENTIALS = {
    "s3": "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "gs": "run `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS",
}
_FAMILY = {"s3a": "s3", "gcs": "gs"}  # another name of the same store
_NO_CREDENTIALS = ("Credential", "ProfileNotFound", "TokenRetrieval", "UnauthorizedSSOToken", "RefreshError")
_NO_CONNECTION = ("Connect", "Endpoint", "Timeout", "Proxy", "SSLError", "ServerDisconnected")


@contextmanager
def told(place: Place, done: str) -> Iterator[None]:
    """Raises `PipelineError` naming the place for what the block could not do; `done` is "read", "listed", "written to" …

    Libraries of stores raise types of their own beside `OSError`. Any other type of Python itself is a fault of the program and passes.
    """
    try:
        yield
    except PipelineError:
        raise
    except Exception as error:
        if not isinstance(error, (OSError, ValueError, NotImplementedError)) and type(error).__module__ == "builtins":
            raise
        advice = advise(error, str(getattr(place, "protocol", "")))
        raise PipelineError(f"{place}: cannot be {done} ({_words(error)}){advice and '; ' + advice}") from error


def advise(error: BaseException, protocol: str) -> str:
    """What a person can do about an error of the store called `protocol` ("" for a disk of this machine); "" where that is not known."""
    names = [kind.__name__ for kind in type(error).__mro__]
    family = _FAMILY.get(protocol, protocol)
    if _among(names, _NO_CREDENTIALS):
        return _CREDENTIALS.get(family, "give it credentials")
    if isinstance(error, NotImplementedError):
        return f"{protocol}:// can only be read; name another place"
    if not protocol:
        return ""
    if isinstance(error, FileNotFoundError):
        return "there is no such place: make the bucket first, or correct the name"
    if isinstance(error, PermissionError) or getattr(error, "code", None) in (401, 403) or str(error).startswith("Forbidden"):
        return "these credentials may not do that: have the bucket's owner allow it, or use others"
    if isinstance(error, (ConnectionError, TimeoutError)) or _among(names, _NO_CONNECTION):
        return "does the store answer? Look at the network" + (" and at AWS_ENDPOINT_URL_S3" if family == "s3" else "")
    return ""


def _among(names: list[str], marks: tuple[str, ...]) -> bool:
    return any(mark in name for name in names for mark in marks)


def _words(error: BaseException) -> str:
    """What the error says, on one line."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(said.split())[:_LONGEST] or type(error).__name__
