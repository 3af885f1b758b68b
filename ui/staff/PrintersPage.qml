import QtQuick
import ui.bridge

// Every printer that is set up or was found; one touch sets one up.
StaffCards {
    id: root

    readonly property StaffPrintersBridge printers: rooms.printers

    title: visit.words["staff.settings.printers"]
    hint: printers.hint
    cards: printers.cards
    onPicked: card => printers.choose(card.name)
}
