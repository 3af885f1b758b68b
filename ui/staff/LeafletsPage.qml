import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// Leaflets only, and leaflets in a stack.
StaffPage {
    id: root

    readonly property StaffLeafletsBridge leaflets: rooms.leaflets

    title: visit.words["staff.settings.leaflets"]
    hint: Theme.large && !leaflets.printing ? "" : leaflets.sentence
    act: visit.words[leaflets.printing ? "staff.paper.stop" : "staff.paper.print"]
    onActed: leaflets.print()

    CardGrid {
        id: only
        width: parent.width
        height: Math.min(parent.height - stack.height - Theme.margin, Theme.target * 1.7 * Theme.textScale)
        layout: root.bridge.layout
        cards: root.leaflets.cards
        marked: root.leaflets.marked
        marks: true
        chosenWord: root.visit.words["bar.chosen"]
        onPicked: root.leaflets.switchOnly()
    }

    LabelledStepper {
        id: stack
        anchors { left: parent.left; right: parent.right; top: only.bottom; topMargin: Theme.margin }
        text: root.visit.words["staff.paper.many"]
        count: root.leaflets.wanted
        most: root.leaflets.most
        visit: root.visit
        onAsked: count => root.leaflets.want(count)
    }
}
