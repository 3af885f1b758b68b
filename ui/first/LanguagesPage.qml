import QtQuick
import ui.first
import ui.guest
import ui.theme

// The language of this screen, each by its own name.
FirstPage {
    id: root

    title: enrol.words["language.title"]
    cornersShown: false

    CardGrid {
        anchors.fill: parent
        layout: root.layout
        textSize: Theme.nameText
        cards: root.enrol.languages
        moreWord: root.enrol.words["bar.more-answers"]
        onPicked: card => root.enrol.speak(card.name)
    }
}
