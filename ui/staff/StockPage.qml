import QtQuick
import ui.bridge
import ui.theme

// How much is left, at a glance and only if somebody wants to say it. Touching goes round the words.
StaffCards {
    id: root

    readonly property StaffDayBridge day: rooms.day

    title: visit.words["staff.offers.stock"]
    hint: visit.words["staff.stock.hint"]
    cards: day.stock
    marked: day.stockTold
    marks: true
    textSize: Theme.bodyText
    onPicked: card => day.turnStock(card.code)
}
