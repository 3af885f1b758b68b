pragma ComponentBehavior: Bound
import QtQuick
import ui.guest
import ui.theme

// The red flags as quiet pictures, and two equal answers.
GuestPage {
    id: root

    ways: Theme.tight ? [words["bar.decline"], ...visit.cards.map(card => card.label)] : [words["bar.decline"]]
    signs: ["skip", ...visit.cards.map(card => card.pictogram)]
    onWayChosen: index => index ? visit.pick(visit.cards[index - 1].code) : visit.decline()

    CardGrid {
        id: flags
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: Theme.tight ? parent.bottom : answers.top; bottomMargin: Theme.tight ? 0 : Theme.gap }
        layout: root.bridge.layout
        cards: root.visit.flags
        moreWord: root.words["bar.more-answers"]
        style: ({
            text: Theme.smallText, hint: Theme.smallText, padding: 0, inset: 0, gap: Theme.gap,
            pictogram: Theme.pictogram, check: 0, smallest: Theme.pictogram, more: Theme.target, bold: false
        })
        delegate: FlagTile {
            required property var modelData
            required property int index
            width: flags.cellWidth
            height: flags.heightOf(index)
            objectName: "flag-" + modelData.pictogram
            pictogram: modelData.pictogram
            text: modelData.label
            scaled: flags.fitted.scale
            side: flags.fitted.picture
            onTouched: root.visit.sayYes()
        }
    }

    CardGrid {
        id: answers
        visible: !Theme.tight
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Math.max(Theme.target * 1.15, Theme.cardText * 1.45 + Theme.inset * 2)
        layout: root.bridge.layout
        cards: root.visit.cards
        marked: root.visit.marked
        marks: true
        moreWord: root.words["bar.more-answers"]
        chosenWord: root.words["bar.chosen"]
        onPicked: card => root.visit.pick(card.code)
    }
}
