pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// The staff code on an own keypad; a delay after a wrong one is told in words.
CoverPage {
    id: root

    readonly property StaffBridge staff: bridge.staff
    readonly property var keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "backspace", "0", "enter"]

    title: visit.words["staff.pin"]
    hint: staff.sentence
    cornerShown: false
    ways: [visit.words["corner.close"]]
    onWayChosen: staff.leave()

    function press(key) {
        if (key === "backspace") staff.backspace();
        else if (key === "enter") staff.enter();
        else staff.press(key);
    }

    Words {
        id: dots
        anchors { top: parent.top; horizontalCenter: parent.horizontalCenter }
        text: "●".repeat(root.staff.entered) || "–"
        color: Theme.teal
        font.pixelSize: Theme.tight ? Theme.smallText : Theme.cardText
        Accessible.name: root.visit.words["staff.pin.entered"] + ": " + root.staff.entered
    }

    Grid {
        id: pad
        readonly property real room: (parent.height - dots.height - Theme.smallGap - (rows - 1) * Theme.gap) / rows
        anchors { horizontalCenter: parent.horizontalCenter; bottom: parent.bottom }
        columns: Theme.portrait ? 3 : 6
        rows: Theme.portrait ? 4 : 2
        spacing: Theme.gap
        layoutDirection: Qt.LeftToRight
        LayoutMirroring.enabled: false

        Repeater {
            model: root.keys

            TouchButton {
                id: key
                required property string modelData
                objectName: "key-" + modelData
                width: (root.contentWidth - (pad.columns - 1) * Theme.gap) / pad.columns
                height: Math.min(pad.room, Theme.target * 1.4)
                padding: 0
                text: modelData.length > 1 ? root.visit.words["staff.pin." + modelData] : modelData
                enabled: modelData !== "enter" || root.staff.ready
                opacity: enabled ? 1 : 0.6
                onClicked: root.press(modelData)

                contentItem: Item {
                    Pictogram {
                        visible: key.modelData.length > 1
                        anchors.centerIn: parent
                        name: key.modelData === "enter" ? "check" : (key.modelData === "backspace" ? "backspace" : "")
                        side: Theme.pictogram
                    }

                    Words {
                        visible: key.modelData.length === 1
                        anchors.centerIn: parent
                        text: key.modelData
                        font.pixelSize: Theme.headingText
                        font.bold: true
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
