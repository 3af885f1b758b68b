import QtQuick
import ui.bridge

// Which languages stand on the first page today, and in which order.
StaffCards {
    id: root

    readonly property StaffDayBridge day: rooms.day

    title: visit.words["staff.settings.languages"]
    hint: visit.words["staff.languages.hint"]
    act: visit.words["staff.languages.all"]
    onActed: day.everyLanguage()
    cards: day.languages
    marked: day.shownLanguages
    marks: true
    onPicked: card => day.switchLanguage(card.name)
}
