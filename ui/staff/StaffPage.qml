import QtQuick
import ui.bridge
import ui.guest

// The frame of a page behind the staff door: back to the page before, and on to what `act` says, else to the guests.
CoverPage {
    id: root

    readonly property StaffBridge staff: bridge.staff as StaffBridge
    readonly property StaffRooms rooms: staff.rooms as StaffRooms
    property string act
    signal acted()

    cornerShown: false
    callShown: false
    ways: [visit.words["bar.back"], act || visit.words["staff.leave"]]
    onWayChosen: index => index === 0 ? staff.up() : (act ? acted() : staff.leave())
}
