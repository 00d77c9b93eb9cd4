"""The names of `apply` under another one."""

from pipeline.review.apply import Applied, Reviewed

__all__ = ["Applied", "Reviewed"]
