"""The table for scripts, as one JSON object with stable keys. One rule: the same counts as in the other forms."""

from __future__ import annotations

from kiosk.ports.report import SummaryTable


def to_json(table: SummaryTable, statement: str) -> dict[str, object]:
    """`counts` is group → key → count; offers have a count for each measure instead."""
    counts: dict[str, dict[str, object]] = {}
    for row in table.rows:
        group = counts.setdefault(row.group, {})
        if row.group == "offers":
            measures = group.setdefault(row.key, {})
            if isinstance(measures, dict):
                measures[row.measure] = row.count
        else:
            group[row.key] = row.count
    return {
        "day": table.day.isoformat(),
        "site": table.site,
        "edition": table.edition,
        "demo": table.demo,
        "counts": counts,
        "unread": dict(table.unread),
        "from_damaged_batches": table.damaged,
        "statement": statement,
    }
