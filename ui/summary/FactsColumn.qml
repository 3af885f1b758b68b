pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// The facts of the day, and below them what this software does not do.
Rectangle {
    id: root

    property var facts: []
    property string statement

    radius: Theme.corner
    color: Theme.card
    border { color: Theme.edge; width: Theme.edgeWidth }

    Column {
        id: rows
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.padding * 0.8 }
        spacing: Theme.smallGap

        Repeater {
            model: root.facts

            Item {
                id: fact
                required property var modelData
                width: parent.width
                height: Math.max(about.height, said.height)

                Words {
                    id: about
                    anchors { left: parent.left; verticalCenter: parent.verticalCenter }
                    width: parent.width - said.width - Theme.gap
                    text: fact.modelData.label
                    font.pixelSize: Theme.bandText
                    lineHeight: 0.95
                }

                Words {
                    id: said
                    anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                    text: fact.modelData.value
                    color: Theme.teal
                    font { pixelSize: Theme.smallText; bold: true }
                    wrapMode: Text.NoWrap
                }
            }
        }
    }

    QuietLine {
        anchors { left: parent.left; right: parent.right; top: rows.bottom; bottom: parent.bottom; margins: Theme.padding * 0.8; topMargin: Theme.gap }
        text: root.statement
        font.pixelSize: Theme.bandText
        lineHeight: 0.95
        verticalAlignment: Text.AlignBottom
        fontSizeMode: Text.VerticalFit
        minimumPixelSize: Theme.bandText * 0.75
    }
}
