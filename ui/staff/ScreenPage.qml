pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// How the screen looks for everybody, how bright it is, how loud the kiosk is; only what this machine lets us set.
// Two sheets where text is large and the panel low.
StaffPage {
    id: root

    readonly property StaffScreenBridge screen: rooms.screen

    property bool turned: false
    readonly property bool parted: Theme.tight && screen.levels.length > 0

    title: visit.words["staff.settings.screen"]
    act: parted ? (turned ? title : screen.levels[0].label) : ""
    onActed: turned = !turned

    CardGrid {
        visible: !root.parted || !root.turned
        anchors {
            left: parent.left; right: parent.right; top: parent.top
            bottom: root.parted ? parent.bottom : levels.top; bottomMargin: root.parted ? 0 : Theme.gap
        }
        layout: root.bridge.layout
        cards: root.screen.cards
        marked: root.screen.marked
        marks: true
        chosenWord: root.visit.words["bar.chosen"]
        moreWord: root.visit.words["bar.more-answers"]
        onPicked: card => root.screen.turn(card.name)
    }

    Grid {
        id: levels
        visible: !root.parted || root.turned
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        columns: Theme.portrait || Theme.tight ? 1 : 2
        rowSpacing: Theme.gap
        columnSpacing: Theme.margin

        Repeater {
            model: root.screen.levels

            LabelledStepper {
                required property var modelData
                width: (levels.width - levels.columnSpacing * (levels.columns - 1)) / levels.columns
                visit: root.visit
                text: modelData.label
                count: modelData.code
                onAsked: count => root.screen.setLevel(modelData.name, count)
            }
        }
    }
}
