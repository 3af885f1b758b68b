import QtQuick
import ui.guest

// What this site has today. Nothing is pre-chosen, and nothing is an equal choice.
GuestPage {
    id: root

    ways: [words["offers.nothing"], words["bar.go-on"]]
    signs: ["none", "forward"]
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
