import QtQuick
import ui.bridge
import ui.guest

// The volunteer's corner: few taps, no typing.
CoverPage {
    id: root

    readonly property CornerBridge corner: bridge.corner as CornerBridge

    title: words["corner.title"]
    hint: corner.noted ? words["corner.noted"] : ""
    cornerShown: false
    ways: [words["corner.close"]]
    signs: ["close"]
    onWayChosen: corner.close()

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        cards: root.corner.cards
        marked: root.corner.switchedOn
        marks: true
        chosenWord: root.words["bar.chosen"]
        moreWord: root.words["bar.more-answers"]
        onPicked: card => root.corner.choose(card.name)
    }
}
