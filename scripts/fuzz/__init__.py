"""Harm done to the readers on purpose: `python -m scripts.fuzz.corpus` and the coverage-guided `scripts.fuzz.guided`."""
