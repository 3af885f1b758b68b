import QtQuick
import ui.bridge
import ui.guest

// What was handed over, marked by the volunteer.
CoverPage {
    id: root

    readonly property CornerBridge corner: bridge.corner as CornerBridge

    title: words["corner.given"]
    hint: words["given.hint"]
    cornerShown: false
    ways: [words["bar.done"]]
    signs: ["check"]
    onWayChosen: corner.close()

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        cards: root.corner.offers
        marked: root.corner.given
        marks: true
        chosenWord: root.words["bar.chosen"]
        moreWord: root.words["bar.more-answers"]
        onPicked: card => root.corner.give(card.code)
    }
}
