import QtQuick
import ui.theme

// A large figure with its word beside it.
Item {
    id: root

    property string value
    property string label

    implicitHeight: Math.max(figure.height, word.height)

    Words {
        id: figure
        anchors { left: parent.left; verticalCenter: parent.verticalCenter }
        text: root.value
        color: Theme.teal
        font { pixelSize: Theme.headingText; bold: true }
        wrapMode: Text.NoWrap
    }

    Words {
        id: word
        anchors { left: figure.right; leftMargin: Theme.smallGap * 1.5; right: parent.right; verticalCenter: parent.verticalCenter }
        text: root.label
        font.pixelSize: Theme.smallText
    }
}
