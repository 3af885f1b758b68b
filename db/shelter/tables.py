"""The server's tables as they are today. One rule: every key begins with something random (a kiosk's or a signer's
name), so that the same tables can be spread over many machines, and nothing counts arrivals.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, LargeBinary, MetaData, Table

metadata = MetaData()


def _key(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, primary_key=True)


def _number() -> Column[int]:
    return Column("bno", BigInteger, primary_key=True, autoincrement=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


store = Table(
    "store",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    _bytes("incarnation"),  # 16 random bytes, drawn when the file is born
    Column("schedule_version", BigInteger, nullable=False),
)
"""One row: which store this is, and the highest schedule version it has seen."""

batch = Table(
    "batch",
    metadata,
    _key("kiosk"),
    _key("chain"),
    _number(),
    _bytes("digest"),  # SHA256(manifest)
    _bytes("manifest"),
    _bytes("signature"),
)
"""One row a batch."""

blob = Table(
    "blob",
    metadata,
    _key("kiosk"),
    _key("chain"),
    _number(),
    Column("leaf", LargeBinary, primary_key=True),  # SHA256 of the bytes
    Column("bytes", LargeBinary),  # NULL when the person withdrew it: the leaf stays and the root still verifies
)
"""The sealed records of every batch."""

ack = Table("ack", metadata, _key("kiosk"), _key("chain"), _number(), _key("signer"), _key("digest"), _bytes("signed"))
"""Acknowledgements as their reader signed them, also of batches that this store lost or never had."""

counter = Table("counter", metadata, _key("signer"), Column("last", BigInteger, nullable=False))
"""The highest counter of each reader."""
