import QtQuick
import ui.bridge

// What this site has today; what is marked is offered.
StaffCards {
    id: root

    readonly property StaffDayBridge day: rooms.day

    title: visit.words["staff.settings.offers"]
    hint: visit.words["staff.offers.hint"]
    ways: [visit.words["bar.back"], visit.words["staff.offers.stock"]]
    onWayChosen: index => index ? staff.open("stock") : staff.up()
    cards: day.offers
    marked: day.offersToday
    marks: true
    onPicked: card => day.switchOffer(card.code)
}
