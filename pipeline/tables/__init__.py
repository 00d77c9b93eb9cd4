"""Documents → the rows of every table of the contract, and their cells as they are printed; columns are declared in `schema`.

What `merge` needs (`schema`, `cells`, `index`, `sources`) loads no rules and no layer; `document`, `cited`, `namings` and `rows`
make the rows of one document.
"""
