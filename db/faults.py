"""SQLite's and the system's errors as Problems. One rule: mapped here once, nowhere else, and never with a
value in it.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from kiosk.problem import Damaged, DiskFull, Problem, ReadOnlyFolder

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED_TO_US = {errno.EROFS, errno.EACCES, errno.EPERM}
_PRIMARY = 0xFF  # SQLite keeps the primary result code in the low byte


class DatabaseFailed(Problem):
    """The database could not be read or written for a reason that is none of the better known ones."""

    code = "database"


def _of_sqlite(error: sqlite3.Error, whose: str) -> Problem:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    match code & _PRIMARY:
        case sqlite3.SQLITE_FULL:
            return DiskFull(f"The disk is full; free some space on it and the {whose} goes on by itself.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return ReadOnlyFolder(f"The {whose}'s data folder cannot be written; check its owner and its permissions.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Damaged(f"The {whose}'s database is damaged; keep the file and call IT.")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseFailed(f"Another program has the {whose}'s database open; close it and try again.")
    name = getattr(error, "sqlite_errorname", "SQLITE_ERROR")
    return DatabaseFailed(f"The {whose}'s database failed ({name}); check the disk and start the {whose} again.")


def _of_system(error: OSError, whose: str) -> Problem:
    if error.errno in _FULL:
        return DiskFull(f"The disk is full; free some space on it and the {whose} goes on by itself.")
    if error.errno in _CLOSED_TO_US:
        return ReadOnlyFolder(f"The {whose}'s data folder cannot be written; check its owner and its permissions.")
    name = errno.errorcode.get(error.errno or 0, "unknown")
    return DatabaseFailed(f"The {whose}'s data folder failed ({name}); check the disk and start the {whose} again.")


@contextmanager
def as_problems(whose: str = "kiosk") -> Iterator[None]:
    """Whatever SQLAlchemy, SQLite or the system raises inside leaves as a Problem; `whose` disk it is stands in it."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise _of_sqlite(error.orig, whose) from error.orig
        raise
    except sqlite3.Error as error:
        raise _of_sqlite(error, whose) from error
    except OSError as error:
        raise _of_system(error, whose) from error
