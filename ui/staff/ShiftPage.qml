import QtQuick

// The end of a shift, or of the day.
StaffCards {
    id: root

    title: visit.words["staff.settings.shift"]
    hint: visit.words["staff.shift.hint"]
    cards: staff.endings
    onPicked: card => card.name === "again" ? staff.endShift() : staff.exit()
}
