"""A catalogue's sentences as QML has them. One rule: made once a language, not at every look (0.6 ms for 482 sentences,
measured, and twice a page).
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtQml import QJSValue

from kiosk.languages.catalogue import Catalogue
from ui.bridge.handed import handed


class ShownSentences:
    """The sentences of one window in the engine that shows its bridge."""

    def __init__(self, bridge: QObject) -> None:
        self._bridge = bridge
        self._shown: dict[str, QJSValue] = {}

    def of(self, catalogue: Catalogue) -> QJSValue:
        """An object with a property a key; undefined where no engine shows the bridge."""
        if catalogue.language not in self._shown:
            words = handed(self._bridge, catalogue.sentences)
            if words.isUndefined():
                return words
            self._shown[catalogue.language] = words
        return self._shown[catalogue.language]
