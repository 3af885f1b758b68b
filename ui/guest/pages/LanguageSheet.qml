import QtQuick
import ui.guest
import ui.theme

// Another language at any time; the page below and its answers stay.
CoverPage {
    id: root

    title: words["language.title"]
    languageShown: false
    cornerShown: false
    ways: [words["corner.close"]]
    signs: ["close"]
    onWayChosen: visit.closeLanguages()

    CardGrid {
        readonly property int few: 8 // more names than these stand on one sheet only when they are a little smaller
        anchors.fill: parent
        layout: root.bridge.layout
        textSize: root.visit.languages.length > few ? Theme.cardText : Theme.nameText
        cards: root.visit.languages
        marked: [root.bridge.speech.asked || root.visit.language]
        marks: true
        chosenWord: root.words["bar.chosen"]
        moreWord: root.words["bar.more-answers"]
        onPicked: card => root.visit.speak(card.name)
    }
}
