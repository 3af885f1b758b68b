import QtQuick
import ui.guest
import ui.theme

// A page of the staff area that is one grid of cards.
StaffPage {
    id: root

    property var cards: []
    property var marked: []
    property bool marks: false
    property real textSize: Theme.cardText
    readonly property int rows: Math.ceil(cards.length / (Theme.portrait ? 2 : 3))
    signal picked(var card)

    CardGrid {
        width: parent.width
        height: Math.min(parent.height, Math.max(1, root.rows) * Theme.target * 1.7 * Theme.textScale)
        layout: root.bridge.layout
        cards: root.cards
        marked: root.marked
        marks: root.marks
        textSize: root.textSize
        chosenWord: root.visit.words["bar.chosen"]
        moreWord: root.visit.words["bar.more-answers"]
        onPicked: card => root.picked(card)
    }
}
