r"""DataFrames → CSV: UTF-8 with a byte-order mark (so that Excel shows Japanese), RFC 4180 quoting, `\n` newlines."""

from __future__ import annotations

import pandas as pd


def csv(frame: pd.DataFrame) -> bytes:
    """One table as the bytes of its file."""
    return frame.to_csv(index=False, lineterminator="\n").encode("utf-8-sig", "replace")
