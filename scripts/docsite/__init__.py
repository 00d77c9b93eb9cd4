"""The documentation site: what of it is generated when it is built, its search and its looks."""
