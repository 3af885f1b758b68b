import QtQuick
import ui.theme

// One line of the status page: a round sign where it works, a dark diamond where there is something to do.
Item {
    id: root

    property string text
    property string hint
    property bool works: true
    property real scaled: 1

    Rectangle {
        id: sign
        anchors { left: parent.left; verticalCenter: parent.verticalCenter }
        width: Theme.smallPictogram
        height: width
        radius: root.works ? width / 2 : 0
        rotation: root.works ? 0 : 45
        scale: root.works ? 1 : 0.7
        color: root.works ? Theme.softTeal : Theme.ink
        border { color: Theme.teal; width: root.works ? Theme.boldEdge : 0 }
    }

    Column {
        anchors { left: sign.right; leftMargin: Theme.gap; right: parent.right; verticalCenter: parent.verticalCenter }

        Words {
            width: parent.width
            text: root.text
            font.pixelSize: Math.round(Theme.bodyText * root.scaled)
            font.bold: true
        }

        QuietLine {
            width: parent.width
            visible: text !== ""
            text: root.hint
            font.pixelSize: Math.round(Theme.quietText * root.scaled)
        }
    }
}
