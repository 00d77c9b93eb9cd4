"""A row's table and key → the IRI that names it wherever it is told of."""

from __future__ import annotations

from urllib.parse import quote

from pipeline.write.exports.tables import Value

ROWS = "urn:nids-pipeline:"


def iri(table: str, *key: Value) -> str:
    """`urn:nids-pipeline:<table>:<key>`; the parts of a key percent-encoded, with : between them."""
    return f"{ROWS}{table}:" + ":".join(quote(str(part), safe="") for part in key)
