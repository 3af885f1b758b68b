"""A catalogue's sentences as QML has them. One rule: made once a language, not at every look.

A dictionary is converted anew each time that a binding looks at it (0.6 ms for 482 sentences, measured, and twice a
page); a script's object is handed over as it is.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtQml import QJSValue, qjsEngine

from kiosk.languages.catalogue import Catalogue


class ShownSentences:
    """The sentences of one window in the engine that shows its bridge."""

    def __init__(self, bridge: QObject) -> None:
        self._bridge = bridge
        self._shown: dict[str, QJSValue] = {}

    def of(self, catalogue: Catalogue) -> QJSValue:
        """An object with a property a key; undefined where no engine shows the bridge."""
        if catalogue.language not in self._shown:
            engine = qjsEngine(self._bridge)
            if engine is None:
                return QJSValue()
            self._shown[catalogue.language] = engine.toScriptValue(catalogue.sentences)
        return self._shown[catalogue.language]
