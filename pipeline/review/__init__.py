"""What reviewers decide about the rows of a run: kept by people in `reviews/decisions.csv`, applied on every run."""
