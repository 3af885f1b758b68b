import QtQuick

// What staff can set at this kiosk.
StaffCards {
    id: root

    title: visit.words["staff.settings"]
    cards: staff.settings
    onPicked: card => staff.open(card.name)
}
