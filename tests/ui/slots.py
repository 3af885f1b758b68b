"""Which objects of a window have a meta-object of their own.

An undecorated method that a signal calls gives each object one, whose address is used again when the object is gone.
Bridges that had one were sometimes met without a property by QML (`undefined`; see docs/adr/0002): what a signal calls
is therefore a slot.
"""

from __future__ import annotations

import gc

import shiboken6
from PySide6.QtCore import QObject


def with_meta_objects_of_their_own() -> set[str]:
    """The names of their classes, of all living objects of our windows; empty when all is well."""
    ours = [each for each in gc.get_objects() if isinstance(each, QObject) and type(each).__module__.startswith("ui.")]
    assert ours, "there is no window"
    return {
        type(each).__name__
        for each in ours
        if shiboken6.isValid(each) and each.metaObject().methodCount() != type(each).staticMetaObject.methodCount()
    }
