import QtQuick
import ui.guest

// Paper, no paper, or delete now: three equal cards.
GuestPage {
    id: root

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        cards: root.visit.cards
        onPicked: card => root.bridge.slip.choose(card.name)
    }
}
