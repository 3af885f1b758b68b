import QtQuick
import ui.bridge
import ui.guest

// What was handed over, marked by the volunteer.
CoverPage {
    id: root

    readonly property CornerBridge corner: bridge.corner

    title: visit.words["corner.given"]
    cornerShown: false
    ways: [visit.words["corner.close"]]
    onWayChosen: corner.close()

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        cards: root.corner.offers
        marked: root.corner.given
        marks: true
        chosenWord: root.visit.words["bar.chosen"]
        moreWord: root.visit.words["bar.more-answers"]
        onPicked: card => root.corner.give(card.code)
    }
}
