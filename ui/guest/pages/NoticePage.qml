pragma ComponentBehavior: Bound
import QtQuick
import ui.guest
import ui.theme

// Who we are, and two equal ways on.
GuestPage {
    id: root

    readonly property real room: height - (Theme.tight ? 0 : choices.height + Theme.gap * 1.3)
    readonly property real row: (Theme.cardText + Theme.smallText) * 1.42 + Theme.inset * 2
    readonly property var whole: visible ? fit(width) : [[]]
    readonly property var sheets: whole.length > 1 ? fit(width - Theme.target - Theme.gap) : whole
    property int sheet: 0

    ways: Theme.tight ? visit.cards.map(card => card.label) : []
    signs: visit.cards.map(card => card.pictogram)
    onWayChosen: index => visit.choose(visit.cards[index].name)

    function fit(width) {
        return bridge.layout.sheets(visit.notice, width, room, Theme.bodyText, Theme.gap);
    }

    Item {
        id: text
        anchors { left: parent.left; top: parent.top }
        width: parent.width - (more.visible ? Theme.target + Theme.gap : 0)
        height: root.room

        Column {
            width: parent.width
            spacing: Theme.gap

            Repeater {
                model: root.sheets[Math.min(root.sheet, root.sheets.length - 1)]
                Words {
                    required property string modelData
                    width: parent.width
                    text: modelData
                }
            }
        }
    }

    TouchButton {
        id: more
        objectName: "more"
        visible: root.sheets.length > 1
        anchors { right: parent.right; top: parent.top }
        width: Theme.target
        height: Math.max(Theme.target, root.room)
        fill: Theme.softTeal
        line: Theme.softTeal
        padding: 0
        text: root.words["bar.more-answers"]
        onClicked: root.sheet = (root.sheet + 1) % root.sheets.length

        Pictogram { anchors.centerIn: parent; name: more.visible ? "forward" : "" }
    }

    CardGrid {
        id: choices
        visible: !Theme.tight
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Theme.portrait ? Math.max(Theme.target * 2.6, root.row * 2 + Theme.gap) : Math.max(Theme.target * 1.4, root.row)
        layout: root.bridge.layout
        cards: root.visit.cards
        moreWord: root.words["bar.more-answers"]
        onPicked: card => root.visit.choose(card.name)
    }
}
