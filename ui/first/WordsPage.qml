pragma ComponentBehavior: Bound
import QtQuick
import ui.first
import ui.theme

// Six words, large enough to be read over a telephone, and a calm wait.
FirstPage {
    id: root

    readonly property bool known: enrol.sixWords.length > 0

    title: known ? enrol.words["first.words"] : enrol.words["first.words.asking"]
    hint: enrol.words["first.words.wait"]
    ways: [enrol.words["first.other-code"], enrol.words["first.ask-now"]]
    onWayChosen: index => index ? enrol.askNow() : enrol.anotherCode()

    Grid {
        id: grid
        readonly property real each: (root.width - Theme.margin * 2 - spacing * (columns - 1)) / columns
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        columns: Theme.portrait ? 2 : 3
        spacing: Theme.gap
        layoutDirection: Qt.LeftToRight
        LayoutMirroring.enabled: false

        Repeater {
            model: root.enrol.sixWords

            Rectangle {
                id: tile
                required property string modelData
                width: grid.each
                height: word.implicitHeight + Theme.padding * 2
                radius: Theme.corner
                color: Theme.softTeal

                Words {
                    id: word
                    anchors.centerIn: parent
                    text: tile.modelData
                    color: Theme.teal
                    font.pixelSize: Theme.headingText * 1.2
                    font.bold: true
                    wrapMode: Text.NoWrap
                }
            }
        }
    }

    Pictogram {
        visible: !root.known
        anchors.centerIn: parent
        name: "network"
        side: Math.min(parent.height * 0.6, Theme.largePictogram)
    }
}
