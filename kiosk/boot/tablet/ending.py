"""Ends a window when the system wants it. One rule: SIGTERM leaves the event loop, so that everything is closed in its
order; asking the window instead would not be heard (`ui.bridge.staying`).
"""

from __future__ import annotations

import signal

from PySide6.QtCore import QCoreApplication, QTimer


def end_on_term(application: QCoreApplication) -> None:
    """Leave `application`'s loop with 0 on SIGTERM, also when it comes before the loop. Python hears it at the window's
    next tick, a quarter of a second at most.
    """
    signal.signal(signal.SIGTERM, lambda *_: QTimer.singleShot(0, lambda: application.exit(0)))
