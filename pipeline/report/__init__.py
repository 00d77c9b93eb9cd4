"""The tables of a run → pages that show what is in each report: one module a question, `page` puts them together."""
