import QtQuick
import ui.guest

// A question with cards: one answer goes on by itself, several need "go on".
GuestPage {
    id: root

    ways: visit.several ? [words["bar.decline"], words["bar.go-on"]] : [words["bar.decline"]]
    signs: ["skip", "forward"]
    onWayChosen: index => index ? visit.goOn() : visit.decline()

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        cards: root.visit.cards
        marked: root.visit.marked
        marks: true
        chosenWord: root.words["bar.chosen"]
        moreWord: root.words["bar.more-answers"]
        onPicked: card => root.visit.pick(card.code)
    }
}
