"""The desk's tables as they are today. One rule: rows lie by random names, so that no table keeps an order of coming.

Small rows are WITHOUT ROWID, by their mark or digest. A kept blob is larger than a page's share and lies in a rowid
table; its row's number follows its batch, sorted by SHA256 within it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

kept = Table(
    "kept",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("leaf", LargeBinary, nullable=False),  # 32 bytes
    Column("epoch", Integer, nullable=False),
    Column("mark", LargeBinary, nullable=False),  # 32 bytes, a cover has one too
    Column("whole", Boolean, nullable=False),
    Column("blob", LargeBinary, nullable=False),
    Index("kept_leaf", "leaf", unique=True),
    Index("kept_mark", "mark"),
)
"""Sealed intakes as they were pulled, covers and all."""

noted = Table(
    "noted",
    metadata,
    Column("mark", LargeBinary, primary_key=True),  # 32 bytes
    Column("epoch", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What is remembered of codes: arrived, seen, withdrawn; which of them only the desk's keys tell."""

taken = Table(
    "taken",
    metadata,
    Column("digest", LargeBinary, primary_key=True),  # 32 bytes
    Column("epoch", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Batches whose blobs are here."""

aside = Table(
    "aside",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("digest", LargeBinary, nullable=False),  # 32 bytes
    Column("why", String, nullable=False),
    Column("item", LargeBinary, nullable=False),
    Index("aside_digest", "digest", unique=True),
)
"""Bytes that nobody could use, for IT."""

round_made = Table(
    "round_made",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("swept", Integer, nullable=False),  # days since 1970
)
"""When the desk last looked for what is to be erased; one row."""
