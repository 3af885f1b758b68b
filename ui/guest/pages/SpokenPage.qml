import QtQuick
import ui.guest
import ui.theme

// "I speak …": own names of languages that have no pack, and "none of these".
GuestPage {
    id: root

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        textSize: Theme.cardText // many names: fewer sheets
        cards: root.visit.cards
        moreWord: root.words["bar.more-answers"]
        onPicked: card => root.visit.choose(card.name)
    }
}
