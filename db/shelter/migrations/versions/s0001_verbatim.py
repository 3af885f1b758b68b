"""The first tables: the store's own row, batches with their blobs, acknowledgements, readers' counters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "s0001"
down_revision = None
branch_labels = None
depends_on = None


def _key(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, primary_key=True)


def _number() -> sa.Column[int]:
    return sa.Column("bno", sa.BigInteger, primary_key=True, autoincrement=False)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def upgrade() -> None:
    op.create_table(
        "store",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
        _bytes("incarnation"),
        sa.Column("schedule_version", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "batch", _key("kiosk"), _key("chain"), _number(), _bytes("digest"), _bytes("manifest"), _bytes("signature")
    )
    op.create_table("blob", _key("kiosk"), _key("chain"), _number(), _key("leaf"), sa.Column("bytes", sa.LargeBinary))
    op.create_table("ack", _key("kiosk"), _key("chain"), _number(), _key("signer"), _key("digest"), _bytes("signed"))
    op.create_table("counter", _key("signer"), sa.Column("last", sa.BigInteger, nullable=False))


def downgrade() -> None:
    for name in ("counter", "ack", "blob", "batch", "store"):
        op.drop_table(name)
