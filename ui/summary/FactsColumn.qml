pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// The facts of the day; below them what could not be counted, and what this software does not do.
Rectangle {
    id: root

    property var facts: []
    property var notes: []

    radius: Theme.corner
    color: Theme.card
    border { color: Theme.edge; width: Theme.edgeWidth }

    Column {
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

    Column {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Theme.padding * 0.8 }
        spacing: Theme.smallGap

        Repeater {
            model: root.notes

            QuietLine {
                required property string modelData
                width: parent.width
                text: modelData
                font.pixelSize: Theme.bandText
                lineHeight: 0.95
            }
        }
    }
}
