"""Tests. BLAS works in one thread, as it does in a worker: threads share the rows of a product out between them, and round otherwise."""

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before numpy is loaded
