pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.office
import ui.theme

// Facts in two columns on a white card; what does not fit stands on the next sheet, and the button says so.
Rectangle {
    id: root

    required property FactsBridge layout
    required property var facts
    property var notes: []
    property string moreWord
    property int sheet: 0
    readonly property real labelShare: 0.46
    readonly property var sheets: layout.sheets(facts, table.width, table.height, Theme.smallText, Theme.smallGap * 1.5)
    readonly property int present: Math.min(sheet, sheets.length - 1)

    radius: Theme.corner
    color: Theme.card
    border { color: Theme.edge; width: Theme.edgeWidth }

    Column {
        id: above
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.padding }
        spacing: Theme.smallGap

        Repeater {
            model: root.notes

            QuietLine {
                required property string modelData
                width: above.width
                text: modelData
                font.pixelSize: Theme.smallText
            }
        }
    }

    Column {
        id: table
        anchors { left: parent.left; right: parent.right; top: above.bottom; bottom: more.visible ? more.top : parent.bottom; margins: Theme.padding }
        spacing: Theme.smallGap * 1.5

        Repeater {
            model: root.sheets[root.present]

            Item {
                id: fact
                required property var modelData
                width: table.width
                height: modelData.height

                Words {
                    anchors.left: parent.left
                    width: parent.width * root.labelShare
                    text: fact.modelData.label
                    color: Theme.quiet
                    font.pixelSize: Theme.smallText
                }

                Words {
                    anchors.right: parent.right
                    width: parent.width * (1 - root.labelShare) - table.spacing
                    text: fact.modelData.value
                    font { pixelSize: Theme.smallText; bold: true }
                }
            }
        }
    }

    ActionButton {
        id: more
        objectName: "more"
        visible: root.sheets.length > 1
        anchors { right: parent.right; bottom: parent.bottom; margins: Theme.padding }
        pictogram: "forward"
        text: root.moreWord
        onClicked: root.sheet = (root.present + 1) % root.sheets.length
    }
}
