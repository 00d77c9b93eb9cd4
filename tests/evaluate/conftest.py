"""The outputs of the sample reports, made once."""

from tests.review.conftest import sample_outputs

__all__ = ["sample_outputs"]
