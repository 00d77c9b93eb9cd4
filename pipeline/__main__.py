"""`python -m pipeline` is `nids-pipeline`."""

from pipeline.cli import main

main()
