import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// How this kiosk is: words and a shape, never colour alone, never a number.
CoverPage {
    id: root

    readonly property StaffBridge staff: bridge.staff

    title: visit.words["staff.title"]
    cornerShown: false
    callShown: false
    ways: [visit.words["staff.exit"], visit.words["staff.leave"]]
    onWayChosen: index => index ? staff.leave() : staff.exit()

    Column {
        width: parent.width
        spacing: Theme.gap

        Repeater {
            model: root.staff.lines

            Item {
                id: line
                required property var modelData
                width: parent.width
                height: Math.max(sign.height, words.height)

                Rectangle {
                    id: sign
                    anchors { left: parent.left; verticalCenter: parent.verticalCenter }
                    width: Theme.smallPictogram
                    height: width
                    radius: line.modelData.works ? width / 2 : 0
                    rotation: line.modelData.works ? 0 : 45
                    scale: line.modelData.works ? 1 : 0.75
                    color: line.modelData.works ? Theme.softTeal : Theme.ink
                    border { color: Theme.teal; width: line.modelData.works ? Theme.boldEdge : 0 }
                }

                Column {
                    id: words
                    anchors { left: sign.right; leftMargin: Theme.gap; right: parent.right; verticalCenter: parent.verticalCenter }

                    Words {
                        width: parent.width
                        text: line.modelData.label + " – " + line.modelData.state
                        font.pixelSize: Theme.quietText
                        font.bold: true
                    }

                    QuietLine {
                        width: parent.width
                        visible: text !== ""
                        text: line.modelData.advice
                        font.pixelSize: Theme.smallText
                    }
                }
            }
        }
    }
}
