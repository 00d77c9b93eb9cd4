"""The web app of the review: a reviewer's browser ↔ the rows of an output folder and the decisions about them."""
