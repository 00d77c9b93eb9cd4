"""Times of the pipeline on this machine: `python -m scripts.bench`."""
