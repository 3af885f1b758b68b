import QtQuick
import ui.guest
import ui.theme

// Own names and scripts first; the same card size for those whose language is not there.
GuestPage {
    id: root

    languageShown: false

    CardGrid {
        anchors.fill: parent
        layout: root.bridge.layout
        textSize: Theme.nameText
        cards: root.visit.cards
        moreWord: root.words["bar.more-answers"]
        onPicked: card => root.visit.choose(card.name)
    }
}
