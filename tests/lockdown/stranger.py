"""Another program on the kiosk's screen: its clipboard and selection hold a file's address, and it offers that file to
be dragged. Says `ready`, then what became of each drag.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QClipboard, QDrag, QGuiApplication, QMouseEvent, QRasterWindow

FILE = "file:///etc/passwd"
SIDE = 60


class Offer(QRasterWindow):
    """A small window in the corner, above everything."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlags(Qt.WindowType.ToolTip)
        self.setGeometry(0, 0, SIDE, SIDE)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002 (Qt calls it so)
        drag = QDrag(self)
        drag.setMimeData(a_file())
        print(drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction).name, flush=True)  # noqa: T201


def a_file() -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(FILE)])
    data.setText(FILE)
    return data


def main() -> None:
    application = QGuiApplication(["stranger"])
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        application.clipboard().setMimeData(a_file(), mode)
    offer = Offer()
    offer.show()
    print("ready", flush=True)  # noqa: T201
    application.exec()


if __name__ == "__main__":
    main()
