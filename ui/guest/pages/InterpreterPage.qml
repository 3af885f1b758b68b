import QtQuick
import ui.guest

// Somebody interprets from a language that has a pack, or the guest gets things without questions.
GuestPage {
    id: root

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        cards: root.visit.cards
        moreWord: root.words["bar.more-answers"]
        onPicked: card => root.visit.choose(card.name)
    }
}
