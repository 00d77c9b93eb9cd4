"""How long a reader may take in its process: `read_seconds`, and as long again with every part of a long file it has done.

A report of a thousand pages may take longer than one of ten; a file on which no step ends is still told within the same time.
"""

from __future__ import annotations

import signal

_allowed = 0  # seconds for a step; 0 where nobody has set a limit


def begin(seconds: int) -> None:
    """Ends this process when that time is over, whatever it is doing then."""
    global _allowed
    _allowed = seconds
    go_on()


def go_on() -> None:
    """A step is done, the time for the next begins."""
    if _allowed and hasattr(signal, "alarm"):
        signal.alarm(_allowed)
