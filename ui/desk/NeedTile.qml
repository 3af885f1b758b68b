import QtQuick
import ui.theme

// A need: seen first, read in a moment. A doctor's call is filled, and its words say so too.
Rectangle {
    id: root

    property string text
    property string pictogram
    property bool urgent: false
    property bool small: false
    readonly property color tone: urgent ? Theme.overTeal : Theme.teal

    radius: Theme.corner
    color: urgent ? Theme.teal : Theme.card
    border { color: urgent ? Theme.teal : Theme.edge; width: Theme.edgeWidth }

    Pictogram {
        id: picture
        name: root.pictogram
        colour: root.tone
        side: Math.min(Theme.pictogram, root.height * 0.66)
        anchors { left: parent.left; leftMargin: Theme.gap; verticalCenter: parent.verticalCenter }
    }

    Words {
        anchors { left: picture.right; leftMargin: Theme.gap; right: parent.right; rightMargin: Theme.gap; verticalCenter: parent.verticalCenter }
        text: root.text
        color: root.urgent ? Theme.overTeal : Theme.ink
        font { pixelSize: root.small ? Theme.smallText : Theme.bodyText; bold: true }
    }
}
