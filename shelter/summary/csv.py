"""The table for machines: tidy CSV. One rule: no cell is ever a formula, whoever named the site.

RFC 4180 (CRLF, quotes doubled), UTF-8. A text that a spreadsheet could take for a formula is given an apostrophe
(OWASP ASVS 5.0, 1.2.10), full-width forms too.
"""

from __future__ import annotations

import csv
import unicodedata
from io import StringIO

from kiosk.ports.report import SummaryTable

HEADER = ("day", "site", "edition", "group", "key", "measure", "count")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def to_csv(table: SummaryTable) -> bytes:
    """A header and a line a row; nothing of who made it, or when."""
    written = StringIO()
    lines = csv.writer(written, dialect="excel", lineterminator="\r\n")
    lines.writerow(HEADER)
    for row in table.rows:
        texts = (table.day.isoformat(), table.site, table.edition, row.group, row.key, row.measure)
        lines.writerow([*map(as_text, texts), row.count])
    return written.getvalue().encode()


def as_text(cell: str) -> str:
    """The same text, never a formula."""
    return f"'{cell}" if unicodedata.normalize("NFKC", cell).startswith(_STARTS) else cell
