import QtQuick
import ui.bridge
import ui.guest

// Paper, no paper, or delete now: three equal cards.
GuestPage {
    id: root

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        cards: root.visit.cards
        moreWord: root.words["bar.more-answers"]
        onPicked: card => (root.bridge.slip as SlipBridge).choose(card.name)
    }
}
