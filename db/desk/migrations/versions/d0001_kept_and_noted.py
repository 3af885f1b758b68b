"""The desk's first tables: kept blobs, notes, taken batches, what was set aside, the last round."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "d0001"
down_revision = None
branch_labels = None
depends_on = None


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _row() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def upgrade() -> None:
    whole = sa.Column("whole", sa.Boolean, nullable=False)
    op.create_table("kept", _row(), _bytes("leaf"), _number("epoch"), _bytes("mark"), whole, _bytes("blob"))
    op.create_index("kept_leaf", "kept", ["leaf"], unique=True)
    op.create_index("kept_mark", "kept", ["mark"])
    mark, digest = (sa.Column(name, sa.LargeBinary, primary_key=True) for name in ("mark", "digest"))
    op.create_table("noted", mark, _number("epoch"), _bytes("sealed"), sqlite_with_rowid=False)
    op.create_table("taken", digest, _number("epoch"), sqlite_with_rowid=False)
    why = sa.Column("why", sa.String, nullable=False)
    op.create_table("aside", _row(), _bytes("digest"), why, _bytes("item"))
    op.create_index("aside_digest", "aside", ["digest"], unique=True)
    only = sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True)
    op.create_table("round_made", only, _number("swept"))
    op.execute("INSERT INTO round_made (id, swept) VALUES (1, 0)")


def downgrade() -> None:
    for name in ("round_made", "aside", "taken", "noted", "kept"):
        op.drop_table(name)
