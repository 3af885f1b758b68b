"""What a kiosk remembers of batches on their way: receipts and acknowledgements, forgotten batches, the server."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "progress",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("receipt", sa.LargeBinary),
        sa.Column("desk_ack", sa.LargeBinary),
        sa.Column("supervisor_ack", sa.LargeBinary),
        sa.Column("aside", sa.Integer),
    )
    op.create_table(
        "forgotten",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("chain", sa.LargeBinary, nullable=False),
        sa.Column("bno", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "server",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
        sa.Column("incarnation", sa.LargeBinary, nullable=False),
        sa.Column("oldest", sa.LargeBinary, nullable=False),
        sa.Column("oldest_since", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO server (id, incarnation, oldest, oldest_since) VALUES (1, zeroblob(16), zeroblob(32), 0)")


def downgrade() -> None:
    for name in ("server", "forgotten", "progress"):
        op.drop_table(name)
