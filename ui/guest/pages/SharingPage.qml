import QtQuick
import ui.guest

// What the shelter may see: three equal cards.
GuestPage {
    id: root

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        cards: root.visit.cards
        moreWord: root.words["bar.more-answers"]
        onPicked: card => root.visit.pick(card.code)
    }
}
