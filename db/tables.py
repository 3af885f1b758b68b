"""The kiosk's tables as they are today. One rule: between two closings of a batch no row appears, vanishes or
grows.

Every blob lies in a rowid table, because rows WITHOUT ROWID spill anything above 1002 bytes into overflow
pages, and the order of overflow pages is the order of arrival (docs/adr/0003). `slot` has one row per place
for ever; a finish overwrites bytes in place. A closed batch is one row, so the file's layout depends on the
number of closed batches only.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, MetaData, Table

metadata = MetaData()

link = Table(
    "link",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("chain", LargeBinary, nullable=False),  # 8 random bytes, drawn when the file is born
    Column("bno", Integer, nullable=False),  # number of the batch that comes next
    Column("prev", LargeBinary, nullable=False),  # 32 bytes: digest of the batch before, zeros at first
)
"""The end of the chain of batches; one row."""

open_batch = Table(
    "open_batch",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("schedule_version", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),  # 32 bytes, see db.leaves
)
"""One row while a batch is open, none otherwise."""

slot = Table(
    "slot",
    metadata,
    Column("place", Integer, primary_key=True),  # see db.leaves.PLACES
    Column("blob", LargeBinary, nullable=False),
)
"""The open batch's blobs: always one row per place once the first batch was opened."""

closed_batch = Table(
    "closed_batch",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("chain", LargeBinary, nullable=False),
    Column("bno", Integer, nullable=False),
    Column("manifest", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),  # 64 bytes
    Column("blobs", LargeBinary, nullable=False),  # all of them by SHA-256, see db.leaves.pack
)
"""Batches that are ready to travel, in the order of closing."""

damaged_batch = Table(
    "damaged_batch",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("schedule_version", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("blobs", LargeBinary, nullable=False),  # by place, as they were found
)
"""Open batches whose digest did not match: kept for IT, never sent."""

mark = Table(
    "mark",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("schedule_version", Integer, nullable=False),
)
"""High-water marks that never fall; one row, written about once a week."""

progress = Table(
    "progress",
    metadata,
    Column("number", Integer, primary_key=True),  # of a closed batch
    Column("receipt", LargeBinary),  # the server's, signed
    Column("desk_ack", LargeBinary),  # signed
    Column("supervisor_ack", LargeBinary),  # signed
    Column("aside", Integer),  # kiosk.ports.outbox.Aside
)
"""How far a closed batch has come. A table of its own, so that a change here moves none of the batch's pages."""

forgotten = Table(
    "forgotten",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("chain", LargeBinary, nullable=False),
    Column("bno", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),  # 32 bytes
)
"""Batches that both readers hold: their digests, so that the server's head is recognised; the newest ones only."""

server = Table(
    "server",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("incarnation", LargeBinary, nullable=False),  # 16 bytes, zeros before the first answer
    Column("oldest", LargeBinary, nullable=False),  # digest of the batch that has waited longest, zeros for none
    Column("oldest_since", Integer, nullable=False),  # the wall clock's hour since 1970 in which it became that
)
"""The store that answered last; one row."""
