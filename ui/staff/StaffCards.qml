import QtQuick
import ui.guest

// A page of the staff area that is one grid of cards.
StaffPage {
    id: root

    property var cards: []
    property var marked: []
    property bool marks: false
    signal picked(var card)

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        cards: root.cards
        marked: root.marked
        marks: root.marks
        chosenWord: root.visit.words["bar.chosen"]
        moreWord: root.visit.words["bar.more-answers"]
        onPicked: card => root.picked(card)
    }
}
