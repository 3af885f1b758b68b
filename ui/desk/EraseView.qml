import QtQuick
import ui.bridge
import ui.theme

// What erasing means, and two ways of one size.
Item {
    id: root

    required property OfficeBridge office
    required property DeskBridge desk

    Column {
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        spacing: Theme.margin

        Words {
            objectName: "erase-text"
            width: parent.width
            text: root.office.words["desk.erase.text"]
        }

        Row {
            spacing: Theme.gap

            WideButton {
                objectName: "keep"
                width: (root.width - Theme.gap) / 2
                text: root.office.words["desk.erase.keep"]
                onClicked: root.desk.keep()
            }

            WideButton {
                objectName: "erase-now"
                width: (root.width - Theme.gap) / 2
                text: root.office.words["desk.erase.now"]
                onClicked: root.desk.erase()
            }
        }
    }
}
