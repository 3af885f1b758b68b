import QtQuick
import ui.bridge

// One printer: its paper, its cutter, a test that tells the truth.
StaffCards {
    id: root

    readonly property StaffPrintersBridge printers: rooms.printers

    title: printers.title
    hint: printers.sentence
    cards: printers.acts
    marked: printers.marked
    marks: true
    onPicked: card => printers.act(card.name)
}
