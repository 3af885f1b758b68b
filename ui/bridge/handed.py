"""Values as QML has them. One rule: a map or a list that many bindings look at is handed over as a script's object.

A Python dictionary is converted anew, whole, each time that a binding looks at it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtQml import QJSValue, qjsEngine


def handed(bridge: QObject, value: object) -> QJSValue:
    """`value` in the engine that shows `bridge`; undefined where none does."""
    engine = qjsEngine(bridge)
    return QJSValue() if engine is None else engine.toScriptValue(value)
