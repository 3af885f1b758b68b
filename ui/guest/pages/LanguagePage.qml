import QtQuick
import ui.guest
import ui.theme

// Own names and scripts first; the same card size for those whose language is not there.
GuestPage {
    id: root

    languageShown: false

    CardGrid {
        readonly property int few: 8 // more names than these stand on one sheet only when they are a little smaller
        anchors.fill: parent
        layout: root.bridge.layout
        textSize: cards.length > few ? Theme.cardText : Theme.nameText
        cards: root.visit.cards
        marked: [root.bridge.speech.asked]
        moreWord: root.words["bar.more-answers"]
        onPicked: card => root.visit.choose(card.name)
    }
}
