import QtQuick
import ui.bridge
import ui.guest

// The frame of a page behind the staff door: back to the page before, or to the guests.
CoverPage {
    id: root

    readonly property StaffBridge staff: bridge.staff
    readonly property StaffRooms rooms: staff.rooms as StaffRooms

    cornerShown: false
    callShown: false
    ways: [visit.words["bar.back"], visit.words["staff.leave"]]
    onWayChosen: index => index ? staff.leave() : staff.up()
}
