import QtQuick
import ui.bridge

// What this site has today; what is marked is offered.
StaffCards {
    id: root

    readonly property StaffDayBridge day: rooms.day

    title: visit.words["staff.settings.offers"]
    hint: visit.words["staff.offers.hint"]
    act: visit.words["staff.offers.stock"]
    onActed: staff.open("stock")
    cards: day.offers
    marked: day.offersToday
    marks: true
    onPicked: card => day.switchOffer(card.code)
}
