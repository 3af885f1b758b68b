"""The first tables: chain, open batch with its slots, closed and damaged batches, marks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _blob(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _only_row() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True)


def upgrade() -> None:
    op.create_table("link", _only_row(), _blob("chain"), _number("bno"), _blob("prev"))
    op.create_table("open_batch", _only_row(), _number("epoch"), _number("schedule_version"), _blob("digest"))
    op.create_table("slot", sa.Column("place", sa.Integer, primary_key=True), _blob("blob"))
    op.create_table(
        "closed_batch",
        sa.Column("number", sa.Integer, primary_key=True),
        _blob("chain"),
        _number("bno"),
        _blob("manifest"),
        _blob("signature"),
        _blob("blobs"),
    )
    op.create_table(
        "damaged_batch",
        sa.Column("number", sa.Integer, primary_key=True),
        _number("epoch"),
        _number("schedule_version"),
        _blob("digest"),
        _blob("blobs"),
    )
    op.create_table("mark", _only_row(), _number("epoch"), _number("schedule_version"))


def downgrade() -> None:
    for name in ("mark", "damaged_batch", "closed_batch", "slot", "open_batch", "link"):
        op.drop_table(name)
